// Platform names in their normal form. Follows containerd/platforms Parse, Normalize and FormatAll.

import type { Platform } from "./wire.js";

const systems: readonly string[] = [
  "aix",
  "android",
  "darwin",
  "dragonfly",
  "freebsd",
  "hurd",
  "illumos",
  "ios",
  "js",
  "linux",
  "nacl",
  "netbsd",
  "openbsd",
  "plan9",
  "solaris",
  "wasip1",
  "windows",
  "zos",
];
const architectures: readonly string[] = [
  "386",
  "amd64",
  "amd64p32",
  "arm",
  "armbe",
  "arm64",
  "arm64be",
  "loong64",
  "mips",
  "mipsle",
  "mips64",
  "mips64le",
  "mips64p32",
  "mips64p32le",
  "ppc",
  "ppc64",
  "ppc64le",
  "riscv",
  "riscv64",
  "s390",
  "s390x",
  "sparc",
  "sparc64",
  "wasm",
];

/** `os[(version)]/arch[/variant]`, or one part of it; `ground` fills what is left out. undefined when it is none. */
export function parsePlatform(text: string, ground: Platform): Platform | undefined {
  if (!/^[A-Za-z0-9_.-]+(?:\([A-Za-z0-9_.-]*\))?(?:\/[A-Za-z0-9_.-]+){0,2}$/.test(text)) return undefined;
  const [head = "", architecture, variant] = text.split("/");
  const [, system = "", osVersion] = /^([^(]*)(?:\(([^)]*)\))?$/.exec(head) ?? [];
  const os = systemOf(system);
  if (architecture !== undefined) {
    return { os, ...(osVersion ? { osVersion } : {}), ...machineOf(architecture, variant ?? "") };
  }
  if (systems.includes(os)) {
    return { os, ...(osVersion ? { osVersion } : {}), ...machineOf(ground.architecture, ground.variant ?? "") };
  }
  const machine = machineOf(head, "");
  return architectures.includes(machine.architecture) ? { os: ground.os, ...machine } : undefined;
}

/** As the frontend attribute `platform` lists it. */
export function formatPlatform({ os, osVersion, architecture, variant }: Platform): string {
  const head = osVersion === undefined ? os : `${os}(${osVersion})`;
  return [head, architecture, ...(variant === undefined ? [] : [variant])].join("/");
}

function systemOf(text: string): string {
  const os = text.toLowerCase();
  return os === "macos" ? "darwin" : os;
}

function machineOf(
  architecture: string,
  variant: string,
): { readonly architecture: string; readonly variant?: string } {
  const name = architecture.toLowerCase();
  const version = variant.toLowerCase();
  switch (name) {
    case "i386":
      return { architecture: "386" };
    case "x86_64":
    case "x86-64":
    case "amd64":
      return { architecture: "amd64", ...(version === "" || version === "v1" ? {} : { variant: version }) };
    case "aarch64":
    case "arm64":
      return { architecture: "arm64", ...(/^(|v?8|v8\.0)$/.test(version) ? {} : { variant: version }) };
    case "armhf":
      return { architecture: "arm", variant: "v7" };
    case "armel":
      return { architecture: "arm", variant: "v6" };
    case "arm":
      return { architecture: "arm", variant: version === "" ? "v7" : version.replace(/^([5-8])$/, "v$1") };
    default:
      return { architecture: name, ...(version === "" ? {} : { variant: version }) };
  }
}
