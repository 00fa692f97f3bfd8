// Small requests to the parts of an engine, to see whether they live.

import { request } from "node:http";
import { connect } from "node:http2";
import { createConnection } from "node:net";

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** `host` is `unix:///path`, `tcp://name:port` or `name:port`. Nothing when there is no whole answer within 5 s. */
export function get(host: string, path: string, authorization?: string): Promise<Answer | undefined> {
  const address = host.startsWith("unix://")
    ? { socketPath: host.slice("unix://".length), host: "localhost" }
    : { host: new URL(`tcp://${host.replace(/^tcp:\/\//, "")}`).hostname, port: Number(host.split(":").at(-1)) };
  return new Promise((resolve) => {
    const sent = request(
      { ...address, path, timeout: 5_000, agent: false, headers: authorization === undefined ? {} : { authorization } },
      (response) => {
        let body = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => {
          body += chunk;
        });
        response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
        response.on("error", () => resolve(undefined));
      },
    );
    sent.on("timeout", () => sent.destroy());
    sent.on("error", () => resolve(undefined));
    sent.on("close", () => resolve(undefined));
    sent.end();
  });
}

/** Whether something behind a unix socket speaks HTTP/2, as gRPC servers do. Gives up after 10 s. */
export function speaksHttp2(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const session = connect("http://localhost", { createConnection: () => createConnection(socket) });
    const timer = setTimeout(() => end(false), 10_000);
    session.on("remoteSettings", () => end(true));
    session.on("error", () => end(false));
    session.on("close", () => end(false));

    function end(speaks: boolean): void {
      clearTimeout(timer);
      resolve(speaks);
      session.destroy();
    }
  });
}

export function basicAuthorization(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
}
