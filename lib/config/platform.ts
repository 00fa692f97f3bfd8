// Platforms as text. Follows containerd/platforms: names have aliases, and some variants go without saying.

const operatingSystems = new Set(
  "aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris windows zos".split(
    " ",
  ),
);
const architectures = new Set(
  (
    "386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le " +
    "ppc ppc64 ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm"
  ).split(" "),
);
const part = /^[A-Za-z0-9_.-]+$/;
const systemPart = /^([A-Za-z0-9_-]+)(\([A-Za-z0-9_.%-]*(?:\+[A-Za-z0-9_.%-]+)*\))?$/;

/** Either a platform in its normal form, such as `linux/arm/v7`, or what is wrong with the text. */
export type ParsedPlatform = { readonly platform: string } | { readonly problem: string };

/**
 * Reads one item of `platforms`; `local` is the platform of the client.
 * A text with commas is several platforms: split it before.
 */
export function parsePlatform(text: string, local: string): ParsedPlatform {
  if (text.trim() === "local") return { platform: local };
  const parts = text.split("/");
  const [first = "", second, third] = parts;
  const system = systemPart.exec(first);
  const isWritten = system !== null && parts.slice(1).every((item) => part.test(item));
  if (!isWritten || parts.length > 3) {
    return { problem: `a platform is written OS/ARCH or OS/ARCH/VARIANT, as in linux/arm64` };
  }
  const [, name = "", version = ""] = system;
  const os = normalSystem(name) + version;
  if (second !== undefined) return { platform: joined(os, normalArchitecture(second, third ?? "")) };
  if (operatingSystems.has(normalSystem(name))) return { platform: joined(os, [local.split("/")[1] ?? "", ""]) };
  const architecture = normalArchitecture(name, "");
  if (architectures.has(architecture[0])) return { platform: joined(local.split("/")[0] ?? "", architecture) };
  return { problem: `"${name}" is neither an operating system nor an architecture` };
}

/** The platforms that an attribute's items mean, in normal form; those that cannot be read are left out. */
export function normalPlatforms(items: readonly string[], local: string): readonly string[] {
  return items
    .flatMap((item) => item.split(","))
    .flatMap((item) => {
      const parsed = parsePlatform(item, local);
      return "platform" in parsed ? [parsed.platform] : [];
    });
}

function joined(os: string, [architecture, variant]: readonly [string, string]): string {
  return variant === "" ? `${os}/${architecture}` : `${os}/${architecture}/${variant}`;
}

function normalSystem(name: string): string {
  const lower = name.toLowerCase();
  return lower === "macos" ? "darwin" : lower;
}

function normalArchitecture(name: string, variantName: string): readonly [string, string] {
  const variant = variantName.toLowerCase();
  switch (name.toLowerCase()) {
    case "i386":
      return ["386", ""];
    case "x86_64":
    case "x86-64":
    case "amd64":
      return ["amd64", variant === "v1" ? "" : variant];
    case "aarch64":
    case "arm64":
      return ["arm64", variant === "8" || variant === "v8" || variant === "v8.0" ? "" : variant];
    case "armhf":
      return ["arm", "v7"];
    case "armel":
      return ["arm", "v6"];
    case "arm":
      if (variant === "" || variant === "7") return ["arm", "v7"];
      return ["arm", /^[568]$/.test(variant) ? `v${variant}` : variant];
    default:
      return [name.toLowerCase(), variant];
  }
}
