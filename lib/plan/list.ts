// What `--list` shows.

import type { Config } from "../config/index.js";

export type ListFormat = "table" | "json";

/** Targets and groups by name; names that begin with `_` are hidden. */
export function listTargets(_config: Config, _format: ListFormat): string {
  return "";
}

export function listVariables(_config: Config, _format: ListFormat): string {
  return "";
}
