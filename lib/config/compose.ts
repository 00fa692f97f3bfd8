// Compose services → targets and one group. Follows buildx bake/compose.go; what that drops or mangles, such as single
// ulimits, entitlements and privileged, is carried over as it was meant.

import type { ComposeBake, ComposeBuild, ComposeProject, ComposeService, Ranged } from "../compose/index.js";
import type { Diagnostic, Range, Report } from "../source/index.js";
import { attestCodec } from "./composite/attest.js";
import { cacheCodec } from "./composite/cache.js";
import type { EntryCodec } from "./composite/codec.js";
import { outputCodec } from "./composite/output.js";
import { secretCodec } from "./composite/secret.js";
import { sshCodec } from "./composite/ssh.js";
import type { DeclaredTarget } from "./config.js";
import { type MutableAttributes, mergeAttributes, normaliseAttributes } from "./merge.js";
import { rebasePath } from "./path-base.js";
import { attestation } from "./shorthand.js";
import { fixedSite } from "./site.js";
import type { AttributeName, Group, Origin, SecretEntry, SshEntry, TargetAttributes } from "./target.js";

export interface ComposeTargets {
  readonly targets: readonly DeclaredTarget[];
  /** Absent when no service is built: then it must not hide a target of that name. */
  readonly group?: Group;
}

/** `directory` is what relative contexts are about, when not the directory of the run. */
export function composeTargets(project: ComposeProject, directory: string | undefined, report: Report): ComposeTargets {
  const targets = new Map<string, DeclaredTarget>();
  for (const service of project.services) {
    const target = targetOf(service, directory, report);
    if (target === undefined) continue;
    const known = targets.get(target.name);
    if (known !== undefined) report(sharedName(service, target, known));
    targets.set(target.name, known === undefined ? target : mergeTargets(known, target));
  }
  if (targets.size === 0) return { targets: [] };
  const members = [...targets.values()].map(({ name, declared }) => (declared ? { name, range: declared } : { name }));
  // Sorted as buildx prints them.
  members.sort((a, b) => (a.name < b.name ? -1 : 1));
  return { targets: [...targets.values()], group: { name: "default", targets: members } };
}

/** Two services can come to one name, since targets have no dots. */
function mergeTargets(first: DeclaredTarget, second: DeclaredTarget): DeclaredTarget {
  const { values, origins } = mergeAttributes(
    { values: first.attributes, origins: first.origins },
    { values: second.attributes, origins: second.origins },
  );
  return { ...first, attributes: values, origins };
}

function sharedName({ name }: ComposeService, target: DeclaredTarget, known: DeclaredTarget): Diagnostic {
  return {
    severity: "warning",
    code: "compose-conflict",
    summary: `Service "${name.value}" and another one become the same target, "${target.name}"`,
    detail: 'Targets have "_" where services have a dot. What this service says goes over what the other one says.',
    subject: name.range,
    ...(known.declared !== undefined && { related: [{ message: "the other is here", range: known.declared }] }),
  };
}

function targetOf(
  { name, image, build }: ComposeService,
  directory: string | undefined,
  report: Report,
): DeclaredTarget | undefined {
  if (build === undefined) return undefined;
  const where = `service "${name.value}"`;
  const sheet = makeSheet((diagnostic) => report({ where, ...diagnostic }));
  const rebase = (path: string): string => (directory === undefined ? path : rebasePath(directory, path));
  readBuild(build, sheet, rebase);
  if (build.xBake !== undefined) readBake(build.xBake, sheet, rebase);
  if (image !== undefined && (sheet.values.tags ?? []).length === 0) sheet.set("tags", [image.value], image.range);
  const { values, origins } = normaliseAttributes({ values: sheet.done(), origins: sheet.origins });
  return {
    name: targetName(name.value),
    inherits: [],
    attributes: values,
    origins,
    declared: name.range,
    defaultContext: rebase("."),
  };
}

/** Dots part the names of targets from attributes in overrides. */
function targetName(service: string): string {
  return service.replaceAll(".", "_");
}

/** The attributes of one target as they are gathered. */
interface Sheet {
  readonly values: MutableAttributes;
  readonly origins: Map<AttributeName, Origin>;
  readonly set: <K extends AttributeName>(key: K, value: NonNullable<TargetAttributes[K]>, range: Range) => void;
  readonly text: (
    key: "dockerfile" | "dockerfileInline" | "target" | "network" | "shmSize",
    from?: Ranged<string>,
  ) => void;
  readonly texts: (
    key: "tags" | "platforms" | "noCacheFilter" | "entitlements",
    from: readonly Ranged<string>[],
  ) => void;
  readonly map: (key: "args" | "labels" | "extraHosts", from: ReadonlyMap<string, Ranged<string>>) => void;
  /** The entries that texts mean; mistakes in them are reported. */
  readonly read: <E>(codec: EntryCodec<E>, from: readonly Ranged<string>[]) => readonly E[];
  readonly done: () => TargetAttributes;
}

