// Expression → value. Follows hashicorp/hcl hclsyntax/spec.md; a problem is reported where it arises, and what depends on
// it stays silent.

import { type Report, spanning, suggest } from "../../source/index.js";
import { FAILED, type Scope } from "../scope.js";
import type {
  ConditionalExpression,
  Expression,
  ObjectExpression,
  ObjectKey,
  TupleExpression,
  VariableExpression,
} from "../syntax/index.js";
import {
  BOOL,
  conversionMessage,
  convert,
  NUMBER,
  objectValue,
  STRING,
  type Type,
  tupleValue,
  typeOf,
  unifyBranches,
  type Value,
} from "../values/index.js";
import { evaluateAccess } from "./access.js";
import { evaluateCall } from "./call.js";
import { type Evaluation, fail, IGNORE } from "./evaluation.js";
import { evaluateFor, toCondition, toKeyText } from "./iteration.js";
import { evaluateBinary, evaluateUnary } from "./operators.js";
import { evaluateTemplate } from "./template.js";

/**
 * Works out `expression`. undefined: it has no value, and why was reported (or a name in it is `FAILED`, reported where
 * it is defined). Never throws for what the user wrote. Functions that are declared lazy, `try`, `can` and `convert`, are
 * worked out here; all others are called.
 */
export function evaluate(expression: Expression, scope: Scope, report: Report): Value | undefined {
  const outside = depth;
  try {
    return evaluateIn(expression, { scope, report, evaluate: evaluateIn });
  } finally {
    depth = outside;
  }
}

/** Expressions within expressions, through variables and functions, deeper than which the stack might not bear them. */
const DEEPEST = 1000;
// Shared by all evaluations, since a variable that is worked out on demand begins one inside another.
let depth = 0;

function evaluateIn(expression: Expression, evaluation: Evaluation): Value | undefined {
  if (depth === DEEPEST) {
    return fail(evaluation, "nesting-too-deep", expression.range, {
      summary: `Working this out leads more than ${DEEPEST} levels deep`,
      detail: "Variables or functions refer to one another in too long a row.",
    });
  }
  depth += 1;
  const value = evaluateKind(expression, evaluation);
  depth -= 1;
  return value;
}

function evaluateKind(expression: Expression, evaluation: Evaluation): Value | undefined {
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "template":
      return evaluateTemplate(expression, evaluation);
    case "variable":
      return evaluateVariable(expression, evaluation);
    case "access":
      return evaluateAccess(expression, evaluation);
    case "call":
      return evaluateCall(expression, evaluation);
    case "tuple":
      return evaluateTuple(expression, evaluation);
    case "object":
      return evaluateObject(expression, evaluation);
    case "binary":
      return evaluateBinary(expression, evaluation);
    case "unary":
      return evaluateUnary(expression, evaluation);
    case "conditional":
      return evaluateConditional(expression, evaluation);
    case "for":
      return evaluateFor(expression, evaluation);
    case "parentheses":
      return evaluateIn(expression.expression, evaluation);
    case "invalid":
      return undefined;
  }
}

function evaluateVariable({ name, range }: VariableExpression, evaluation: Evaluation): Value | undefined {
  const { scope } = evaluation;
  const value = scope.variable(name, range);
  if (value === FAILED) return undefined;
  if (value !== undefined) return value;
  return fail(evaluation, "unknown-variable", range, () => {
    const close = suggest(name, [...scope.variableNames(), "true", "false", "null"]);
    const isFunction = scope.function(name) !== undefined;
    if (prefixes.has(name) && close === undefined) {
      return {
        summary: `There is no variable "${name}"`,
        detail: `What is declared is referred to by its name alone: NAME, not ${name}.NAME.`,
      };
    }
    return {
      summary: `There is no variable "${name}"`,
      ...(close !== undefined
        ? { hint: `did you mean "${close}"?` }
        : isFunction && { hint: `to call the function write ${name}(…)` }),
      ...(close === undefined &&
        !isFunction && { detail: `Declare it with variable "${name}" { }, or put it in quotes if a text is meant.` }),
    };
  });
}

/** What Terraform, whose language this is as well, has before the names of what is declared. */
const prefixes: ReadonlySet<string> = new Set(["each", "local", "var"]);

