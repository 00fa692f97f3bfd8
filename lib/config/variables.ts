// Variables: their types, defaults and overrides.

import { evaluate, FAILED, type Scope, staticString, typeExpression } from "../hcl/index.js";
import {
  conversionMessage,
  convert,
  isPrimitive,
  nullValue,
  STRING,
  showValue,
  stringValue,
  type Type,
  toJson,
  typeName,
  typeOf,
  type Value,
  withoutOptional,
} from "../hcl/values/index.js";
import type { Diagnostic, Report } from "../source/index.js";
import { scalarText } from "./composite/codec.js";
import type { VariableBlock } from "./declarations.js";
import type { OverrideText, VariableTexts } from "./environment.js";
import { type ReadText, readJson, readText } from "./override-text.js";

/** The value of `block` and its declared type. A wrong default is reported even when an override takes its place. */
export function evaluateVariable(
  block: VariableBlock,
  options: { readonly scope: Scope; readonly texts: VariableTexts; readonly type: Type | undefined },
  report: Report,
): Value | typeof FAILED {
  const { type, texts } = options;
  const fallback = defaultValue(block, options, report);
  const text = texts.overrideOf(block.name, type !== undefined);
  if (text === undefined) return fallback;
  if (fallback === FAILED) return FAILED;
  const implied = type ?? impliedType(fallback);
  const read = text.isJson ? readJson(text.text, type) : readText(text.text, implied);
  if (read.kind === "value") return read.value;
  const isReadable = type !== undefined || isPrimitive(implied);
  const wanted = isReadable ? typeName(implied) : text.isJson ? "JSON" : undefined;
  report(wrongOverride(block, text, read, wanted));
  return FAILED;
}

/** The type that a block declares; undefined: none. A type that cannot be read is reported, and counts as `any`. */
export function declaredType(block: VariableBlock, report: Report): Type | undefined {
  const attribute = block.attributes.get("type");
  if (attribute === undefined) return undefined;
  return typeExpression(attribute.expression, report) ?? { kind: "any" };
}

/** The words behind a variable; they must be constant. */
export function variableDescription(block: VariableBlock, report: Report): string | undefined {
  const attribute = block.attributes.get("description");
  if (attribute === undefined) return undefined;
  const text = staticString(attribute.expression);
  const isNull = attribute.expression.kind === "literal" && attribute.expression.value.kind === "null";
  if (text === undefined && !isNull) {
    report({
      severity: "error",
      code: "wrong-type",
      summary: `"description" of variable "${block.name}" must be a plain string`,
      detail: "It is shown without evaluating anything, so it cannot refer to variables or functions.",
      subject: attribute.expression.range,
      where: `variable "${block.name}"`,
    });
  }
  return text;
}

function defaultValue(
  block: VariableBlock,
  { scope, type }: { readonly scope: Scope; readonly type: Type | undefined },
  report: Report,
): Value | typeof FAILED {
  const attribute = block.attributes.get("default");
  if (attribute === undefined) return type === undefined ? stringValue("") : nullValue(withoutOptional(type));
  const value = evaluate(attribute.expression, scope, report);
  if (value === undefined) return FAILED;
  if (type === undefined) return value;
  const conversion = convert(value, type);
  if (conversion.kind === "converted") return conversion.value;
  report({
    severity: "error",
    code: "wrong-type",
    summary: `The default of variable "${block.name}" is not of the type ${typeName(type)}`,
    detail: `${capital(conversionMessage(conversion))}.`,
    subject: attribute.expression.range,
    where: `variable "${block.name}"`,
    related: typePlace(block),
  });
  return FAILED;
}

/** Without a type the default's decides; text stands for null, too. */
function impliedType(fallback: Value): Type {
  return fallback.kind === "null" ? STRING : typeOf(fallback);
}

/** `wanted` is absent where plain text can give no value, because nobody said what it is to be. */
function wrongOverride(
  block: VariableBlock,
  { file, start, name }: OverrideText,
  problem: Extract<ReadText, { readonly kind: "problem" }>,
  wanted: string | undefined,
): Diagnostic {
  const subject = { file, start: start + problem.start, end: start + problem.end };
  const related = [{ message: `"${block.name}" is declared here`, range: block.nameRange }];
  if (wanted === undefined) {
    return {
      severity: "error",
      code: "invalid-variable",
      summary: `The variable "${block.name}" cannot be overridden, because it has a list or object for a default and no type`,
      detail: `Give it a type, such as type = list(string), or the value as JSON in ${block.name}_JSON.`,
      subject,
      related,
    };
  }
  return {
    severity: "error",
    code: "invalid-variable",
    summary: `${name} cannot be read as ${wanted}`,
    detail: problem.detail,
    subject,
    related,
  };
}

function typePlace(block: VariableBlock): NonNullable<Diagnostic["related"]> {
  const type = block.attributes.get("type");
  return type === undefined ? [] : [{ message: "the type is declared here", range: type.range }];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A value as `--list=variables` shows it; undefined for null. Follows buildx, down to the escapes left in typed strings. */
export function listedValue(value: Value, type: Type | undefined): string | undefined {
  if (value.kind === "null") return undefined;
  const plain = scalarText(value);
  if (plain !== undefined && type === undefined) return plain;
  const json = toJson(value);
  // JSON has no infinity, so a value with one is shown as the language does.
  if (json.kind === "failed") return showValue(value);
  return value.kind === "string" ? json.text.slice(1, -1) : json.text;
}
