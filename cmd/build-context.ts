// What `bakehouse build` builds: a folder, a URL, or what comes on standard input, and the Dockerfile that goes with it.

import { type FileSystem, parseRemoteUrl } from "../lib/config/index.js";
import type { StandardContext } from "../lib/exec/index.js";
import { UsageError } from "./flags.js";
import { foreignArchive, isArchive } from "./tar-magic.js";
import type { World } from "./world.js";

/** In the words of a target. A Dockerfile of the command line is relative to where the command runs. */
export interface BuildContext {
  readonly context: string;
  readonly dockerfile?: string;
  readonly dockerfileInline?: string;
  /** What the context `-` stands for. */
  readonly standardContext?: StandardContext;
}

export interface BuildContextOptions {
  /** PATH, URL or `-`. */
  readonly operand: string;
  /** `-f`, as typed. */
  readonly file: string | undefined;
}

/** @throws {UsageError} when standard input would be read twice, or gives nothing. */
export async function readBuildContext(
  { operand, file }: BuildContextOptions,
  { stdin }: Pick<World, "stdin">,
  fileSystem: FileSystem,
): Promise<BuildContext> {
  if (operand === "-") {
    if (file === "-") throw new UsageError(`standard input cannot be both the context and the Dockerfile`);
    return await standardContext(file, stdin);
  }
  // A folder that is there is meant, whatever its name looks like.
  const isFolder = !/^[./]/.test(operand) && fileSystem.stat(operand) === "directory";
  const context = isFolder ? `./${operand}` : operand;
  if (file === undefined || file === "") return { context };
  if (file === "-") return { context, dockerfileInline: await dockerfileText(Buffer.alloc(0), bytesOf(stdin)) };
  const isFetched = parseRemoteUrl(context) !== undefined || /^https?:\/\//.test(file);
  return { context, dockerfile: isFetched ? file : `cwd://${file}` };
}

async function standardContext(file: string | undefined, stdin: World["stdin"]): Promise<BuildContext> {
  const chunks = bytesOf(stdin);
  const head = await readHead(chunks);
  if (isArchive(head)) {
    const open = async function* () {
      yield head;
      yield* chunks;
    };
    return { context: "-", ...(file && { dockerfile: file }), standardContext: { kind: "archive", open } };
  }
  const foreign = foreignArchive(head);
  if (foreign !== undefined) {
    throw new UsageError(
      `standard input is an archive (${foreign}) that BuildKit does not unpack: use a tar, plain or with gzip, bzip2 or xz`,
    );
  }
  if (file) {
    throw new UsageError(
      `standard input is no tar archive, so it is a Dockerfile, and -f ${file} names another one: leave out one of them`,
    );
  }
  return { context: "-", dockerfileInline: await dockerfileText(head, chunks), standardContext: { kind: "empty" } };
}

const headBytes = 512;

/** Enough to tell a tar; the rest stays unread. */
async function readHead(chunks: AsyncIterator<Buffer, void>): Promise<Buffer> {
  const head: Buffer[] = [];
  for (let size = 0; size < headBytes; ) {
    const next = await chunks.next();
    if (next.done === true) break;
    head.push(next.value);
    size += next.value.length;
  }
  return Buffer.concat(head);
}

async function dockerfileText(head: Buffer, rest: AsyncIterable<Buffer>): Promise<string> {
  const chunks = [head];
  for await (const chunk of rest) chunks.push(chunk);
  const text = new TextDecoder().decode(Buffer.concat(chunks));
  if (text.trim() === "") throw new UsageError("standard input is empty: it must be a Dockerfile or a tar archive");
  return text;
}

async function* bytesOf(stdin: World["stdin"]): AsyncGenerator<Buffer, void> {
  for await (const chunk of stdin) yield Buffer.from(chunk);
}