/** All items are evaluated even if one has no value, so that each mistake is reported. */
function evaluateTuple({ items }: TupleExpression, evaluation: Evaluation): Value | undefined {
  const values: Value[] = [];
  for (const item of items) {
    const value = evaluateIn(item, evaluation);
    if (value !== undefined) values.push(value);
  }
  return values.length === items.length ? tupleValue(values) : undefined;
}

function evaluateObject({ items, form }: ObjectExpression, evaluation: Evaluation): Value | undefined {
  const entries = new Map<string, Value>();
  const isUniqueWanted = form === "json";
  let isBroken = false;
  for (const item of items) {
    const key = evaluateKey(item.key, evaluation);
    const value = evaluateIn(item.value, evaluation);
    if (key === undefined || value === undefined) isBroken = true;
    else if (isUniqueWanted && entries.has(key)) {
      fail(evaluation, "duplicate-key", item.key.range, { summary: `The key "${key}" is given a second time` });
      isBroken = true;
    } else entries.set(key, value);
  }
  return isBroken ? undefined : objectValue(entries);
}

function evaluateKey(key: ObjectKey, evaluation: Evaluation): string | undefined {
  if (key.kind === "name") return key.name;
  const { expression } = key;
  if (expression.kind === "access" && isWrittenOut(expression)) {
    const text = expression.range.file.text.slice(expression.range.start, expression.range.end);
    return fail(evaluation, "ambiguous-key", key.range, {
      summary: `It is not clear whether the key "${text}" is a text or a reference`,
      detail: `Write "${text}" in quotes for the text, or (${text}) for what it refers to.`,
    });
  }
  const value = evaluateIn(expression, evaluation);
  return value === undefined ? undefined : toKeyText(value, key.range, evaluation);
}

/** Whether it consists of names and constants alone, so that it might be a name with dots in it. */
function isWrittenOut({ source, steps }: Expression & { readonly kind: "access" }): boolean {
  if (source.kind !== "variable") return false;
  return steps.every((step) => {
    if (step.kind !== "index") return step.kind === "name";
    return step.key.kind === "literal" || (step.key.kind === "template" && step.key.constant !== undefined);
  });
}

/** Both branches are worked out, because the result has a type that both come to; of the other one errors are dropped. */
function evaluateConditional(expression: ConditionalExpression, evaluation: Evaluation): Value | undefined {
  const { condition, whenTrue, whenFalse } = expression;
  const given = evaluateIn(condition, evaluation);
  const isMet = given === undefined ? undefined : toCondition(given, condition.range, evaluation);
  if (isMet === undefined) return undefined;
  const selected = isMet ? whenTrue : whenFalse;
  const value = evaluateIn(selected, evaluation);
  if (value === undefined) return undefined;
  const rejected = isMet ? whenFalse : whenTrue;
  const other = evaluateIn(rejected, { ...evaluation, report: IGNORE });
  if (other?.kind === value.kind && isScalar(value)) return value;
  const otherType = other === undefined ? certainType(rejected) : typeOf(other);
  if (otherType === undefined) return value;
  const unified = isMet ? unifyBranches(typeOf(value), otherType) : unifyBranches(otherType, typeOf(value));
  if (unified.kind === "differ") {
    return fail(evaluation, "inconsistent-types", spanning(whenTrue.range, whenFalse.range), {
      summary: "The two results of this condition have no type in common",
      detail: `${unified.reason.charAt(0).toUpperCase()}${unified.reason.slice(1)}.`,
    });
  }
  const converted = convert(value, unified.type);
  if (converted.kind === "converted") return converted.value;
  return fail(evaluation, "inconsistent-types", selected.range, {
    summary: `This does not fit the type of the other result: ${conversionMessage(converted)}`,
  });
}

/** The type that an expression has even when it has no value, for it may have a say in the type of a condition. */
function certainType(expression: Expression): Type | undefined {
  switch (expression.kind) {
    case "template":
      return expression.parts.length === 1 && expression.parts[0]?.kind === "interpolation" ? undefined : STRING;
    case "unary":
      return expression.operator === "!" ? BOOL : NUMBER;
    case "binary":
      return "+-*/%".includes(expression.operator) ? NUMBER : BOOL;
    case "parentheses":
      return certainType(expression.expression);
    default:
      return undefined;
  }
}

function isScalar({ kind }: Value): boolean {
  return kind === "string" || kind === "number" || kind === "bool";
}
