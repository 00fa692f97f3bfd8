// Recorded invocations: what another program printed for a definition, and how ours is held to it.
// The corpus beside the checkout and the project's own fixtures have the same form.

import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Printed, printBake } from "./print.js";

export interface Invocation {
  readonly name: string;
  /** What stands behind `--print`. */
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** A file of the case that is piped in. */
  readonly stdin?: string;
  /** The file of what was printed; without it, it was refused. */
  readonly expected?: string;
  readonly expectedError?: string;
  /** Ours, where it is meant to differ: a file, or `refused`. */
  readonly wanted?: string;
  /** Why. */
  readonly because?: string;
  /** Paths of texts that depend on the clock. */
  readonly ignore?: readonly (readonly string[])[];
  /** Paths of lists that are printed in another order each time. */
  readonly unordered?: readonly (readonly string[])[];
}

export interface RecordedCase {
  /** As `folder/name of the invocation`. */
  readonly title: string;
  readonly directory: string;
  readonly invocation: Invocation;
}

/** Every invocation below `root`, which holds a folder for each case. */
export function readCases(root: string): readonly RecordedCase[] {
  return readdirSync(root)
    .filter((name) => existsSync(join(root, name, "invocations.json")))
    .flatMap((name) => {
      const directory = join(root, name);
      // Every such file has this form.
      const invocations = readJson(join(directory, "invocations.json")) as readonly Invocation[];
      return invocations.map((invocation) => ({ title: `${name}/${invocation.name}`, directory, invocation }));
    });
}

/** What ours prints in a copy of the case's files; `edit` may change them first. */
export async function printCase(
  { directory, invocation }: RecordedCase,
  edit: (folder: string) => void = () => {},
): Promise<Printed> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "recorded-")));
  try {
    cpSync(join(directory, "files"), folder, { recursive: true });
    edit(folder);
    const { args, env = {}, stdin } = invocation;
    const printed = await printBake({
      folder,
      args,
      env,
      ...(stdin !== undefined && { stdin: readFileSync(join(directory, stdin), "utf8") }),
    });
    return { ...printed, stdout: printed.stdout.replaceAll(folder, "@CWD@") };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What was recorded, with all that may vary made the same; undefined: it was refused. */
export function recordedAnswer({ directory, invocation }: RecordedCase): unknown {
  const { expected } = invocation;
  return expected === undefined ? undefined : comparable(readJson(join(directory, expected)), invocation);
}

/** What ours is meant to print; undefined: it is to refuse. */
export function wantedAnswer(recorded: RecordedCase): unknown {
  const { directory, invocation } = recorded;
  if (invocation.wanted === "refused") return undefined;
  if (invocation.wanted === undefined) return recordedAnswer(recorded);
  return comparable(readJson(join(directory, invocation.wanted)), invocation);
}

/** What ours printed, in the form of `recordedAnswer`. */
export function answerOf({ code, stdout }: Printed, invocation: Invocation): unknown {
  return code === 0 ? comparable(JSON.parse(stdout), invocation) : undefined;
}

export function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"));
}

function comparable(json: unknown, { ignore = [], unordered = [] }: Invocation): unknown {
  for (const path of ignore) replaceAt(json, path, (value) => (typeof value === "string" ? "(a time)" : value));
  const textOf = (item: unknown) => JSON.stringify(item);
  for (const path of unordered)
    replaceAt(json, path, (value) => (Array.isArray(value) ? value.map(textOf).toSorted() : value));
  return json;
}

function replaceAt(json: unknown, path: readonly string[], change: (value: unknown) => unknown): void {
  const [key, ...rest] = path;
  if (key === undefined || json === null || typeof json !== "object") return;
  // An object may have any keys.
  const object = json as Record<string, unknown>;
  if (rest.length > 0) replaceAt(object[key], rest, change);
  else if (Object.hasOwn(object, key)) object[key] = change(object[key]);
}
