// `bake --print` as its user types it, in this process: the command's own flags, files and messages, without a child.

import { Readable, Writable } from "node:stream";
import { bake } from "../../cmd/commands/bake.js";
import { UsageError } from "../../cmd/flags.js";

export interface PrintOptions {
  /** Where it runs. */
  readonly folder: string;
  /** What stands behind `bake --print`. */
  readonly args?: readonly string[];
  /** The whole environment. */
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
}

export interface Printed {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The home folder of every such run. */
export const home = "/home/baker";

export async function printBake({ folder, args = [], env = {}, stdin = "" }: PrintOptions): Promise<Printed> {
  const stdout = new Collector();
  const stderr = new Collector();
  const world = {
    env: { HOME: home, ...env },
    cwd: folder,
    home,
    stdin: Readable.from(stdin === "" ? [] : [stdin]),
    stdout,
    print: (text: string) => void stdout.write(text),
    stderr,
    signal: new AbortController().signal,
    now: Date.now,
    argv: ["node", "bake", "--print", ...args],
  };
  try {
    const code = await bake.run(["--print", ...args], world);
    return { code, stdout: stdout.text(), stderr: stderr.text() };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { code: 1, stdout: "", stderr: error.message };
  }
}

class Collector extends Writable {
  readonly #chunks: Buffer[] = [];

  override _write(chunk: Buffer | string, _encoding: BufferEncoding, done: () => void): void {
    this.#chunks.push(Buffer.from(chunk));
    done();
  }

  text(): string {
    return Buffer.concat(this.#chunks).toString();
  }
}
