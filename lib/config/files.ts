// Which bake files a run reads, and reading them.

import { type Diagnostic, decodeFile, type Report, type SourceFile, type WithDiagnostics } from "../source/index.js";
import { parentPath } from "./path.js";
import { localPrefix, type RemoteUrl } from "./remote.js";

/** The files of this machine, as far as a bake file can see them. Relative paths are about the directory of the run. */
export interface FileSystem {
  /** undefined: nothing is there. */
  readonly stat: (path: string) => FileKind | undefined;
  /** The bytes of a file that `stat` found. @throws when the world says no. */
  readonly read: (path: string) => Uint8Array;
  /** All of standard input. Asked at most once a run. */
  readonly readStandardInput: () => Promise<Uint8Array> | Uint8Array;
}

export type FileKind = "file" | "directory";

/** One bake file that was read. */
export interface BakeFile {
  readonly file: SourceFile;
  /** Of the file as read. */
  readonly bytes: number;
  /** Folder of the file relative to the run; undefined for standard input and fetched files. */
  readonly directory?: string;
}

/**
 * Fetches files of a remote definition through a builder: those of `names` that are there. What is one file and not a
 * tree (`http`) comes alone, named by its URL.
 */
export type FetchRemote = (
  url: RemoteUrl,
  names: readonly string[],
) => Promise<{
  readonly kind: RemoteUrl["kind"];
  readonly files: readonly { readonly name: string; readonly content: Uint8Array }[];
}>;

export interface ReadOptions {
  /** `-f`, in order. */
  readonly files: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly fileSystem: FileSystem;
  /** The definition to fetch, when the first operand is a URL. */
  readonly remote?: { readonly url: RemoteUrl; readonly fetch: FetchRemote };
  /** Between the names in BUILDX_BAKE_FILE unless BUILDX_BAKE_PATH_SEPARATOR says otherwise. Default `:`. */
  readonly pathListSeparator?: string;
}

export interface ReadFiles {
  readonly files: readonly BakeFile[];
  /** The list of names came from BUILDX_BAKE_FILE. */
  readonly isFromEnvironment: boolean;
  /** Where they were fetched from, with what it turned out to be. */
  readonly remote?: RemoteUrl;
}

const ownNames = ["bake.json", "bake.hcl"];
const ownOverrideNames = ["bake.override.json", "bake.override.hcl"];
const commonNames = [
  "compose.yaml",
  "compose.yml",
  "docker-compose.yml",
  "docker-compose.yaml",
  "docker-bake.json",
  "docker-bake.hcl",
  "docker-bake.override.json",
  "docker-bake.override.hcl",
];

/** The names that are looked for when no file is given. */
export const defaultNames: readonly string[] = [...ownNames, ...ownOverrideNames, ...commonNames];

/** Finds and reads the bake files of a run: `-f`, else BUILDX_BAKE_FILE, else the default names. Empty files do not count. */
export async function readBakeFiles(options: ReadOptions): Promise<WithDiagnostics<ReadFiles>> {
  const diagnostics: Diagnostic[] = [];
  const fromEnvironment = options.files.length > 0 ? [] : namesFromEnvironment(options);
  const names = options.files.length > 0 ? options.files : fromEnvironment;
  const report: Report = (diagnostic) => {
    const isNamedThere = fromEnvironment.length > 0 && diagnostic.code === "file-not-found";
    diagnostics.push(isNamedThere ? { ...diagnostic, detail: "BUILDX_BAKE_FILE names it." } : diagnostic);
  };
  const remote = options.remote && (await readRemote(options, options.remote, names, report));
  const files = remote
    ? remote.files
    : names.length > 0
      ? await readNamed(options.fileSystem, names, report)
      : readDefaults(options.fileSystem, report);
  if (files.length === 0 && diagnostics.length === 0) {
    const found = remote ? [] : defaultNames.filter((name) => options.fileSystem.stat(name) === "file");
    report(noBakeFile(names.length === 0 ? found : names, remote?.url));
  }
  const value = { files, isFromEnvironment: fromEnvironment.length > 0, ...(remote && { remote: remote.url }) };
  return { value, diagnostics };
}

