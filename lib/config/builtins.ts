// The names that bake itself sets.

/** Variables that cannot be declared or overridden. */
export interface Builtins {
  /** `cwd://`, or the URL that the second operand names. */
  readonly BAKE_CMD_CONTEXT: string;
  /** Such as `linux/amd64`. */
  readonly BAKE_LOCAL_PLATFORM: string;
}

/** What a bake file cannot declare: those, and the roots of references to blocks. */
export const reservedNames: ReadonlySet<string> = new Set([
  "target",
  "group",
  ...(["BAKE_CMD_CONTEXT", "BAKE_LOCAL_PLATFORM"] satisfies (keyof Builtins)[]),
]);
