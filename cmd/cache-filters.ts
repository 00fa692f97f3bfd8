// The filters of `du` and `prune`. Follows docker/buildx commands/prune.go: each becomes a condition in containerd's syntax,
// and `until` the time in which something was not used.

import { UsageError } from "./flags.js";
import { milliseconds } from "./quantities.js";

export interface CacheFilters {
  /** Containerd's syntax; all conditions must hold. */
  readonly filters: readonly string[];
  readonly unusedForMs?: number;
}

/** Reads each `--filter KEY=VALUE`. @throws {UsageError} */
export function cacheFilters(texts: readonly string[]): CacheFilters {
  const known = new Map<string, Set<string>>();
  for (const text of texts) {
    const at = text.indexOf("=");
    if (at < 1) throw new UsageError(`invalid --filter "${text}": write KEY=VALUE, such as type=source.local`);
    const key = text.slice(0, at).trim().toLowerCase();
    known.set(key, (known.get(key) ?? new Set()).add(text.slice(at + 1).trim()));
  }
  if (known.has("until") && known.has("unused-for"))
    throw new UsageError("--filter until and --filter unused-for are the same and exclude each other");
  let unusedForMs: number | undefined;
  const conditions: string[] = [];
  for (const [key, [value = "", ...more]] of known) {
    if (more.length > 0)
      throw new UsageError(`--filter ${key} can be given once, but here are ${[value, ...more].join(", ")}`);
    if (key === "until" || key === "unused-for") unusedForMs = milliseconds(`--filter ${key}`, value);
    else conditions.push(condition(key, value));
  }
  return {
    filters: conditions.length === 0 ? [] : [conditions.join(",")],
    ...(unusedForMs === undefined ? {} : { unusedForMs }),
  };
}

function condition(key: string, value: string): string {
  if (key === "id") return `id~=${value}`;
  return /[!~]$/.test(key) ? `${key}=${value}` : `${key}==${value}`;
}
