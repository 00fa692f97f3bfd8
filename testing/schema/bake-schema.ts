// The JSON Schema of JSON bake files, made from the attribute table. It is stricter than `bake`, which only warns of
// attributes that it does not know: in an editor a slip is best seen while it is typed.

import {
  type AttributeName,
  attributeNames,
  attributes,
  type BlockType,
  blockAttributes,
  type EntriesShape,
  type FieldDescription,
  resourceFields,
} from "../../lib/config/index.js";
import { anyOf, DRAFT, described, type JsonSchema, NULL, ref } from "./json-schema.js";

/** The schema of `bake.json` and of every other bake file whose name ends with `.json`. */
export function bakeSchema(): JsonSchema {
  return {
    $schema: DRAFT,
    title: "JSON bake file",
    description: "What `bake` builds. Names other than these blocks declare values that expressions can use.",
    type: "object",
    properties: {
      $schema: { type: "string", description: "The schema of this file, for editors." },
      "//": ref("comment"),
      target: labelled("target", "Targets by name.", NAME),
      group: labelled("group", "Groups of targets by name.", NAME),
      variable: labelled("variable", "Variables by name; the environment and `--var` override them.", NO_COMMENT),
      function: labelled("function", "Functions by name.", NO_COMMENT),
    },
    definitions: {
      comment: { description: "A comment." },
      ...values,
      target,
      group,
      variable,
      validation,
      function: userFunction,
    },
  };
}

const NAME = "^[a-zA-Z0-9_-]+$";
/** `//` is a comment where attributes stand, and a name where names stand. */
const NO_COMMENT = "^(?!//$)";
const IDENTIFIER = "^[\\p{ID_Start}_][\\p{ID_Continue}-]*$";

/** Values as attributes take them. A text in a bake file is a template, so it can stand for other things than texts. */
const values: Readonly<Record<string, JsonSchema>> = {
  template: { type: "string", pattern: "[$%]\\{", description: "A text with an interpolation or a directive in it." },
  interpolation: {
    type: "string",
    pattern: "^\\$\\{[\\s\\S]*\\}$",
    description: "One interpolation alone, which gives the value of the expression in it, whatever its type.",
  },
  text: { type: ["string", "number", "boolean"] },
  flag: anyOf({ type: "boolean" }, { enum: ["true", "false", "1", "0"] }, ref("template")),
  integer: anyOf({ type: "integer" }, { type: "string", pattern: "^[+-]?[0-9]+$" }, ref("template")),
  texts: anyOf({ type: "array", items: ref("text") }, ref("interpolation")),
  textMap: anyOf({ type: "object", additionalProperties: ref("text") }, ref("interpolation")),
  nullableTextMap: anyOf({ type: "object", additionalProperties: anyOf(ref("text"), NULL) }, ref("interpolation")),
};

const target: JsonSchema = {
  type: "object",
  properties: {
    "//": ref("comment"),
    name: described(about("target", "name"), ref("text")),
    matrix: described(
      about("target", "matrix"),
      { type: "object", additionalProperties: anyOf({ type: ["array", "object"] }, ref("interpolation")) },
      ref("interpolation"),
      NULL,
    ),
    inherits: described(about("target", "inherits"), ref("texts"), NULL),
    ...Object.fromEntries(
      attributeNames.map((key) => [
        attributes[key].name,
        described(attributes[key].description, attributeValue(key), NULL),
      ]),
    ),
  },
  dependencies: { name: ["matrix"] },
  additionalProperties: false,
};

const group: JsonSchema = {
  type: "object",
  properties: {
    "//": ref("comment"),
    targets: described(about("group", "targets"), ref("texts"), NULL),
    description: described(about("group", "description"), ref("text"), NULL),
  },
  required: ["targets"],
  additionalProperties: false,
};

const validation: JsonSchema = {
  type: "object",
  properties: {
    "//": ref("comment"),
    condition: described(about("validation", "condition"), ref("flag")),
    error_message: described(about("validation", "error_message"), ref("text")),
  },
  required: ["condition"],
  additionalProperties: false,
};

