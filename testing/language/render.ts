// A generated definition as files and a command line.

import type { Lines, Options, Override } from "./attribute.js";
import { quote } from "./expression.js";
import { flagsOf, overrideOf, type Variable, variableKinds } from "./variable.js";

/** What one run of `bake --print` is given. */
export interface Definition {
  readonly files: Readonly<Record<string, string>>;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Groups whose members docker-buildx lists in another order each time. */
  readonly unordered: readonly string[];
}

export interface Block {
  readonly lines: Lines;
  readonly parents: readonly number[];
  readonly link: number | undefined;
  readonly reference: number | undefined;
}

export interface Target extends Block {
  readonly axes: readonly (readonly string[])[];
  readonly again: Block | undefined;
  readonly inJson: Lines | undefined;
}

export interface Parts {
  readonly top: string;
  readonly bodies: readonly string[];
  readonly targets: readonly Target[];
  readonly groups: readonly (readonly number[])[];
  readonly wanted: readonly number[];
  readonly glob: string | undefined;
  readonly sets: readonly Override[];
  readonly operators: "=" | "+=";
  readonly flags: readonly string[];
  readonly push: string;
  readonly epoch: string;
  /** The files lie in a folder, and paths are relative to it. */
  readonly isElsewhere: boolean;
  /** The environment is not asked. */
  readonly isDeaf: boolean;
}

export function render(variables: readonly Variable[], parts: Parts, options: Options): Definition {
  const { targets } = parts;
  const main: string[] = variables.map(({ name, kind, text }) => {
    const { type, write } = variableKinds[kind];
    const value = write(text);
    return block(`variable "${name}"`, [
      ...(type === undefined ? [] : [["type", type] as const]),
      ...(value === undefined ? [] : [["default", value] as const]),
    ]);
  });
  main.push(`top = ${parts.top}`);
  parts.bodies.forEach((body, at) => {
    main.push(
      block(`function "f${at}"`, [
        ["params", "[p]"],
        ["result", `"\${p}:\${${at === 0 ? '"x"' : "f0(p)"}}${body === "" ? "" : "!"}"`],
      ]),
    );
  });
  // Every name that a target may inherit from or link to, and those it may refer to: which attributes of a target that is
  // declared twice can be seen depends on the order in which docker-buildx comes across them.
  let known: readonly string[] = [];
  let declaredOnce: readonly string[] = [];
  const labels: string[] = [];
  const json: Record<string, unknown> = {};
  targets.forEach((one, at) => {
    const label = at === 0 ? "default" : `t${at}`;
    const isMatrix = one.axes.length > 0;
    main.push(blockOf(label, one, known, declaredOnce));
    if (one.again !== undefined) main.push(blockOf(label, one.again, known, declaredOnce));
    if (one.inJson !== undefined)
      json[label] = Object.fromEntries(one.inJson.map(([key, value]) => [key, JSON.parse(value)]));
    labels.push(label);
    const made = isMatrix ? variantsOf(label, one.axes) : [label];
    known = [...known, ...made];
    if (one.again === undefined && one.inJson === undefined) declaredOnce = [...declaredOnce, ...made];
  });
  const groups: string[] = [];
  parts.groups.forEach((members, at) => {
    const all = [...known, ...labels, ...groups];
    main.push(
      block(`group "g${at}"`, [
        ["targets", `[${members.map((member) => quote(pick(all, member) ?? "t0")).join(", ")}]`],
      ]),
    );
    groups.push(`g${at}`);
  });
  const all = [...known, ...labels, ...groups];
  const hasJson = Object.keys(json).length > 0;
  const hasParents = targets.some(({ parents, again }) => parents.length + (again?.parents.length ?? 0) > 0);
  const patterns = [...known, "*", "t*", "t?"];
  const sets = parts.sets.flatMap(({ pattern, key, isList, value }) => {
    const target = pick(patterns, pattern) ?? "*";
    if (target === "t?" && !known.some((name) => /^t.$/.test(name))) return [];
    if (key === "secret.a" && (hasParents || parts.sets.some((other) => other.key === "secrets"))) return [];
    // A list that lost an entry to de-duplication is shared with the parent there, and what is appended overwrites it.
    if (parts.operators === "+=" && hasParents && (key === "tags" || key === "platform")) return [];
    // Sets the empty text there.
    if (parts.isDeaf && value === undefined) return [];
    if (target === "t*" && !known.some((name) => name.startsWith("t"))) return [];
    const operator = isList ? parts.operators : "=";
    return ["--set", value === undefined ? `${target}.${key}` : `${target}.${key}${operator}${value}`];
  });
  const wanted = parts.wanted.flatMap((index) => pick(all, index) ?? []);
  const glob = parts.glob === "t*" || (parts.glob === "g?" && groups.length > 0) ? [parts.glob] : [];
  const hasGlob = glob[0] !== "t*" || labels.some((label) => label.startsWith("t"));
  const files = {
    "docker-bake.hcl": `${main.join("\n")}\n`,
    ...(hasJson && { "docker-bake.override.json": `${JSON.stringify({ target: json }, undefined, 1)}\n` }),
  };
  const elsewhere = (name: string) => `sub/${name}`;
  return {
    files: parts.isElsewhere
      ? Object.fromEntries(Object.entries(files).map(([name, text]) => [elsewhere(name), text]))
      : files,
    args: [
      ...(parts.isElsewhere ? Object.keys(files).flatMap((name) => ["-f", elsewhere(name)]) : []),
      ...variables.flatMap(flagsOf),
      ...sets,
      ...parts.flags,
      ...(parts.push === "" || options.hasOutputs ? [] : [parts.push]),
      ...wanted,
      ...(hasGlob ? glob : []),
    ],
    env: {
      ...Object.fromEntries(variables.flatMap(overrideOf)),
      FROM_ENV: "from env",
      ...(parts.isElsewhere && { BUILDX_BAKE_FILE_RELATIVE_PATHS: "1" }),
      ...(parts.isDeaf && { BUILDX_BAKE_DISABLE_VARS_ENV_LOOKUP: "1" }),
      ...(parts.epoch !== "" && { SOURCE_DATE_EPOCH: parts.epoch }),
    },
    unordered: labels.filter((_, at) => (targets[at]?.axes.length ?? 0) > 1),
  };
}

