// `resources`: limits for RUN steps. Follows buildx bake/hclparser and docker/cli's options of the same names.

import {
  convert,
  integerValue,
  isWhole,
  NUMBER,
  nullValue,
  numberToBigInt,
  objectOf,
  objectValue,
  STRING,
  stringValue,
  type Value,
} from "../hcl/values/index.js";
import { type Range, suggest } from "../source/index.js";
import { kindName, scalarText } from "./composite/codec.js";
import type { Json } from "./json.js";
import type { AttributeReport, Shape } from "./shape.js";
import { entrySite, keyRange, type Site } from "./site.js";
import { parseSize } from "./size.js";
import type { Resources } from "./target.js";

export interface ResourceField {
  /** As in the bake file. */
  readonly name: string;
  readonly key: keyof Resources;
  readonly kind: "size" | "integer" | "string";
  readonly description: string;
}

/** In the order in which they are printed. */
export const resourceFields: readonly ResourceField[] = [
  { name: "memory", key: "memory", kind: "size", description: "Most memory a step may use, such as `512m`" },
  {
    name: "memory-swap",
    key: "memorySwap",
    kind: "size",
    description: "Most memory and swap together; `-1` is no limit",
  },
  { name: "cpu-shares", key: "cpuShares", kind: "integer", description: "Weight among steps that compete for CPUs" },
  { name: "cpu-period", key: "cpuPeriod", kind: "integer", description: "Period of the CPU quota in microseconds" },
  { name: "cpu-quota", key: "cpuQuota", kind: "integer", description: "CPU time in each period in microseconds" },
  { name: "cpuset-cpus", key: "cpusetCpus", kind: "string", description: "CPUs that steps may run on, such as `0-3`" },
  { name: "cpuset-mems", key: "cpusetMems", kind: "string", description: "Memory nodes that steps may use" },
];

export const resources: Shape<Resources> = {
  kind: "resources",
  wanted: "an object",
  decode: (value, site, attribute) => {
    if (value.kind === "null") return undefined;
    if (value.kind !== "object" && value.kind !== "map") {
      attribute.report({
        severity: "error",
        code: "wrong-type",
        summary: `"${attribute.name}" must be an object, not ${kindName(value)}`,
        subject: site.range,
      });
      return undefined;
    }
    let decoded: Resources = {};
    for (const [name, item] of value.entries) {
      const field = resourceFields.find((known) => known.name === name);
      if (field !== undefined) decoded = { ...decoded, ...decodeField(field, item, entrySite(site, name), attribute) };
      else attribute.report(unknownField(name, keyRange(site, name)));
    }
    return decoded;
  },
  reference: (_written, decoded) => {
    const type = objectOf(resourceFields.map(({ name, kind }) => [name, kind === "integer" ? NUMBER : STRING]));
    if (decoded === undefined) return nullValue(type);
    return objectValue(new Map(resourceFields.map((field) => [field.name, fieldValue(field, decoded)])));
  },
  toJson: (data) => {
    const json = new Map<string, Json>();
    for (const { name, key } of resourceFields) {
      const value = data[key];
      if (value !== undefined) json.set(name, value);
    }
    return json;
  },
  isEmpty: () => false,
};

/** One field from its text, as `--set` gives it; `problem` is told what is wrong. */
export function resourceFromText(
  field: ResourceField,
  text: string,
  problem: (detail: string) => void,
): Resources | undefined {
  if (field.kind === "integer") {
    if (/^[+-]?\d+$/.test(text)) return { [field.key]: BigInt(text) };
    problem(`"${text}" is not a whole number.`);
    return undefined;
  }
  const isUnlimited = field.key === "memorySwap" && text === "-1";
  if (field.kind === "string" || isUnlimited || parseSize(text) !== undefined) return { [field.key]: text };
  problem(`"${text}" is not a size: write a number and a unit, as in "512m".`);
  return undefined;
}

function decodeField(
  field: ResourceField,
  value: Value,
  site: Site,
  attribute: AttributeReport,
): Resources | undefined {
  if (value.kind === "null") return undefined;
  const refuse = (detail: string): undefined => {
    attribute.report({
      severity: "error",
      code: "invalid-value",
      summary: `"${field.name}" in "${attribute.name}" is wrong`,
      detail,
      subject: site.range,
    });
  };
  const text = scalarText(value);
  if (text === undefined) return refuse(`It must be a ${field.kind}, not ${kindName(value)}.`);
  if (field.kind !== "integer") return resourceFromText(field, text, refuse);
  const conversion = convert(value, NUMBER);
  const number = conversion.kind === "converted" && conversion.value.kind === "number" ? conversion.value : undefined;
  const integer = number !== undefined && isWhole(number.value) ? numberToBigInt(number.value) : undefined;
  return integer === undefined ? refuse(`"${text}" is not a whole number.`) : { [field.key]: integer };
}

function unknownField(name: string, subject: Range) {
  const known = resourceFields.map((field) => field.name);
  const near = suggest(name, known);
  return {
    severity: "warning",
    code: "unknown-attribute",
    summary: `"resources" has no field "${name}"`,
    detail: `It is ignored. The fields are ${known.join(", ")}.`,
    ...(near !== undefined && { hint: `did you mean "${near}"?` }),
    subject,
  } as const;
}

function fieldValue({ key, kind }: ResourceField, data: Resources): Value {
  const value = data[key];
  if (value === undefined) return nullValue(kind === "integer" ? NUMBER : STRING);
  return typeof value === "bigint" ? integerValue(value) : stringValue(value);
}
