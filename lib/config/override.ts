// Overrides: `--set` and the flags that are short for one.

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
