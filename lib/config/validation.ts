// The rules that variables must keep.

import { evaluate, type Scope } from "../hcl/index.js";
import { BOOL, convert } from "../hcl/values/index.js";
import type { Range, Report } from "../source/index.js";
import { kindName } from "./composite/codec.js";
import type { ValidationBlock, VariableBlock } from "./declarations.js";

/** Checks every rule of `block`. Rules see all variables and all functions. */
export function checkValidations(block: VariableBlock, scope: Scope, report: Report): void {
  const where = `variable "${block.name}"`;
  for (const rule of block.validations) {
    checkRule(block, rule, scope, (diagnostic) => report({ where, ...diagnostic }));
  }
}

function checkRule(block: VariableBlock, { condition, message, head }: ValidationBlock, scope: Scope, report: Report) {
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
