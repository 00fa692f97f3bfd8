// Which bake files a run reads, and reading them.

import type { Diagnostic, SourceFile, WithDiagnostics } from "../source/index.js";
import type { RemoteUrl } from "./remote.js";

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
  /** Directory of the file relative to the run; undefined for standard input and fetched files. */
  readonly directory?: string;
}

/** Fetches files of a remote definition through a builder. A name that is missing there is left out. */
export type FetchRemote = (
  url: RemoteUrl,
  names: readonly string[],
) => Promise<readonly { readonly name: string; readonly content: Uint8Array }[]>;

export interface ReadOptions {
  /** `-f`, in order. */
  readonly files: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly fileSystem: FileSystem;
  /** The definition to fetch, when the first operand is a URL. */
  readonly remote?: { readonly url: RemoteUrl; readonly fetch: FetchRemote };
  /** Default `:`, or `;` on Windows. */
  readonly pathListSeparator?: string;
}

export interface ReadFiles {
  readonly files: readonly BakeFile[];
  /** The list of names came from BUILDX_BAKE_FILE. */
  readonly isFromEnvironment: boolean;
}

/** Finds and reads the bake files of a run: `-f`, else BUILDX_BAKE_FILE, else the default names. */
export async function readBakeFiles(_options: ReadOptions): Promise<WithDiagnostics<ReadFiles>> {
  const diagnostics: Diagnostic[] = [];
  return { value: { files: [], isFromEnvironment: false }, diagnostics };
}
