// Variables in the values of a compose file: `$X`, `${X}`, `${X:-default}` and their kin.
// Follows compose-go template/template.go to the letter, corners included: a default ends at the brace that balances
// the first one and lies on one line, and a `$` before anything else stays as it is.

import type { Range, Report } from "../source/index.js";
import type { Entry, Tree } from "./tree.js";

/** undefined: not set, which is not the same as set to nothing. */
export type Lookup = (name: string) => string | undefined;

/** What can be wrong with one expression. */
export type Fault = Expression &
  (
    | { readonly kind: "malformed" }
    | { readonly kind: "required"; readonly variable: string; readonly message: string }
    | { readonly kind: "unset"; readonly variable: string }
  );

interface Expression {
  readonly expression: string;
  /** Where it stands in the template, counted in UTF-16 units. */
  readonly at: number;
}

interface Context {
  readonly lookup: Lookup;
  readonly onFault: (fault: Fault) => void;
  /** Where the template stands in the one it is a default of. */
  readonly base: number;
  readonly depth: number;
}

const variableName = /[A-Za-z_][A-Za-z0-9_]*/y;
const operator = /:?[-+?]/y;

/** Defaults inside defaults; nobody needs more, and it bounds the recursion. */
const deepestDefault = 50;

/** `template` with its variables replaced. Faulty expressions give nothing; an unset variable is a fault to warn of. */
export function substitute(template: string, lookup: Lookup, onFault: (fault: Fault) => void): string {
  return substituteIn(template, { lookup, onFault, base: 0, depth: 0 });
}

function substituteIn(template: string, { lookup, onFault, base, depth }: Context): string {
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
      result += plain(name, { expression: template.slice(dollar, at), at: base + dollar });
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
      result += plain(name, { expression: template.slice(start, nameEnd + 1), at: base + start });
      return nameEnd + 1;
    }
    const op = name === undefined ? undefined : matchAt(operator, template, nameEnd);
    const end = op === undefined ? undefined : expressionEnd(template, start);
    if (name === undefined || op === undefined || end === undefined || depth > deepestDefault) {
      const expression = template.slice(start, malformedEnd(template, start));
      onFault({ kind: "malformed", expression, at: base + start });
      return start + expression.length;
    }
    const expression = template.slice(start, end);
    result += operated({ name, op, expression, at: base + start });
    return end;
  }

  function plain(variable: string, expression: Expression): string {
    const value = lookup(variable);
    if (value === undefined) onFault({ kind: "unset", variable, ...expression });
    return value ?? "";
  }

  function operated({ name, op, ...expression }: Expression & { readonly name: string; readonly op: string }): string {
    const value = lookup(name);
    // With a colon an empty value counts as none.
    const isSet = value !== undefined && !(op.startsWith(":") && value === "");
    const wordStart = 2 + name.length + op.length;
    const word = () =>
      substituteIn(expression.expression.slice(wordStart, -1), {
        lookup,
        onFault,
        base: expression.at + wordStart,
        depth: depth + 1,
      });
    switch (op.at(-1)) {
      case "-":
        return isSet ? value : word();
      case "+":
        return isSet ? word() : (value ?? "");
      default:
        if (isSet) return value;
        onFault({ kind: "required", variable: name, message: word(), ...expression });
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
        const value = substitute(node.value, options.lookup, (fault) =>
          reportFault(fault, { template: node.value, range: node.range, path }, options),
        );
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

/** A value with variables in it. */
export interface Template {
  readonly template: string;
  readonly range: Range;
  /** As in `services.app.image`. */
  readonly path: string;
}

export function reportFault(
  fault: Fault,
  { template, range, path }: Template,
  { warned, report }: Omit<InterpolateOptions, "lookup">,
): void {
  const subject = expressionRange(fault, template, range);
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

/** Where an expression stands in the source of the scalar at `range`; all of it when escapes or line breaks hide it. */
function expressionRange({ expression, at }: Expression, template: string, { file, start, end }: Range): Range {
  const source = file.text.slice(start, end);
  const templateAt = source.indexOf(template);
  const offset = templateAt === -1 ? source.indexOf(expression) : templateAt + at;
  return offset === -1
    ? { file, start, end }
    : { file, start: start + offset, end: start + offset + expression.length };
}
