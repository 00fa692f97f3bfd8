// JSON values as expressions: what they mean where an attribute's value stands. Follows hashicorp/hcl json/spec.md.

import type { Report } from "../../source/index.js";
import {
  type Expression,
  type JsonObject,
  type JsonString,
  type JsonValue,
  type ObjectItem,
  type ObjectKey,
  parseTemplateIn,
  type TemplateExpression,
} from "../syntax/index.js";
import { boolValue, NULL, parseNumber, stringValue } from "../values/index.js";

/** Strings, and the names in objects, are templates; what is wrong inside them is reported. */
export function jsonExpression(value: JsonValue, report: Report): Expression {
  const { range } = value;
  switch (value.kind) {
    case "json-string":
      return jsonTemplate(value, report);
    case "json-number": {
      const number = parseNumber(value.text);
      return number === undefined
        ? { kind: "invalid", range }
        : { kind: "literal", value: { kind: "number", value: number }, range };
    }
    case "json-keyword":
      return { kind: "literal", value: value.value === null ? NULL : boolValue(value.value), range };
    case "json-array":
      return { kind: "tuple", items: value.items.map((item) => jsonExpression(item, report)), range };
    case "json-object":
      return jsonObject(value, report);
    case "json-invalid":
      return { kind: "invalid", range };
  }
}

function jsonObject({ properties, range }: JsonObject, report: Report): Expression {
  const items = properties.map((property): ObjectItem => {
    const value = jsonExpression(property.value, report);
    return { key: jsonKey(property.name, report), value, range: property.range };
  });
  return { kind: "object", form: "json", items, range };
}

function jsonKey(name: JsonString, report: Report): ObjectKey {
  const template = jsonTemplate(name, report);
  if (template.constant !== undefined) return { kind: "name", name: template.constant.value, range: name.range };
  return { kind: "expression", expression: template, range: name.range };
}

function jsonTemplate(json: JsonString, report: Report): TemplateExpression {
  if (json.value.includes("${") || json.value.includes("%{")) {
    const { value, diagnostics } = parseTemplateIn(json);
    diagnostics.forEach(report);
    return value;
  }
  const constant = stringValue(json.value);
  const inner = {
    file: json.range.file,
    start: json.range.start + 1,
    end: Math.max(json.range.start + 1, json.range.end - 1),
  };
  return {
    kind: "template",
    form: "json",
    parts: json.value === "" ? [] : [{ kind: "text", value: json.value, range: inner }],
    constant,
    json,
    range: json.range,
  };
}
