// Shows what is wrong, in the form that was asked for.

import {
  type Diagnostic,
  type DiagnosticCode,
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

/** Why a command ends, when it is no mistake in a file. */
export interface Failure {
  readonly code: DiagnosticCode;
  readonly message: string;
  /** Lines on what to do about it. */
  readonly help?: readonly string[];
}

/** Where problems go while a command runs: each shown once, on stderr, in the order of the files. */
export interface Reporter {
  readonly form: DiagnosticsForm;
  /** Shows them and tells whether an error is among them. */
  readonly show: (diagnostics: readonly Diagnostic[], files?: readonly SourceFile[]) => boolean;
  readonly fail: (failure: Failure) => void;
  /** Words for people, such as what is about to be asked: nothing for machines. */
  readonly tell: (lines: readonly string[]) => void;
}

export function makeReporter(world: World, form: DiagnosticsForm): Reporter {
  let isFirst = true;
  return {
    form,
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
    fail({ code, message, help = [] }) {
      if (form === "json") {
        const detail = help.map((line) => line.trim()).join("\n");
        const diagnostic = { severity: "error", code, summary: message, ...(detail === "" ? {} : { detail }) } as const;
        world.stderr.write(diagnosticsToJson([diagnostic]));
      } else world.stderr.write(`ERROR: ${message}\n${help.map((line) => `  ${line}\n`).join("")}`);
    },
    tell(lines) {
      if (form === "text" && lines.length > 0) world.stderr.write(`${lines.join("\n")}\n\n`);
    },
  };
}

/** The form that is asked for in arguments that could not be read. */
export function wantedForm(args: readonly string[]): DiagnosticsForm {
  const at = args.findIndex((arg) => arg === "--diagnostics=json" || arg === "--diagnostics");
  return at !== -1 && (args[at] === "--diagnostics=json" || args[at + 1] === "json") ? "json" : "text";
}

/** Colour on stderr: a terminal, and nobody who said no (https://no-color.org). */
export function hasColor(world: World): boolean {
  return world.stderr.isTTY === true && (world.env["NO_COLOR"] ?? "") === "" && world.env["TERM"] !== "dumb";
}
