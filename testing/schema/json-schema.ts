// The part of JSON Schema, draft-07, that our schemas use. Editors know that draft best.

export interface JsonSchema {
  readonly $schema?: string;
  readonly $id?: string;
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly minProperties?: number;
  readonly propertyNames?: JsonSchema;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly required?: readonly string[];
  readonly dependencies?: Readonly<Record<string, readonly string[]>>;
  readonly anyOf?: readonly JsonSchema[];
  readonly definitions?: Readonly<Record<string, JsonSchema>>;
}

export const DRAFT = "http://json-schema.org/draft-07/schema#";

/** The schema `name` among the definitions of the same document. */
export function ref(name: string): JsonSchema {
  return { $ref: `#/definitions/${name}` };
}

export function anyOf(...schemas: readonly JsonSchema[]): JsonSchema {
  return { anyOf: schemas };
}

/** What is beside a `$ref` is ignored, so that a description stands one level above. */
export function described(description: string, ...schemas: readonly JsonSchema[]): JsonSchema {
  return { description, anyOf: schemas };
}

export const NULL: JsonSchema = { type: "null" };
