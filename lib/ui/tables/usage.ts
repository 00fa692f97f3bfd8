// What a daemon keeps of its cache: as a table, at length, and as JSON. The forms are those of `docker buildx du` and `prune`.

import type { UsageRecord } from "../../buildkit/index.js";
import { columns } from "./columns.js";
import { decimalSize, instant, roughDuration } from "./quantity.js";
import type { Template } from "./template.js";

/** One line for each record under a head. `*` marks what is written to, and sizes that are shared with something else. */
export function usageTable(records: readonly UsageRecord[], now: number): string {
  return columns([head, ...records.map((record) => cells(record, now))], { least: 10 });
}

const head = ["ID", "RECLAIMABLE", "SIZE", "LAST ACCESSED"] as const;

/** The head of a table whose lines come one by one. */
export const usageHead = line(head);

/** One line of such a table. */
export function usageLine(record: UsageRecord, now: number): string {
  return line(cells(record, now));
}

/** Wide enough for the ids that buildkitd gives. */
function line([id = "", reclaimable = "", size = "", last = ""]: readonly string[]): string {
  return `${`${id.padEnd(40)}   ${reclaimable.padEnd(11)}   ${size.padEnd(10)}   ${last}`.trimEnd()}\n`;
}

function cells(record: UsageRecord, now: number): readonly string[] {
  return [
    `${record.id}${record.isMutable ? "*" : ""}`,
    String(!record.isInUse),
    `${decimalSize(record.size)}${record.isShared ? "*" : ""}`,
    lastUsed(record, now),
  ];
}

/** Everything that is known of each record, with an empty line behind it. */
export function usageDetails(records: readonly UsageRecord[], now: number): string {
  return records.map((record) => `${details(record, now)}\n`).join("");
}

function details(record: UsageRecord, now: number): string {
  const { id, parents, createdAt, description, recordType, usageCount } = record;
  const used = lastUsed(record, now);
  const facts: readonly (readonly [name: string, value: string])[] = [
    ["ID", id],
    ...(parents.length === 0 ? [] : ([["Parents", parents.map((parent) => `\n - ${parent}`).join("")]] as const)),
    ["Created at", createdAt === undefined ? "" : instant(createdAt)],
    ["Mutable", String(record.isMutable)],
    ["Reclaimable", String(!record.isInUse)],
    ["Shared", String(record.isShared)],
    ["Size", decimalSize(record.size)],
    ...(description === "" ? [] : ([["Description", description]] as const)),
    ["Usage count", String(usageCount)],
    ...(used === "" ? [] : ([["Last used", used]] as const)),
    ...(recordType === "" ? [] : ([["Type", recordType]] as const)),
  ];
  return facts
    .map(([name, value]) =>
      value.startsWith("\n") ? `${name}:${value}\n` : `${`${`${name}:`.padEnd(14)}${value}`.trimEnd()}\n`,
    )
    .join("");
}

/** What all of them take together. */
export function usageSummary(records: readonly UsageRecord[]): string {
  const sum = (of: (record: UsageRecord) => boolean): number =>
    records.filter(of).reduce((total, { size }) => total + Math.max(0, size), 0);
  const total = sum(() => true);
  const shared = sum(({ isShared }) => isShared);
  const rows = [
    ...(shared > 0
      ? [
          ["Shared:", decimalSize(shared)],
          ["Private:", decimalSize(total - shared)],
        ]
      : []),
    ["Reclaimable:", decimalSize(sum(({ isInUse }) => !isInUse))],
    ["Total:", decimalSize(total)],
  ];
  return columns(rows, { gap: 4 });
}

/** One JSON object a line, with the keys of `docker buildx du --format json` and the size as a number beside its text. */
export function usageJson(records: readonly UsageRecord[], now: number): string {
  return records.map((record) => `${JSON.stringify(usageObject(record, now))}\n`).join("");
}

function usageObject(record: UsageRecord, now: number) {
  const { id, parents, createdAt, description, recordType, usageCount, size } = record;
  return {
    CreatedAt: createdAt === undefined ? "" : instant(createdAt),
    Description: description,
    ID: id,
    LastUsedAt: lastUsed(record, now),
    Mutable: record.isMutable,
    Parents: parents.length === 0 ? null : parents,
    Reclaimable: !record.isInUse,
    Shared: record.isShared,
    Size: decimalSize(size),
    SizeBytes: size,
    Type: recordType,
    UsageCount: usageCount,
  };
}

const heads = {
  ID: "ID",
  Parents: "PARENTS",
  CreatedAt: "CREATED AT",
  Mutable: "MUTABLE",
  Reclaimable: "RECLAIMABLE",
  Shared: "SHARED",
  Size: "SIZE",
  Description: "DESCRIPTION",
  UsageCount: "USAGE COUNT",
  LastUsedAt: "LAST ACCESSED",
  Type: "TYPE",
};

/** As a template has it, one row for each. @throws {TemplateError} */
export function usageFormatted(records: readonly UsageRecord[], { isTable, rows }: Template, now: number): string {
  const things = records.map((record) => {
    const json = usageObject(record, now);
    const marked = isTable
      ? { ...json, ID: `${json.ID}${json.Mutable ? "*" : ""}`, Size: `${json.Size}${json.Shared ? "*" : ""}` }
      : json;
    return { fields: { ...marked, Parents: marked.Parents ?? [] }, json: marked, text: JSON.stringify(marked) };
  });
  return rows(things, heads);
}

function lastUsed({ lastUsedAt }: UsageRecord, now: number): string {
  return lastUsedAt === undefined ? "" : `${roughDuration(now - lastUsedAt)} ago`;
}
