// `include`: which other compose files a file brings in, and where each of them stands. Follows compose-go loader/include.go.

import { dirname, join } from "node:path/posix";
import type { Range, Report } from "../source/index.js";
import { inside, type Place, reportAt, reportShape, reportUnknownKeys } from "./mistake.js";
import { type PathBase, resolveFile, resolvePath } from "./paths.js";
import { firstLineOf, get, type MapTree, type Tree } from "./tree.js";

/** One item of `include`: files that make one project of their own. Paths are relative to the directory of the run. */
export interface Include {
  /** The first is the file itself, the others are merged onto it. Never empty. */
  readonly files: readonly IncludedPath[];
  readonly base: PathBase;
  /** undefined: the `.env` of the project directory, if there is one. */
  readonly envFiles: readonly IncludedPath[] | undefined;
}

export interface IncludedPath {
  readonly path: string;
  readonly range: Range;
}

/** The items of the `include` of `document`; what cannot be read is reported and left out. */
export function readIncludes(document: MapTree, base: PathBase, report: Report): readonly Include[] {
  const tree = get(document, "include");
  if (tree === undefined) return [];
  const place: Place = { path: "include", step: "include", report };
  if (tree.kind !== "list") {
    reportShape(place, tree, "a list");
    return [];
  }
  return tree.items.flatMap((item, index) => readInclude(item, base, inside(place, index)) ?? []);
}

function readInclude(item: Tree, base: PathBase, place: Place): Include | undefined {
  if (item.kind === "text") return includeOf([resolved(item.value, item.range, base)], { base });
  if (item.kind !== "map") {
    reportShape(place, item, "a path or a mapping");
    return undefined;
  }
  const files = readPaths(item, "path", base, place);
  if (files === undefined || files.length === 0) {
    const advice = "Expected a path, or a list of paths.";
    if (get(item, "path") === undefined) {
      reportAt(place, firstLineOf(item.range), { code: "compose-invalid", summary: 'An include needs "path"', advice });
    }
    return undefined;
  }
  reportUnknownKeys(place, item, { known: ["path", "project_directory", "env_file"], severity: "warning" });
  const directory = get(item, "project_directory");
  if (directory !== undefined && directory.kind !== "text") {
    reportShape(inside(place, "project_directory"), directory, "a path");
  }
  return includeOf(files, {
    base,
    directory: directory?.kind === "text" ? directory.value : undefined,
    envFiles: readPaths(item, "env_file", base, place),
  });
}

function includeOf(
  files: readonly IncludedPath[],
  {
    base,
    directory,
    envFiles,
  }: {
    readonly base: PathBase;
    readonly directory?: string | undefined;
    readonly envFiles?: readonly IncludedPath[] | undefined;
  },
): Include {
  const [first] = files;
  const own = directory === undefined || directory === "" ? dirname(first?.path ?? "") : resolvePath(directory, base);
  return {
    files,
    base: { ...base, directory: own === "." ? "" : own },
    envFiles: envFiles?.filter((file) => file.path !== "/dev/null"),
  };
}

/** One path or a list of them under `key`; undefined when there is none. */
function readPaths(map: MapTree, key: string, base: PathBase, place: Place): readonly IncludedPath[] | undefined {
  const tree = get(map, key);
  if (tree === undefined) return undefined;
  const items = tree.kind === "list" ? tree.items : [tree];
  return items.flatMap((item) => {
    if (item.kind === "text") return [resolved(item.value, item.range, base)];
    reportShape(inside(place, key), item, "a path or a list of paths");
    return [];
  });
}

function resolved(path: string, range: Range, base: PathBase): IncludedPath {
  return { path: resolveFile(path, base), range };
}

/** The `.env` that belongs to `base`. */
export function dotenvPath(base: PathBase): string {
  return join(base.directory, ".env");
}
