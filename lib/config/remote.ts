// Definitions that are fetched: which words are URLs, and what relative paths in a fetched bake file mean.

/** A word of the command line that names something to fetch. */
export interface RemoteUrl {
  readonly kind: "git" | "http";
  /** As typed. */
  readonly url: string;
}