function blockOf(
  label: string,
  { lines, parents, link, reference, ...rest }: Block & { readonly axes?: Target["axes"] },
  known: readonly string[],
  declaredOnce: readonly string[],
): string {
  const { axes = [] } = rest;
  const all = new Map<string, string>();
  if (axes.length > 0) {
    all.set("name", `"${label}${axes.map((_, at) => `-\${ax${at}}`).join("")}"`);
    all.set("matrix", `{ ${axes.map((values, at) => `ax${at} = [${values.map(quote).join(", ")}]`).join(", ")} }`);
  }
  const inherits = [...new Set(parents.flatMap((parent) => pick(known, parent) ?? []))];
  if (inherits.length > 0) all.set("inherits", `[${inherits.map(quote).join(", ")}]`);
  for (const [key, value] of lines) all.set(key, value);
  const linked = pick(known, link);
  if (linked !== undefined) all.set("contexts", `{ up = "target:${linked}" }`);
  const referred = pick(declaredOnce, reference);
  if (referred !== undefined && !all.has("labels"))
    all.set(
      "labels",
      `merge(target.${referred}.labels, { REF = try(target.${referred}.tags[0], target.${referred}.target, "none") })`,
    );
  return block(`target "${label}"`, [...all]);
}

function block(head: string, lines: Lines): string {
  return `${head} {\n${lines.map(([name, value]) => `  ${name} = ${value}\n`).join("")}}`;
}

function variantsOf(label: string, axes: Target["axes"]): readonly string[] {
  return axes.reduce<readonly string[]>(
    (names, values) => names.flatMap((name) => values.map((value) => `${name}-${value}`)),
    [label],
  );
}

/** One of `all` for any number. */
function pick(all: readonly string[], index: number | undefined): string | undefined {
  return index === undefined || all.length === 0 ? undefined : all[index % all.length];
}
