// Steps into values: `.name`, `[key]` and the splats. What fails is reported at the step that fails. Follows
// hashicorp/hcl ops.go and hclsyntax/expression.go, SplatExpr.

import { type Range, suggest } from "../../source/index.js";
import { FAILED } from "../scope.js";
import type { AccessExpression, IndexStep, NameStep, SplatStep, Step } from "../syntax/index.js";
import {
  conversionMessage,
  convert,
  NUMBER,
  numberToInteger,
  numberToText,
  STRING,
  tupleValue,
  typeOf,
  typesEqual,
  type Value,
} from "../values/index.js";
import { describeType, type Evaluation, fail } from "./evaluation.js";
import { typeBehind } from "./type-behind.js";

/** Evaluates the source and then step after step. */
export function evaluateAccess(expression: AccessExpression, evaluation: Evaluation): Value | undefined {
  const { source, steps, reference } = expression;
  const traversed = reference && evaluation.scope.traversal?.(reference, evaluation.report);
  if (traversed !== undefined) {
    if (traversed.value === FAILED) return undefined;
    return walk(traversed.value, steps, { from: traversed.steps, evaluation });
  }
  const value = evaluation.evaluate(source, evaluation);
  return value === undefined ? undefined : walk(value, steps, { from: 0, evaluation });
}

interface Walk {
  /** Index of the first step to take. */
  readonly from: number;
  readonly evaluation: Evaluation;
}

function walk(start: Value, steps: readonly Step[], { from, evaluation }: Walk): Value | undefined {
  let value: Value | undefined = start;
  for (let at = from; at < steps.length && value !== undefined; at += 1) {
    const step = steps[at];
    if (step !== undefined) value = take(value, step, evaluation);
  }
  return value;
}

function take(value: Value, step: Step, evaluation: Evaluation): Value | undefined {
  switch (step.kind) {
    case "name":
      return takeName(value, step, evaluation);
    case "index":
      return takeIndex(value, step, evaluation);
    case "splat":
      return takeSplat(value, step, evaluation);
  }
}

function takeName(value: Value, { name, range }: NameStep, evaluation: Evaluation): Value | undefined {
  switch (value.kind) {
    case "object":
    case "map":
      return value.entries.get(name) ?? failMissing(value, name, { range, evaluation });
    case "null":
      return failNull(`".${name}"`, range, evaluation);
    case "list":
    case "tuple":
    case "set":
      return fail(evaluation, "not-indexable", range, {
        summary: `${capital(describeType(value))} has no ".${name}"`,
        detail: `Its elements may have: write [*].${name} for a list of theirs${value.kind === "set" ? "" : `, or [0].${name} for that of the first`}.`,
      });
    default:
      return failPrimitive(value, `".${name}"`, { range, evaluation });
  }
}

function takeIndex(value: Value, step: IndexStep, evaluation: Evaluation): Value | undefined {
  const key = evaluation.evaluate(step.key, evaluation);
  if (key === undefined) return undefined;
  const place = { range: step.range, evaluation };
  switch (value.kind) {
    case "list":
    case "tuple":
      return takeElement(value, key, place);
    case "object":
    case "map": {
      const name = key.kind === "string" ? key : toKey(key, place);
      if (name === undefined) return undefined;
      return value.entries.get(name.value) ?? failMissing(value, name.value, place);
    }
    case "set":
      return fail(evaluation, "not-indexable", step.range, {
        summary: "A set has no order, so its elements have no index",
        detail: "Use a for expression to go over it.",
      });
    case "null":
      return failNull("an index", step.range, evaluation);
    default:
      return failPrimitive(value, "elements", place);
  }
}

interface Place {
  readonly range: Range;
  readonly evaluation: Evaluation;
}

