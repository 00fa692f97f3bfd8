// What relative paths in bake files are about: the directory of the run, or that of the file with
// BUILDX_BAKE_FILE_RELATIVE_PATHS. The base travels with a value that a target inherits or refers to as it is.

import type { Expression } from "../hcl/index.js";
import type { Report } from "../source/index.js";
import { parseBool } from "./bool-text.js";
import type { TargetBlock } from "./declarations.js";
import type { DecodedValue } from "./instance.js";
import { joinPaths } from "./path.js";
import { isNotPath, localPrefix } from "./remote.js";
import type { AttributeName } from "./target.js";

const variable = "BUILDX_BAKE_FILE_RELATIVE_PATHS";

/** Whether paths are about the folder of their file. */
export function areFileRelative(env: Readonly<Record<string, string | undefined>>, report: Report): boolean {
  const text = env[variable] ?? "";
  const flag = text.trim() === "" ? false : parseBool(text);
  if (flag !== undefined) return flag;
  report({
    severity: "error",
    code: "invalid-variable",
    summary: `The environment variable ${variable} is "${text}", which is neither true nor false`,
    subject: { file: { name: `environment variable ${variable}`, text }, start: 0, end: text.length },
  });
  return false;
}

/** Settles paths of a block; `directoryOf` gives the folder of the target that a value is taken from. */
export function makeRebase(directoryOf: (target: string) => string | undefined) {
  return (block: TargetBlock) =>
    <K extends AttributeName>(key: K, value: DecodedValue<K>, site: Expression): DecodedValue<K> => {
      if (key !== "context" && key !== "contexts") return value;
      const taken = takenFrom(site);
      const directory = taken === undefined ? block.directory : directoryOf(taken);
      if (directory === undefined) return value;
      const rebased =
        typeof value === "string"
          ? rebasePath(directory, value)
          : value instanceof Map
            ? rebaseAll(directory, value)
            : value;
      // A text stays a text and a map of texts a map of texts.
      return rebased as DecodedValue<K>;
    };
}

/**
 * `path` as seen from the directory of the run, when it was written in a file of `directory`. An empty one is the
 * directory of the run, as in buildx's bake/bake.go (`rebaseContextPath`).
 */
export function rebasePath(directory: string, path: string): string {
  const isFixed = path === "" || path.startsWith(localPrefix) || path.startsWith("/") || isNotPath(path);
  return isFixed ? path : joinPaths(directory, path);
}

function rebaseAll(directory: string, values: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...values].map(([key, value]) => [key, rebasePath(directory, value)]));
}

/** The target of an expression that is nothing but `target.NAME.ATTR`. */
function takenFrom(site: Expression): string | undefined {
  if (site.kind === "parentheses") return takenFrom(site.expression);
  if (site.kind !== "access" || site.reference?.root !== "target") return undefined;
  const isPlain = site.steps.length === 2 && site.reference.steps.length === 2;
  return isPlain ? site.reference.steps[0]?.name : undefined;
}
