// Templates → text. Follows hashicorp/hcl hclsyntax/expression_template.go.

import type { Range } from "../../source/index.js";
import type { TemplateExpression, TemplatePart } from "../syntax/index.js";
import { numberToText, stringValue, type Value } from "../values/index.js";
import { describeType, type Evaluation, fail } from "./evaluation.js";
import { forEachElement, toCondition } from "./iteration.js";

/** A template that is one interpolation and nothing else has the value of that, whatever its type. */
export function evaluateTemplate(template: TemplateExpression, evaluation: Evaluation): Value | undefined {
  if (template.constant !== undefined) return template.constant;
  const { parts } = template;
  const only = parts.length === 1 ? parts[0] : undefined;
  if (only?.kind === "interpolation") return evaluation.evaluate(only.expression, evaluation);
  const text = renderParts(parts, evaluation);
  return text === undefined ? undefined : stringValue(text);
}

/** All parts are evaluated even if one has no value, so that each mistake is reported. */
function renderParts(parts: readonly TemplatePart[], evaluation: Evaluation): string | undefined {
  let text = "";
  let isBroken = false;
  for (const part of parts) {
    const rendered = renderPart(part, evaluation);
    if (rendered === undefined) isBroken = true;
    else text += rendered;
  }
  return isBroken ? undefined : text;
}

function renderPart(part: TemplatePart, evaluation: Evaluation): string | undefined {
  switch (part.kind) {
    case "text":
      return part.value;
    case "interpolation": {
      const value = evaluation.evaluate(part.expression, evaluation);
      return value === undefined ? undefined : toText(value, part.expression.range, evaluation);
    }
    case "if": {
      const given = evaluation.evaluate(part.condition, evaluation);
      const isMet = given === undefined ? undefined : toCondition(given, part.condition.range, evaluation);
      return isMet === undefined ? undefined : renderParts(isMet ? part.whenTrue : part.whenFalse, evaluation);
    }
    case "for": {
      let text = "";
      const isDone = forEachElement(part, evaluation, (inner) => {
        const rendered = renderParts(part.parts, inner);
        text += rendered ?? "";
        return rendered !== undefined;
      });
      return isDone ? text : undefined;
    }
  }
}

function toText(value: Value, range: Range, evaluation: Evaluation): string | undefined {
  switch (value.kind) {
    case "string":
      return value.value;
    case "number":
      return numberToText(value.value);
    case "bool":
      return String(value.value);
    case "null":
      return fail(evaluation, "null-value", range, { summary: "A value that is null cannot be put into text" });
    default:
      return fail(evaluation, "invalid-template-part", range, {
        summary: `${describeType(value).replace(/^a/, "A")} cannot be put into text`,
        detail:
          value.kind === "object" || value.kind === "map"
            ? "Take one of its members, or use jsonencode."
            : 'Use join or jsonencode, or a "%{ for }" directive.',
      });
  }
}
