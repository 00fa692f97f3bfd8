// What `create` is asked for, and what it gives.

import type { StoredBuilder } from "../store.js";

/** Flags as typed; what was not given is left out. */
export interface BuilderWish {
  readonly name?: string;
  readonly driver?: string;
  readonly node?: string;
  /** Of the node, as `linux/amd64,linux/arm64`. */
  readonly platforms: readonly string[];
  /** As `network=host,image=example`. */
  readonly driverOpts: readonly string[];
  /** For buildkitd's command line, as one text. */
  readonly buildkitdFlags?: string;
  /** Path of a buildkitd.toml, relative to `cwd`. */
  readonly config?: string;
  /** A docker context or an address, depending on the driver. */
  readonly endpoint?: string;
  /** Adds a node to a builder that is there. */
  readonly isAppended: boolean;
  readonly cwd: string;
}

export interface CreatedBuilder {
  readonly builder: StoredBuilder;
  /** A node that was there got other settings, which a daemon that runs does not know. */
  readonly isChanged: boolean;
}
