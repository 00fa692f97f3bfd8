// The filters of `du` and `prune`. Follows docker/buildx commands/prune.go: each becomes a condition in containerd's syntax,
// and `until` the time in which something was not used.

import { UsageError } from "./flags.js";
import { milliseconds } from "./quantities.js";

export interface CacheFilters {
  /** Containerd's syntax; all conditions must hold. */
  readonly filters: readonly string[];
  readonly unusedForMs?: number;
}

const configured = "pruneFilters of docker's config.json";

/**
 * Reads each `--filter KEY=VALUE`, and such texts of docker's config.json beside them. A label there gives way to its opposite among the
 * flags, and what is no `KEY=VALUE` is passed over: docker/cli cli/command/utils.go.
 * @throws {UsageError}
 */
export function cacheFilters(texts: readonly string[], ofConfig: readonly string[] = []): CacheFilters {
  // By key and value: where it stands.
  const known = new Map<string, Map<string, string>>();
  for (const text of texts) {
    const at = text.indexOf("=");
    if (at < 1) throw new UsageError(`invalid --filter "${text}": write KEY=VALUE, such as type=source.local`);
    const key = text.slice(0, at).trim().toLowerCase();
    add(key, text.slice(at + 1).trim(), "--filter");
  }
  for (const text of ofConfig) {
    const at = text.indexOf("=");
    if (at < 0) continue;
    const key = text.slice(0, at);
    const value = text.slice(at + 1);
    const opposite = { label: "label!", "label!": "label" }[key] ?? "";
    if (known.get(opposite)?.get(value) !== "--filter") add(key, value, configured);
  }
  if (known.has("until") && known.has("unused-for"))
    throw new UsageError(`${nameOf("until")} and ${nameOf("unused-for")} are the same and exclude each other`);
  let unusedForMs: number | undefined;
  const conditions: string[] = [];
  for (const [key, values] of known) {
    const [value = "", ...more] = values.keys();
    if (more.length > 0) {
      const shown = [...values].map(([text, origin]) => (origin === configured ? `${text} (${origin})` : text));
      throw new UsageError(`--filter ${key} can be given once, but here are ${shown.join(", ")}`);
    }
    if (key === "until" || key === "unused-for") unusedForMs = milliseconds(nameOf(key), value);
    else conditions.push(condition(key, value));
  }
  return {
    filters: conditions.length === 0 ? [] : [conditions.join(",")],
    ...(unusedForMs === undefined ? {} : { unusedForMs }),
  };

  function add(key: string, value: string, origin: string): void {
    const values = known.get(key) ?? new Map<string, string>();
    known.set(key, values);
    if (!values.has(value)) values.set(value, origin);
  }

  /** For messages: the flag, or where else it stands. */
  function nameOf(key: string): string {
    const origins = [...(known.get(key)?.values() ?? [])];
    return origins.includes("--filter") ? `--filter ${key}` : `${key} in ${configured}`;
  }
}

function condition(key: string, value: string): string {
  if (key === "id") return `id~=${value}`;
  return /[!~]$/.test(key) ? `${key}=${value}` : `${key}==${value}`;
}
