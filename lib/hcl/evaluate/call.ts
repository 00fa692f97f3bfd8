// Calls of standard functions and of those that bake files declare.

import { type Diagnostic, type Range, spanning, suggest } from "../../source/index.js";
import { CallError, type EagerFunction, type Parameter } from "../functions/index.js";
import { childScope, type UserFunction } from "../scope.js";
import type { CallExpression, Expression } from "../syntax/index.js";
import { conversionMessage, convert, isPrimitive, tupleValue, type Value } from "../values/index.js";
import { describeType, type Evaluation, fail } from "./evaluation.js";
import { callLazy } from "./lazy.js";

export function evaluateCall(call: CallExpression, evaluation: Evaluation): Value | undefined {
  const { name } = call;
  const declaration = evaluation.scope.function(name.name);
  if (declaration === undefined) return failUnknown(call, evaluation);
  if (declaration.kind === "lazy-function") return callLazy(call, evaluation);
  const args = evaluateArguments(call, evaluation);
  if (args === undefined) return undefined;
  const { params, variadic } = declaration;
  if (args.length < params.length || (args.length > params.length && variadic === undefined)) {
    const form = declaration.kind === "function" ? declaration : formOf(declaration);
    return failCount(call, args, { form, evaluation });
  }
  if (declaration.kind === "user-function") return callUser(call, declaration, { args, evaluation });
  return callStandard(call, declaration, { args, evaluation });
}

function failUnknown({ name: { name, range } }: CallExpression, evaluation: Evaluation): undefined {
  return fail(evaluation, "unknown-function", range, () => {
    const close = suggest(name, evaluation.scope.functionNames());
    return {
      summary: `There is no function "${name}"`,
      ...(close !== undefined && { hint: `did you mean "${close}"?` }),
      ...(name.includes("::") && {
        detail: 'Functions here have no namespace: there is none whose name has "::" in it.',
      }),
    };
  });
}

/** An argument and where it is written. */
interface Argument {
  readonly value: Value;
  readonly range: Range;
}

interface GivenArguments {
  readonly args: readonly Argument[];
  readonly evaluation: Evaluation;
}

/** All are evaluated even if one has no value, so that each mistake is reported. */
function evaluateArguments(
  { args, isExpanding }: CallExpression,
  evaluation: Evaluation,
): readonly Argument[] | undefined {
  const result: Argument[] = [];
  let isBroken = false;
  let at = -1;
  for (const arg of args) {
    at += 1;
    const value = evaluation.evaluate(arg, evaluation);
    if (value === undefined) isBroken = true;
    else if (!isExpanding || at < args.length - 1) result.push({ value, range: arg.range });
    else if (!expandInto(result, value, { arg, evaluation })) isBroken = true;
  }
  return isBroken ? undefined : result;
}

function expandInto(
  result: Argument[],
  value: Value,
  { arg, evaluation }: { readonly arg: Expression; readonly evaluation: Evaluation },
): boolean {
  if (value.kind === "tuple" || value.kind === "list" || value.kind === "set") {
    for (const item of value.items) result.push({ value: item, range: arg.range });
    return true;
  }
  fail(evaluation, "invalid-argument", arg.range, {
    summary: `Only a list, tuple or set can be expanded with "...", and this is ${describeType(value)}`,
  });
  return false;
}

/** What of a function tells how many arguments it takes. */
interface Form {
  readonly name: string;
  readonly params: readonly { readonly name: string }[];
  readonly variadic?: unknown;
}

function formOf({ name, params, variadic }: UserFunction): Form {
  return { name, params: params.map((param) => ({ name: param })), variadic };
}

function failCount(
  call: CallExpression,
  args: readonly Argument[],
  { form, evaluation }: { readonly form: Form; readonly evaluation: Evaluation },
): undefined {
  const { name, params } = form;
  const missing = params[args.length];
  if (missing !== undefined) {
    return fail(evaluation, "argument-count", call.close, {
      summary: `The function "${name}" needs "${missing.name}", which is not given`,
      detail: `It is called ${signatureOf(form)}.`,
    });
  }
  const extra = args[params.length];
  const last = args[args.length - 1];
  if (extra === undefined || last === undefined) throw new Error("internal error: the number of arguments is right");
  return fail(evaluation, "argument-count", spanning(extra.range, last.range), {
    summary: `The function "${name}" takes ${countOf(params.length)}, and here are ${args.length}`,
    detail: `It is called ${signatureOf(form)}.`,
  });
}

