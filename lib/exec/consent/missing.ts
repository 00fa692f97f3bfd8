// Which rights a plan needs that nobody gave. The bake file may come from someone else, so what it does to this machine outside
// its folder is asked for.

import path from "node:path";
import type { Target } from "../../config/index.js";
import type { Plan } from "../../plan/index.js";
import { localPath } from "../lower/context.js";
import { withFetchedContexts } from "../lower/fetched.js";
import { remoteContext } from "../lower/remote.js";
import { deviceName, type Grants, isWithin } from "./grants.js";

/** Empty lists and false: nothing is missing. Paths are absolute, sorted, none below another of its list. */
export interface MissingConsent {
  readonly isNetworkHost: boolean;
  readonly isSecurityInsecure: boolean;
  readonly devices: "all" | readonly string[];
  readonly isLocalDelete: boolean;
  readonly isSsh: boolean;
  readonly readWrite: readonly string[];
  readonly read: readonly string[];
  readonly write: readonly string[];
}

export interface ConsentWorld {
  /** Absolute; always granted. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** An absolute path with the symlinks of the part that exists followed, and the rest kept. */
  readonly resolvePath: (file: string) => string;
}

/** What all targets of the plan need together, less what is granted. */
export function missingConsent(plan: Plan, grants: Grants, world: ConsentWorld): MissingConsent {
  const targets = withFetchedContexts(plan).steps.map(({ target }) => target);
  const entitlements = new Set(
    targets.flatMap(({ entitlements = [], network }) => [
      ...entitlements,
      ...(network === "host" ? ["network.host"] : []),
    ]),
  );
  const read = missingPaths(
    targets.flatMap((target) => readPaths(target, world)),
    grants.read,
    world,
  );
  const write = missingPaths(
    targets.flatMap((target) => writePaths(target, world)),
    grants.write,
    world,
  );
  const both = read.filter((file) => write.includes(file));
  return {
    isNetworkHost: entitlements.has("network.host") && !grants.isNetworkHost,
    isSecurityInsecure: entitlements.has("security.insecure") && !grants.isSecurityInsecure,
    devices: missingDevices(entitlements, grants.devices),
    isLocalDelete: targets.some(deletesLocally) && !grants.isLocalDelete,
    isSsh: targets.some(({ ssh = [] }) => ssh.some(({ paths }) => paths.length === 0)) && !grants.isSsh,
    readWrite: both,
    read: read.filter((file) => !both.includes(file)),
    write: write.filter((file) => !both.includes(file)),
  };
}

function missingDevices(entitlements: ReadonlySet<string>, granted: Grants["devices"]): MissingConsent["devices"] {
  if (granted === "all") return [];
  if (entitlements.has("device") || entitlements.has("device=")) return "all";
  const names = [...entitlements].flatMap((right) => (right.startsWith("device=") ? deviceName(right.slice(7)) : []));
  return [...new Set(names)].filter((name) => !granted.has(name)).sort();
}

function deletesLocally({ output = [] }: Target): boolean {
  return output.some(({ type, attrs }) => type === "local" && attrs.get("mode") === "delete");
}

function readPaths(target: Target, { cwd, env }: ConsentWorld): readonly string[] {
  const paths: string[] = [];
  const isRemote = remoteContext(target.context) !== undefined;
  const context = localPath(target.context, cwd);
  if (!isRemote) paths.push(context);
  const { dockerfile } = target;
  const isOwnPath = dockerfile.startsWith("cwd://") || path.isAbsolute(dockerfile);
  if (!/^https?:\/\//.test(dockerfile) && (!isRemote || isOwnPath)) {
    paths.push(localPath(dockerfile, isOwnPath ? cwd : context));
  }
  for (const value of target.contexts?.values() ?? []) {
    if (value.startsWith("oci-layout://")) paths.push(path.resolve(cwd, layoutPath(value)));
    else if (!/^(?:target:|docker-image:\/\/)/.test(value) && remoteContext(value) === undefined) {
      paths.push(localPath(value, cwd));
    }
  }
  for (const { type, attrs } of target.cacheFrom ?? []) {
    const src = attrs.get("src");
    if (type === "local" && src !== undefined) paths.push(path.resolve(cwd, src));
  }
  for (const { id, src, env: variable } of target.secret ?? []) {
    if (src !== undefined && src !== "") paths.push(path.resolve(cwd, src));
    else if (!variable && env[id] === undefined) paths.push(path.resolve(cwd, id));
  }
  for (const entry of target.ssh ?? []) paths.push(...entry.paths.map((file) => path.resolve(cwd, file)));
  for (const { filenames } of target.policy ?? []) {
    for (const file of filenames) {
      if (file.startsWith("cwd://")) paths.push(localPath(file, cwd));
      else if (!isRemote) paths.push(path.resolve(context, file));
    }
  }
  return paths;
}

function writePaths({ output = [], cacheTo = [] }: Target, { cwd }: ConsentWorld): readonly string[] {
  const exported = output.filter(({ type }) => ["local", "tar", "oci", "docker"].includes(type));
  const dests = [...exported, ...cacheTo.filter(({ type }) => type === "local")].flatMap(
    ({ attrs }) => attrs.get("dest") ?? [],
  );
  return dests.filter((dest) => dest !== "" && dest !== "-").map((dest) => path.resolve(cwd, dest));
}

function layoutPath(value: string): string {
  return value
    .slice("oci-layout://".length)
    .replace(/@[a-z0-9]+:[0-9a-fA-F]+$/, "")
    .replace(/:[\w][\w.-]*$/, "");
}

function missingPaths(
  needed: readonly string[],
  granted: readonly string[],
  { cwd, resolvePath }: ConsentWorld,
): readonly string[] {
  if (granted.includes("*")) return [];
  const allowed = [cwd, ...granted.map((file) => path.resolve(cwd, file))].map(resolvePath);
  const missing = new Set(needed.map(resolvePath).filter((file) => !allowed.some((parent) => isWithin(file, parent))));
  return [...missing].filter((file) => ![...missing].some((other) => other !== file && isWithin(file, other))).sort();
}
