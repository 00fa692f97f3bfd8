// The files of a builder's node as a tar archive to unpack in its container. Follows docker/buildx driver/docker-container/tar.go.

import { BuilderError } from "./errors.js";

/** The folder of buildkitd's configuration, where the archive is unpacked into its parent. */
export const configFolder = "/etc/buildkit";

/** `files` by their names below {@link configFolder}. @throws {BuilderError} for a name that leads elsewhere. */
export function configArchive(files: Readonly<Record<string, Uint8Array>>): Buffer {
  const folders = new Set<string>();
  const entries: Buffer[] = [];
  for (const [name, content] of Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const parts = name.split("/");
    if (parts.some((part) => part === "" || part === "." || part === "..") || /[\\\0]/.test(name))
      throw new BuilderError(
        `The builder's configuration has a file named "${name}", which is no path within a folder`,
      );
    const path = ["buildkit", ...parts];
    for (let length = 1; length < path.length; length++) {
      const folder = `${path.slice(0, length).join("/")}/`;
      if (!folders.has(folder)) entries.push(header(folder, { mode: 0o755, type: "5", size: 0 }));
      folders.add(folder);
    }
    const padding = Buffer.alloc((block - (content.length % block)) % block);
    entries.push(
      header(path.join("/"), { mode: 0o644, type: "0", size: content.length }),
      Buffer.from(content),
      padding,
    );
  }
  return Buffer.concat([...entries, Buffer.alloc(2 * block)]);
}

const block = 512;

/** POSIX ustar. Modification times are 0, and everything is root's. */
function header(path: string, { mode, type, size }: { mode: number; type: string; size: number }): Buffer {
  const { prefix, name } = splitPath(path);
  const bytes = Buffer.alloc(block);
  bytes.write(name, 0, 100, "utf8");
  bytes.write(octal(mode, 8), 100);
  bytes.write(octal(0, 8), 108);
  bytes.write(octal(0, 8), 116);
  bytes.write(octal(size, 12), 124);
  bytes.write(octal(0, 12), 136);
  bytes.write(" ".repeat(8), 148);
  bytes.write(type, 156);
  bytes.write("ustar\x0000", 257, "latin1");
  bytes.write(prefix, 345, 155, "utf8");
  const sum = bytes.reduce((total, byte) => total + byte, 0);
  bytes.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  return bytes;
}

function octal(value: number, length: number): string {
  return value.toString(8).padStart(length - 1, "0");
}

/** A name of more than 100 bytes is cut at a slash. */
function splitPath(path: string): { readonly prefix: string; readonly name: string } {
  if (Buffer.byteLength(path) <= 100) return { prefix: "", name: path };
  for (let at = path.indexOf("/"); at > 0; at = path.indexOf("/", at + 1)) {
    const [prefix, name] = [path.slice(0, at), path.slice(at + 1)];
    if (name !== "" && Buffer.byteLength(prefix) <= 155 && Buffer.byteLength(name) <= 100) return { prefix, name };
  }
  throw new BuilderError(`The builder's configuration has a file whose name is too long: "${path}"`);
}
