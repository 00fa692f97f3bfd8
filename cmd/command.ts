// What a verb of the command line is.

import type { FlagTable } from "./flags.js";
import type { World } from "./world.js";

declare const BAKEHOUSE_VERSION: string;

/** Put in by the bundler; `dev` when run from source. */
export const version = typeof BAKEHOUSE_VERSION === "string" ? BAKEHOUSE_VERSION : "dev";

/** One verb of the command line. */
export interface Command {
  /** As `bake [OPTIONS] [TARGET...]`. */
  readonly usage: string;
  readonly description: string;
  readonly flags: FlagTable;
  /** Behind the flags in the help text. */
  readonly epilogue?: string;
  readonly run: (args: readonly string[], world: World) => Promise<number>;
}
