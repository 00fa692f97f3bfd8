// What a build argument without a value gets: the service's environment, its env files, then the environment of the run.
// Follows compose-go types/project.go, WithServicesEnvironmentResolved, but env files are read only when an argument
// waits for them: what a container gets when it runs is no reason to refuse to build it.

import type { Report, SourceFile } from "../source/index.js";
import type { Model } from "./canonical.js";
import { parseDotenv, parseRawEnv } from "./dotenv.js";
import { readBoolean } from "./fields.js";
import type { Lookup } from "./interpolate.js";
import { inside, type Place, reportAt, reportShape, reportUnknownKeys } from "./mistake.js";
import { firstLineOf, get, type MapTree, mapEntries, putEntry, scalarText, type Tree } from "./tree.js";

/** `model` with `environment` entries without a value filled in from `lookup`, where it knows them. */
export function resolveEnvironments(model: Model, lookup: Lookup): Model {
  const { services } = model;
  if (services === undefined) return model;
  return {
    ...model,
    services: mapEntries(services, ({ value: service }) => {
      const environment = service.kind === "map" ? get(service, "environment") : undefined;
      if (service.kind !== "map" || environment?.kind !== "map") return service;
      const filled = mapEntries(environment, ({ key, value }) => {
        const known = value.kind === "null" ? lookup(key) : undefined;
        return known === undefined ? value : { kind: "text", range: value.range, value: known };
      });
      return putEntry(service, "environment", filled);
    }),
  };
}

export interface EnvironmentOptions {
  readonly lookup: Lookup;
  readonly readFile: (path: string) => Promise<SourceFile | undefined>;
  readonly warned: Set<string>;
  readonly report: Report;
}

/** Looks names up as the arguments of `service` do. Shapes that cannot be read are reported. */
export function serviceLookup(
  service: MapTree,
  place: Place,
  options: EnvironmentOptions,
): (name: string) => Promise<string | undefined> {
  const environment = readEnvironment(service, place, options.lookup);
  let fromFiles: Promise<ReadonlyMap<string, string>> | undefined;
  return async (name) => {
    if (environment.has(name)) return environment.get(name) ?? options.lookup(name);
    fromFiles ??= readEnvFiles(service, environment, place, options);
    return (await fromFiles).get(name) ?? options.lookup(name);
  };
}

/** A name without any value is there with undefined: it hides what env files say. */
function readEnvironment(service: MapTree, place: Place, lookup: Lookup): ReadonlyMap<string, string | undefined> {
  const tree = get(service, "environment");
  const values = new Map<string, string | undefined>();
  if (tree?.kind !== "map") return values;
  for (const { key, value } of tree.entries.values()) {
    const text = value.kind === "null" ? lookup(key) : scalarText(value);
    if (text === undefined && value.kind !== "null") {
      reportShape(inside(inside(place, "environment"), key), value, "a text, a number or a boolean");
    }
    values.set(key, text);
  }
  return values;
}

async function readEnvFiles(
  service: MapTree,
  environment: ReadonlyMap<string, string | undefined>,
  place: Place,
  options: EnvironmentOptions,
): Promise<ReadonlyMap<string, string>> {
  const values = new Map<string, string>();
  const tree = get(service, "env_file");
  if (tree?.kind !== "list") return values;
  const lookup: Lookup = (name) => options.lookup(name) ?? environment.get(name);
  for (const [index, item] of lastOfEachPath(tree.items).entries()) {
    const at = inside(inside(place, "env_file"), index);
    const read = await readEnvFile(item, at, options);
    if (read === undefined) continue;
    const parse = read.format === "raw" ? parseRawEnv : parseDotenv;
    for (const [key, value] of parse(read.file, { ...options, lookup, earlier: values })) values.set(key, value);
  }
  return values;
}

async function readEnvFile(
  item: Tree,
  place: Place,
  options: EnvironmentOptions,
): Promise<{ readonly file: SourceFile; readonly format: "" | "raw" } | undefined> {
  // Another shape was reported when the file was read.
  if (item.kind !== "map") return undefined;
  const path = get(item, "path");
  if (path === undefined) {
    const advice = 'Expected "path", and perhaps "required" and "format".';
    reportAt(place, firstLineOf(item.range), { code: "compose-invalid", summary: 'An env file needs "path"', advice });
    return undefined;
  }
  reportUnknownKeys(place, item, { known: ["path", "required", "format"], severity: "error" });
  if (path.kind !== "text") {
    reportShape(inside(place, "path"), path, "a path");
    return undefined;
  }
  const format = get(item, "format");
  if (format !== undefined && (format.kind !== "text" || !["", "raw", ".env"].includes(format.value))) {
    reportShape(inside(place, "format"), format, '"raw" or left out');
    return undefined;
  }
  const file = await options.readFile(path.value);
  if (file !== undefined) return { file, format: format?.value === "raw" ? "raw" : "" };
  if (readBoolean(item, "required", place)?.value !== false) {
    reportAt(place, path.range, {
      code: "file-not-found",
      summary: `No env file "${path.value}"`,
      advice: "A build argument without a value is looked up in it. Write required: false if it may be missing.",
    });
  }
  return undefined;
}

/** A file that is named twice counts where it was named first, as it was named last. */
function lastOfEachPath(items: readonly Tree[]): readonly Tree[] {
  const byPath = new Map<unknown, Tree>();
  for (const item of items) {
    const path = item.kind === "map" ? get(item, "path") : undefined;
    byPath.set(path?.kind === "text" ? path.value : item, item);
  }
  return [...byPath.values()];
}
