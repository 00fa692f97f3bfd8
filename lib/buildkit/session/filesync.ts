// moby.filesync.v1.FileSync: the daemon reads directories of ours, through the filters that it asks for.
// Follows moby/buildkit session/filesync/filesync.go.

import type { Attachable, ServerCall } from "../control.js";
import { StatusCode, StatusError } from "../errors.js";
import { fileProblem } from "./file-problem.js";
import { includePatterns } from "./follow-paths.js";
import { compilePatterns, PatternError } from "./pattern-matcher.js";
import { diskTree, memoryTree, type Tree } from "./tree.js";
import { sendTree } from "./tree-sender.js";
import { openWalk } from "./walk.js";

/** A directory that a build may read: one on disk, or files in memory by path, such as an inline Dockerfile. */
export type LocalDirectory =
  | { readonly kind: "disk"; readonly path: string }
  | { readonly kind: "memory"; readonly files: ReadonlyMap<string, Uint8Array> };

/** Serves `directories` by the names that the build knows them by, such as `context` and `dockerfile`. */
export function fileSync(directories: ReadonlyMap<string, LocalDirectory>): Attachable {
  return {
    service: "moby.filesync.v1.FileSync",
    methods: { DiffCopy: (call) => diffCopy(call, directories) },
  };
}

async function diffCopy(call: ServerCall, directories: ReadonlyMap<string, LocalDirectory>): Promise<void> {
  const [name = ""] = headerTexts(call, "dir-name");
  const directory = directories.get(name);
  if (directory === undefined) throw new StatusError(StatusCode.notFound, `no access allowed to dir "${name}"`);
  const { tree, next } = open(directory, call);
  await sendTree(call, tree, next);
}

function open(directory: LocalDirectory, call: ServerCall): { tree: Tree; next: ReturnType<typeof openWalk> } {
  try {
    const tree = directory.kind === "disk" ? diskTree(directory.path) : memoryTree(directory.files);
    const includes = includePatterns(tree, headerTexts(call, "include-patterns"), headerTexts(call, "followpaths"));
    const excludes = headerTexts(call, "exclude-patterns");
    const filter = {
      includes: includes === undefined ? undefined : compilePatterns(includes),
      excludes: excludes.length === 0 ? undefined : compilePatterns(excludes),
    };
    return { tree, next: openWalk(tree, filter) };
  } catch (error) {
    if (error instanceof PatternError)
      throw new StatusError(StatusCode.invalidArgument, error.message, { cause: error });
    throw fileProblem("read", error);
  }
}

/** The values of a header, query-escaped all together when one of them is not ASCII. */
function headerTexts({ header }: ServerCall, name: string): readonly string[] {
  const values = header(name);
  return /^(1|t|true)$/i.test(header(`${name}-encoded`)[0] ?? "") ? values.map(queryUnescaped) : values;
}

function queryUnescaped(text: string): string {
  return decodeURIComponent(text.replaceAll("+", " "));
}
