// A buildkitd.toml on its way to a daemon: checked, and with the certificates that it names, which are put beside it.
// Where they go follows docker/buildx util/confutil/container.go. buildx writes the file anew; here all but the paths
// stays as it was written, comments included, so that what the daemon says about a line is true of the user's file.

import { readFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { type Diagnostic, hasErrors, type Range, type SourceFile, type WithDiagnostics } from "../../source/index.js";
import { checkBuildkitdConfig } from "./buildkitd-check.js";
import { readToml, type TomlTable, type TomlValue } from "./buildkitd-toml.js";

/** For `StoredNode.files`. */
export interface BuildkitdConfig {
  /** By name below the daemon's configuration folder: `buildkitd.toml`, `certs/REGISTRY/NAME`. */
  readonly files: Readonly<Record<string, Uint8Array>>;
  /** What the file lets builds ask for, such as `network.host`. */
  readonly entitlements: readonly string[];
}

/** Where the daemon of a container has its configuration. */
export const buildkitdConfigFolder = "/etc/buildkit";

/** No certificate is larger, and a path that was mistaken may lead to anything. As in buildx. */
const mostBytes = 1024 * 1024;

/**
 * Reads the file at `path`, and what it names; all relative to `cwd`, as buildx reads them.
 * What is wrong with it comes as diagnostics of the file under the name that was typed.
 */
export async function readBuildkitdConfig(path: string, cwd: string): Promise<WithDiagnostics<BuildkitdConfig>> {
  let text: string;
  try {
    text = await readFile(resolve(cwd, path), "utf8");
  } catch (error) {
    const summary = `The configuration of buildkitd, "${path}", cannot be read: ${reasonOf(error)}`;
    return { value: nothing, diagnostics: [{ severity: "error", code: "file-not-found", summary }] };
  }
  return buildkitdConfig({ name: path, text }, (name) => readFile(resolve(cwd, name)));
}

const nothing: BuildkitdConfig = { files: {}, entitlements: [] };

/** As {@link readBuildkitdConfig}, of a text. */
export async function buildkitdConfig(
  file: SourceFile,
  read: (path: string) => Promise<Uint8Array>,
): Promise<WithDiagnostics<BuildkitdConfig>> {
  const parsed = readToml(file);
  const diagnostics: Diagnostic[] = [...parsed.diagnostics, ...checkBuildkitdConfig(parsed.value)];
  if (hasErrors(diagnostics)) return { value: nothing, diagnostics };
  const files: Record<string, Uint8Array> = {};
  const moved: { readonly range: Range; readonly path: string }[] = [];
  const sources = new Map<string, string>();
  for (const { registry, path, range } of certificates(parsed.value)) {
    const name = `certs/${registry.replace(/[^a-zA-Z0-9.-]+/g, "_")}/${basename(path)}`;
    const other = sources.get(name);
    sources.set(name, path);
    moved.push({ range, path: `${buildkitdConfigFolder}/${name}` });
    if (other === path) continue;
    if (other !== undefined) {
      diagnostics.push(mistake(range, `"${path}" and "${other}" would be one file beside buildkitd`, namesDiffer));
      continue;
    }
    try {
      const content = await read(path);
      if (content.length > mostBytes) diagnostics.push(mistake(range, `"${path}" is too large to be a certificate`));
      else files[name] = content;
    } catch (error) {
      diagnostics.push(mistake(range, `"${path}" cannot be read: ${reasonOf(error)}`));
    }
  }
  files["buildkitd.toml"] = Buffer.from(replaced(file.text, moved));
  return { value: { files, entitlements: textsOf(parsed.value, "insecure-entitlements") }, diagnostics };
}

const namesDiffer = "Certificates of one registry lie in one folder there; give them different names.";

interface Certificate {
  readonly registry: string;
  readonly path: string;
  readonly range: Range;
}

function certificates(root: TomlTable): readonly Certificate[] {
  const registries = root.entries.get("registry")?.value;
  if (registries?.kind !== "table") return [];
  return [...registries.entries].flatMap(([registry, { value }]) => {
    if (value.kind !== "table") return [];
    const pairs = itemsOf(value.entries.get("keypair")?.value).flatMap((pair) =>
      pair.kind === "table" ? [pair.entries.get("key")?.value, pair.entries.get("cert")?.value] : [],
    );
    return [...itemsOf(value.entries.get("ca")?.value), ...pairs].flatMap((path) =>
      path?.kind === "string" && path.value !== "" ? [{ registry, path: path.value, range: path.range }] : [],
    );
  });
}

function itemsOf(value: TomlValue | undefined): readonly TomlValue[] {
  return value?.kind === "list" ? value.items : [];
}

function textsOf(table: TomlTable, key: string): readonly string[] {
  return itemsOf(table.entries.get(key)?.value).flatMap((item) => (item.kind === "string" ? [item.value] : []));
}

function replaced(text: string, moved: readonly { readonly range: Range; readonly path: string }[]): string {
  let result = text;
  // From the end, so that the places of those before stay true. A JSON string is a basic string of TOML.
  for (const { range, path } of [...moved].sort((left, right) => right.range.start - left.range.start))
    result = `${result.slice(0, range.start)}${JSON.stringify(path)}${result.slice(range.end)}`;
  return result;
}

function mistake(subject: Range, summary: string, detail?: string): Diagnostic {
  return {
    severity: "error",
    code: "buildkitd-certificate",
    summary,
    subject,
    ...(detail === undefined ? {} : { detail }),
  };
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  switch (code) {
    case "ENOENT":
      return "there is no such file";
    case "EACCES":
      return "permission denied";
    case "EISDIR":
      return "it is a folder";
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
