// Paths as compose files write them, made relative to the directory of the run. Follows compose-go paths/.

import { join } from "node:path/posix";

/** Where a compose file's relative paths begin. */
export interface PathBase {
  /** Relative to the directory of the run, or absolute; "" is that directory itself. */
  readonly directory: string;
  readonly home: string | undefined;
}

/** A plain path: `~` expanded; cleaned and relative to `base`, unless it is absolute. An empty one stays empty. */
export function resolvePath(path: string, base: PathBase): string {
  if (path === "") return "";
  const expanded = expandHome(path, base.home);
  return isAbsolute(expanded) ? expanded : withoutSlash(join(base.directory, expanded));
}

/** A build context: like a path, but URLs, `docker-image://…`, `service:…` and `target:…` stay as they are. */
export function resolveContext(context: string, base: PathBase): string {
  return isElsewhere(context) ? context : resolvePath(context, base);
}

/** A compose file that another one names; one on another machine stays as it is, and is not found. */
export function resolveFile(path: string, base: PathBase): string {
  return isRemoteFile(path) ? path : resolvePath(path, base);
}

export function isRemoteFile(path: string): boolean {
  return path.includes("://") || path.startsWith("git@");
}

function isElsewhere(context: string): boolean {
  return context.includes("://") || /^(?:service:|target:|github\.com\/|git@)/.test(context);
}

function isAbsolute(path: string): boolean {
  return path.startsWith("/") || /^[A-Za-z]:[\\/]/.test(path) || path.startsWith("\\\\");
}

function expandHome(path: string, home: string | undefined): string {
  const isHome = path === "~" || path.startsWith("~/");
  return isHome && home !== undefined ? withoutSlash(join(home, path.slice(1))) : path;
}

function withoutSlash(path: string): string {
  return path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
}
