// Where what we make differs from what docker-buildx makes, on purpose, and why. All else must be equal.

interface KnownDifference {
  readonly reason: string;
  /** Entries of objects with such a name are left out on both sides. */
  readonly key?: RegExp;
  /** What is left out of texts. */
  readonly text?: RegExp;
}

export const knownDifferences: readonly KnownDifference[] = [
  {
    reason: "Sessions have random names. We give each context and Dockerfile one; docker-buildx only shared contexts.",
    key: /^local-sessionid:/,
  },
  {
    reason:
      "We keep a tree of a context in the daemon for each Dockerfile and stage, so that targets do not evict one another's.",
    key: /^sharedkey:localdir:/,
  },
  {
    reason: "A link has no node to tell apart: it is solved on the node that needs it. docker-buildx writes 0-NAME.",
    text: /(?<=^input(?:-metadata)?:)0-/,
  },
  {
    reason:
      "docker-buildx 0.29 has no provenance of builds for several platforms in its metadata file; we have one of each.",
    key: /^buildx\.build\.provenance\//,
  },
  {
    reason: "docker-buildx leaves the empty folder in which it received blobs.",
    key: /^ingest$/,
  },
];

export interface Leveller {
  /** The value without the known differences. */
  level(value: unknown): unknown;
  /** The reasons that were needed so far. */
  readonly needed: ReadonlySet<string>;
}

export function leveller(): Leveller {
  const needed = new Set<string>();
  return { level, needed };

  function level(value: unknown): unknown {
    if (typeof value === "string") return levelText(value);
    if (Array.isArray(value)) return value.map(level);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([name]) => !knownDifferences.some((known) => isMet(known, known.key, name)))
        .map(([name, inner]) => [levelText(name), level(inner)]),
    );
  }

  function levelText(text: string): string {
    return knownDifferences.reduce((rest, known) => {
      return known.text !== undefined && isMet(known, known.text, rest) ? rest.replace(known.text, "") : rest;
    }, text);
  }

  function isMet({ reason }: KnownDifference, pattern: RegExp | undefined, text: string): boolean {
    if (pattern === undefined || !pattern.test(text)) return false;
    needed.add(reason);
    return true;
  }
}
