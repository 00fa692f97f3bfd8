// Holds what is sent to a Kubernetes API against its published OpenAPI types, strictly: no unknown field, every field of its
// type, every required one there. The types are those that @kubernetes/client-node was generated from (its class of a model
// knows names and types; which fields are required is in the declaration beside it).

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import * as client from "@kubernetes/client-node";

interface Field {
  readonly baseName: string;
  readonly type: string;
  readonly isRequired: boolean;
}

const modelsFolder = join(dirname(createRequire(import.meta.url).resolve("@kubernetes/client-node")), "gen/models");
const models = new Map<string, ReadonlyMap<string, Field> | undefined>();

/**
 * What is wrong with `value` as a `type` of the Kubernetes API, such as `V1Deployment`: one sentence each, beginning with the
 * path. Empty when nothing is.
 */
export function schemaProblems(value: unknown, type: string, path = type): readonly string[] {
  const list = /^Array<(.*)>$/.exec(type)?.[1];
  if (list !== undefined) {
    if (!Array.isArray(value)) return [`${path} is no list`];
    return value.flatMap((item, at) => schemaProblems(item, list, `${path}[${at}]`));
  }
  const ofMap = /^\{ \[key: string\]: (.*); \}$/.exec(type)?.[1];
  if (ofMap !== undefined) {
    if (!isRecord(value)) return [`${path} is no map`];
    return Object.entries(value).flatMap(([key, item]) => schemaProblems(item, ofMap, `${path}["${key}"]`));
  }
  const isOfType = scalars[type];
  if (isOfType !== undefined) return isOfType(value) ? [] : [`${path} is no ${type}: ${JSON.stringify(value)}`];
  const fields = fieldsOf(type);
  if (fields === undefined) throw new Error(`the client has no type ${type}`);
  if (!isRecord(value)) return [`${path} is no object`];
  const problems: string[] = [];
  for (const [name, item] of Object.entries(value)) {
    const field = fields.get(name);
    if (field === undefined) problems.push(`${path}.${name} is unknown`);
    else problems.push(...schemaProblems(item, field.type, `${path}.${name}`));
  }
  for (const { baseName, isRequired } of fields.values()) {
    if (isRequired && !(baseName in value)) problems.push(`${path}.${baseName} is missing`);
  }
  return problems;
}

const scalars: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === "string",
  boolean: (value) => typeof value === "boolean",
  number: (value) => typeof value === "number" && Number.isInteger(value),
  any: () => true,
  IntOrString: (value) => typeof value === "string" || Number.isInteger(value),
  // As Go's RFC 3339 and nothing else that Date takes.
  Date: (value) => typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value),
  V1MicroTime: (value) => typeof value === "string",
};

function fieldsOf(type: string): ReadonlyMap<string, Field> | undefined {
  if (!models.has(type)) models.set(type, readFields(type));
  return models.get(type);
}

function readFields(type: string): ReadonlyMap<string, Field> | undefined {
  const model: unknown = Reflect.get(client, type);
  if (typeof model !== "function" || !("getAttributeTypeMap" in model)) return undefined;
  const { getAttributeTypeMap } = model;
  if (typeof getAttributeTypeMap !== "function") return undefined;
  // The generator gives every model this static method.
  const attributes = getAttributeTypeMap.call(model) as readonly { name: string; baseName: string; type: string }[];
  const declaration = readFileSync(join(modelsFolder, `${type}.d.ts`), "utf8");
  return new Map(
    attributes.map(({ name, baseName, type: fieldType }) => [
      baseName,
      { baseName, type: fieldType, isRequired: new RegExp(`^    '${name}': `, "m").test(declaration) },
    ]),
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
