// All that is known of one builder, in the form of `docker buildx inspect`: programs read it line by line.

import type { Device, GcRule } from "../../buildkit/index.js";
import { type BuilderView, emulatedPlatforms, isPrivateKey, type NodeView, platformNames } from "./builder-view.js";
import { columns } from "./columns.js";
import { binarySize, exactDuration, instant } from "./quantity.js";

type Row = readonly string[];

export function builderDetails(view: BuilderView): string {
  const { name, driver, reason, lastActivity, error, nodes } = view;
  const head: readonly Row[] = [
    ["Name:", name],
    ["Driver:", driver],
    ...(reason === undefined ? [] : [["Chosen because:", reason]]),
    ...(lastActivity === undefined ? [] : [["Last Activity:", instant(lastActivity.getTime())]]),
    ...(error === undefined ? [] : [["Error:", error]]),
  ];
  const shown = error === undefined ? nodes.map((node) => nodeDetails(node)) : [];
  return `${block(head)}${shown.length === 0 ? "" : `\nNodes:\n${shown.join("\n")}`}`;
}

function nodeDetails(node: NodeView): string {
  const { driverOpts, flags, files, status, version, error, workers, features } = node;
  const options = Object.keys(driverOpts)
    .sort()
    .map((key) => `${key}=${JSON.stringify(driverOpts[key])}`);
  const emulated = emulatedPlatforms(workers);
  const facts: readonly Row[] = [
    ["Name:", node.name],
    ["Endpoint:", node.endpoint],
    ...(options.length === 0 ? [] : [["Driver Options:", options.join(" ")]]),
    ...(error === undefined ? [["Status:", status ?? ""]] : [["Error:", error]]),
    ...(flags.length === 0 ? [] : [["BuildKit daemon flags:", flags.join(" ")]]),
    ...(version === undefined || version === "" ? [] : [["BuildKit version:", version]]),
    ...line("Platforms:", platformNames(node)),
    ...line("Emulated:", emulated),
  ];
  const [worker] = workers;
  return [
    block(facts),
    named(
      "Features:",
      Object.entries(features).map(([feature, is]): Row => [`${feature}:`, String(is)]),
    ),
    named(
      "Labels:",
      Object.keys(worker?.labels ?? {})
        .sort()
        .map((key): Row => [`${key}:`, worker?.labels[key] ?? ""]),
    ),
    ...workers.flatMap(({ devices }) => (devices.length === 0 ? [] : ["Devices:\n", ...devices.map(deviceDetails)])),
    ...(worker?.gcPolicy ?? []).map((rule, at) => named(`GC Policy rule#${at}:`, gcRows(rule))),
    ...Object.keys(files)
      .sort()
      .map((path) => `File#${path}:\n${quoted(files[path])}`),
  ].join("");
}

function gcRows(rule: GcRule): readonly Row[] {
  return [
    ["All:", String(rule.isAll)],
    ...(rule.filters.length === 0 ? [] : [["Filters:", rule.filters.join(" ")]]),
    ...(rule.keepDurationMs > 0 ? [["Keep Duration:", exactDuration(rule.keepDurationMs)]] : []),
    ...(rule.reservedSpaceBytes > 0 ? [["Reserved Space:", binarySize(rule.reservedSpaceBytes)]] : []),
    ...(rule.maxUsedSpaceBytes > 0 ? [["Max Used Space:", binarySize(rule.maxUsedSpaceBytes)]] : []),
    ...(rule.minFreeSpaceBytes > 0 ? [["Min Free Space:", binarySize(rule.minFreeSpaceBytes)]] : []),
  ];
}

function deviceDetails({ name, isAllowed, isOnDemand, annotations }: Device): string {
  const rows: readonly Row[] = [
    ["Name:", name],
    isOnDemand ? ["On-Demand:", "true"] : ["Automatically allowed:", String(isAllowed)],
    ...Object.keys(annotations)
      .sort()
      .map((key): Row => [`${key}:`, annotations[key] ?? ""]),
  ];
  return indented(block(rows));
}

function line(name: string, values: readonly string[]): readonly Row[] {
  return values.length === 0 ? [] : [[name, values.join(", ")]];
}

function named(name: string, rows: readonly Row[]): string {
  return rows.length === 0 ? "" : `${name}\n${indented(block(rows))}`;
}

function block(rows: readonly Row[]): string {
  return columns(rows, { gap: 1 });
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, " ");
}

function quoted(content: Uint8Array | undefined): string {
  const text = content === undefined || isPrivateKey(content) ? "(a private key)" : new TextDecoder().decode(content);
  return text
    .split("\n")
    .map((part) => `${` > ${part}`.trimEnd()}\n`)
    .join("");
}
