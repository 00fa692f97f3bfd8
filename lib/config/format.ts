// Which language each bake file is in, and reading it.

import { looksLikeCompose } from "../compose/index.js";
import { type Body, parse, parseJson } from "../hcl/index.js";
import { hasErrors, type Report, type SourceFile, type WithDiagnostics } from "../source/index.js";
import type { BakeFile } from "./files.js";

export interface ParsedFiles {
  readonly compose: readonly BakeFile[];
  readonly bodies: readonly { readonly body: Body; readonly directory: string | undefined }[];
}

/** Parses all but compose files. A file whose name tells nothing is judged by what is in it. */
export function parseFiles(files: readonly BakeFile[], report: Report): ParsedFiles {
  const compose: BakeFile[] = [];
  const bodies: { readonly body: Body; readonly directory: string | undefined }[] = [];
  for (const read of files) {
    const body = parseFile(read.file, report);
    if (body === "compose") compose.push(read);
    else bodies.push({ body, directory: read.directory });
  }
  return { compose, bodies };
}

function parseFile(file: SourceFile, report: Report): Body | "compose" {
  const name = file.name.toLowerCase();
  if (name.endsWith(".yml") || name.endsWith(".yaml")) return "compose";
  if (name.endsWith(".json")) return reported(parseJson(file), report);
  if (name.endsWith(".hcl")) return reported(parse(file), report);
  if (looksLikeCompose(file.text)) return "compose";
  const native = parse(file);
  if (!hasErrors(native.diagnostics)) return reported(native, report);
  const json = parseJson(file);
  // What begins like JSON was meant as JSON, so its mistakes are those to tell.
  const isJson = !hasErrors(json.diagnostics) || /^\uFEFF?\s*\{/.test(file.text);
  return isJson ? reported(json, report) : reported(native, report);
}

function reported<T>({ value, diagnostics }: WithDiagnostics<T>, report: Report): T {
  for (const diagnostic of diagnostics) report(diagnostic);
  return value;
}
