// Operators. Follows hashicorp/hcl hclsyntax/spec.md, Operations, and expression_ops.go, but for null: where hashicorp's
// newer versions make `null && false` false, it is an error here, since who wrote it takes null for false.

import type { Diagnostic } from "../../source/index.js";
import type { BinaryExpression, Expression, UnaryExpression } from "../syntax/index.js";
import {
  add,
  BOOL,
  boolValue,
  compareNumbers,
  conversionMessage,
  convert,
  divide,
  type HclNumber,
  modulo,
  multiply,
  NUMBER,
  negate,
  numberValue,
  subtract,
  type Type,
  type Value,
  valuesEqual,
} from "../values/index.js";
import { type Evaluation, fail, IGNORE } from "./evaluation.js";

/** `!` and `-`. */
export function evaluateUnary(expression: UnaryExpression, evaluation: Evaluation): Value | undefined {
  const { operator, operand } = expression;
  const given = evaluation.evaluate(operand, evaluation);
  if (given === undefined) return undefined;
  const side: Side = { expression, operand, name: `The operand of "${operator}"` };
  if (operator === "!") {
    const value = toBool(given, side, evaluation);
    return value === undefined ? undefined : boolValue(!value);
  }
  const value = toNumber(given, side, evaluation);
  return value === undefined ? undefined : numberValue(negate(value));
}

/**
 * A chain of operators is as deep as it is long on its left side, so that is walked in a loop.
 * What fails on the left of `&&` and `||` is told when the right side has not decided.
 */
export function evaluateBinary(expression: BinaryExpression, evaluation: Evaluation): Value | undefined {
  const chain: BinaryExpression[] = [];
  let first: Expression = expression;
  for (; first.kind === "binary"; first = first.left) chain.push(first);
  const mayDrop = evaluation.report !== IGNORE && chain.some(isLogic);
  const withheld: Diagnostic[] = [];
  const inner = mayDrop ? { ...evaluation, report: (one: Diagnostic) => void withheld.push(one) } : evaluation;
  let value = evaluation.evaluate(first, inner);
  for (let link = chain.pop(); link !== undefined; link = chain.pop()) {
    const told = withheld.length;
    const hasFailed = value === undefined;
    value = applyBinary(link, value, inner);
    if (hasFailed && value !== undefined) withheld.splice(0, told);
  }
  for (const one of withheld) evaluation.report(one);
  return value;
}

function isLogic({ operator }: BinaryExpression): boolean {
  return operator === "&&" || operator === "||";
}

function applyBinary(expression: BinaryExpression, left: Value | undefined, evaluation: Evaluation): Value | undefined {
  const { operator } = expression;
  if (operator === "&&" || operator === "||") return applyLogic(expression, left, evaluation);
  const right = evaluation.evaluate(expression.right, evaluation);
  if (left === undefined || right === undefined) return undefined;
  if (operator === "==") return boolValue(valuesEqual(left, right));
  if (operator === "!=") return boolValue(!valuesEqual(left, right));
  const a = toNumber(left, leftSide(expression), evaluation);
  // Two texts are one mistake.
  const b = a === undefined ? undefined : toNumber(right, rightSide(expression), evaluation);
  if (a === undefined || b === undefined) return undefined;
  switch (operator) {
    case "<":
      return boolValue(compareNumbers(a, b) < 0);
    case "<=":
      return boolValue(compareNumbers(a, b) <= 0);
    case ">":
      return boolValue(compareNumbers(a, b) > 0);
    case ">=":
      return boolValue(compareNumbers(a, b) >= 0);
    default: {
      const result = arithmetic[operator](a, b);
      if (result !== undefined) return numberValue(result);
      const summary = `"${operator}" has no result for these numbers`;
      const detail =
        operator === "/" || operator === "%"
          ? "Zero divided by zero is no number."
          : "It would be infinite on both sides.";
      return fail(evaluation, "invalid-operation", expression.range, { summary, detail });
    }
  }
}

const arithmetic = { "+": add, "-": subtract, "*": multiply, "/": divide, "%": modulo } as const;

/** When one side decides, the other one may have no value; but if it has one, that must be a bool. */
function applyLogic(expression: BinaryExpression, left: Value | undefined, evaluation: Evaluation): Value | undefined {
  const { operator, right } = expression;
  const a = left === undefined ? undefined : toBool(left, leftSide(expression), evaluation);
  const isDecided = a === (operator === "||");
  const given = evaluation.evaluate(right, isDecided ? { ...evaluation, report: IGNORE } : evaluation);
  if (isDecided && (given === undefined || given.kind === "null")) return boolValue(a === true);
  const b = given === undefined ? undefined : toBool(given, rightSide(expression), evaluation);
  if (left === undefined && b === (operator === "||")) return boolValue(b);
  if (a === undefined || b === undefined) return undefined;
  return boolValue(operator === "||" ? a || b : a && b);
}

interface Side {
  readonly expression: BinaryExpression | UnaryExpression;
  readonly operand: Expression;
  readonly name: string;
}

function leftSide(expression: BinaryExpression): Side {
  return { expression, operand: expression.left, name: `The left side of "${expression.operator}"` };
}

function rightSide(expression: BinaryExpression): Side {
  return { expression, operand: expression.right, name: `The right side of "${expression.operator}"` };
}

function toNumber(given: Value, side: Side, evaluation: Evaluation): HclNumber | undefined {
  if (given.kind === "number") return given.value;
  const value = toOperand(given, NUMBER, { side, evaluation });
  return value?.kind === "number" ? value.value : undefined;
}

function toBool(given: Value, side: Side, evaluation: Evaluation): boolean | undefined {
  if (given.kind === "bool") return given.value;
  const value = toOperand(given, BOOL, { side, evaluation });
  return value?.kind === "bool" ? value.value : undefined;
}

function toOperand(
  given: Value,
  type: Type,
  { side, evaluation }: { readonly side: Side; readonly evaluation: Evaluation },
): Value | undefined {
  const { expression, operand, name } = side;
  if (given.kind === "null") {
    return fail(evaluation, "null-value", operand.range, { summary: `${name} is null` });
  }
  const result = convert(given, type);
  if (result.kind === "converted") return result.value;
  return fail(evaluation, "invalid-operand", operand.range, {
    summary: `${name} is wrong: ${conversionMessage(result)}`,
    ...adviceFor(expression.operator, given),
  });
}

function adviceFor(operator: string, given: Value): { readonly detail?: string } {
  if (operator === "+" && "items" in given) return { detail: "Lists are joined with concat(a, b)." };
  if (operator === "+" && "entries" in given) return { detail: "Maps are joined with merge(a, b)." };
  if (given.kind !== "string") return {};
  if (operator === "+") return { detail: "There is no operator that joins texts: put the parts into one string." };
  return "<=>=".includes(operator)
    ? { detail: "Only numbers can be compared with each other; texts can be equal or not." }
    : {};
}
