// Targets as they will be built: parents, overrides and defaults are in them, and what can be checked is checked.

import type { Range, Report } from "../source/index.js";
import { namesIn } from "./attributes.js";
import { withDefaultDestination } from "./composite/output.js";
import type { Config } from "./config.js";
import { isEnvironmentHidden } from "./environment.js";
import { makeInherit } from "./inherit.js";
import { type Attributes, type MutableAttributes, specOf } from "./merge.js";
import { placeOfIndex, placeOfItem } from "./origin.js";
import { readOverrides } from "./override.js";
import { cleanPath } from "./path.js";
import { contextInRepository, localPrefix, parseRemoteUrl } from "./remote.js";
import type { AttributeName, Origins, Target } from "./target.js";
import type { OverrideFlags } from "./written-override.js";

export interface ResolveOptions {
  readonly overrides: OverrideFlags;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Looks up targets of a Config as they will be built; undefined: there is no such target. The same name gives the same object. */
export type Resolve = (name: string) => Target | undefined;

/** What is wrong with a target is reported when it is first asked for; what is wrong with `overrides`, at once. */
export function makeResolve(config: Config, { overrides, env }: ResolveOptions, report: Report): Resolve {
  const isHidden = isEnvironmentHidden(env);
  const environment = (name: string): string | undefined =>
    !isHidden && Object.hasOwn(env, name) ? env[name] : undefined;
  const inherit = makeInherit(
    config,
    readOverrides({ flags: overrides, targets: config.targets, groups: config.groups, environment }, report),
    report,
  );
  const targets = new Map<string, Target>();
  return (name) => {
    const known = targets.get(name);
    const declared = config.targets.get(name);
    const attributes = known === undefined ? inherit(name) : undefined;
    if (known !== undefined || declared === undefined || attributes === undefined) return known;
    const context = contextOf(config, attributes.values.context ?? declared.defaultContext);
    const target = finishTarget({ ...declared, context }, attributes);
    targets.set(name, target);
    checkTarget(target, (diagnostic) => report({ where: `target "${name}"`, ...diagnostic }));
    return target;
  };
}

/** Fills in what every target has, and leaves out what is empty. */
export function finishTarget(
  { name, context, declared }: Pick<Target, "name" | "context" | "declared">,
  { values, origins }: Attributes,
): Target {
  const filled: MutableAttributes = {};
  for (const key of namesIn(values)) keep(key);
  if (filled.output !== undefined) filled.output = filled.output.map(withDefaultDestination);
  return Object.assign(
    filled,
    { name, context, dockerfile: values.dockerfile || "Dockerfile", origins },
    declared === undefined ? undefined : { declared },
  );

  function keep<K extends AttributeName>(key: K): void {
    const value = values[key];
    if (value !== undefined && !isEmpty(key, value)) filled[key] = value;
  }
}

function isEmpty<K extends AttributeName>(key: K, value: NonNullable<Attributes["values"][K]>): boolean {
  return specOf(key).shape.isEmpty(value);
}

/** The context as it is printed and built; URLs stay as they are. */
function contextOf(config: Config, context: string): string {
  if (config.remote !== undefined && config.remote.kind !== "http")
    return contextInRepository(config.remote.url, context);
  if (parseRemoteUrl(context) !== undefined || notFolders.test(context)) return context;
  return cleanPath(context.startsWith(localPrefix) ? context.slice(localPrefix.length) : context);
}

/** Lists without mistakes: what is inherited is the same list in every child. */
const checkedLists = new WeakSet<object>();

const notFolders = /^(?:docker-image|oci-layout|target):/;

/** Reports what is wrong whatever the machine looks like. Files, sockets and daemons are asked when building. */
export function checkTarget(target: Target, report: Report): void {
  for (const key of namesIn(target)) checkItems(key);
  checkContext();
  checkOutputs();
  for (const [index, secret] of (target.secret ?? []).entries()) {
    if (secret.id !== "") continue;
    report({
      severity: "error",
      code: "invalid-secret",
      summary: `A secret of target "${target.name}" has no "id"`,
      detail: `The id is the name by which the Dockerfile mounts it, as in "id=token,env=TOKEN".`,
      ...itemSubject("secret", index, target.secret?.length ?? 0),
    });
  }

  function checkItems<K extends AttributeName>(key: K): void {
    const { name, problem } = specOf(key);
    const value = target[key];
    if (problem === undefined || value === undefined) return;
    const items: readonly unknown[] = typeof value === "string" ? [value] : Array.isArray(value) ? value : [];
    if (checkedLists.has(items)) return;
    let isRight = true;
    for (const item of items) {
      const detail = typeof item === "string" ? problem(item) : undefined;
      if (typeof item !== "string" || detail === undefined) continue;
      isRight = false;
      report({
        severity: "error",
        code: "invalid-value",
        summary: `${JSON.stringify(item)} in "${name}" of target "${target.name}" cannot be used`,
        detail,
        ...subject(key, item),
      });
    }
    if (isRight) checkedLists.add(items);
  }

  function checkContext(): void {
    if (target.context === "-") {
      report({
        severity: "error",
        code: "invalid-context",
        summary: `The context of target "${target.name}" is "-", but a bake file cannot read its context from standard input`,
        ...subject("context", "-"),
      });
    }
    const scheme = notFolders.exec(target.context);
    if (scheme !== null) {
      report({
        severity: "error",
        code: "invalid-context",
        summary: `The context of target "${target.name}" is "${target.context}", which can only be a named context`,
        detail: `Give it a name in "contexts", as in contexts = { base = "${target.context}" }.`,
        ...subject("context", target.context),
      });
    }
    if (target.dockerfile === "-") {
      report({
        severity: "error",
        code: "invalid-value",
        summary: `The Dockerfile of target "${target.name}" is "-", but a bake file cannot read it from standard input`,
        detail: `Write its text in "dockerfile-inline".`,
        ...subject("dockerfile", "-"),
      });
    }
  }

  function checkOutputs(): void {
    const outputs = target.output ?? [];
    for (const [index, { type, attrs }] of outputs.entries()) {
      const isFolder = type === "local" || (attrs.get("tar") === "false" && (type === "oci" || type === "docker"));
      const dest = attrs.get("dest");
      if (!isFolder || (dest !== undefined && dest !== "-")) continue;
      report({
        severity: "error",
        code: "invalid-output",
        summary:
          dest === undefined
            ? `The ${type} output of target "${target.name}" has no "dest"`
            : `The ${type} output of target "${target.name}" is a folder, which standard output cannot take`,
        detail: `Name a folder, as in "type=${type},dest=out".`,
        ...itemSubject("output", index, outputs.length),
      });
    }
    const [, second] = outputs.flatMap(({ attrs }, index) => (attrs.get("dest") === "-" ? [index] : []));
    if (second === undefined) return;
    report({
      severity: "error",
      code: "invalid-output",
      summary: `Two outputs of target "${target.name}" go to standard output`,
      detail: `Name a file for one of them, as in "type=tar,dest=out.tar".`,
      ...itemSubject("output", second, outputs.length),
    });
  }

  function itemSubject(key: AttributeName, index: number, count: number): { readonly subject?: Range } {
    const place = placeOfIndex(target.origins.get(key), index, count) ?? target.declared;
    return place === undefined ? {} : { subject: place };
  }

  function subject(key: AttributeName, item?: string): { readonly subject?: Range } {
    return subjectIn(target.origins, key, item, target.declared);
  }
}

function subjectIn(
  origins: Origins,
  key: AttributeName,
  item: string | undefined,
  fallback: Range | undefined,
): { readonly subject?: Range } {
  const origin = origins.get(key);
  const place = (item === undefined ? origin : placeOfItem(origin, item)) ?? fallback;
  return place === undefined ? {} : { subject: place };
}
