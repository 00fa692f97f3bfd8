// The rules that variables must keep.

import { evaluate, type Scope } from "../hcl/index.js";
import { BOOL, convert } from "../hcl/values/index.js";
import type { Range, Report } from "../source/index.js";
import { kindName } from "./composite/codec.js";
import type { ValidationBlock, VariableBlock } from "./declarations.js";
import type { OverrideText } from "./environment.js";

/** Checks every rule of `block`, whose value `override` gave, if any. Rules see all variables and all functions. */
export function checkValidations(
  block: VariableBlock,
  options: { readonly scope: Scope; readonly override: OverrideText | undefined },
  report: Report,
): void {
  const where = `variable "${block.name}"`;
  for (const rule of block.validations) {
    checkRule(block, rule, options, (diagnostic) => report({ where, ...diagnostic }));
  }
}

function checkRule(
  block: VariableBlock,
  { condition, message, head }: ValidationBlock,
  { scope, override }: Parameters<typeof checkValidations>[1],
  report: Report,
): void {
  if (condition === undefined) {
    report({
      severity: "error",
      code: "missing-attribute",
      summary: `A validation of variable "${block.name}" has no "condition"`,
      subject: head,
    });
    return;
  }
  const { range } = condition.expression;
  const value = evaluate(condition.expression, scope, report);
  if (value === undefined) return;
  const conversion = convert(value, BOOL);
  if (value.kind === "null" || conversion.kind === "failed" || conversion.value.kind !== "bool") {
    report({
      severity: "error",
      code: "invalid-validation",
      summary: `The condition of a validation of variable "${block.name}" must be true or false, not ${kindName(value)}`,
      subject: range,
    });
    return;
  }
  if (conversion.value.value) return;
  report({
    severity: "error",
    code: "validation-failed",
    summary: `The value of variable "${block.name}" is not valid`,
    detail: messageOf(message?.expression.range),
    subject: range,
    ...(override !== undefined && {
      related: [{ message: "its value comes from here", range: placeOf(override) }],
    }),
  });

  function messageOf(place: Range | undefined): string {
    if (message === undefined || place === undefined) return "The validation has no error_message that says why.";
    const text = evaluate(message.expression, scope, report);
    if (text?.kind === "string") return text.value;
    if (text !== undefined) {
      report({
        severity: "error",
        code: "invalid-validation",
        summary: `The error_message of a validation of variable "${block.name}" must be a string, not ${kindName(text)}`,
        subject: place,
      });
    }
    return "The error_message of the validation could not be worked out.";
  }
}

function placeOf({ file, start, text }: OverrideText): Range {
  return { file, start, end: start + text.length };
}
