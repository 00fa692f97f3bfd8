// Builders as a table, in the form of `docker buildx ls`.

import { type BuilderView, builderObject, type NodeView, platformNames } from "./builder-view.js";
import { columns } from "./columns.js";

export interface ListOptions {
  /** Every platform instead of a few. */
  readonly isWhole: boolean;
}

/** A line for each builder and below it one for each node; what could not be loaded comes last. */
export function builderTable(builders: readonly BuilderView[], { isWhole }: ListOptions): string {
  const head = ["NAME/NODE", "DRIVER/ENDPOINT", "STATUS", "BUILDKIT", "PLATFORMS"];
  return columns([head, ...inOrder(builders).flatMap((builder) => builderRows(builder, isWhole))], { least: 10 });
}

/** One JSON object a line. */
export function builderJson(builders: readonly BuilderView[]): string {
  return inOrder(builders)
    .map((builder) => `${JSON.stringify(builderObject(builder))}\n`)
    .join("");
}

/** Names alone, one a line, without a star. */
export function builderNames(builders: readonly BuilderView[]): string {
  return inOrder(builders)
    .map(({ name }) => `${name}\n`)
    .join("");
}

/** What is wrong with each of them, for stderr. Empty when nothing is. */
export function builderProblems(builders: readonly BuilderView[]): string {
  const lines = inOrder(builders).flatMap(({ name, error, nodes }) =>
    error === undefined
      ? nodes.flatMap((node) =>
          node.error === undefined ? [] : [`Failed to get status for ${name} (${node.name}): ${node.error}`],
        )
      : [`Cannot load builder ${name}: ${error}`],
  );
  return lines.length === 0 ? "" : `\n${lines.map((line) => `${line}\n`).join("")}`;
}

export function inOrder(builders: readonly BuilderView[]): readonly BuilderView[] {
  return [
    ...builders.filter(({ error }) => error === undefined),
    ...builders.filter(({ error }) => error !== undefined),
  ];
}

function builderRows({ name, driver, isCurrent, error, nodes }: BuilderView, isWhole: boolean): readonly string[][] {
  const head = [`${name}${isCurrent ? "*" : ""}`, driver, error === undefined ? "" : "error", "", ""];
  return [head, ...(error === undefined ? nodes.map((node) => nodeRow(node, isWhole)) : [])];
}

function nodeRow(node: NodeView, isWhole: boolean): string[] {
  const { name, endpoint, status = "", version = "", error } = node;
  const platforms = platformNames(node);
  const shown = isWhole ? platforms.join(", ") : shortPlatforms(platforms);
  return [` \\_ ${name}`, ` \\_ ${endpoint}`, error === undefined ? status : "error", version, shown];
}

const major = [
  "linux/amd64",
  "linux/arm64",
  "linux/arm",
  "linux/ppc64le",
  "linux/s390x",
  "linux/riscv64",
  "linux/mips64",
];

/** As many architectures as are shown. */
const most = 4;

/** Variants of one architecture are counted together, and after four architectures the rest. */
export function shortPlatforms(platforms: readonly string[]): string {
  const groups = new Map<string, string[]>();
  for (const platform of platforms) {
    const group = platform.replace("*", "").split("/").slice(0, 2).join("/");
    groups.set(group, [...(groups.get(group) ?? []), platform]);
  }
  const known = major.filter((group) => groups.has(group));
  const others = [...groups.keys()].filter((group) => !major.includes(group)).sort();
  const shown = [...known, ...others].slice(0, most);
  const count = shown.reduce((sum, group) => sum + (groups.get(group)?.length ?? 0), 0);
  const rest = platforms.length - count;
  return [
    ...shown.map((group) => groupName(group, groups.get(group) ?? [])),
    ...(rest > 0 ? [`(${rest} more)`] : []),
  ].join(", ");
}

function groupName(group: string, [first = "", ...more]: readonly string[]): string {
  if (more.length === 0) return first;
  const star = [first, ...more].some((platform) => platform.endsWith("*")) ? "*" : "";
  return `${group}${star} (+${more.length + 1})`;
}
