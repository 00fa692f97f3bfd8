// Which targets and groups the names on the command line stand for. Follows buildx bake.go, ReadTargets and ResolveGroup.

import { type Config, compileGlob, type Group, isGlob, type NameRef } from "../config/index.js";
import { type Diagnostic, type Report, suggest } from "../source/index.js";

export interface Wanted {
  /** What was asked for, patterns replaced by what they match. */
  readonly names: readonly string[];
  /** Each once, in the order in which they were come to. */
  readonly targets: readonly NameRef[];
  /** Each once; a group stands before those in it. */
  readonly groups: readonly Group[];
}

/** Names that mean nothing are reported and left out. No names: `default`. */
export function expandWanted(config: Config, requested: readonly string[], report: Report): Wanted {
  const names: string[] = [];
  const targets = new Map<string, NameRef>();
  const groups = new Map<string, Group>();
  for (const typed of requested.length === 0 ? ["default"] : requested) {
    const found = matching(config, typed, report);
    names.push(...found);
    for (const name of found) visit(name, typed);
  }
  return { names, targets: [...targets.values()], groups: [...groups.values()] };

  function visit(name: string, typed: string): void {
    const group = config.groups.get(name);
    if (group !== undefined) visitGroup(group);
    else if (config.targets.has(name)) addTarget({ name });
    else report(unknownName(config, name, requested.length === 0 ? undefined : typed));
  }

  /** Groups are nested by a stack of our own, so that they may be as deep as they like. */
  function visitGroup(wanted: Group): void {
    const path: { readonly group: Group; readonly members: readonly NameRef[]; next: number }[] = [];
    const open = new Set<string>();
    enter(wanted);
    for (let level = path.at(-1); level !== undefined; level = path.at(-1)) {
      const member = level.members[level.next];
      level.next += 1;
      if (member === undefined) {
        open.delete(level.group.name);
        path.pop();
        continue;
      }
      const group = config.groups.get(member.name);
      if (group !== undefined && !open.has(member.name)) enter(group);
      // A group that names itself means the target of that name.
      else if (config.targets.has(member.name)) addTarget(member);
      else if (group !== undefined) {
        const names = path.map((step) => step.group.name);
        report(groupCycle([...names.slice(names.indexOf(member.name)), member.name], level.group, member));
      } else report(unknownMember(config, level.group, member));
    }

    function enter(group: Group): void {
      const isKnown = groups.has(group.name);
      groups.set(group.name, group);
      // What is in it is already wanted.
      if (isKnown) return;
      path.push({ group, members: group.targets ?? [], next: 0 });
      open.add(group.name);
    }
  }

  function addTarget(ref: NameRef): void {
    if (!targets.has(ref.name)) targets.set(ref.name, ref);
  }
}

/**
 * The groups that `--print` shows: those that were visited, and always `default`, which also has what was asked for. A
 * target named default is among it only when asked for first, as buildx has it.
 */
export function shownGroups({ names, groups }: Wanted): readonly Group[] {
  const visited = groups.find(({ name }) => name === "default");
  const members = new Set(visited?.targets?.map(({ name }) => name));
  for (const [index, name] of names.entries()) {
    if (name !== "default" || (visited === undefined && index === 0)) members.add(name);
  }
  const { targets: own, ...rest } = visited ?? { name: "default", targets: [] };
  const isNull = own === undefined && members.size === 0;
  const shown: Group = isNull ? rest : { ...rest, targets: [...members].sort().map((name) => ({ name })) };
  return [...groups.filter((group) => group !== visited), shown];
}

/** Targets have no dots in their names: one that is asked for with dots is meant as compose services are renamed. */
function matching(config: Config, requested: string, report: Report): readonly string[] {
  const name = requested.replaceAll(".", "_");
  if (!isGlob(name)) return [name];
  const matches = compileGlob(name);
  const known = [...config.groups.keys(), ...config.targets.keys()];
  const found = matches === undefined ? [] : [...new Set(known.filter(matches))];
  if (found.length === 0) {
    report({
      severity: "error",
      code: "unknown-target",
      summary: matches === undefined ? `"${requested}" is not a pattern` : `No target or group matches "${requested}"`,
      ...(matches !== undefined && { detail: available(config) }),
    });
  }
  return found;
}

/** `typed` is the name as it was asked for; undefined: none was. */
function unknownName(config: Config, name: string, typed: string | undefined): Diagnostic {
  const emptied = config.emptied.get(name);
  if (emptied !== undefined) {
    return {
      severity: "error",
      code: "unknown-target",
      summary: `Target "${name}" has no variants, because its matrix has an axis without values`,
      subject: emptied,
    };
  }
  const near = suggest(name, [...config.targets.keys(), ...config.groups.keys()]);
  return {
    severity: "error",
    code: "unknown-target",
    summary:
      typed === undefined
        ? `No target was named, and there is no target or group "default"`
        : `There is no target or group "${typed}"`,
    detail: `${near === undefined ? "" : `Did you mean "${near}"? `}${available(config)}`,
  };
}

const mostNames = 20;

function available(config: Config): string {
  const names = [...new Set([...config.groups.keys(), ...config.targets.keys()])]
    .filter((name) => !name.startsWith("_"))
    .sort();
  if (names.length === 0) return "The bake files define no targets.";
  const shown = names.slice(0, mostNames).join(", ");
  const rest = names.length - mostNames;
  return `There ${names.length === 1 ? "is" : "are"} ${shown}${rest > 0 ? ` and ${rest} more` : ""}.`;
}

function unknownMember(config: Config, group: Group, { name, range }: NameRef): Diagnostic {
  const near = suggest(name, [...config.targets.keys(), ...config.groups.keys()]);
  const emptied = config.emptied.get(name);
  return {
    severity: "error",
    code: "unknown-target",
    summary:
      emptied === undefined
        ? `Group "${group.name}" has the member "${name}", which is not defined`
        : `Group "${group.name}" has the member "${name}", which has no variants`,
    ...subjectOf(range ?? group.declared),
    where: `group "${group.name}"`,
    ...(near !== undefined && { hint: `did you mean "${near}"?` }),
    ...(emptied !== undefined && { related: [{ message: "this axis of its matrix has no values", range: emptied }] }),
  };
}

function groupCycle(names: readonly string[], group: Group, { range }: NameRef): Diagnostic {
  return {
    severity: "error",
    code: "reference-cycle",
    summary: `Group "${names[0]}" contains itself: ${names.join(" → ")}`,
    ...subjectOf(range ?? group.declared),
    where: `group "${group.name}"`,
  };
}

function subjectOf(subject: Diagnostic["subject"]): Pick<Diagnostic, "subject"> {
  return subject === undefined ? {} : { subject };
}