function takeElement(value: Value & { readonly kind: "list" | "tuple" }, key: Value, place: Place): Value | undefined {
  const converted = key.kind === "number" ? { kind: "converted" as const, value: key } : convert(key, NUMBER);
  if (key.kind === "null") return failIndex("The index is null", place);
  if (converted.kind === "failed")
    return failIndex(`The index of ${describeType(value)} is wrong: ${conversionMessage(converted)}`, place);
  if (converted.value.kind !== "number") throw new Error("internal error: a conversion to number gave something else");
  const index = numberToInteger(converted.value.value);
  const shown = numberToText(converted.value.value);
  if (index === undefined) return failIndex(`The index ${shown} is not a whole number`, place);
  if (index < 0) return failIndex(`The index ${shown} is negative`, place, "The first element has the index 0.");
  const element = value.items[index];
  if (element !== undefined) return element;
  const count = value.items.length;
  const detail =
    count === 0
      ? `The ${value.kind} is empty.`
      : `The ${value.kind} has ${count === 1 ? "one element, whose index is 0" : `${count} elements, the last of which has the index ${count - 1}`}.`;
  return failIndex(`There is no element ${shown}`, place, detail);
}

function failIndex(summary: string, { range, evaluation }: Place, detail?: string): undefined {
  return fail(evaluation, "invalid-index", range, { summary, ...(detail !== undefined && { detail }) });
}

function toKey(key: Value, place: Place): (Value & { readonly kind: "string" }) | undefined {
  if (key.kind === "null") return failIndex("The key is null", place);
  const converted = convert(key, STRING);
  if (converted.kind === "converted" && converted.value.kind === "string") return converted.value;
  return failIndex(`A key is text, and this is ${describeType(key)}`, place);
}

function failMissing(
  value: Value & { readonly kind: "object" | "map" },
  name: string,
  { range, evaluation }: Place,
): undefined {
  return fail(evaluation, "unknown-member", range, () => {
    const close = suggest(name, value.entries.keys());
    const names = [...value.entries.keys()];
    const thing = value.kind === "object" ? "attribute" : "element";
    return {
      summary: `This ${value.kind} has no ${thing} "${name}"`,
      ...(close !== undefined && { hint: `did you mean "${close}"?` }),
      ...(names.length === 0
        ? { detail: "It is empty." }
        : names.length <= 10 && { detail: `It has ${names.map((known) => `"${known}"`).join(", ")}.` }),
    };
  });
}

function failNull(what: string, range: Range, evaluation: Evaluation): undefined {
  return fail(evaluation, "null-value", range, { summary: `This takes ${what} of a value that is null` });
}

function failPrimitive(value: Value, what: string, { range, evaluation }: Place): undefined {
  return fail(evaluation, "not-indexable", range, { summary: `${capital(describeType(value))} has no ${what}` });
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A single value counts as a tuple of one, and null as an empty one; but a null that would be a sequence is an error. */
function takeSplat(value: Value, step: SplatStep, evaluation: Evaluation): Value | undefined {
  const isSequence = value.kind === "list" || value.kind === "tuple" || value.kind === "set";
  if (value.kind === "null") {
    if (value.type.kind !== "list" && value.type.kind !== "tuple" && value.type.kind !== "set") return tupleValue([]);
    return fail(evaluation, "null-value", step.marker, { summary: `This goes over a ${value.type.kind} that is null` });
  }
  const results: Value[] = [];
  for (const item of isSequence ? value.items : [value]) {
    const result = walk(item, step.steps, { from: 0, evaluation });
    // One message is enough for what is likely wrong with all elements alike.
    if (result === undefined) return undefined;
    results.push(result);
  }
  if (value.kind !== "list" && value.kind !== "set") return tupleValue(results);
  const [first] = results;
  const element = first === undefined ? typeBehind(value.element, step.steps) : typeOf(first);
  // Elements of a list that come to different types, as only a splat within a splat gives them, are a tuple then.
  if (!results.every((result) => typesEqual(typeOf(result), element))) return tupleValue(results);
  return { kind: "list", element, items: results };
}
