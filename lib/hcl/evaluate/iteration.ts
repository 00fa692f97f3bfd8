// Going over collections: for expressions and the for directive of templates. Follows hashicorp/hcl
// hclsyntax/expression.go, ForExpr.

import type { Range } from "../../source/index.js";
import type { Scope } from "../scope.js";
import type { Expression, ForExpression, Name } from "../syntax/index.js";
import {
  BOOL,
  conversionMessage,
  convert,
  integerValue,
  objectValue,
  STRING,
  sortedEntries,
  tupleValue,
  type Value,
} from "../values/index.js";
import { describeType, type Evaluation, fail } from "./evaluation.js";

/** A tuple, or with a key an object. */
export function evaluateFor(expression: ForExpression, evaluation: Evaluation): Value | undefined {
  return expression.key === undefined
    ? evaluateForTuple(expression, evaluation)
    : evaluateForObject(expression, expression.key, evaluation);
}

function evaluateForTuple(expression: ForExpression, evaluation: Evaluation): Value | undefined {
  const items: Value[] = [];
  const isDone = forEachElement(expression, evaluation, (inner) => {
    const isWanted = meetsCondition(expression, inner);
    if (isWanted !== true) return isWanted === false;
    const value = inner.evaluate(expression.value, inner);
    if (value === undefined) return false;
    items.push(value);
    return true;
  });
  return isDone ? tupleValue(items) : undefined;
}

function evaluateForObject(
  expression: ForExpression,
  keyExpression: Expression,
  evaluation: Evaluation,
): Value | undefined {
  const groups = new Map<string, Value[]>();
  const isDone = forEachElement(expression, evaluation, (inner) => {
    const isWanted = meetsCondition(expression, inner);
    if (isWanted !== true) return isWanted === false;
    const key = evaluateKey(keyExpression, inner);
    const value = inner.evaluate(expression.value, inner);
    if (key === undefined || value === undefined) return false;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else if (expression.isGrouping) group.push(value);
    else {
      fail(inner, "duplicate-key", keyExpression.range, {
        summary: `Two elements give the key "${key}"`,
        detail: 'Write "..." behind the value to gather all values of a key in a list.',
      });
      return false;
    }
    return true;
  });
  if (!isDone) return undefined;
  const entries = new Map<string, Value>();
  for (const [key, group] of groups) {
    const [first] = group;
    if (expression.isGrouping) entries.set(key, tupleValue(group));
    else if (first !== undefined) entries.set(key, first);
  }
  return objectValue(entries);
}

/** undefined: it has no value, or one that is no bool. */
function meetsCondition({ condition }: ForExpression, evaluation: Evaluation): boolean | undefined {
  if (condition === undefined) return true;
  const given = evaluation.evaluate(condition, evaluation);
  return given === undefined ? undefined : toCondition(given, condition.range, evaluation);
}

/** What a condition comes to; null and what is no bool are reported at `range`. */
export function toCondition(given: Value, range: Range, evaluation: Evaluation): boolean | undefined {
  if (given.kind === "bool") return given.value;
  if (given.kind === "null") {
    return fail(evaluation, "null-value", range, {
      summary: "The condition is null",
      detail: "A condition is true or false.",
    });
  }
  const converted = convert(given, BOOL);
  if (converted.kind === "converted" && converted.value.kind === "bool") return converted.value.value;
  const reason = converted.kind === "failed" ? conversionMessage(converted) : "a bool is required";
  return fail(evaluation, "invalid-condition", range, { summary: `The condition is wrong: ${reason}` });
}

function evaluateKey(expression: Expression, evaluation: Evaluation): string | undefined {
  const given = evaluation.evaluate(expression, evaluation);
  return given === undefined ? undefined : toKeyText(given, expression.range, evaluation);
}

/** The key that a value comes to; what is no text is reported at `range`. */
export function toKeyText(given: Value, range: Range, evaluation: Evaluation): string | undefined {
  if (given.kind === "string") return given.value;
  if (given.kind === "null") return fail(evaluation, "null-value", range, { summary: "The key is null" });
  const converted = convert(given, STRING);
  if (converted.kind === "converted" && converted.value.kind === "string") return converted.value.value;
  return fail(evaluation, "invalid-key", range, { summary: `A key is text, and this is ${describeType(given)}` });
}

/** What a for expression and a for directive have in common. */
interface Loop {
  readonly keyName?: Name;
  readonly valueName: Name;
  readonly collection: Expression;
}

/**
 * Calls `visit` with the names of `loop` bound to each element in turn, until it says false, and tells whether it never
 * did. Objects and maps go by key, bytewise; the key of a set's element is the element.
 */
export function forEachElement(loop: Loop, evaluation: Evaluation, visit: (inner: Evaluation) => boolean): boolean {
  const collection = evaluation.evaluate(loop.collection, evaluation);
  if (collection === undefined) return false;
  // One scope for all elements: nothing that is evaluated in it outlives its turn.
  const bound: Bound = { key: collection, value: collection };
  const inner = { ...evaluation, scope: loopScope(evaluation.scope, loop, bound) };
  switch (collection.kind) {
    case "list":
    case "tuple":
    case "set": {
      let at = 0;
      for (const item of collection.items) {
        if (loop.keyName !== undefined) bound.key = collection.kind === "set" ? item : integerValue(at);
        bound.value = item;
        if (!visit(inner)) return false;
        at += 1;
      }
      return true;
    }
    case "object":
    case "map":
      for (const [key, item] of sortedEntries(collection.entries)) {
        bound.key = { kind: "string", value: key };
        bound.value = item;
        if (!visit(inner)) return false;
      }
      return true;
    case "null":
      fail(evaluation, "null-value", loop.collection.range, { summary: "This goes over a value that is null" });
      return false;
    default:
      fail(evaluation, "not-iterable", loop.collection.range, {
        summary: `A for goes over a list, set, map or object, and this is ${describeType(collection)}`,
      });
      return false;
  }
}

interface Bound {
  key: Value;
  value: Value;
}

function loopScope(parent: Scope, { keyName, valueName }: Loop, bound: Bound): Scope {
  const key = keyName?.name;
  const value = valueName.name;
  return {
    variable: (name, use) => (name === value ? bound.value : name === key ? bound.key : parent.variable(name, use)),
    traversal: (reference, report) =>
      reference.root === value || reference.root === key ? undefined : parent.traversal?.(reference, report),
    function: (name) => parent.function(name),
    variableNames: () => [value, ...(key === undefined ? [] : [key]), ...parent.variableNames()],
    functionNames: () => parent.functionNames(),
    world: parent.world,
  };
}
