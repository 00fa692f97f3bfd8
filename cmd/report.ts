// Shows what is wrong, in the form that was asked for.

import {
  type Diagnostic,
  diagnosticsToJson,
  hasErrors,
  renderDiagnostics,
  type SourceFile,
} from "../lib/source/index.js";
import { UsageError } from "./flags.js";
import type { World } from "./world.js";

export type DiagnosticsForm = "text" | "json";

/** Reads `--diagnostics`. @throws {UsageError} for a form that does not exist. */
export function diagnosticsForm(value: string | undefined): DiagnosticsForm {
  if (value === undefined || value === "text") return "text";
  if (value === "json") return "json";
  throw new UsageError(`invalid value "${value}" for --diagnostics: it is text or json`);
}

/** Where problems go while a command runs: each shown once, on stderr, in the order of the files. */
export interface Reporter {
  /** Shows them and tells whether an error is among them. */
  readonly show: (diagnostics: readonly Diagnostic[], files?: readonly SourceFile[]) => boolean;
}

export function makeReporter(world: World, form: DiagnosticsForm): Reporter {
  let isFirst = true;
  return {
    show(diagnostics, files = []) {
      if (diagnostics.length === 0) return false;
      if (!isFirst && form === "text") world.stderr.write("\n");
      isFirst = false;
      world.stderr.write(
        form === "json"
          ? diagnosticsToJson(diagnostics, { files })
          : renderDiagnostics(diagnostics, { files, color: hasColor(world) }),
      );
      return hasErrors(diagnostics);
    },
  };
}

/** Colour on stderr: a terminal, and nobody who said no (https://no-color.org). */
export function hasColor(world: World): boolean {
  return world.stderr.isTTY === true && (world.env["NO_COLOR"] ?? "") === "" && world.env["TERM"] !== "dumb";
}
