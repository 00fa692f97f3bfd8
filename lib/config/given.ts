// A target that no bake file declares: what flags say of it, each read by the rules of its attribute.

import { boolValue, mapValue, STRING, stringValue, tupleValue, type Value } from "../hcl/values/index.js";
import type { Range, Report } from "../source/index.js";
import { type MutableAttributes, normaliseAttributes, specOf } from "./merge.js";
import { originOf } from "./origin.js";
import { checkTarget, finishTarget } from "./resolve.js";
import { fixedSite } from "./site.js";
import type { AttributeName, Origin, Target, TargetAttributes } from "./target.js";

/** One value for one attribute. */
export interface Given {
  readonly attribute: AttributeName;
  /** A text is the whole value, or one item of a list; a pair is one entry of a map. */
  readonly value: string | boolean | readonly [key: string, text: string];
  /** What the user typed. */
  readonly place: Range;
}

/** A target called `name` of these values: items and entries add up, and of anything else the last one counts. */
export function givenTarget(name: string, given: readonly Given[], report: Report): Target {
  const values: MutableAttributes = {};
  const origins = new Map<AttributeName, Origin>();
  for (const one of given) add(one.attribute, one);
  const { context = "." } = values;
  // All that was added is of the type that its attribute's shape gives.
  const attributes = normaliseAttributes({ values: values as TargetAttributes, origins });
  const target = finishTarget({ name, context }, attributes);
  checkTarget(target, report);
  return target;

  function add<K extends AttributeName>(attribute: K, { value, place }: Given): void {
    const { name: written, shape } = specOf(attribute);
    const site = fixedSite(place);
    const decoded = shape.decode(languageValue(shape.kind, value), site, { name: written, report });
    if (decoded === undefined) return;
    const earlier = origins.get(attribute);
    values[attribute] = added(values[attribute], decoded);
    origins.set(attribute, { ...originOf(site), ...(earlier !== undefined && { earlier: [earlier] }) });
  }
}

function languageValue(kind: string, value: Given["value"]): Value {
  if (typeof value === "boolean") return boolValue(value);
  if (typeof value !== "string") return mapValue(STRING, new Map([[value[0], stringValue(value[1])]]));
  return kind === "strings" || kind === "entries" ? tupleValue([stringValue(value)]) : stringValue(value);
}

function added<T>(current: T | undefined, more: T): T {
  // Both have one type, so that a list meets a list and a map a map.
  if (Array.isArray(current) && Array.isArray(more)) return [...current, ...more] as T;
  if (isRecord(current) && isRecord(more)) return { ...current, ...more };
  if (current instanceof Map && more instanceof Map) return new Map([...current, ...more]) as T;
  return more;
}

function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
