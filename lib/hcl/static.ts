// What an expression says without being evaluated: types, names, constants, and what it refers to.

import { type Report, suggest } from "../source/index.js";
import { type CallExpression, type Expression, type Name, parseExpressionIn } from "./syntax/index.js";
import { ANY, type AttributeType, BOOL, NUMBER, STRING, type Type, tupleOf } from "./values/index.js";

/**
 * The type that a type expression means, as `list(string)` or `object({ a = optional(number) })`. In JSON a string with
 * that text. Anything else is reported where it is wrong. Follows hashicorp/hcl ext/typeexpr.
 */
export function typeExpression(expression: Expression, report: Report): Type | undefined {
  if (expression.kind === "template" && expression.json !== undefined) {
    if (expression.constant === undefined) return failType(expression, report);
    const { value, diagnostics } = parseExpressionIn(expression.json);
    diagnostics.forEach(report);
    return value.kind === "template" ? failType(value, report) : typeExpression(value, report);
  }
  switch (expression.kind) {
    case "variable":
      return primitives.get(expression.name) ?? failType(expression, report);
    case "call":
      return constructedType(expression, report);
    case "parentheses":
      return failType(expression, report);
    case "invalid":
      return undefined;
    default:
      return failType(expression, report);
  }
}

const primitives: ReadonlyMap<string, Type> = new Map([
  ["string", STRING],
  ["number", NUMBER],
  ["bool", BOOL],
  ["any", ANY],
]);
const constructors = ["list", "set", "map", "tuple", "object"];

function constructedType(call: CallExpression, report: Report): Type | undefined {
  const { name, args, range } = call;
  const [arg, extra] = args;
  switch (name.name) {
    case "list":
    case "set":
    case "map":
    case "tuple":
    case "object":
      if (arg === undefined || extra !== undefined || call.isExpanding) return failArguments(call, report);
      break;
    case "optional":
      report({
        severity: "error",
        code: "invalid-type",
        summary: '"optional" stands only at an attribute of an object type',
        subject: range,
      });
      return undefined;
    default:
      return failType(call, report);
  }
  if (name.name === "tuple") return tupleType(call, arg, report);
  if (name.name === "object") return objectType(call, arg, report);
  const element = typeExpression(arg, report);
  return element === undefined ? undefined : { kind: name.name, element };
}

function tupleType(call: CallExpression, arg: Expression, report: Report): Type | undefined {
  if (arg.kind !== "tuple") return failArguments(call, report);
  const items = arg.items.map((item) => typeExpression(item, report));
  const known = items.filter((item) => item !== undefined);
  return known.length === items.length ? tupleOf(known) : undefined;
}

function objectType(call: CallExpression, arg: Expression, report: Report): Type | undefined {
  if (arg.kind !== "object") return failArguments(call, report);
  const attributes = new Map<string, AttributeType>();
  let isBroken = false;
  for (const { key, value } of arg.items) {
    if (key.kind !== "name") {
      report({
        severity: "error",
        code: "invalid-type",
        summary: "The attributes of an object type are bare names",
        subject: key.range,
      });
      isBroken = true;
      continue;
    }
    const attribute = attributeType(value, report);
    if (attribute === undefined) isBroken = true;
    else attributes.set(key.name, attribute);
  }
  return isBroken ? undefined : { kind: "object", attributes };
}

function attributeType(value: Expression, report: Report): AttributeType | undefined {
  if (value.kind !== "call" || value.name.name !== "optional") {
    const type = typeExpression(value, report);
    return type && { type, isOptional: false };
  }
  const [arg, fallback] = value.args;
  if (fallback !== undefined) {
    report({
      severity: "error",
      code: "invalid-type",
      summary: '"optional" has no default value here',
      subject: fallback.range,
      detail: "An optional attribute that is not set is null.",
    });
    return undefined;
  }
  if (arg === undefined || value.isExpanding) return failArguments(value, report);
  const type = typeExpression(arg, report);
  return type && { type, isOptional: true };
}

function failArguments({ name: { name }, range }: CallExpression, report: Report): undefined {
  const form = forms.get(name) ?? `${name}(string)`;
  report({ severity: "error", code: "invalid-type", summary: `"${name}" is written ${form}`, subject: range });
  return undefined;
}

const forms: ReadonlyMap<string, string> = new Map([
  ["tuple", "tuple([string, number])"],
  ["object", "object({ name = string })"],
  ["optional", "optional(string)"],
]);

function failType(expression: Expression, report: Report): undefined {
  const name =
    expression.kind === "variable" ? expression.name : expression.kind === "call" ? expression.name.name : undefined;
  const isConstructor = name !== undefined && constructors.includes(name);
  const close = name === undefined ? undefined : suggest(name, [...primitives.keys(), ...constructors]);
  const isText = expression.kind === "template";
  report({
    severity: "error",
    code: "invalid-type",
    summary:
      name === undefined
        ? "This is not a type"
        : isConstructor
          ? `The type "${name}" needs to know of what: it is written ${forms.get(name) ?? `${name}(string)`}`
          : `There is no type "${name}"`,
    subject: expression.range,
    ...(close !== undefined && !isConstructor && { hint: `did you mean "${close}"?` }),
    ...(isText && { hint: expression.constant ? "write it without quotes" : "write it without interpolation" }),
    detail: "Types are string, number, bool, any, list(…), set(…), map(…), tuple([…]) and object({ name = … }).",
  });
  return undefined;
}

/** The bare name that `expression` is, as in `variadic_params = rest`; in JSON a string with that text. Reports nothing. */
export function staticName(expression: Expression): Name | undefined {
  if (expression.kind === "template" && expression.json !== undefined) {
    const { value, diagnostics } = parseExpressionIn(expression.json);
    return diagnostics.length === 0 && value.kind === "variable" ? { name: value.name, range: value.range } : undefined;
  }
  return expression.kind === "variable" ? { name: expression.name, range: expression.range } : undefined;
}

/** The items of a `[ … ]` written out; undefined for anything else. Reports nothing. */
export function staticList(expression: Expression): readonly Expression[] | undefined {
  return expression.kind === "tuple" ? expression.items : undefined;
}

/** The text of a string without interpolations; in JSON the string verbatim. undefined for anything else. Reports nothing. */
export function staticString(expression: Expression): string | undefined {
  if (expression.kind !== "template") return undefined;
  return expression.json?.value ?? expression.constant?.value;
}
