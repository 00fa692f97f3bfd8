// `secret`: files and environment variables that RUN steps may read. Follows buildx util/buildflags/secrets.go, with
// `type` meaning the same in both forms. What a secret without a source means is decided when building.

import { objectOf, objectValue, STRING, stringValue } from "../../hcl/values/index.js";
import type { Json } from "../json.js";
import type { SecretEntry } from "../target.js";
import { type EntryCodec, type Field, readFields, type Source, textField } from "./codec.js";

const known = ["id", "src", "source", "env", "type"];

export const secretCodec: EntryCodec<SecretEntry> = {
  noun: "secret",
  fields: [
    { name: "id", description: "The name that the Dockerfile uses" },
    { name: "src", description: "File that holds the secret", alias: "source" },
    { name: "env", description: "Environment variable that holds the secret" },
    { name: "type", description: "What `src` names", values: ["file", "env"] },
  ],
  unknownFields: "ignored",
  shortForms: [],
  fromText: (text, source) => {
    const fields = readFields(text, "secret", source);
    if (fields === undefined) return [];
    const unknown = fields.find(({ key }) => !known.includes(key));
    if (unknown !== undefined) {
      source.problem({
        summary: `The secret ${JSON.stringify(text)} has a field that secrets do not have: "${unknown.rawKey}"`,
        detail: `The fields are ${known.join(", ")}.`,
        range: unknown.range,
      });
      return [];
    }
    const entry = secretEntry((key) => lastValue(fields, key), source);
    return entry === undefined ? [] : [entry];
  },
  fromObject: (object) => {
    let isReadable = true;
    const reader = {
      ...object,
      problem: (problem: Parameters<Source["problem"]>[0]) => {
        isReadable = false;
        object.problem(problem);
      },
    };
    const texts = new Map(known.map((key) => [key, textField(reader, key, "a secret")]));
    return isReadable ? secretEntry((key) => texts.get(key), object) : undefined;
  },
  toValue: ({ id, src = "", env = "" }) =>
    objectValue(new Map(Object.entries({ id, src, env }).map(([key, text]) => [key, stringValue(text)]))),
  type: objectOf([
    ["id", STRING],
    ["src", STRING],
    ["env", STRING],
  ]),
  toJson: (entry) => new Map<string, Json>(fieldsOf(entry)),
  keyOf: (entry) => entry.id,
};

function lastValue(fields: readonly Field[], key: string): string | undefined {
  return fields.findLast((field) => field.key === key)?.value;
}

function secretEntry(field: (key: string) => string | undefined, source: Source): SecretEntry | undefined {
  const type = field("type");
  if (type !== undefined && type !== "" && type !== "file" && type !== "env") {
    source.problem({
      summary: `A secret has the type "${type}"`,
      detail: `The types are "file" and "env".`,
      range: source.site.range,
    });
    return undefined;
  }
  const src = field("src") || field("source") || "";
  const env = field("env") || "";
  const [file, variable] = type === "env" && env === "" ? ["", src] : [src, env];
  return {
    id: field("id") ?? "",
    ...(file !== "" && { src: file }),
    ...(variable !== "" && { env: variable }),
  };
}

function fieldsOf({ id, src, env }: SecretEntry): (readonly [string, string])[] {
  const fields: (readonly [string, string])[] = [];
  if (id !== "") fields.push(["id", id]);
  if (src !== undefined) fields.push(["src", src]);
  if (env !== undefined) fields.push(["env", env]);
  return fields;
}
