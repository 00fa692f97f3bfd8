// A web server with what contexts behind URLs need.

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { runCommand } from "../tools/index.js";

export interface Remote {
  /** As `http://127.0.0.1:port`. */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves the project as it is now, packed, and a Dockerfile. */
export async function serveProject(project: string): Promise<Remote> {
  const packed = await runCommand(["tar", "-c", "--sort=name", "."], { cwd: project });
  if (packed.code !== 0) throw new Error(`the project cannot be packed: ${packed.stderr}`);
  const files = new Map<string, Buffer>([
    ["/project.tar", packed.bytes],
    ["/Dockerfile", Buffer.from("FROM scratch\nCOPY <<EOF /file\nremote\nEOF\n")],
  ]);
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? "");
    response.writeHead(file === undefined ? 404 : 200, { "last-modified": "Sat, 03 Feb 2001 04:05:06 GMT" });
    response.end(request.method === "HEAD" ? undefined : file);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // It listens on a port, so this is its address.
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
