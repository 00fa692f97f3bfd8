// Files → one project: parse, merge, resolve, read.

import type { Diagnostic, SourceFile, WithDiagnostics } from "../source/index.js";
import type { ComposeOptions, ComposeProject } from "./project.js";

/** Behind the door's `loadCompose`. */
export async function loadProject(
  _files: readonly SourceFile[],
  options: ComposeOptions,
): Promise<WithDiagnostics<ComposeProject>> {
  const diagnostics: Diagnostic[] = [];
  return { value: { name: options.projectName ?? "bake", services: [] }, diagnostics };
}
