// What the user allows: `--allow`, and overrides on the command line, which name the paths that they want used.

import path from "node:path";

/** Rights given for one run. Paths are as written, relative to the directory of the run. */
export interface Grants {
  readonly isNetworkHost: boolean;
  readonly isSecurityInsecure: boolean;
  /** All devices, or those of these names. */
  readonly devices: "all" | ReadonlySet<string>;
  readonly isSsh: boolean;
  readonly isLocalDelete: boolean;
  /** `*` stands for every path. */
  readonly read: readonly string[];
  readonly write: readonly string[];
}

export interface ParsedGrants {
  readonly grants: Grants;
  /** One sentence for each value that is none. */
  readonly problems: readonly string[];
}

const keys =
  "network.host, security.insecure, ssh, buildx.local.delete, device[=NAME], fs[=PATH], fs.read=PATH, fs.write=PATH";

/** Reads the values of `--allow`, and of `--set` for what they grant by themselves. */
export function parseGrants(allow: readonly string[], set: readonly string[] = []): ParsedGrants {
  const problems: string[] = [];
  const words = new Set<string>();
  const devices = new Set<string>();
  let areAllDevices = false;
  const read: string[] = [];
  const write: string[] = [];
  for (const value of allow) readOne(value);
  for (const override of set) readOverride(override);
  return {
    grants: {
      isNetworkHost: words.has("network.host"),
      isSecurityInsecure: words.has("security.insecure"),
      devices: areAllDevices ? "all" : devices,
      isSsh: words.has("ssh"),
      isLocalDelete: words.has("buildx.local.delete"),
      read,
      write,
    },
    problems,
  };

  function readOne(value: string): void {
    const at = value.indexOf("=");
    const key = at === -1 ? value : value.slice(0, at);
    const operand = at === -1 ? undefined : value.slice(at + 1);
    switch (key) {
      case "network.host":
      case "security.insecure":
      case "ssh":
      case "buildx.local.delete":
        if (operand === undefined) words.add(key);
        else problems.push(`--allow=${value}: ${key} takes no value`);
        return;
      case "device":
        if (operand === undefined || operand === "") areAllDevices = true;
        else devices.add(deviceName(operand));
        return;
      case "fs":
        read.push(operand ?? ".");
        write.push(operand ?? ".");
        return;
      case "fs.read":
        read.push(operand ?? ".");
        return;
      case "fs.write":
        write.push(operand ?? ".");
        return;
      case "image":
      case "image.push":
      case "image.load":
        // Read for buildx's sake; nothing asks for them.
        return;
      default:
        problems.push(`--allow=${value}: there is no right "${key}"; write one of ${keys}`);
    }
  }

  function readOverride(override: string): void {
    const [, key = "", value = ""] = /^[^.=]*\.([^.=+]+)(?:\.[^=]*?)?\+?=(.*)$/s.exec(override) ?? [];
    const fields = new Map(value.split(",").map((field) => splitField(field)));
    switch (key) {
      case "cache-from":
        if (fields.get("type") === "local") read.push(...present(fields.get("src")));
        return;
      case "cache-to":
        if (fields.get("type") === "local") write.push(...present(fields.get("dest")));
        return;
      case "output":
        write.push(...present(fields.get("dest") ?? (/^[^,=]+$/.test(value) ? value : undefined)));
        return;
      case "secrets":
      case "secret":
        read.push(...present(fields.get("src") ?? fields.get("source")));
        return;
      case "ssh":
        read.push(
          ...value
            .slice(value.indexOf("=") + 1)
            .split(",")
            .filter((file) => value.includes("=") && file !== ""),
        );
        return;
      case "entitlements":
        if (value === "network.host" || value === "security.insecure") words.add(value);
        return;
    }
  }
}

/** `NAME[,alias=…]`. */
export function deviceName(text: string): string {
  return text.split(",")[0] ?? text;
}

function splitField(field: string): readonly [key: string, value: string] {
  const at = field.indexOf("=");
  return at === -1 ? [field.trim(), ""] : [field.slice(0, at).trim().toLowerCase(), field.slice(at + 1).trim()];
}

function present(value: string | undefined): readonly string[] {
  return value === undefined || value === "" || value === "-" ? [] : [value];
}

/** Whether `file` is `parent` or below it; both absolute. */
export function isWithin(file: string, parent: string): boolean {
  const relative = path.relative(parent, file);
  return relative === "" || (!relative.startsWith(`..${path.sep}`) && relative !== ".." && !path.isAbsolute(relative));
}
