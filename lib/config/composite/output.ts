// `output`: where the result of a build goes. Follows buildx util/buildflags/export.go.

import { mapOf, STRING } from "../../hcl/values/index.js";
import { parseCsv } from "../csv.js";
import type { OutputEntry } from "../target.js";
import { type EntryCodec, fieldsValue, readFields, textFields } from "./codec.js";
import { sortedJson } from "./sorted.js";

export const outputCodec: EntryCodec<OutputEntry> = {
  noun: "output",
  fields: [
    {
      name: "type",
      description: "Which exporter writes the result",
      isRequired: true,
      values: ["image", "registry", "local", "tar", "oci", "docker", "cacheonly"],
    },
    { name: "dest", description: "File or folder to write to; `-` is standard output" },
    { name: "name", description: "Names of the image, separated by commas" },
    { name: "push", description: "Whether the image is pushed" },
  ],
  unknownFields: "kept",
  shortForms: ["a folder, for `type=local`", "`-`, for `type=tar` to standard output"],
  fromText: (text, source) => {
    const record = parseCsv(text);
    const isPath = record.kind === "fields" && record.fields.length === 1 && record.fields[0]?.text === text;
    if (text === "-") return [outputEntry("tar", new Map([["dest", "-"]]))];
    if (isPath && !text.startsWith("type=")) return [outputEntry("local", new Map([["dest", text]]))];
    const fields = readFields(text, "output", source);
    if (fields === undefined) return [];
    const attrs = new Map(fields.map(({ key, value }) => [key, value]));
    return withType(attrs, () =>
      source.problem({
        summary: `The output ${JSON.stringify(text)} has no "type"`,
        detail: `Say which exporter is meant, as in "type=image".`,
        range: source.site.range,
      }),
    );
  },
  fromObject: (object) => {
    const attrs = textFields(object, "an output");
    if (attrs === undefined) return undefined;
    const [entry] = withType(attrs, () =>
      object.problem({
        summary: `An output has no "type"`,
        detail: `Say which exporter is meant, as in { type = "image" }.`,
        range: object.rangeOf(),
      }),
    );
    return entry;
  },
  toValue: (entry) => fieldsValue([...entry.attrs, ["type", entry.type]]),
  type: mapOf(STRING),
  toJson: (entry) => sortedJson(new Map([...entry.attrs, ["type", entry.type]])),
};

/** An entry; `attrs` may have a type, which is dropped. */
export function outputEntry(type: string, attrs: ReadonlyMap<string, string>): OutputEntry {
  if (!attrs.has("type") && attrs.get("dest") !== "") return { type, attrs };
  // An empty destination is the same as none.
  return {
    type,
    attrs: new Map([...attrs].filter(([key, value]) => key !== "type" && (key !== "dest" || value !== ""))),
  };
}

function withType(attrs: ReadonlyMap<string, string>, missing: () => void): readonly OutputEntry[] {
  const type = attrs.get("type");
  if (type !== undefined && type !== "") return [outputEntry(type, attrs)];
  missing();
  return [];
}

/** The output with standard output filled in where an archive has no destination. */
export function withDefaultDestination(entry: OutputEntry): OutputEntry {
  const isArchive = entry.type === "tar" || (entry.type === "oci" && entry.attrs.get("tar") !== "false");
  if (!isArchive || entry.attrs.has("dest")) return entry;
  return { type: entry.type, attrs: new Map([...entry.attrs, ["dest", "-"]]) };
}
