// Overrides: `--set` and the flags that are short for one, read into changes of targets.

import { type Diagnostic, type Report, type SourceFile, suggest } from "../source/index.js";
import { compileGlob } from "./glob.js";
import { originOf } from "./origin.js";
import { type AttributeChange, type OverrideKey, overrideKey, overrideKeys } from "./override-key.js";
import { shorthands } from "./shorthand.js";
import { fixedSite } from "./site.js";
import type { Group, Origin } from "./target.js";
import type { OverrideFlags, WrittenOverride } from "./written-override.js";

/** One change to every target whose name matches. */
export interface Override {
  readonly matches: (name: string) => boolean;
  readonly key: OverrideKey;
  /** Drops what the bake file has, before the first such change of a target; `always`: what other overrides gave, too. */
  readonly replaces: "first" | "always" | undefined;
  readonly change: AttributeChange;
  /** Where the value was typed. */
  readonly origin: Origin;
  /** What the user typed, for messages about single targets. */
  readonly shown: string;
}

export interface ReadOverridesOptions {
  readonly flags: OverrideFlags;
  /** The names that patterns are matched against: all targets. */
  readonly targets: ReadonlyMap<string, unknown>;
  /** For messages: overrides do not reach through groups. */
  readonly groups: ReadonlyMap<string, Group>;
  /** The value of an environment variable, for `args.X` without a value. */
  readonly environment: (name: string) => string | undefined;
}

/** The overrides in the order in which they work: `--set` as given, then the flags; those of `push` and `load` last. */
export function readOverrides(options: ReadOverridesOptions, report: Report): readonly Override[] {
  const written = [...(options.flags.set ?? []).map(fromFlag), ...shorthands(options.flags, report)];
  const overrides = written.flatMap((override) => readOverride(override, options, report) ?? []);
  const isLast = (name: string) => (override: Override) => override.key.keys.includes(name);
  return [
    ...overrides.filter(({ key }) => key.isLast !== true),
    ...overrides.filter(isLast("push")),
    ...overrides.filter(isLast("load")),
  ];
}

function fromFlag(text: string): WrittenOverride {
  const file = { name: "flag --set", text };
  const equals = text.indexOf("=");
  return {
    text,
    file,
    value: { file, start: equals === -1 ? text.length : equals + 1, end: text.length },
    isComposed: false,
  };
}

function readOverride(written: WrittenOverride, options: ReadOverridesOptions, report: Report): Override | undefined {
  const { text, file } = written;
  const equals = text.indexOf("=");
  const hasValue = equals !== -1;
  const left = hasValue ? text.slice(0, equals) : text;
  const isAppending = left.endsWith("+");
  const [pattern = "", key, ...rest] = (isAppending ? left.slice(0, -1) : left).split(".");
  const subkey = rest.join(".");
  const fail = (summary: string, extra: Partial<Diagnostic> = {}): undefined => {
    const subject = written.isComposed ? written.value : { file, start: 0, end: file.text.length };
    report({ severity: "error", code: "invalid-override", summary, subject, ...extra });
  };
  /** The key and what `length` says of the text behind its beginning. */
  const atKey = (length: number): Partial<Diagnostic> =>
    written.isComposed ? {} : { subject: { file, start: pattern.length + 1, end: pattern.length + 1 + length } };
  if (pattern === "" || key === undefined || key === "") {
    return fail(`The override "${text}" names no target and attribute`, {
      detail: `Overrides are written TARGET.KEY=VALUE, as in "app.args.VERSION=1.2" or "*.platform=linux/arm64".`,
    });
  }
  const rule = overrideKey(key, subkey !== "");
  if (rule === undefined)
    return fail(`"${key}" in "${text}" is nothing that can be overridden`, { ...atKey(key.length), ...keyHelp(key) });
  if (rule.subkey !== undefined && subkey === "") {
    return fail(`"${key}" in "${text}" needs a name`, {
      ...atKey(key.length),
      detail: `Write TARGET.${key}.${rule.subkey}=VALUE.`,
    });
  }
  if (rule.subkey === undefined && subkey !== "") {
    return fail(`"${key}" in "${text}" takes no name behind it, but there is ".${subkey}"`);
  }
  if (isAppending && rule.mode === "set") return fail(`"${key}" in "${text}" can be set with = but not with +=`);
  const matches = matcherFor(pattern, options.targets);
  if (typeof matches === "string") return fail(matches, unmatchedHelp(pattern, options, file));
  if (!hasValue && rule.withoutValue === undefined) {
    return fail(`"${text}" has no value`, { detail: `Write ${left}=VALUE.` });
  }
  const implied = rule.withoutValue === "env" ? options.environment(subkey) : "true";
  const value = hasValue ? text.slice(equals + 1) : implied;
  // An argument that the environment does not have is left as it is.
  if (value === undefined) return undefined;
  const unset: AttributeChange = (values) => {
    delete values[rule.attribute];
  };
  const read = rule.read({
    subkey,
    value,
    range: written.value,
    problem: (detail, part = written.value) =>
      fail(
        written.isComposed
          ? `"${file.text}" cannot be given to ${file.name.replace(/^flag /, "")}`
          : `The override "${text}" has a value that cannot be used`,
        { detail, subject: part },
      ),
  });
  const change = written.effect === "unset" ? unset : read;
  return (
    change && {
      matches,
      key: rule,
      replaces: written.effect === "replace" ? "always" : rule.mode === "list" && !isAppending ? "first" : undefined,
      change,
      origin: originOf(fixedSite(written.value)),
      shown: text,
    }
  );
}

function keyHelp(key: string): Partial<Diagnostic> {
  const all = overrideKeys();
  const keys = all.map(({ keys: [name], subkey }) => (subkey === undefined ? name : `${name}.${subkey}`));
  const near = suggest(
    key,
    all.flatMap((rule) => rule.keys),
  );
  return near === undefined ? { detail: `The keys are ${keys.join(", ")}.` } : { hint: `did you mean "${near}"?` };
}

function matcherFor(pattern: string, targets: ReadonlyMap<string, unknown>): ((name: string) => boolean) | string {
  if (targets.has(pattern)) return (name) => name === pattern;
  // Flags stand for this; without any target that is the mistake to tell.
  if (pattern === "*") return () => true;
  const matches = compileGlob(pattern);
  if (matches === undefined) return `"${pattern}" is not a pattern`;
  for (const name of targets.keys()) if (matches(name)) return matches;
  return `No target matches "${pattern}"`;
}

function unmatchedHelp(
  pattern: string,
  { targets, groups }: ReadOverridesOptions,
  file: SourceFile,
): Partial<Diagnostic> {
  const members = groups.get(pattern)?.targets?.map(({ name }) => `"${name}"`);
  const near = members === undefined ? suggest(pattern, targets.keys()) : undefined;
  const isListed = members === undefined && near === undefined && targets.size > 0 && targets.size <= 20;
  return {
    code: "unknown-target",
    ...(file.text.startsWith(pattern) && { subject: { file, start: 0, end: pattern.length } }),
    ...(members !== undefined && {
      detail: `"${pattern}" is a group. Override its members instead, by name or pattern: ${members.join(", ")}.`,
    }),
    ...(isListed && { detail: `The targets are ${[...targets.keys()].join(", ")}.` }),
    ...(near !== undefined && { hint: `did you mean "${near}"?` }),
  };
}
