// `build` of one service as plain data. The keys are those of the Compose specification, schema/compose-spec.json.

import type { Range } from "../source/index.js";
import { readBoolean, readInteger, readPairs, readText, readTextOrTexts, readTexts, textsOf } from "./fields.js";
import { inside, type Place, reportAt, reportShape, reportUnknownKeys } from "./mistake.js";
import type { ComposeBuild, ComposeSsh, ComposeUlimit, Ranged } from "./project.js";
import { type DeclaredSecret, readBuildSecrets } from "./secrets.js";
import { formatSize, parseSize } from "./size.js";
import { get, type MapTree, scalarText } from "./tree.js";
import { readXBake } from "./x-bake.js";

const buildKeys = [
  "additional_contexts",
  "args",
  "cache_from",
  "cache_to",
  "context",
  "dockerfile",
  "dockerfile_inline",
  "entitlements",
  "extra_hosts",
  "isolation",
  "labels",
  "network",
  "no_cache",
  "no_cache_filter",
  "platforms",
  "privileged",
  "provenance",
  "pull",
  "sbom",
  "secrets",
  "shm_size",
  "ssh",
  "tags",
  "target",
  "ulimits",
] as const;

const ulimitNames = [
  "core",
  "cpu",
  "data",
  "fsize",
  "locks",
  "memlock",
  "msgqueue",
  "nice",
  "nofile",
  "nproc",
  "rss",
  "rtprio",
  "rttime",
  "sigpending",
  "stack",
];

export interface BuildOptions {
  /** Those that the project declares. */
  readonly secrets: ReadonlyMap<string, DeclaredSecret>;
  /** Something could not be read, so what is not declared may be declared there. */
  readonly isBroken: boolean;
  /** For arguments without a value. */
  readonly lookupArg: (name: string) => Promise<string | undefined>;
}

export async function readBuild(build: MapTree, place: Place, options: BuildOptions): Promise<ComposeBuild> {
  reportUnknownKeys(place, build, { known: buildKeys, severity: "error" });
  const dockerfile = readText(build, "dockerfile", place);
  const dockerfileInline = readText(build, "dockerfile_inline", place);
  if (dockerfile !== undefined && dockerfileInline !== undefined) {
    reportAt(
      inside(place, "dockerfile_inline"),
      build.entries.get("dockerfile_inline")?.keyRange ?? dockerfileInline.range,
      {
        code: "compose-conflict",
        summary: '"dockerfile_inline" and "dockerfile" exclude each other',
        advice: "Keep one of them.",
        related: [{ message: "the other is here", range: dockerfile.range }],
      },
    );
  }
  return {
    range: build.range,
    ...present({
      context: readText(build, "context", place),
      dockerfile,
      dockerfileInline,
      target: readText(build, "target", place),
      network: readText(build, "network", place),
      shmSize: readShmSize(build, place),
      noCache: readBoolean(build, "no_cache", place),
      pull: readBoolean(build, "pull", place),
      provenance: readAttestation(build, "provenance", place),
      sbom: readAttestation(build, "sbom", place),
      privileged: readBoolean(build, "privileged", place),
      isolation: readText(build, "isolation", place),
      xBake: readXBake(build, place),
    }),
    args: await readArgs(build, place, options.lookupArg),
    labels: withDefault(readPairs(build, "labels", place)),
    tags: unique(readTexts(build, "tags", place)),
    platforms: readTexts(build, "platforms", place),
    cacheFrom: readTexts(build, "cache_from", place),
    cacheTo: readTexts(build, "cache_to", place),
    additionalContexts: withDefault(readPairs(build, "additional_contexts", place)),
    secrets: readBuildSecrets(build, place, options),
    ssh: readSsh(build, place),
    ulimits: readUlimits(build, place),
    extraHosts: readExtraHosts(build, place),
    entitlements: readTexts(build, "entitlements", place),
    noCacheFilter: readTextOrTexts(build, "no_cache_filter", place),
  };
}

async function readArgs(
  build: MapTree,
  place: Place,
  lookup: BuildOptions["lookupArg"],
): Promise<ReadonlyMap<string, Ranged<string>>> {
  const args = new Map<string, Ranged<string>>();
  for (const [name, { value, range }] of readPairs(build, "args", place)) {
    if (/\s$/.test(name)) reportBlank(name, inside(place, "args"), range);
    const text = value ?? (await lookup(name));
    if (text !== undefined) args.set(name, { value: text, range });
  }
  return args;
}

function reportBlank(name: string, place: Place, range: Range): void {
  const advice = "No blank can stand before the equals sign.";
  reportAt(place, range, { code: "compose-invalid", summary: `The name "${name}" ends with a blank`, advice });
}

