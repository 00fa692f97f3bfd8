// Lists whose items are a text of fields or an object, such as `output` and `secret`.

import { listValue, type Value } from "../hcl/values/index.js";
import { type EntryCodec, kindName, objectReader, type Source, scalarText } from "./composite/codec.js";
import { type AttributeReport, itemsOf, type Shape } from "./shape.js";
import { itemSite, type Site } from "./site.js";

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
