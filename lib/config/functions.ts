// Functions that bake files declare.

import {
  calledFunctions,
  type Expression,
  references,
  type Scope,
  staticList,
  staticName,
  type UserFunction,
} from "../hcl/index.js";
import { type Diagnostic, type Report, suggest } from "../source/index.js";
import type { FunctionBlock } from "./declarations.js";

export interface FunctionOptions {
  readonly blocks: ReadonlyMap<string, FunctionBlock>;
  /** What results may refer to, beside parameters. */
  readonly scope: Scope;
  readonly isGlobal: (name: string) => boolean;
  readonly standardNames: ReadonlySet<string>;
}

/**
 * The functions by name. One that is wrong stays known, so that its calls are no second mistake. A standard function
 * wins over one of the same name, as in buildx.
 */
export function makeFunctions(options: FunctionOptions, report: Report): ReadonlyMap<string, UserFunction> {
  const functions = new Map<string, UserFunction>();
  for (const block of options.blocks.values()) {
    if (options.standardNames.has(block.name)) report(shadowed(block));
    else functions.set(block.name, makeFunction(block, options, report));
  }
  for (const name of reportCycles(functions, options.blocks, report)) {
    const broken = functions.get(name);
    if (broken !== undefined) functions.set(name, { ...broken, result: invalid(broken.result) });
  }
  return functions;
}

function makeFunction(block: FunctionBlock, options: FunctionOptions, report: Report): UserFunction {
  const params = readParams(block, report);
  const variadic = readVariadic(block, report);
  const result = block.attributes.get("result");
  if (result === undefined) report(missing(block, "result"));
  const expression = result?.expression ?? { kind: "invalid" as const, range: block.head };
  const own = new Set(variadic === undefined ? params : [...params, variadic]);
  const unknown = references(expression).filter(({ root }) => !own.has(root) && !options.isGlobal(root));
  for (const { root, range } of unknown) {
    const near = suggest(root, [...own, ...options.scope.variableNames()]);
    const isBlock = root === "target" || root === "group";
    report({
      severity: "error",
      code: "unknown-variable",
      summary: isBlock ? `A function cannot refer to "${root}"` : `There is no variable "${root}"`,
      detail: isBlock
        ? "Hand in what it needs as an argument."
        : `A function sees its parameters, variables and top-level attributes.`,
      subject: { ...range, end: range.start + root.length },
      where: `function "${block.name}"`,
      ...(near !== undefined && !isBlock && { hint: `did you mean "${near}"?` }),
    });
  }
  return {
    kind: "user-function",
    name: block.name,
    params,
    ...(variadic !== undefined && { variadic }),
    result: unknown.length > 0 ? invalid(expression) : expression,
    scope: options.scope,
  };
}

function readParams(block: FunctionBlock, report: Report): readonly string[] {
  const attribute = block.attributes.get("params");
  if (attribute === undefined) {
    report(missing(block, "params"));
    return [];
  }
  const items = staticList(attribute.expression);
  const names = items?.map((item) => staticName(item)?.name);
  const wrong = names?.indexOf(undefined) ?? -1;
  if (items !== undefined && names !== undefined && wrong === -1) return names.flatMap((name) => name ?? []);
  report({
    severity: "error",
    code: "wrong-type",
    summary: `"params" of function "${block.name}" must be a list of plain names`,
    detail: "Write them without quotes, as in params = [a, b]; in JSON, as strings.",
    subject: items?.[wrong]?.range ?? attribute.expression.range,
  });
  return names?.flatMap((name) => name ?? []) ?? [];
}

function readVariadic(block: FunctionBlock, report: Report): string | undefined {
  const attribute = block.attributes.get("variadic_params");
  if (attribute === undefined) return undefined;
  const name = staticName(attribute.expression);
  if (name !== undefined) return name.name;
  report({
    severity: "error",
    code: "wrong-type",
    summary: `"variadic_params" of function "${block.name}" must be one plain name`,
    detail: "The function gets all further arguments as a list of that name.",
    subject: attribute.expression.range,
  });
  return undefined;
}

/** Reports each circle of calls once; returns the functions on circles. */
function reportCycles(
  functions: ReadonlyMap<string, UserFunction>,
  blocks: ReadonlyMap<string, FunctionBlock>,
  report: Report,
): ReadonlySet<string> {
  const onCycle = new Set<string>();
  const states = new Map<string, "open" | "done">();
  for (const name of functions.keys()) if (!states.has(name)) walk(name);
  return onCycle;

  function walk(first: string): void {
    const path = [enter(first)];
    for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
      const call = step.calls[step.next];
      step.next += 1;
      if (call === undefined) {
        states.set(step.name, "done");
        path.pop();
      } else if (states.get(call.name) === "open") {
        const names = path.map(({ name }) => name);
        const circle = names.slice(names.indexOf(call.name));
        for (const name of circle) onCycle.add(name);
        report(cycle(circle, call.name, call.range));
      } else if (functions.has(call.name) && !states.has(call.name)) path.push(enter(call.name));
    }
  }

  function enter(name: string) {
    states.set(name, "open");
    const result = blocks.get(name)?.attributes.get("result");
    return { name, calls: result === undefined ? [] : calledFunctions(result.expression), next: 0 };
  }
}

function cycle(circle: readonly string[], closing: string, subject: Diagnostic["subject"]): Diagnostic {
  return {
    severity: "error",
    code: "reference-cycle",
    summary: `Function "${closing}" calls itself${circle.length === 1 ? "" : `: ${[...circle, closing].join(" → ")}`}`,
    detail: "Functions cannot be recursive.",
    ...(subject !== undefined && { subject }),
    where: `function "${circle.at(-1)}"`,
  };
}

function invalid({ range }: Expression): Expression {
  return { kind: "invalid", range };
}

function missing({ name, head, end }: FunctionBlock, attribute: string): Diagnostic {
  return {
    severity: "error",
    code: "missing-attribute",
    summary: `Function "${name}" has no "${attribute}"`,
    subject: head,
    related: [{ message: `"${attribute}" would stand before this`, range: end }],
  };
}

function shadowed({ name, nameRange }: FunctionBlock): Diagnostic {
  return {
    severity: "warning",
    code: "shadowed-function",
    summary: `The function "${name}" is never called, because there is a standard function of that name`,
    detail: "Give it another name.",
    subject: nameRange,
  };
}
