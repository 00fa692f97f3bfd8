// How registries are reached, as the buildkitd.toml says that a builder keeps for its nodes. What the daemon is told counts for
// calls of our own as well. Follows moby/buildkit util/resolver.

import { hasErrors, type SourceFile } from "../source/index.js";
import type { StoredNode } from "./store.js";

export interface RegistryAccess {
  /** Spoken to without TLS. */
  readonly isHttp: boolean;
  /** Its certificate is not looked at, and without TLS it may be spoken to as well. */
  readonly isInsecure: boolean;
  /** Certificates of authorities, in PEM. */
  readonly authorities: readonly string[];
  /** What is shown to the registry, in PEM. */
  readonly keyPairs: readonly { readonly key: string; readonly cert: string }[];
}

/** By host, such as `registry.example:5000`; Docker Hub is `docker.io`. */
export type RegistrySettings = ReadonlyMap<string, RegistryAccess>;

/** Empty when the files hold none. What is wrong with a file was told when the builder was made; it is passed over here. */
export async function registrySettings(files: StoredNode["files"]): Promise<RegistrySettings> {
  const bytes = files["buildkitd.toml"];
  if (bytes === undefined) return new Map();
  const { readToml } = await import("./create/index.js");
  const file: SourceFile = { name: "buildkitd.toml", text: new TextDecoder().decode(bytes) };
  const { value: root, diagnostics } = readToml(file);
  const registries = root.entries.get("registry")?.value;
  if (hasErrors(diagnostics) || registries?.kind !== "table") return new Map();
  const settings = new Map<string, RegistryAccess>();
  for (const [host, { value }] of registries.entries) {
    if (value.kind !== "table") continue;
    const { entries } = value;
    const isTrue = (key: string): boolean => {
      const found = entries.get(key)?.value;
      return found?.kind === "boolean" && found.value;
    };
    const listed = (key: string) => {
      const found = entries.get(key)?.value;
      return found?.kind === "list" ? found.items : [];
    };
    settings.set(host, {
      isHttp: isTrue("http"),
      isInsecure: isTrue("insecure"),
      authorities: listed("ca").flatMap((item) => (item.kind === "string" ? textAt(item.value) : [])),
      keyPairs: listed("keypair").flatMap((item) => {
        if (item.kind !== "table") return [];
        const [key, cert] = ["key", "cert"].map((name) => {
          const path = item.entries.get(name)?.value;
          return path?.kind === "string" ? textAt(path.value)[0] : undefined;
        });
        return key === undefined || cert === undefined ? [] : [{ key, cert }];
      }),
    });
  }
  return settings;

  /** Certificates are kept beside the file; those that only the daemon has are of no use here. */
  function textAt(path: string): readonly string[] {
    const content = files[path.replace(/^\/etc\/buildkit\//, "")];
    return content === undefined ? [] : [new TextDecoder().decode(content)];
  }
}
