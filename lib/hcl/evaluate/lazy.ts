// `try`, `can` and `convert`: their arguments are expressions, which may have no value or be none. Follows hashicorp/hcl
// ext/tryfunc and ext/typeexpr.

import { type Diagnostic, positionAt } from "../../source/index.js";
import { typeExpression } from "../static.js";
import type { CallExpression, Expression } from "../syntax/index.js";
import { conversionMessage, convert, FALSE, TRUE, type Value } from "../values/index.js";
import { type Evaluation, fail, IGNORE } from "./evaluation.js";

export function callLazy(call: CallExpression, evaluation: Evaluation): Value | undefined {
  const { name, args, isExpanding } = call;
  const last = args[args.length - 1];
  if (isExpanding && last !== undefined) {
    return fail(evaluation, "invalid-argument", last.range, {
      summary: `"..." cannot be used in calls of "${name.name}"`,
      detail: "Its arguments are looked at before they are evaluated.",
    });
  }
  switch (name.name) {
    case "try":
      return callTry(call, evaluation);
    case "can":
      return callCan(call, evaluation);
    case "convert":
      return callConvert(call, evaluation);
    default:
      throw new Error(`internal error: nobody knows how to call the lazy function ${name.name}`);
  }
}

function callTry(call: CallExpression, evaluation: Evaluation): Value | undefined {
  if (call.args.length === 0) return failCount(call, evaluation, { wanted: "at least one argument" });
  const failures: Diagnostic[] = [];
  const report = evaluation.report === IGNORE ? IGNORE : (failure: Diagnostic) => failures.push(failure);
  for (const arg of call.args) {
    const value = evaluation.evaluate(arg, { ...evaluation, report });
    if (value !== undefined) return value;
  }
  return fail(evaluation, "call-failed", call.range, () => ({
    summary: 'The function "try" fails: none of its arguments has a value',
    ...(failures.length > 0 && { detail: failures.map(describeFailure).join("\n") }),
  }));
}

function describeFailure({ subject, summary }: Diagnostic): string {
  if (subject === undefined) return `${summary}.`;
  const { line, column } = positionAt(subject.file, subject.start);
  return `At ${line}:${column}: ${summary}.`;
}

function callCan(call: CallExpression, evaluation: Evaluation): Value | undefined {
  const [arg, ...others] = call.args;
  if (arg === undefined || others.length > 0) return failCount(call, evaluation, { wanted: "one argument" });
  return evaluation.evaluate(arg, { ...evaluation, report: IGNORE }) === undefined ? FALSE : TRUE;
}

function callConvert(call: CallExpression, evaluation: Evaluation): Value | undefined {
  const [arg, typeArg, ...others] = call.args;
  if (arg === undefined || typeArg === undefined || others.length > 0)
    return failCount(call, evaluation, { wanted: "a value and a type" });
  const type = typeExpression(typeArg, evaluation.report);
  const value = evaluation.evaluate(arg, evaluation);
  if (type === undefined || value === undefined) return undefined;
  const converted = convert(value, type);
  if (converted.kind === "converted") return converted.value;
  return fail(evaluation, "invalid-argument", arg.range, {
    summary: `The function "convert" fails: ${conversionMessage(converted)}`,
  });
}

function failCount(
  { name, args, close }: CallExpression,
  evaluation: Evaluation,
  { wanted }: { readonly wanted: string },
): undefined {
  const extra: Expression | undefined = name.name === "can" ? args[1] : name.name === "convert" ? args[2] : undefined;
  return fail(evaluation, "argument-count", extra?.range ?? close, {
    summary: `The function "${name.name}" takes ${wanted}, and here ${args.length === 1 ? "is one" : `are ${args.length}`}`,
  });
}
