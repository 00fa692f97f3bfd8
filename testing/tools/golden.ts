// Golden text archives: one file holds a case's inputs and the outputs that are wanted of it.
// The format is that of Go's txtar: free text first, then files, each after a line `-- name --`.

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, isAbsolute, join, normalize } from "node:path";
import { expect } from "vitest";

export interface Archive {
  /** What stands before the first file: what the case is about, for the reader. */
  readonly comment: string;
  /** In the order of the archive. */
  readonly files: ReadonlyMap<string, string>;
}

/** What a golden case has to work with. */
export interface GoldenInput {
  /** A temporary folder in which the archive's inputs lie. It is gone after the case. */
  readonly folder: string;
  /** The inputs again, as text: every file of the archive that is not below `want/`. */
  readonly files: ReadonlyMap<string, string>;
}

/** Output name to text: `{ stderr: "…" }` is held against the archive's `want/stderr`. Empty text counts as no output. */
export type GoldenOutput = Readonly<Record<string, string>>;

const header = /^-- (.+) --$/;
const wantFolder = "want/";
/** An archive ends every file with a newline; this line after a text says that it has none of its own. */
const noNewline = "\\ no newline at the end\n";

/** Names are as written. The text of a file goes to the next header line. */
export function parseArchive(text: string): Archive {
  const files = new Map<string, string>();
  let comment = "";
  let name: string | undefined;
  for (const line of text.split(/(?<=\n)/)) {
    const opens = header.exec(line.trimEnd())?.[1];
    if (opens !== undefined) {
      if (files.has(opens)) throw new Error(`the archive has two files named "${opens}"`);
      name = opens;
      files.set(name, "");
    } else if (name === undefined) comment += line;
    else files.set(name, files.get(name) + line);
  }
  for (const [path, body] of files)
    if (body.endsWith(`\n${noNewline}`)) files.set(path, body.slice(0, -noNewline.length - 1));
  return { comment, files };
}

/** The inverse of `parseArchive`. @throws when a text has a line that would be read as a header. */
export function formatArchive({ comment, files }: Archive): string {
  const parts = [endLine(comment)];
  for (const [name, body] of files) {
    if (body.split("\n").some((line) => header.test(line.trimEnd())))
      throw new Error(`"${name}" has a line that an archive would read as the start of a file`);
    parts.push(`-- ${name} --\n`, body === "" || body.endsWith("\n") ? body : `${body}\n${noNewline}`);
  }
  return parts.join("");
}

/** Every archive (`*.txtar`) of a folder, sorted, as `[title, path]` rows for `test.for`. */
export function goldenFiles(folder: string): readonly (readonly [title: string, path: string])[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(".txtar"));
  if (names.length === 0) throw new Error(`no golden files in ${folder}`);
  return names.sort().map((name) => [basename(name, ".txtar").replaceAll("-", " "), join(folder, name)] as const);
}

/**
 * Lays out the inputs of the archive at `path`, runs `act` on them and compares all that it gave with all `want/` files.
 * The temporary folder's name is written `WORK` in what is compared.
 * With `UPDATE_GOLDEN=1` the `want/` files are rewritten instead, and nothing else in the archive changes.
 */
export async function checkGolden(
  path: string,
  act: (input: GoldenInput) => GoldenOutput | Promise<GoldenOutput>,
): Promise<void> {
  const archive = parseArchive(readFileSync(path, "utf8"));
  const { inputs, wanted } = splitArchive(archive);
  // The real path, because that is what a child process sees as its working directory.
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "golden-")));
  try {
    writeFiles(folder, inputs);
    const given = new Map<string, string>();
    for (const [name, text] of Object.entries(await act({ folder, files: inputs })))
      if (text !== "") given.set(name, text.replaceAll(folder, "WORK"));
    if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(path, formatArchive(withWanted(archive, given)));
    else expect(Object.fromEntries(given), `${path}: UPDATE_GOLDEN=1 rewrites it`).toEqual(Object.fromEntries(wanted));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes texts below a folder, with the folders they need. @throws when a name would lead out of it. */
export function writeFiles(folder: string, files: ReadonlyMap<string, string>): void {
  for (const [name, text] of files) {
    if (isAbsolute(name) || normalize(name).startsWith("..")) throw new Error(`"${name}" lies outside of the folder`);
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

function splitArchive({ files }: Archive) {
  const inputs = new Map<string, string>();
  const wanted = new Map<string, string>();
  for (const [name, text] of files) {
    if (!name.startsWith(wantFolder)) inputs.set(name, text);
    else if (text !== "") wanted.set(name.slice(wantFolder.length), text);
  }
  return { inputs, wanted };
}

/** Keeps every wanted file at its place; new ones come last, and those that are given no longer go. */
function withWanted({ comment, files }: Archive, given: ReadonlyMap<string, string>): Archive {
  const updated = new Map<string, string>();
  for (const [name, text] of files) {
    const wanted = name.startsWith(wantFolder) ? given.get(name.slice(wantFolder.length)) : text;
    if (wanted !== undefined) updated.set(name, wanted);
  }
  for (const [name, text] of given) updated.set(wantFolder + name, text);
  return { comment, files: updated };
}

function endLine(text: string): string {
  return text === "" || text.endsWith("\n") ? text : `${text}\n`;
}
