// Variables in the values of a compose file: `$X`, `${X}`, `${X:-default}` and their kin.
// Follows compose-go template/template.go to the letter, corners included: a default ends at the brace that balances
// the first one and lies on one line, and a `$` before anything else stays as it is.

import type { Range, Report } from "../source/index.js";
import type { Entry, Tree } from "./tree.js";

/** undefined: not set, which is not the same as set to nothing. */
export type Lookup = (name: string) => string | undefined;

/** What can be wrong with one expression; `expression` is its text. */
export type Fault =
  | { readonly kind: "malformed"; readonly expression: string }
  | { readonly kind: "required"; readonly expression: string; readonly variable: string; readonly message: string }
  | { readonly kind: "unset"; readonly expression: string; readonly variable: string };

const variableName = /[A-Za-z_][A-Za-z0-9_]*/y;
const operator = /:?[-+?]/y;

/** Defaults inside defaults; nobody needs more, and it bounds the recursion. */
const deepestDefault = 50;

/** `template` with its variables replaced. Faulty expressions give nothing; an unset variable is a fault to warn of. */
export function substitute(template: string, lookup: Lookup, onFault: (fault: Fault) => void): string {
  return substituteAt(template, lookup, onFault, 0);
}

function substituteAt(template: string, lookup: Lookup, onFault: (fault: Fault) => void, depth: number): string {
  let result = "";
  let at = 0;
  for (;;) {
    const dollar = template.indexOf("$", at);
    if (dollar === -1) return result + template.slice(at);
    result += template.slice(at, dollar);
    const next = template[dollar + 1];
    const name = matchAt(variableName, template, dollar + 1);
    if (next === "$") {
      result += "$";
      at = dollar + 2;
    } else if (name !== undefined) {
      at = dollar + 1 + name.length;
      result += plain(name, template.slice(dollar, at));
    } else if (next === "{") {
      at = braced(dollar);
    } else {
      result += "$";
      at = dollar + 1;
    }
  }

  /** Puts the value of the expression that opens at `start` into the result, and gives where it ends. */
  function braced(start: number): number {
    const name = matchAt(variableName, template, start + 2);
    const nameEnd = start + 2 + (name?.length ?? 0);
    if (name !== undefined && template[nameEnd] === "}") {
      result += plain(name, template.slice(start, nameEnd + 1));
      return nameEnd + 1;
    }
    const op = name === undefined ? undefined : matchAt(operator, template, nameEnd);
    const end = op === undefined ? undefined : expressionEnd(template, start);
    if (name === undefined || op === undefined || end === undefined || depth > deepestDefault) {
      const expression = template.slice(start, malformedEnd(template, start));
      onFault({ kind: "malformed", expression });
      return start + expression.length;
    }
    const expression = template.slice(start, end);
    result += operated({ name, op, word: expression.slice(2 + name.length + op.length, -1), expression });
    return end;
  }

  function plain(variable: string, expression: string): string {
    const value = lookup(variable);
    if (value === undefined) onFault({ kind: "unset", expression, variable });
    return value ?? "";
  }

  function operated(use: {
    readonly name: string;
    readonly op: string;
    readonly word: string;
    readonly expression: string;
  }): string {
    const value = lookup(use.name);
    // With a colon an empty value counts as none.
    const isSet = value !== undefined && !(use.op.startsWith(":") && value === "");
    const word = () => substituteAt(use.word, lookup, onFault, depth + 1);
    switch (use.op.at(-1)) {
      case "-":
        return isSet ? value : word();
      case "+":
        return isSet ? word() : (value ?? "");
      default:
        if (isSet) return value;
        onFault({ kind: "required", expression: use.expression, variable: use.name, message: word() });
        return "";
    }
  }
}

