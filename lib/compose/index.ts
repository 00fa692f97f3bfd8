import type { SourceFile, WithDiagnostics } from "../source/index.js";
import type { ComposeOptions, ComposeProject } from "./project.js";

export type {
  ComposeBake,
  ComposeBuild,
  ComposeOptions,
  ComposeProject,
  ComposeSecret,
  ComposeService,
  ComposeSsh,
  ComposeUlimit,
  Ranged,
} from "./project.js";
export { looksLikeCompose } from "./sniff.js";

/**
 * Loads `files` together as one project, merged in the order given by the rules of the Compose specification.
 * Every mistake is a diagnostic with the place where it was written; `value` is the best that could be made of the rest.
 * The YAML parser is loaded by the first call.
 */
export async function loadCompose(
  files: readonly SourceFile[],
  options: ComposeOptions,
): Promise<WithDiagnostics<ComposeProject>> {
  const { loadProject } = await import("./load.js");
  return loadProject(files, options);
}
