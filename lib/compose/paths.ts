// Paths as compose files write them, made relative to the directory of the run. Follows compose-go paths/.

import { join, normalize } from "node:path/posix";

/** Where a compose file's relative paths begin. */
export interface PathBase {
  /** Relative to the directory of the run, or absolute; "" is that directory itself. */
  readonly directory: string;
  readonly home: string | undefined;
}

/** A plain path: `~` expanded, relative to `base`, cleaned. An empty one stays empty. */
export function resolvePath(path: string, base: PathBase): string {
  if (path === "") return "";
  const expanded = expandHome(path, base.home);
  return clean(isAbsolute(expanded) ? expanded : join(base.directory, expanded));
}

/** A build context: like a path, but URLs, `docker-image://…`, `service:…` and `target:…` stay as they are. */
export function resolveContext(context: string, base: PathBase): string {
  return isElsewhere(context) ? context : resolvePath(context, base);
}

function isElsewhere(context: string): boolean {
  return context.includes("://") || /^(?:service:|target:|github\.com\/|git@)/.test(context);
}

function isAbsolute(path: string): boolean {
  return path.startsWith("/") || /^[A-Za-z]:[\\/]/.test(path) || path.startsWith("\\\\");
}

function expandHome(path: string, home: string | undefined): string {
  return home !== undefined && (path === "~" || path.startsWith("~/")) ? join(home, path.slice(1)) : path;
}

function clean(path: string): string {
  const cleaned = normalize(path);
  return cleaned.length > 1 && cleaned.endsWith("/") ? cleaned.slice(0, -1) : cleaned;
}
