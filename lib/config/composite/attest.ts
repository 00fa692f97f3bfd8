// `attest`: attestations by type. Follows buildx util/buildflags/attests.go, with the object form held to the same rules.

import { mapOf, STRING } from "../../hcl/values/index.js";
import { parseBool } from "../bool-text.js";
import type { AttestEntry } from "../target.js";
import { type EntryCodec, fieldsValue, readFields, type Source, textFields } from "./codec.js";
import { sortedJson } from "./sorted.js";

export const attestCodec: EntryCodec<AttestEntry> = {
  noun: "attestation",
  fields: [
    { name: "type", description: "What is attested", isRequired: true, values: ["provenance", "sbom"] },
    { name: "disabled", description: "Leaves out this attestation" },
    { name: "mode", description: "How much provenance is told", values: ["min", "max"] },
    { name: "generator", description: "Image that makes the SBOM" },
  ],
  unknownFields: "kept",
  shortForms: [],
  fromText: (text, source) => {
    const fields = readFields(text, "attestation", source);
    if (fields === undefined) return [];
    const entry = attestEntry(
      fields.map(({ key, rawKey, value }) => [key === "type" || key === "disabled" ? key : rawKey, value]),
      JSON.stringify(text),
      source,
    );
    return entry === undefined ? [] : [entry];
  },
  fromObject: (object) => {
    const attrs = textFields(object, "an attestation");
    return attrs === undefined ? undefined : attestEntry([...attrs], "", object);
  },
  toValue: (entry) => {
    const fields: (readonly [string, string])[] = [...entry.attrs, ["type", entry.type]];
    return fieldsValue(entry.isDisabled ? [...fields, ["disabled", "true"]] : fields);
  },
  type: mapOf(STRING),
  toJson: (entry) =>
    sortedJson(
      new Map<string, string | boolean>([
        ...entry.attrs,
        ["type", entry.type],
        ...(entry.isDisabled ? [["disabled", true] as const] : []),
      ]),
    ),
  keyOf: (entry) => entry.type,
};

function attestEntry(
  fields: readonly (readonly [string, string])[],
  shown: string,
  source: Source,
): AttestEntry | undefined {
  const attrs = new Map(fields);
  const type = attrs.get("type");
  const disabled = attrs.get("disabled");
  attrs.delete("type");
  attrs.delete("disabled");
  const { range } = source.site;
  if (type === undefined || type === "") {
    const summary = shown === "" ? `An attestation has no "type"` : `The attestation ${shown} has no "type"`;
    source.problem({ summary, detail: `It is "provenance" or "sbom".`, range });
    return undefined;
  }
  const isDisabled = disabled === undefined ? false : parseBool(disabled);
  if (isDisabled === undefined) {
    source.problem({
      summary: `"disabled" of the ${type} attestation is "${disabled}", which is neither true nor false`,
      range,
    });
    return undefined;
  }
  return { type, isDisabled, attrs };
}
