// Where what we make differs from what docker-buildx makes, on purpose, and why. All else must be equal.

import type { Release } from "../language/release.js";

interface KnownDifference {
  readonly reason: string;
  /** Entries of objects with such a name are left out on both sides. */
  readonly key?: RegExp;
  /** What is left out of texts. */
  readonly text?: RegExp;
  /** The release of docker-buildx that differs; absent: all. */
  readonly of?: Release;
  /** Only some daemons tell it, so that it need not be met. */
  readonly isRare?: boolean;
}

const knownDifferences: readonly KnownDifference[] = [
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
    of: "0.29",
  },
  {
    reason: "docker-buildx leaves the empty folder in which it received blobs.",
    key: /^ingest$/,
  },
  {
    reason:
      "BuildKit 0.31 tells the request that led to that of the frontend: docker-buildx sends all through a gateway of its own; we only links.",
    key: /^root$/,
    isRare: true,
  },
  {
    reason:
      "BuildKit 0.31 tells the requests behind inputs as long as all that are under way with equal results are equal, which is chance.",
    key: /^inputs$/,
    isRare: true,
  },
];

export interface Leveller {
  /** The value without the known differences. */
  level(value: unknown): unknown;
  /** The reasons that were needed so far. */
  readonly needed: ReadonlySet<string>;
  /** Those that must have been needed in the end. */
  expected(): readonly string[];
}

/** @param release of docker-buildx, as soon as something is to be levelled. */
export function leveller(release: () => Release | undefined): Leveller {
  const needed = new Set<string>();
  return { level, needed, expected };

  function known(): readonly KnownDifference[] {
    return knownDifferences.filter(({ of }) => of === undefined || of === release());
  }

  function expected(): readonly string[] {
    return known().flatMap(({ reason, isRare }) => (isRare === true ? [] : [reason]));
  }

  function level(value: unknown): unknown {
    if (typeof value === "string") return levelText(value);
    if (Array.isArray(value)) return value.map(level);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        // The inputs of a step are a list.
        .filter(([name, inner]) => Array.isArray(inner) || !known().some((one) => isMet(one, one.key, name)))
        .map(([name, inner]) => [levelText(name), level(inner)]),
    );
  }

  function levelText(text: string): string {
    return known().reduce((rest, one) => {
      return one.text !== undefined && isMet(one, one.text, rest) ? rest.replace(one.text, "") : rest;
    }, text);
  }

  function isMet({ reason }: KnownDifference, pattern: RegExp | undefined, text: string): boolean {
    if (pattern === undefined || !pattern.test(text)) return false;
    needed.add(reason);
    return true;
  }
}