function signatureOf({ name, params, variadic }: Form): string {
  const names = params.map((param) => param.name);
  if (variadic !== undefined) names.push(`${variadicName(variadic)}...`);
  return `${name}(${names.join(", ")})`;
}

function variadicName(variadic: unknown): string {
  if (typeof variadic === "string") return variadic;
  return typeof variadic === "object" && variadic !== null && "name" in variadic ? String(variadic.name) : "";
}

function countOf(count: number): string {
  if (count === 0) return "no arguments";
  return count === 1 ? "one argument" : `${count} arguments`;
}

function callStandard(
  call: CallExpression,
  declaration: EagerFunction,
  { args, evaluation }: GivenArguments,
): Value | undefined {
  const values: Value[] = [];
  let isBroken = false;
  let at = -1;
  for (const arg of args) {
    at += 1;
    const param = declaration.params[at] ?? declaration.variadic;
    if (param === undefined) throw new Error("internal error: an argument without its parameter");
    const value = isFit(arg.value, param) ? arg.value : toParameter(arg, param, { declaration, evaluation });
    if (value === undefined) isBroken = true;
    else values.push(value);
  }
  if (isBroken) return undefined;
  try {
    return declaration.call(values, evaluation.scope.world);
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    const blamed = error.argument === undefined ? undefined : args[error.argument];
    return fail(evaluation, "call-failed", blamed?.range ?? call.range, {
      summary: `The function "${declaration.name}" fails: ${error.message}`,
    });
  }
}

/** What nearly all arguments are: of the very type that is wanted. */
function isFit(value: Value, { type }: Parameter): boolean {
  return value.kind === type.kind && isPrimitive(type);
}

function toParameter(
  { value, range }: Argument,
  param: Parameter,
  { declaration, evaluation }: { readonly declaration: EagerFunction; readonly evaluation: Evaluation },
): Value | undefined {
  const { name, type, allowsNull } = param;
  if (value.kind === "null" && !allowsNull) {
    return fail(evaluation, "null-value", range, {
      summary: `"${name}" of the function "${declaration.name}" may not be null`,
    });
  }
  if (type.kind === "any") return value;
  const converted = convert(value, type);
  if (converted.kind === "converted") return converted.value;
  return fail(evaluation, "invalid-argument", range, {
    summary: `"${name}" of the function "${declaration.name}" is wrong: ${conversionMessage(converted)}`,
  });
}

/** What goes wrong inside is reported at the call, which is what is likely wrong, with the place inside as well. */
function callUser(
  call: CallExpression,
  declaration: UserFunction,
  { args, evaluation }: GivenArguments,
): Value | undefined {
  const { name, params, variadic, result, scope } = declaration;
  const variables = new Map<string, Value>();
  let at = 0;
  for (const arg of args) {
    const param = params[at];
    if (param !== undefined) variables.set(param, arg.value);
    at += 1;
  }
  if (variadic !== undefined) variables.set(variadic, tupleValue(args.slice(params.length).map(({ value }) => value)));
  return evaluation.evaluate(result, {
    evaluate: evaluation.evaluate,
    scope: childScope(scope, variables),
    report: (inner) => evaluation.report(atCall(call, name, inner)),
  });
}

function atCall(call: CallExpression, name: string, inner: Diagnostic): Diagnostic {
  const { subject, related = [], hint, ...rest } = inner;
  const prefix = `The function "${name}" fails: `;
  return {
    ...rest,
    // Of calls within calls the outermost is named, and the others are among the related places.
    summary: rest.summary.startsWith('The function "') ? rest.summary : `${prefix}${lowerFirst(rest.summary)}`,
    subject: call.range,
    // Of a long way in, its beginning and its end.
    related: [...(subject ? [{ message: hint ?? "here", range: subject }] : []), ...related].filter(
      (_, at, all) => at < 2 || at >= all.length - 3,
    ),
  };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
