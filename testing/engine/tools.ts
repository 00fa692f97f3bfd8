// The programs that an engine is made of.

export interface Tools {
  /** First on the PATH of the daemons. */
  readonly path: string;
  readonly registry: string;
  readonly buildx: string;
  /** Holds `busybox-amd64` and `busybox-arm64`, both static. */
  readonly busyboxFolder: string;
}

/** A line about what is being done, for whoever waits. */
export type Say = (line: string) => void;
