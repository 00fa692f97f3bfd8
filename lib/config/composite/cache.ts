// `cache-from` and `cache-to`. Follows buildx util/buildflags/cache.go; credentials are added when building.

import { mapOf, STRING } from "../../hcl/values/index.js";
import { parseCsv } from "../csv.js";
import type { CacheEntry } from "../target.js";
import { type EntryCodec, fieldsValue, readFields, textFields } from "./codec.js";
import { sortedJson } from "./sorted.js";

export const cacheCodec: EntryCodec<CacheEntry> = {
  noun: "cache",
  fields: [
    {
      name: "type",
      description: "Where the cache is kept",
      isRequired: true,
      values: ["registry", "local", "inline", "gha", "s3", "azblob"],
    },
    { name: "ref", description: "Image name of a registry cache" },
    { name: "src", description: "Folder that a local cache is read from" },
    { name: "dest", description: "Folder that a local cache is written to" },
    { name: "mode", description: "Which layers are written", values: ["min", "max"] },
    { name: "scope", description: "Name of a gha cache" },
  ],
  unknownFields: "kept",
  shortForms: ["an image name, for `type=registry`"],
  fromText: (text, source) => {
    const record = parseCsv(text);
    if (record.kind === "fields" && record.fields.every((field) => !field.text.includes("="))) {
      return record.fields.map((field) => ({ type: "registry", attrs: new Map([["ref", field.text]]) }));
    }
    const fields = readFields(text, "cache", source);
    if (fields === undefined) return [];
    return withType(new Map(fields.map(({ key, value }) => [key, value])), () =>
      source.problem({
        summary: `The cache ${JSON.stringify(text)} has no "type"`,
        detail: `Say where the cache is kept, as in "type=registry,ref=user/app:cache".`,
        range: source.site.range,
      }),
    );
  },
  fromObject: (object) => {
    const attrs = textFields(object, "a cache");
    if (attrs === undefined) return undefined;
    const [entry] = withType(attrs, () =>
      object.problem({
        summary: `A cache has no "type"`,
        detail: `Say where the cache is kept, as in { type = "registry", ref = "user/app:cache" }.`,
        range: object.rangeOf(),
      }),
    );
    return entry;
  },
  toValue: (entry) => fieldsValue([...entry.attrs, ["type", entry.type]]),
  type: mapOf(STRING),
  toJson: (entry) => sortedJson(new Map([...entry.attrs, ["type", entry.type]])),
};

function withType(attrs: ReadonlyMap<string, string>, missing: () => void): readonly CacheEntry[] {
  const type = attrs.get("type");
  if (type !== undefined && type !== "") {
    return [{ type, attrs: new Map([...attrs].filter(([key]) => key !== "type")) }];
  }
  missing();
  return [];
}