function withDefault(pairs: ReadonlyMap<string, Ranged<string | undefined>>): ReadonlyMap<string, Ranged<string>> {
  return new Map([...pairs].map(([key, { value, range }]) => [key, { value: value ?? "", range }]));
}

function unique(texts: readonly Ranged<string>[]): readonly Ranged<string>[] {
  return texts.filter((text, index) => texts.findIndex((other) => other.value === text.value) === index);
}

function readShmSize(build: MapTree, place: Place): Ranged<string> | undefined {
  const tree = get(build, "shm_size");
  if (tree === undefined) return undefined;
  const text = tree.kind === "map" || tree.kind === "list" ? undefined : scalarText(tree);
  const bytes =
    tree.kind === "number" && tree.isInteger ? tree.value : text === undefined ? undefined : parseSize(text);
  if (bytes === undefined || bytes < 0) {
    reportShape(inside(place, "shm_size"), tree, 'a size such as "64m" or bytes');
    return undefined;
  }
  return bytes === 0 ? undefined : { value: formatSize(bytes), range: tree.range };
}

/** A boolean, or the fields that the flag of the same name takes. */
function readAttestation(build: MapTree, key: "provenance" | "sbom", place: Place): Ranged<string> | undefined {
  const tree = get(build, key);
  return tree?.kind === "boolean" ? { value: String(tree.value), range: tree.range } : readText(build, key, place);
}

function readSsh(build: MapTree, place: Place): readonly ComposeSsh[] {
  const keys: ComposeSsh[] = [];
  for (const [id, { value, range }] of readPairs(build, "ssh", place)) {
    keys.push({ id, range, ...(value === undefined || value === "" ? {} : { path: value }) });
  }
  return keys.sort((a, b) => compare(a.id, b.id));
}

function readUlimits(build: MapTree, place: Place): readonly ComposeUlimit[] {
  const tree = get(build, "ulimits");
  const at = inside(place, "ulimits");
  if (tree === undefined) return [];
  if (tree.kind !== "map") {
    reportShape(at, tree, "a mapping");
    return [];
  }
  const limits: ComposeUlimit[] = [];
  for (const { key: name, keyRange, value } of tree.entries.values()) {
    if (value.kind === "null") continue;
    const limit = inside(at, name);
    if (!ulimitNames.includes(name)) {
      const summary = `"${name}" is no limit that can be set`;
      reportAt(limit, keyRange, { code: "compose-invalid", summary, advice: `Known are ${ulimitNames.join(", ")}.` });
    } else if (value.kind !== "map") {
      reportShape(limit, value, "a number or a mapping with soft and hard");
    } else {
      const read = readUlimit(name, value, limit);
      if (read !== undefined) limits.push(read);
    }
  }
  return limits.sort((a, b) => compare(a.name, b.name));
}

function readUlimit(name: string, tree: MapTree, place: Place): ComposeUlimit | undefined {
  reportUnknownKeys(place, tree, { known: ["soft", "hard"], severity: "error" });
  const soft = readInteger(tree, "soft", place);
  const hard = readInteger(tree, "hard", place);
  if (soft === undefined || hard === undefined) return undefined;
  if (hard.value !== -1 && (soft.value === -1 || soft.value > hard.value)) {
    reportAt(place, soft.range, {
      code: "compose-invalid",
      summary: `The soft limit ${soft.value} of "${name}" is above the hard limit ${hard.value}`,
      advice: "-1 is no limit.",
    });
    return undefined;
  }
  return { name, soft: soft.value, hard: hard.value, range: tree.range };
}

function readExtraHosts(build: MapTree, place: Place): ReadonlyMap<string, Ranged<string>> {
  const hosts = new Map<string, Ranged<string>>();
  const tree = get(build, "extra_hosts");
  if (tree?.kind !== "map") return hosts;
  for (const { key: host, keyRange, value } of tree.entries.values()) {
    const at = inside(inside(place, "extra_hosts"), host);
    if (value.kind !== "list") {
      reportShape(at, value, "an address or a list of addresses");
      continue;
    }
    if (host === "" || /[:=]/.test(host)) reportBadHost(host, at, keyRange);
    const addresses = new Set(textsOf(value.items, at).map((item) => item.value.replace(/^\[(.+)\]$/, "$1")));
    hosts.set(host, { value: [...addresses].join(","), range: value.range });
  }
  return hosts;
}

function reportBadHost(host: string, place: Place, range: Range): void {
  const advice = "Neither : nor = can be in it, and it cannot be empty.";
  reportAt(place, range, { code: "compose-invalid", summary: `"${host}" is no host name`, advice });
}

/** Bytewise for the ASCII names that occur here. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

type Present<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/** `fields` without those that are undefined, as exact optional properties want it. */
function present<T extends object>(fields: T): Present<T> {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  // The entries are those of T, less what Present makes optional.
  return Object.fromEntries(entries) as Present<T>;
}
