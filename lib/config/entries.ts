// Lists whose items are a text of fields or an object, such as `output` and `secret`.

import { listValue, type Value } from "../hcl/values/index.js";
import { suggest } from "../source/index.js";
import { type EntryCodec, kindName, objectReader, type Source, scalarText } from "./composite/codec.js";
import { type AttributeReport, itemsOf, type Shape } from "./shape.js";
import { itemSite, keyRange, type Site } from "./site.js";

/** A shape that also tells its fields. */
export interface EntriesShape<E> extends Shape<readonly E[]> {
  readonly kind: "entries";
  readonly codec: EntryCodec<E>;
}

export function entries<E>(codec: EntryCodec<E>): EntriesShape<E> {
  const wanted = `a list of strings or objects`;
  return {
    kind: "entries",
    codec,
    wanted,
    decode: (value, site, attribute) =>
      itemsOf(value, site, attribute, wanted)?.flatMap((item, index) =>
        decodeItem(codec, item, itemSite(site, index), attribute),
      ),
    reference: (_written, decoded = []) =>
      listValue(
        codec.type,
        decoded.map((entry) => codec.toValue(entry)),
      ),
    toJson: (data) => data.map((entry) => codec.toJson(entry)),
    isEmpty: (data) => data.length === 0,
  };
}

function decodeItem<E>(codec: EntryCodec<E>, item: Value, site: Site, attribute: AttributeReport): readonly E[] {
  const source: Source = {
    site,
    problem: ({ range, ...rest }) =>
      attribute.report({ severity: "error", code: "invalid-value", ...rest, subject: range }),
  };
  const text = scalarText(item);
  if (text !== undefined) return text === "" ? [] : codec.fromText(text, source);
  if (item.kind === "object" || item.kind === "map") {
    if (codec.unknownFields === "ignored")
      for (const key of item.entries.keys()) warnOfUnknown(codec, key, site, attribute);
    const entry = codec.fromObject(objectReader(item.entries, source));
    return entry === undefined ? [] : [entry];
  }
  attribute.report({
    severity: "error",
    code: "wrong-type",
    summary: `Each item of "${attribute.name}" must be a string or an object, not ${kindName(item)}`,
    subject: site.range,
  });
  return [];
}

function warnOfUnknown<E>(codec: EntryCodec<E>, key: string, site: Site, attribute: AttributeReport): void {
  const known = codec.fields.flatMap(({ name, alias }) => (alias === undefined ? [name] : [name, alias]));
  if (known.includes(key)) return;
  const near = suggest(key, known);
  attribute.report({
    severity: "warning",
    code: "unknown-attribute",
    summary: `The field "${key}" of ${codec.noun === "ssh entry" ? "an" : "a"} ${codec.noun} is not known`,
    detail: `It is ignored. The fields are ${known.join(", ")}.`,
    subject: keyRange(site, key),
    ...(near !== undefined && { hint: `did you mean "${near}"?` }),
  });
}
