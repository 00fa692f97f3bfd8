// Bake files held in a map, for tests.

import type { Diagnostic, WithDiagnostics } from "../../source/index.js";
import { type Config, type FileSystem, type LoadOptions, loadConfig, readBakeFiles } from "../index.js";
import { cleanPath } from "../path.js";

/** Files by their path relative to the directory of the run; a name that ends with `/` is a folder. */
export type MemoryFiles = Readonly<Record<string, string>>;

export interface MemoryOptions {
  readonly files: MemoryFiles;
  /** `-f`. */
  readonly named?: readonly string[];
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly vars?: readonly string[];
  readonly isStrict?: boolean;
  /** Default: nothing but zeros. */
  readonly random?: (count: number) => Uint8Array;
}

/** The local platform of every test. */
export const localPlatform = "linux/amd64";

export function memoryFileSystem(files: MemoryFiles, stdin = ""): FileSystem {
  const byPath = new Map(Object.entries(files).map(([name, text]) => [cleanPath(name), { name, text }]));
  return {
    stat: (path) => {
      const found = byPath.get(cleanPath(path));
      if (found !== undefined) return found.name.endsWith("/") ? "directory" : "file";
      const isParent = [...byPath.keys()].some((name) => name.startsWith(`${cleanPath(path)}/`));
      return isParent ? "directory" : undefined;
    },
    read: (path) => new TextEncoder().encode(byPath.get(cleanPath(path))?.text ?? ""),
    readStandardInput: () => new TextEncoder().encode(stdin),
  };
}

/** Reads and evaluates bake files as the command does. */
export async function loadMemory(options: MemoryOptions): Promise<WithDiagnostics<Config>> {
  const { files, named = [], stdin, env = {}, vars, isStrict, random = zeros } = options;
  const fileSystem = memoryFileSystem(files, stdin);
  const read = await readBakeFiles({ files: named, env, fileSystem });
  const load: LoadOptions = {
    files: read.value.files,
    env,
    builtins: { BAKE_CMD_CONTEXT: "cwd://", BAKE_LOCAL_PLATFORM: localPlatform },
    world: { now: Date.UTC(2026, 0, 2, 3, 4, 5), homeDir: "/home/baker", random },
    fileSystem,
    directory: "/project",
    ...(vars !== undefined && { vars }),
    ...(isStrict !== undefined && { isStrict }),
  };
  const { value, diagnostics } = await loadConfig(load);
  return { value, diagnostics: [...read.diagnostics, ...diagnostics] };
}

function zeros(count: number): Uint8Array {
  return new Uint8Array(count);
}

/** A diagnostic on one line: `docker-bake.hcl:2:3 unknown-target Target "a" …`. */
export function describe({ subject, severity, code, summary, hint }: Diagnostic): string {
  const place = subject === undefined ? "" : `${subject.file.name}:${lineAndColumn(subject.file.text, subject.start)} `;
  const mark = severity === "warning" ? "warning " : "";
  return `${place}${mark}${code} ${summary}${hint === undefined ? "" : ` (${hint})`}`;
}

function lineAndColumn(text: string, offset: number): string {
  const before = text.slice(0, offset).split("\n");
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}