function makeSheet(report: Report): Sheet {
  const values: MutableAttributes = {};
  const origins = new Map<AttributeName, Origin>();
  const set: Sheet["set"] = (key, value, range) => {
    values[key] = value;
    const earlier = origins.get(key);
    origins.set(key, { ...range, site: fixedSite(range), ...(earlier && { earlier: [earlier] }) });
  };
  return {
    values,
    origins,
    set,
    text: (key, from) => {
      if (from !== undefined) set(key, from.value, from.range);
    },
    texts: (key, from) => {
      for (const { value, range } of from) set(key, [...(values[key] ?? []), value], range);
    },
    map: (key, from) => {
      for (const [name, { value, range }] of from) set(key, new Map([...(values[key] ?? []), [name, value]]), range);
    },
    read: (codec, from) =>
      from.flatMap(({ value, range }) =>
        codec.fromText(value, {
          site: fixedSite(range),
          problem: ({ range: subject, ...rest }) =>
            report({ severity: "error", code: "invalid-value", ...rest, subject }),
        }),
      ),
    done: () => values as TargetAttributes,
  };
}

function readBuild(build: ComposeBuild, sheet: Sheet, rebase: (path: string) => string): void {
  const { context } = build;
  if (context !== undefined) sheet.set("context", rebase(context.value), context.range);
  sheet.text("dockerfile", build.dockerfile);
  sheet.text("dockerfileInline", build.dockerfileInline);
  sheet.map("args", build.args);
  sheet.map("labels", build.labels);
  sheet.text("target", build.target);
  sheet.text("network", build.network);
  sheet.texts("tags", build.tags);
  sheet.texts("platforms", build.platforms);
  addEntries(sheet, "cacheFrom", cacheCodec, build.cacheFrom);
  addEntries(sheet, "cacheTo", cacheCodec, build.cacheTo);
  for (const [name, { value, range }] of build.additionalContexts) {
    sheet.set("contexts", new Map([...(sheet.values.contexts ?? []), [name, namedContext(value, rebase)]]), range);
  }
  for (const { id, file, environment, range } of build.secrets) {
    const secret: SecretEntry = {
      id,
      ...(file !== undefined && { src: file }),
      ...(environment !== undefined && { env: environment }),
    };
    sheet.set("secret", [...(sheet.values.secret ?? []), secret], range);
  }
  for (const { id, path, range } of build.ssh) {
    const entry: SshEntry = { id, paths: path === undefined ? [] : [path] };
    sheet.set("ssh", [...(sheet.values.ssh ?? []), entry], range);
  }
  sheet.text("shmSize", build.shmSize);
  for (const { name, soft, hard, range } of build.ulimits) {
    sheet.set("ulimits", [...(sheet.values.ulimits ?? []), `${name}=${soft}:${hard}`], range);
  }
  sheet.map("extraHosts", build.extraHosts);
  // Compose cannot tell false from not set.
  if (build.noCache?.value === true) sheet.set("noCache", true, build.noCache.range);
  if (build.pull?.value === true) sheet.set("pull", true, build.pull.range);
  for (const type of ["sbom", "provenance"] as const) {
    const given = build[type];
    const text = given && { value: attestation(type, given.value), range: given.range };
    if (text !== undefined) addEntries(sheet, "attest", attestCodec, [text]);
  }
  sheet.texts("entitlements", build.entitlements);
  if (build.privileged?.value === true) {
    sheet.texts("entitlements", [{ value: "security.insecure", range: build.privileged.range }]);
  }
  sheet.texts("noCacheFilter", build.noCacheFilter);
}

function readBake(bake: ComposeBake, sheet: Sheet, rebase: (path: string) => string): void {
  sheet.texts("tags", bake.tags);
  sheet.texts("platforms", bake.platforms);
  sheet.texts("noCacheFilter", bake.noCacheFilter);
  addEntries(sheet, "cacheFrom", cacheCodec, bake.cacheFrom);
  addEntries(sheet, "cacheTo", cacheCodec, bake.cacheTo);
  addEntries(sheet, "secret", secretCodec, bake.secret);
  addEntries(sheet, "ssh", sshCodec, bake.ssh);
  addEntries(sheet, "output", outputCodec, bake.output);
  if (bake.pull !== undefined) sheet.set("pull", bake.pull.value, bake.pull.range);
  if (bake.noCache !== undefined) sheet.set("noCache", bake.noCache.value, bake.noCache.range);
  for (const [name, { value, range }] of bake.contexts) {
    // On a clash the compose value wins.
    if (sheet.values.contexts?.has(name) === true) continue;
    sheet.set("contexts", new Map([...(sheet.values.contexts ?? []), [name, namedContext(value, rebase)]]), range);
  }
}

/** A service is the target that it becomes. */
function namedContext(value: string, rebase: (path: string) => string): string {
  const linked = /^(?:service|target):(.*)$/s.exec(value)?.[1];
  return linked === undefined ? rebase(value) : `target:${targetName(linked)}`;
}

/** The attributes whose values are lists of entries. */
type EntriesName = "attest" | "cacheFrom" | "cacheTo" | "secret" | "ssh" | "output";

function addEntries<K extends EntriesName>(
  sheet: Sheet,
  key: K,
  codec: EntryCodec<NonNullable<TargetAttributes[K]>[number]>,
  from: readonly Ranged<string>[],
): void {
  const last = from.at(-1);
  if (last === undefined) return;
  const known: readonly unknown[] = sheet.values[key] ?? [];
  // Entries of one attribute are of one kind, which the compiler does not follow through the type parameter.
  const all = [...known, ...sheet.read(codec, from)] as unknown as NonNullable<TargetAttributes[K]>;
  sheet.set(key, all, last.range);
}
