// Releases of docker-buildx, as far as bake files show them.

/** `0.29` lacks what section 9 of the language's specification lists; `0.36` has it. */
export type Release = "0.29" | "0.36";

/** The one that a version is held to; undefined for versions between and before them, of which we know nothing. */
export function releaseOf(version: string): Release | undefined {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > 0 || minor >= 36) return "0.36";
  return minor === 29 ? "0.29" : undefined;
}
