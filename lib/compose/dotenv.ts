// The `.env` file and what `env_file` names. Follows compose-go dotenv/parser.go, apart from its slips: a byte order mark
// is skipped, and a bare name that ends the file without a line break inherits like any other.

import type { Range, Report, SourceFile } from "../source/index.js";
import { type Fault, type Lookup, reportFault, substitute } from "./interpolate.js";

export interface DotenvOptions {
  /** The environment: wins over the file's own entries in expansions, and gives bare names their value. */
  readonly lookup: Lookup;
  /** What files before this one have set, for expansions. */
  readonly earlier?: ReadonlyMap<string, string>;
  /** Variables that were warned of already; grows. */
  readonly warned: Set<string>;
  readonly report: Report;
}

/** The entries of `file`, a later one replacing an earlier of the same name. A broken line is reported and skipped. */
export function parseDotenv(file: SourceFile, options: DotenvOptions): ReadonlyMap<string, string> {
  const { text } = file;
  const values = new Map<string, string>();
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  while (skipToStatement()) readStatement();
  return values;

  function skipToStatement(): boolean {
    for (;;) {
      at += matchAt(/\s*/y, at).length;
      if (text[at] !== "#") return at < text.length;
      at = lineEnd(at);
    }
  }

  function readStatement(): void {
    if (/^export\s/.test(text.slice(at, at + 7))) at += 6 + matchAt(blanks, at + 6).length;
    const start = at;
    at += matchAt(/[^=:\n]*/y, at).length;
    const name = text.slice(start, at).trimEnd();
    const separator = text[at];
    const range: Range = { file, start, end: start + name.length };
    const problem = nameProblem(name);
    if (problem !== undefined && (name !== "" || separator !== "\n")) {
      report(problem.severity, problem.summary, problem.detail, range);
      if (problem.severity === "error") {
        at = lineEnd(at);
        return;
      }
    }
    if (separator !== "=" && separator !== ":") {
      const inherited = options.lookup(name);
      if (inherited !== undefined) values.set(name, inherited);
      return;
    }
    at += 1;
    at += matchAt(blanks, at).length;
    const value = text[at] === '"' || text[at] === "'" ? readQuoted(name) : readUnquoted(name);
    if (value !== undefined) values.set(name, value);
  }

  function readUnquoted(name: string): string {
    const start = at;
    at = lineEnd(at);
    const line = text.slice(start, at);
    const comment = line.indexOf(" #");
    const value = (comment === -1 ? line : line.slice(0, comment)).trimEnd();
    return expand(value, name, { file, start, end: start + value.length });
  }

  /** A backslash keeps a quote of the kind that opened the value from ending it; what else it does is for double quotes alone. */
  function readQuoted(name: string): string | undefined {
    const start = at;
    const quote = text[start];
    let value = "";
    for (at += 1; at < text.length; at += 1) {
      const char = text[at];
      if (char === quote) {
        at += 1;
        if (quote === "'") return value;
        return expand(expandEscapes(value), name, { file, start, end: at });
      }
      if (char === "\\" && at + 1 < text.length) {
        at += 1;
        value += text[at] === quote ? quote : `\\${text[at]}`;
      } else {
        value += char;
      }
    }
    at = lineEnd(start);
    report(
      "error",
      `The value of "${name}" has no closing ${quote}`,
      "It may span lines, but must end with the quote it began with.",
      {
        file,
        start,
        end: start + text.slice(start, at).trimEnd().length,
      },
    );
    return undefined;
  }

  function expand(value: string, name: string, range: Range): string {
    const lookup: Lookup = (key) => options.lookup(key) ?? values.get(key) ?? options.earlier?.get(key);
    const onFault = (fault: Fault) =>
      reportFault(fault, { template: value, range, path: `"${name}" of ${file.name}` }, options);
    return substitute(value, lookup, onFault);
  }

  function report(severity: "error" | "warning", summary: string, detail: string, subject: Range): void {
    options.report({ severity, code: "dotenv-syntax", summary, detail, subject });
  }

  function matchAt(pattern: RegExp, offset: number): string {
    pattern.lastIndex = offset;
    return pattern.exec(text)?.[0] ?? "";
  }

  function lineEnd(offset: number): number {
    const found = text.indexOf("\n", offset);
    return found === -1 ? text.length : found;
  }
}

const blanks = /[^\S\n]*/y;

function nameProblem(
  name: string,
): { readonly severity: "error" | "warning"; readonly summary: string; readonly detail: string } | undefined {
  const expected = "Expected NAME=value.";
  // Without a name buildx goes on in silence, so a project that builds today may have such a line.
  if (name === "") return { severity: "warning", summary: "A name is missing before the value", detail: expected };
  if (/\s/.test(name)) return { severity: "error", summary: `The name "${name}" has a blank in it`, detail: expected };
  const strange = /[^\p{L}\p{N}_.\-[\]]/u.exec(name)?.[0];
  if (strange === undefined) return undefined;
  const detail = `${expected} A name has letters, digits and _ . - [ ] in it.`;
  return { severity: "error", summary: `The name "${name}" has the character "${strange}" in it`, detail };
}

const plainEscapes: Readonly<Record<string, string>> = {
  a: "\u0007",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  '"': '"',
  "\\": "\\",
  // Expansion comes after this and turns it into one.
  $: "$$",
};

/** The escapes of double quotes. Octal ones need three digits after the 0; compose-go drops the 0 of shorter ones, and so do we. */
function expandEscapes(text: string): string {
  return text.replace(
    /\\(?:([abfnrtv$"\\])|0(\d{0,3}))/g,
    (_, plain: string | undefined, octal: string | undefined) => {
      if (plain !== undefined) return plainEscapes[plain] ?? `\\${plain}`;
      const digits = octal ?? "";
      return /^[0-3][0-7]{2}$/.test(digits) ? String.fromCharCode(Number.parseInt(digits, 8)) : `\\${digits}`;
    },
  );
}

/** `format: raw` of `env_file`: what follows the first `=` is the value, letter by letter. Follows docker/cli opts/file.go. */
export function parseRawEnv(file: SourceFile, { lookup, report }: DotenvOptions): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  let start = 0;
  for (const rawLine of file.text.split("\n")) {
    const line = rawLine.replace(/\r$/, "").replace(/^[\s\uFEFF]+/, "");
    const lineStart = start + rawLine.indexOf(line);
    start += rawLine.length + 1;
    if (line === "" || line.startsWith("#")) continue;
    const equals = line.indexOf("=");
    const name = equals === -1 ? line : line.slice(0, equals);
    if (name === "" || /\s/.test(name)) {
      const summary = name === "" ? "A name is missing before the value" : `The name "${name}" has a blank in it`;
      const subject = { file, start: lineStart, end: lineStart + Math.max(name.length, 1) };
      report({ severity: "error", code: "dotenv-syntax", summary, detail: "Expected NAME=value.", subject });
      continue;
    }
    const value = equals === -1 ? lookup(name) : line.slice(equals + 1);
    if (value !== undefined) values.set(name, value);
  }
  return values;
}
