// The JSON Schema of what `bake --print` writes, made from the attribute table.

import {
  type AttributeName,
  attributeNames,
  attributes,
  type EntriesShape,
  resourceFields,
} from "../../lib/config/index.js";
import { DRAFT, described, type JsonSchema } from "./json-schema.js";

const TEXT: JsonSchema = { type: "string" };
const TEXTS: JsonSchema = { type: "array", items: TEXT };
const TEXT_MAP: JsonSchema = { type: "object", additionalProperties: TEXT };

export function printSchema(): JsonSchema {
  const targets = attributeNames.map(
    (key) => [attributes[key].name, described(attributes[key].description, attributeValue(key))] as const,
  );
  return {
    $schema: DRAFT,
    title: "What bake --print writes",
    description: "The targets that would be built. It is a JSON bake file, too: texts are escaped as templates.",
    type: "object",
    properties: {
      group: {
        type: "object",
        description: "The groups that were asked for; `default` is always there.",
        additionalProperties: {
          type: "object",
          properties: {
            description: { type: "string", description: "What the group is for." },
            targets: { type: ["array", "null"], items: TEXT, description: "Names of targets and groups." },
          },
          required: ["targets"],
          additionalProperties: false,
        },
      },
      target: {
        type: "object",
        description: "Every target that would be built, with its parents, overrides and defaults in it.",
        additionalProperties: {
          type: "object",
          properties: Object.fromEntries(targets),
          required: ["context", "dockerfile"],
          additionalProperties: false,
        },
      },
    },
    required: ["group", "target"],
    additionalProperties: false,
  };
}

function attributeValue(key: AttributeName): JsonSchema {
  const { shape } = attributes[key];
  switch (shape.kind) {
    case "string":
      return TEXT;
    case "bool":
      return { type: "boolean" };
    case "strings":
      return TEXTS;
    case "string-map":
      return TEXT_MAP;
    case "entries":
      // What has this kind is made by `entries`, which adds the codec.
      return { type: "array", items: entryValue(shape as unknown as EntriesShape<unknown>) };
    case "resources":
      return {
        type: "object",
        properties: Object.fromEntries(
          resourceFields.map(({ name, kind, description }) => [
            name,
            { type: kind === "integer" ? "integer" : "string", description },
          ]),
        ),
        additionalProperties: false,
      };
  }
}

/** Items are printed much as references between blocks see them. */
function entryValue({ codec: { type, fields } }: EntriesShape<unknown>): JsonSchema {
  switch (type.kind) {
    case "map": {
      const hasFlag = fields.some(({ name }) => name === "disabled");
      return {
        type: "object",
        ...(hasFlag && { properties: { disabled: { const: true } } }),
        required: ["type"],
        additionalProperties: TEXT,
      };
    }
    case "object": {
      const properties = [...type.attributes].map(
        ([name, attribute]) => [name, attribute.type.kind === "list" ? TEXTS : TEXT] as const,
      );
      return { type: "object", properties: Object.fromEntries(properties), additionalProperties: false };
    }
    default:
      return TEXT;
  }
}
