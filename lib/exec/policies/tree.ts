// The files that a policy may read: those of the build context, and with `cwd://` those below the folder of the run. Follows
// docker/buildx build/policy_loader.go: a path never leads out of the two, by whatever links.

import { open, realpath } from "node:fs/promises";
import path from "node:path";
import type { Definition } from "../../buildkit/index.js";
import { isWithin } from "../consent/grants.js";
import type { LayerFile } from "./layers.js";
import type { DaemonReader } from "./reader.js";

/** Where names without a scheme are looked for. */
export type PolicyRoot =
  /** Absolute. */
  | { readonly kind: "folder"; readonly directory: string }
  /** A context that the daemon fetches. */
  | { readonly kind: "fetched"; readonly definition: Definition; readonly reader: DaemonReader }
  /** A context that is no place, such as an archive on standard input. */
  | { readonly kind: "none" };

/** A name that leads out of the files that a policy may read. The message stands after a colon. */
export class PolicyPathError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "PolicyPathError";
  }
}

/**
 * Reads at most `limit` bytes of the file; undefined when there is none.
 * @throws {PolicyPathError} when it is elsewhere; what the disk or the daemon says of it as it comes.
 */
export async function readPolicyFile(
  { name, path: found }: Pick<LayerFile, "name" | "path">,
  limit: number,
  { root, cwd }: { readonly root: PolicyRoot; readonly cwd: string },
): Promise<Uint8Array | undefined> {
  // It lies beside the Dockerfile, which the build reads from there.
  if (found !== undefined) return await readStart(found, limit);
  const own = /^cwd:\/\/(.*)$/s.exec(name)?.[1];
  if (own !== undefined) return await readBelow(cwd, own, limit, "the folder in which the command runs");
  switch (root.kind) {
    case "none":
      return undefined;
    case "folder":
      return await readBelow(root.directory, name, limit, "the build context");
    case "fetched": {
      const inside = path.posix.join("/", name.replaceAll("\\", "/")).slice(1);
      if (inside === "") throw new PolicyPathError("it names no file");
      return await root.reader.readFile(root.definition, inside, limit);
    }
    default:
      return assertNever(root);
  }
}

async function readBelow(
  directory: string,
  name: string,
  limit: number,
  what: string,
): Promise<Uint8Array | undefined> {
  const wanted = path.resolve(directory, name);
  const outside = (): PolicyPathError => new PolicyPathError(`it is outside of ${what}, ${directory}`);
  if (!isWithin(wanted, directory)) throw outside();
  try {
    const [root, file] = await Promise.all([realpath(directory), realpath(wanted)]);
    if (!isWithin(file, root)) throw outside();
    return await readStart(file, limit);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function readStart(file: string, limit: number): Promise<Uint8Array> {
  const handle = await open(file);
  try {
    const pieces: Uint8Array[] = [];
    let left = limit;
    for await (const piece of handle.createReadStream({ autoClose: false })) {
      const part = new Uint8Array(piece).subarray(0, left);
      pieces.push(part);
      left -= part.length;
      if (left === 0) break;
    }
    return Buffer.concat(pieces);
  } finally {
    await handle.close();
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}

function assertNever(root: never): never {
  throw new Error(`internal error: no such root: ${JSON.stringify(root)}`);
}