/** Where the `${` at `start` ends: after the balancing brace, else after the last brace of the line; undefined without any. */
function expressionEnd(template: string, start: number): number | undefined {
  const lineEnd = template.indexOf("\n", start);
  const last = template.lastIndexOf("}", lineEnd === -1 ? template.length : lineEnd);
  if (last <= start) return undefined;
  let open = 0;
  for (let at = start; at <= last; at += 1) {
    if (template[at] === "}") {
      open -= 1;
      if (open === 0) return at + 1;
    } else if (template[at] === "{") {
      open += 1;
      // compose-go does not look at the character after an opening brace.
      at += 1;
    }
  }
  return last + 1;
}

function malformedEnd(template: string, start: number): number {
  const end = /[}\n]|$/g;
  end.lastIndex = start;
  const found = end.exec(template);
  return found === null ? template.length : found.index + (found[0] === "}" ? 1 : 0);
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** What interpolating a document needs besides the document. */
export interface InterpolateOptions {
  readonly lookup: Lookup;
  /** Variables that were warned of already; grows. */
  readonly warned: Set<string>;
  readonly report: Report;
}

/** `tree` with the variables in all its values replaced; keys stay as they are. A value with a variable in it is text. */
export function interpolateTree(tree: Tree, options: InterpolateOptions): Tree {
  // A node that several aliases share is walked once, so that what is wrong in it is reported once.
  const done = new Map<Tree, Tree>();
  return walk(tree, "");

  function walk(node: Tree, path: string): Tree {
    const known = done.get(node);
    if (known !== undefined) return known;
    const result = replace(node, path);
    done.set(node, result);
    return result;
  }

  function replace(node: Tree, path: string): Tree {
    switch (node.kind) {
      case "text": {
        if (!node.value.includes("$")) return node;
        const value = substitute(node.value, options.lookup, (fault) => reportFault(fault, node.range, path, options));
        return { ...node, value };
      }
      case "list":
        return { ...node, items: node.items.map((item, index) => walk(item, `${path}[${index}]`)) };
      case "map": {
        const entries = new Map<string, Entry>();
        for (const [key, entry] of node.entries) {
          entries.set(key, { ...entry, value: walk(entry.value, path === "" ? key : `${path}.${key}`) });
        }
        return { ...node, entries };
      }
      default:
        return node;
    }
  }
}

/** Reports `fault` in the value at `range`, which `path` names as `services.app.image`. */
export function reportFault(
  fault: Fault,
  range: Range,
  path: string,
  { warned, report }: Omit<InterpolateOptions, "lookup">,
): void {
  const subject = expressionRange(fault.expression, range);
  switch (fault.kind) {
    case "unset":
      if (warned.has(fault.variable)) return;
      warned.add(fault.variable);
      report({
        severity: "warning",
        code: "unset-variable",
        summary: `Variable "${fault.variable}" is not set and counts as empty`,
        detail: `Used in ${path}. Set it, give a default as \${${fault.variable}:-value}, or write $$ where a dollar sign is meant.`,
        subject,
      });
      return;
    case "required":
      report({
        severity: "error",
        code: "missing-variable",
        summary: `Required variable "${fault.variable}" is not set${fault.message === "" ? "" : `: ${fault.message}`}`,
        detail: `${path} needs it. Set it in the environment, in .env or with --var.`,
        subject,
      });
      return;
    case "malformed":
      report({
        severity: "error",
        code: "compose-interpolation",
        summary: `"${fault.expression}" is not a variable expression`,
        detail: `Found in ${path}. Expected \${NAME}, or \${NAME:-default} with one of :- - :? ? :+ + on one line. Write $$ where a dollar sign is meant.`,
        subject,
      });
  }
}

/** Where `expression` stands in the source of the scalar at `range`; all of it when escapes hide the expression. */
function expressionRange(expression: string, range: Range): Range {
  const at = range.file.text.slice(range.start, range.end).indexOf(expression);
  if (at === -1) return range;
  return { file: range.file, start: range.start + at, end: range.start + at + expression.length };
}
