// Overrides as the user typed them.

import type { Range, SourceFile } from "../source/index.js";

/** As typed; a flag that was not given is absent. */
export interface OverrideFlags {
  readonly set?: readonly string[];
  readonly push?: boolean;
  readonly load?: boolean;
  readonly noCache?: boolean;
  readonly pull?: boolean;
  /** As `check` or `check,format=json`. */
  readonly call?: string;
  readonly sbom?: string;
  readonly provenance?: string;
  readonly policy?: readonly string[];
}

/** One override as text, from `--set` or a flag that stands for it. */
export interface WrittenOverride {
  readonly text: string;
  /** What it was typed as, and which part of that is the value. */
  readonly file: SourceFile;
  readonly value: Range;
  /** A part of it, when the value is put together: then no tighter place than `value` is known. */
  readonly isComposed: boolean;
  /** What no `--set` can say: the attribute is as if not written, or has this value alone. */
  readonly effect?: "unset" | "replace";
}