function namesFromEnvironment({ env, pathListSeparator = ":" }: ReadOptions): readonly string[] {
  const list = env["BUILDX_BAKE_FILE"] ?? "";
  return list
    .split(env["BUILDX_BAKE_PATH_SEPARATOR"] || pathListSeparator)
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

async function readNamed(
  fileSystem: FileSystem,
  names: readonly string[],
  report: Report,
): Promise<readonly BakeFile[]> {
  const files: BakeFile[] = [];
  let isInputRead = false;
  for (const name of names) {
    if (name !== "-") {
      const file = readLocal(fileSystem, withoutPrefix(name), report);
      if (file !== undefined) files.push(file);
    } else if (!isInputRead) {
      isInputRead = true;
      // An empty input is a definition that says nothing, unlike an empty file.
      const content = await fileSystem.readStandardInput();
      files.push({ file: decode("<stdin>", content, report), bytes: content.length });
    }
  }
  return files;
}

function readLocal(fileSystem: FileSystem, name: string, report: Report): BakeFile | undefined {
  const kind = fileSystem.stat(name);
  if (kind !== "file") {
    const problem = kind === undefined ? "it does not exist" : "it is a directory";
    report({ severity: "error", code: "file-not-found", summary: `Cannot read the bake file "${name}": ${problem}` });
    return undefined;
  }
  let content: Uint8Array;
  try {
    content = fileSystem.read(name);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    report({ severity: "error", code: "file-not-found", summary: `Cannot read the bake file "${name}": ${problem}` });
    return undefined;
  }
  if (content.length === 0) return undefined;
  return {
    file: decode(name, content, report),
    bytes: content.length,
    directory: parentPath(name),
  };
}

/**
 * Our own names win: with `bake.hcl` or `bake.json` the names that buildx knows are not read. An override without
 * either goes over those.
 */
function readDefaults(fileSystem: FileSystem, report: Report): readonly BakeFile[] {
  const readAll = (names: readonly string[]): BakeFile[] =>
    names.flatMap((name) => (fileSystem.stat(name) === undefined ? [] : (readLocal(fileSystem, name, report) ?? [])));
  const own = readAll(ownNames);
  if (own.length === 0) return [...readAll(commonNames), ...readAll(ownOverrideNames)];
  const passedOver = commonNames.filter((name) => fileSystem.stat(name) === "file");
  if (passedOver.length > 0) {
    const read = own.map(({ file }) => file.name).join(" and ");
    report({
      severity: "warning",
      code: "file-passed-over",
      summary: `${passedOver.join(", ")} ${passedOver.length === 1 ? "is" : "are"} not read, because there is ${read}`,
      detail: `Name the files that you mean with -f to choose yourself.`,
    });
  }
  return [...own, ...readAll(ownOverrideNames)];
}

async function readRemote(
  { fileSystem }: ReadOptions,
  { url, fetch }: NonNullable<ReadOptions["remote"]>,
  names: readonly string[],
  report: Report,
): Promise<{ readonly url: RemoteUrl; readonly files: readonly BakeFile[] }> {
  const local = names.filter((name) => name === "-" || name.startsWith(localPrefix));
  const wanted = names.filter((name) => !local.includes(name));
  const { kind, files: found } = await fetch(url, wanted.length > 0 ? wanted : defaultNames);
  for (const name of kind === "http" ? [] : wanted) {
    if (found.some((file) => file.name === name)) continue;
    report({ severity: "error", code: "file-not-found", summary: `There is no bake file "${name}" in ${url.url}` });
  }
  const hasOwn = wanted.length === 0 && found.some(({ name }) => ownNames.includes(name));
  const fetched = found
    .filter(({ name, content }) => content.length > 0 && !(hasOwn && commonNames.includes(name)))
    .map(({ name, content }) => ({ file: decode(name, content, report), bytes: content.length }));
  return { url: { ...url, kind }, files: [...fetched, ...(await readNamed(fileSystem, local, report))] };
}

function withoutPrefix(name: string): string {
  return name.startsWith(localPrefix) ? name.slice(localPrefix.length) : name;
}

function noBakeFile(names: readonly string[], remote: RemoteUrl | undefined): Diagnostic {
  if (names.length > 0) {
    const summary =
      names.length === 1 ? `The bake file "${names[0]}" is empty` : `The bake files ${names.join(", ")} are empty`;
    return { severity: "error", code: "no-bake-file", summary };
  }
  return {
    severity: "error",
    code: "no-bake-file",
    summary: `No bake file found in ${remote === undefined ? "the current directory" : remote.url}`,
    detail: `Looked for ${defaultNames.join(", ")}. Name another one with -f.`,
  };
}

function decode(name: string, content: Uint8Array, report: Report): SourceFile {
  const { value, diagnostics } = decodeFile(name, content);
  for (const diagnostic of diagnostics) report(diagnostic);
  return value;
}
