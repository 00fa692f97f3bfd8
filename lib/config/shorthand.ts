// Flags that stand for overrides of all targets. They work behind `--set`, in the order in which they stand here.

import type { Report, SourceFile } from "../source/index.js";
import { parseBool } from "./bool-text.js";
import { parseCsv } from "./csv.js";
import type { OverrideFlags, WrittenOverride } from "./written-override.js";

export function shorthands(flags: OverrideFlags, report: Report): readonly WrittenOverride[] {
  const written: WrittenOverride[] = [];
  const add = (flag: string, typed: string, text: string, effect?: WrittenOverride["effect"]): void => {
    const file = { name: `flag --${flag}`, text: typed };
    const value = { file, start: 0, end: typed.length };
    written.push({ text, file, value, isComposed: true, ...(effect !== undefined && { effect }) });
  };
  if (flags.push !== undefined) add("push", String(flags.push), `*.push=${flags.push}`);
  if (flags.load !== undefined) add("load", String(flags.load), `*.load=${flags.load}`);
  if (flags.call !== undefined) {
    const method = callMethod(flags.call);
    add("call", flags.call, `*.call=${method}`, method === "build" || method === "" ? "unset" : undefined);
  }
  if (flags.noCache !== undefined) add("no-cache", String(flags.noCache), `*.no-cache=${flags.noCache}`);
  if (flags.pull !== undefined) add("pull", String(flags.pull), `*.pull=${flags.pull}`);
  for (const type of ["sbom", "provenance"] as const) {
    const typed = flags[type];
    if (typed !== undefined && typed !== "") add(type, typed, `*.attest=${attestation(type, typed)}`);
  }
  for (const typed of flags.policy ?? []) {
    if (isPolicy(typed, report)) add("policy", typed, `*.policy+=${typed}`, isOff(typed) ? "replace" : undefined);
  }
  return written;
}

/** The method of `--call`, without how its result is to be shown. */
function callMethod(typed: string): string {
  const record = parseCsv(typed);
  return (record.kind === "fields" ? record.fields[0]?.text : undefined) ?? typed;
}

/** What `--sbom` or `--provenance` given `value` means as an entry of `attest`. */
export function attestation(type: "sbom" | "provenance", value: string): string {
  const flag = parseBool(value);
  return flag === undefined ? `type=${type},${value}` : `type=${type},disabled=${!flag}`;
}

/** `disabled=true` stands alone: it replaces all policies. */
function isOff(typed: string): boolean {
  return parseBool(/^disabled=(.*)$/.exec(typed)?.[1] ?? "") === true;
}

function isPolicy(typed: string, report: Report): boolean {
  const file: SourceFile = { name: "flag --policy", text: typed };
  const record = parseCsv(typed);
  for (const { text, start, end } of record.kind === "fields" ? record.fields : []) {
    const key = text.split("=")[0] ?? "";
    const isAlone = key !== "disabled" || record.kind !== "fields" || record.fields.length === 1;
    if (["disabled", "strict", "log-level"].includes(key) && isAlone) continue;
    report({
      severity: "error",
      code: "invalid-override",
      summary: isAlone ? `"${text}" cannot be given to --policy` : `"${text}" of --policy must stand alone`,
      detail: "It takes disabled=true alone, or strict and log-level.",
      subject: { file, start, end },
    });
    return false;
  }
  return true;
}
