// Holds a buildkitd.toml to the table of keys. What buildkitd passes over is a warning: a newer one may know it.

import { parsePlatform } from "../../buildkit/index.js";
import { type Diagnostic, type Range, type Report, suggest } from "../../source/index.js";
import { buildkitdKeys, type Key, type KeyShape } from "./buildkitd-keys.js";
import type { TomlTable, TomlValue } from "./buildkitd-toml.js";

/** Everything that is wrong with keys, types and values, in the order of the file. */
export function checkBuildkitdConfig(root: TomlTable): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  checkTable(root, buildkitdKeys, "", (diagnostic) => diagnostics.push(diagnostic));
  return diagnostics;
}

type TableShape = KeyShape & { readonly kind: "table" };

function checkTable(table: TomlTable, shape: TableShape, path: string, report: Report): void {
  for (const [name, { key, value }] of table.entries) {
    const known = Object.hasOwn(shape.keys, name) ? shape.keys[name] : undefined;
    const at = path === "" ? quoted(name) : `${path}.${quoted(name)}`;
    if (known !== undefined) checkKey(known, key, value, at, report);
    else if (shape.others !== undefined) checkValue(value, shape.others, at, report);
    else report(unknownKey(name, key, value, shape, path));
  }
}

function checkKey({ shape, instead }: Key, key: Range, value: TomlValue, path: string, report: Report): void {
  if (instead !== undefined) {
    report({
      severity: "warning",
      code: "buildkitd-unknown-key",
      summary: `${shown(path)} is on its way out of buildkitd`,
      subject: key,
      hint: `write ${instead}`,
    });
  }
  checkValue(value, shape, path, report);
}

function unknownKey(name: string, subject: Range, value: TomlValue, shape: TableShape, path: string): Diagnostic {
  const keys = Object.keys(shape.keys);
  const near = keys.find((key) => key.toLowerCase() === name.toLowerCase()) ?? suggest(name, keys);
  const place = path === "" ? "buildkitd.toml" : `${shown(path)}`;
  const isSplit = value.kind === "table" && shape.hint !== undefined;
  const known = `Known are ${keys.sort().join(", ")}.`;
  const detail = isSplit ? shape.hint : known;
  return {
    severity: "warning",
    code: "buildkitd-unknown-key",
    summary: `There is no key "${name}" in ${place}, and buildkitd passes over it`,
    subject,
    ...(near === undefined ? { detail: detail ?? known } : { hint: `did you mean "${near}"?` }),
  };
}

function checkValue(value: TomlValue, shape: KeyShape, path: string, report: Report): void {
  switch (shape.kind) {
    case "any":
      return;
    case "table":
      if (value.kind === "table") checkTable(value, shape, path, report);
      else report(wrongType(value, shape, path));
      return;
    case "tables":
      if (value.kind === "list") for (const item of value.items) checkValue(item, shape.of, path, report);
      else report(wrongType(value, shape, path));
      return;
    case "list":
      if (value.kind === "list") for (const item of value.items) checkValue(item, shape.of, path, report);
      else report(wrongType(value, shape, path));
      return;
    case "boolean":
      if (value.kind !== "boolean") report(wrongType(value, shape, path));
      return;
    case "integer":
      if (value.kind !== "integer") report(wrongType(value, shape, path));
      else if (value.value < shape.least)
        report(wrongValue(value.range, `${shown(path)} is at least ${shape.least}, not ${value.value}`));
      return;
    case "string":
      if (value.kind !== "string") report(wrongType(value, shape, path));
      else if (shape.values !== undefined && value.value !== "") checkChoice(value, shape.values, path, report);
      return;
    case "platform":
      if (value.kind !== "string") report(wrongType(value, shape, path));
      else if (parsePlatform(value.value, { os: "linux", architecture: "amd64" }) === undefined)
        report(wrongValue(value.range, `"${value.value}" is no platform`, "A platform is written as linux/arm64."));
      return;
    case "space":
      checkQuantity(
        value,
        shape,
        isSpace,
        'It is a number of bytes, such as "512MB", or a part of the disk, such as "10%".',
      );
      return;
    case "duration":
      checkQuantity(value, shape, isDuration, 'It is a number of seconds, or such as "48h" and "1h30m".');
      return;
    default:
      unreachable(shape);
  }

  function checkQuantity(value: TomlValue, shape: KeyShape, isGood: (text: string) => boolean, detail: string): void {
    if (value.kind !== "string" && value.kind !== "integer") report(wrongType(value, shape, path));
    else if (!isGood(String(value.value)))
      report(wrongValue(value.range, `"${value.value}" is no value for ${shown(path)}`, detail));
  }
}

function checkChoice(
  { value, range }: { readonly value: string; readonly range: Range },
  values: readonly string[],
  path: string,
  report: Report,
): void {
  if (values.includes(value)) return;
  const near = suggest(value, values);
  report({
    ...wrongValue(range, `"${value}" is no value for ${shown(path)}`, `It is ${listOf(values)}.`),
    ...(near === undefined ? {} : { hint: `did you mean "${near}"?` }),
  });
}

/** docker/go-units RAMInBytes, or a percentage. */
function isSpace(text: string): boolean {
  if (text === "" || /^(?:100|\d{1,2})%$/.test(text)) return true;
  return /^\d+(?:\.\d+)? ?(?:[kmgtp]i?b?|b)?$/i.test(text);
}

/** Go's time.ParseDuration, or whole seconds. */
function isDuration(text: string): boolean {
  return text === "" || /^\d+$/.test(text) || /^(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(text);
}

function wrongType(value: TomlValue, shape: KeyShape, path: string): Diagnostic {
  return {
    severity: "error",
    code: "buildkitd-type",
    summary: `${shown(path)} takes ${wanted(shape)}, and this is ${given(value)}`,
    subject: value.range,
  };
}

function wrongValue(subject: Range, summary: string, detail?: string): Diagnostic {
  return {
    severity: "error",
    code: "buildkitd-value",
    summary,
    subject,
    ...(detail === undefined ? {} : { detail }),
  };
}

function wanted(shape: KeyShape): string {
  switch (shape.kind) {
    case "boolean":
      return "true or false";
    case "integer":
      return "a whole number";
    case "string":
    case "platform":
      return "a string";
    case "space":
      return "a number of bytes or a string";
    case "duration":
      return "a number of seconds or a string";
    case "list":
      return "a list";
    case "table":
      return "a table";
    case "tables":
      return "a list of tables, each below [[…]]";
    case "any":
      return "anything";
    default:
      return unreachable(shape);
  }
}

function given(value: TomlValue): string {
  switch (value.kind) {
    case "string":
      return "a string";
    case "integer":
      return "a number";
    case "boolean":
      return String(value.value);
    case "other":
      return value.what;
    case "list":
      return "a list";
    case "table":
      return "a table";
    default:
      return unreachable(value);
  }
}

function unreachable(value: never): never {
  throw new Error(`internal error: unexpected ${JSON.stringify(value)}`);
}

function shown(path: string): string {
  return path.includes('"') ? path : `"${path}"`;
}

function quoted(name: string): string {
  return /^[A-Za-z0-9_-]+$/.test(name) ? name : JSON.stringify(name);
}

function listOf(values: readonly string[]): string {
  return `${values.slice(0, -1).join(", ")} or ${values.at(-1)}`;
}