const variable: JsonSchema = {
  type: "object",
  properties: {
    "//": ref("comment"),
    type: {
      type: "string",
      description: about("variable", "type"),
      pattern: "^\\s*((string|number|bool|any)\\s*$|(list|set|map|tuple|object)\\s*\\()",
    },
    default: { description: about("variable", "default") },
    description: described(about("variable", "description"), ref("text"), NULL),
    validation: described("Rules that the value must keep.", ...repeated("validation")),
  },
  additionalProperties: false,
};

const userFunction: JsonSchema = {
  type: "object",
  properties: {
    "//": ref("comment"),
    params: {
      type: "array",
      description: "Names of the parameters.",
      items: { type: "string", pattern: IDENTIFIER },
    },
    variadic_params: {
      type: "string",
      description: about("function", "variadic_params"),
      pattern: IDENTIFIER,
    },
    result: { description: about("function", "result") },
  },
  required: ["params", "result"],
  additionalProperties: false,
};

function about(block: BlockType, name: string): string {
  const attribute = blockAttributes[block].find((known) => known.name === name);
  if (attribute === undefined) throw new Error(`internal error: no attribute ${name} of ${block}`);
  return attribute.description;
}

/** Blocks with one label. Both the label and the body may be repeated by an array. */
function labelled(definition: string, description: string, names: string): JsonSchema {
  const bodies: JsonSchema = {
    type: "object",
    minProperties: 1,
    propertyNames: { pattern: names },
    additionalProperties: anyOf(...repeated(definition)),
  };
  return described(description, bodies, { type: "array", items: bodies });
}

function repeated(definition: string): readonly JsonSchema[] {
  return [ref(definition), { type: "array", items: anyOf(ref(definition), NULL) }, NULL];
}

function attributeValue(key: AttributeName): JsonSchema {
  const { shape, values: known } = attributes[key];
  switch (shape.kind) {
    case "string":
      return known === undefined ? ref("text") : anyOf({ enum: known }, ref("text"));
    case "bool":
      return ref("flag");
    case "strings":
      return known === undefined
        ? ref("texts")
        : anyOf({ type: "array", items: anyOf({ enum: known }, ref("text")) }, ref("interpolation"));
    case "string-map":
      // Of the maps this one alone refuses null.
      return key === "contexts" ? ref("textMap") : ref("nullableTextMap");
    case "entries":
      // What has this kind is made by `entries`, which adds the codec.
      return entriesValue(shape as unknown as EntriesShape<unknown>);
    case "resources":
      return resourcesValue();
  }
}

function entriesValue({ codec }: EntriesShape<unknown>): JsonSchema {
  const fields = codec.fields.flatMap((field) =>
    [field.name, ...(field.alias === undefined ? [] : [field.alias])].map((name) => [name, fieldValue(field)] as const),
  );
  const required = codec.fields.filter(({ isRequired }) => isRequired).map(({ name }) => name);
  const object: JsonSchema = {
    type: "object",
    properties: Object.fromEntries(fields),
    ...(required.length > 0 && { required }),
    additionalProperties: codec.unknownFields === "kept" ? ref("text") : false,
  };
  const text: JsonSchema =
    codec.shortForms.length === 0
      ? { type: "string" }
      : { type: "string", description: `Fields, as key=value,key=value; or ${codec.shortForms.join("; or ")}.` };
  return anyOf({ type: "array", items: anyOf(text, object) }, ref("interpolation"));
}

function fieldValue({ name, description, values: known }: FieldDescription): JsonSchema {
  // The one field that is a list.
  if (name === "paths") return described(description, ref("texts"), NULL);
  return described(description, ...(known === undefined ? [] : [{ enum: known }]), ref("text"));
}

function resourcesValue(): JsonSchema {
  const properties = resourceFields.map(({ name, kind, description }) => [
    name,
    described(description, ref(kind === "integer" ? "integer" : "text"), NULL),
  ]);
  return anyOf(
    { type: "object", properties: Object.fromEntries(properties), additionalProperties: false },
    ref("interpolation"),
  );
}
