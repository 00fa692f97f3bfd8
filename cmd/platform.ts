// The platform of this machine in BuildKit's words.

const architectures: Readonly<Record<string, string>> = {
  x64: "amd64",
  ia32: "386",
  arm: "arm/v7",
  mips64el: "mips64le",
  ppc64: "ppc64le",
};

/** Such as `linux/amd64`; what `platforms = ["local"]` and BAKE_LOCAL_PLATFORM mean. */
export function localPlatform(): string {
  const os = process.platform === "win32" ? "windows" : process.platform;
  return `${os}/${architectures[process.arch] ?? process.arch}`;
}
