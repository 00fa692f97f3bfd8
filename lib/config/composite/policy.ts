// `policy`: source policies of a build. Follows buildx policy options; shown in the form in which it can be read back.

import { STRING, stringValue } from "../../hcl/values/index.js";
import { parseBool } from "../bool-text.js";
import { formatCsv } from "../csv.js";
import type { PolicyEntry } from "../target.js";
import { type EntryCodec, readFields, type Source, textFields } from "./codec.js";

const levels = ["panic", "fatal", "error", "warn", "warning", "info", "debug", "trace"];

export const policyCodec: EntryCodec<PolicyEntry> = {
  noun: "policy",
  fields: [
    { name: "filename", description: "A policy file; may be given again" },
    { name: "reset", description: "Drops the policies before this one" },
    { name: "disabled", description: "Turns policies off" },
    { name: "strict", description: "Fails when a policy cannot be applied" },
    { name: "log-level", description: "How much policies tell", values: levels },
  ],
  unknownFields: "refused",
  shortForms: [],
  fromText: (text, source) => {
    const fields = readFields(text, "policy", source);
    if (fields === undefined) return [];
    const entry = policyEntry(
      fields.map(({ key, value }) => [key, value]),
      source,
    );
    return entry === undefined ? [] : [entry];
  },
  fromObject: (object) => {
    const fields = textFields(object, "a policy");
    return fields === undefined ? undefined : policyEntry([...fields], object);
  },
  toValue: (entry) => stringValue(policyText(entry)),
  type: STRING,
  toJson: policyText,
};

function policyEntry(fields: readonly (readonly [string, string])[], source: Source): PolicyEntry | undefined {
  const filenames: string[] = [];
  const flags = new Map<string, boolean>();
  let logLevel: string | undefined;
  for (const [key, value] of fields) {
    const isFlag = key === "reset" || key === "disabled" || key === "strict";
    const flag = isFlag ? parseBool(value) : undefined;
    if (key === "filename" && value !== "") filenames.push(value);
    else if (key === "log-level" && levels.includes(value)) logLevel = value;
    else if (flag !== undefined) flags.set(key, flag);
    else return refuse(key, value, source);
  }
  const strict = flags.get("strict");
  return {
    filenames,
    reset: flags.get("reset") ?? false,
    disabled: flags.get("disabled") ?? false,
    ...(strict !== undefined && { strict }),
    ...(logLevel !== undefined && { logLevel }),
  };
}

function refuse(key: string, value: string, { site, problem }: Source): undefined {
  const field = policyCodec.fields.find(({ name }) => name === key);
  const names = policyCodec.fields.map(({ name }) => name).join(", ");
  const detail =
    field === undefined
      ? `The fields are ${names}.`
      : field.values !== undefined
        ? `It is one of ${field.values.join(", ")}.`
        : key === "filename"
          ? "It must name a file."
          : "It is true or false.";
  problem({ summary: `A policy has the field ${JSON.stringify(`${key}=${value}`)}`, detail, range: site.range });
  return undefined;
}

function policyText(entry: PolicyEntry): string {
  return formatCsv(fieldsOf(entry).map(([key, value]) => `${key}=${value}`));
}

function fieldsOf(entry: PolicyEntry): (readonly [string, string])[] {
  const fields = entry.filenames.map((name) => ["filename", name] as readonly [string, string]);
  if (entry.reset) fields.push(["reset", "true"]);
  if (entry.disabled) fields.push(["disabled", "true"]);
  if (entry.strict !== undefined) fields.push(["strict", String(entry.strict)]);
  if (entry.logLevel !== undefined) fields.push(["log-level", entry.logLevel]);
  return fields;
}
