// The table of a target's attributes. It drives what is known, how it is read, merged, overridden and printed, the
// reference in docs/ and the JSON Schema. The order is that in which attributes are printed.

import { annotationProblem } from "./annotation.js";
import { attestCodec } from "./composite/attest.js";
import { cacheCodec } from "./composite/cache.js";
import { outputCodec } from "./composite/output.js";
import { policyCodec } from "./composite/policy.js";
import { secretCodec } from "./composite/secret.js";
import { sshCodec } from "./composite/ssh.js";
import { entries } from "./entries.js";
import {
  addEntry,
  addText,
  load,
  type OverrideRule,
  pointSecret,
  push,
  setBool,
  setEntry,
  setResource,
  setText,
} from "./override-rule.js";
import { parsePlatform } from "./platform.js";
import { resources } from "./resources.js";
import {
  append,
  distinctBy,
  distinctTexts,
  filledEntries,
  lastOfKey,
  mergeFields,
  mergeKeys,
  replace,
} from "./rules.js";
import { bool, filledText, type Shape, text, textMap, texts } from "./shape.js";
import { parseSize } from "./size.js";
import type { AttributeName, CacheEntry, OutputEntry, TargetAttributes } from "./target.js";
import { ulimitProblem } from "./ulimit.js";

export interface AttributeSpec<T> {
  /** As in the bake file and in what is printed. */
  readonly name: string;
  readonly shape: Shape<T>;
  readonly merge: { readonly kind: "replace" | "append" | "merge"; readonly merge: (parent: T, child: T) => T };
  /** Tidies the merged value of each target. */
  readonly normalise?: (value: T) => T;
  readonly overrides: readonly OverrideRule<T>[];
  /** What is wrong with one text of the value, as sentences: told even when nothing is built. */
  readonly problem?: (item: string) => string | undefined;
  /** One or two sentences for the reference and for editors. */
  readonly description: string;
  /** The attribute as one writes it. */
  readonly example: string;
  /** Values that are known; others are handed on. */
  readonly values?: readonly string[];
}

export type AttributeTable = { readonly [K in AttributeName]: AttributeSpec<NonNullable<TargetAttributes[K]>> };

const distinctEntries = distinctBy(({ type, attrs }: OutputEntry | CacheEntry) =>
  JSON.stringify([type, [...attrs].sort(([a], [b]) => (a < b ? -1 : 1))]),
);

export const attributes: AttributeTable = {
  description: {
    name: "description",
    shape: filledText,
    merge: replace,
    overrides: [],
    description: "What the target is for. Shown by `--list`.",
    example: 'description = "The web application"',
  },
  annotations: {
    name: "annotations",
    shape: texts,
    merge: append,
    normalise: distinctTexts,
    overrides: [addText("add", "annotations")],
    problem: annotationProblem,
    description:
      "Annotations of the image, each `KEY=VALUE`. A prefix says what is annotated: `index`, `index-descriptor`, `manifest` or `manifest-descriptor`, each with an optional `[PLATFORM]`.",
    example: 'annotations = ["org.opencontainers.image.authors=dvdksn"]',
  },
  attest: {
    name: "attest",
    shape: entries(attestCodec),
    merge: append,
    normalise: lastOfKey((entry) => entry.type),
    overrides: [addEntry(attestCodec, "add", "attest")],
    description: "Attestations to make, one for each type.",
    example: 'attest = [{ type = "provenance", mode = "max" }, { type = "sbom" }]',
  },
  context: {
    name: "context",
    shape: text,
    merge: replace,
    overrides: [setText("context")],
    description: "The build context: a folder, relative to where the command runs, or a URL. Default `.`.",
    example: 'context = "./services/web"',
  },
  contexts: {
    name: "contexts",
    shape: textMap({ refusesNull: true }),
    merge: mergeKeys,
    normalise: filledEntries,
    overrides: [setEntry("contexts", "NAME")],
    description:
      "Named contexts for `FROM` and `COPY --from`: a folder, a URL, `docker-image://REF`, `oci-layout://PATH` or `target:NAME`. An empty value removes an inherited one.",
    example: 'contexts = { base = "target:base", alpine = "docker-image://alpine:3.22" }',
  },
  dockerfile: {
    name: "dockerfile",
    shape: text,
    merge: replace,
    overrides: [setText("dockerfile")],
    description: "The Dockerfile, relative to the context, or its http URL. Default `Dockerfile`.",
    example: 'dockerfile = "web.Dockerfile"',
  },
  dockerfileInline: {
    name: "dockerfile-inline",
    shape: text,
    merge: replace,
    overrides: [],
    description: "The text of the Dockerfile. Wins over `dockerfile`.",
    example: 'dockerfile-inline = "FROM alpine\\nRUN echo hello"',
  },
  args: {
    name: "args",
    shape: textMap({ refusesNull: false }),
    merge: mergeKeys,
    overrides: [setEntry("args", "NAME", { withoutValue: "env" })],
    description: "Build arguments. One that is null is not passed, so the Dockerfile's default holds.",
    example: "args = { GO_VERSION = VERSION }",
  },
  labels: {
    name: "labels",
    shape: textMap({ refusesNull: false }),
    merge: mergeKeys,
    overrides: [setEntry("labels", "NAME")],
    description: "Labels of the image.",
    example: 'labels = { "org.opencontainers.image.title" = "web" }',
  },
  tags: {
    name: "tags",
    shape: texts,
    merge: replace,
    normalise: distinctTexts,
    overrides: [addText("list", "tags")],
    description: "Names of the image.",
    example: 'tags = ["acme/web:latest", "acme/web:$' + '{VERSION}"]',
  },
  cacheFrom: {
    name: "cache-from",
    shape: entries(cacheCodec),
    merge: append,
    normalise: distinctEntries,
    overrides: [addEntry(cacheCodec, "list", "cache-from")],
    description: "Where layers that were built before are looked up.",
    example: 'cache-from = [{ type = "registry", ref = "acme/web:cache" }]',
  },
  cacheTo: {
    name: "cache-to",
    shape: entries(cacheCodec),
    merge: replace,
    normalise: distinctEntries,
    overrides: [addEntry(cacheCodec, "list", "cache-to")],
    description: "Where the layers of this build are kept for later ones.",
    example: 'cache-to = [{ type = "registry", ref = "acme/web:cache", mode = "max" }]',
  },
  target: {
    name: "target",
    shape: text,
    merge: replace,
    overrides: [setText("target")],
    description: "The stage of the Dockerfile to build. Default: the last.",
    example: 'target = "release"',
  },
  secret: {
    name: "secret",
    shape: entries(secretCodec),
    merge: append,
    normalise: lastOfKey((entry) => entry.id),
    overrides: [addEntry(secretCodec, "list", "secrets"), pointSecret(secretCodec)],
    description: "Secrets that RUN steps can mount, one for each id.",
    example: 'secret = [{ id = "token", env = "TOKEN" }, "id=aws,src=$' + '{HOME}/.aws/credentials"]',
  },
  ssh: {
    name: "ssh",
    shape: entries(sshCodec),
    merge: append,
    normalise: lastOfKey((entry) => entry.id),
    overrides: [addEntry(sshCodec, "list", "ssh")],
    description: "SSH agents or keys that RUN steps can use, one for each id.",
    example: 'ssh = ["default", { id = "deploy", paths = ["deploy.key"] }]',
  },
  platforms: {
    name: "platforms",
    shape: texts,
    merge: replace,
    normalise: distinctTexts,
    overrides: [addText("list", "platform", "platforms")],
    problem: (item) => {
      for (const part of item.split(",")) {
        const parsed = parsePlatform(part, "linux/amd64");
        if ("problem" in parsed) return `${parsed.problem.charAt(0).toUpperCase()}${parsed.problem.slice(1)}.`;
      }
      return undefined;
    },
    description: "Platforms to build for; `local` is that of the client.",
    example: 'platforms = ["linux/amd64", "linux/arm64"]',
  },
  output: {
    name: "output",
    shape: entries(outputCodec),
    merge: replace,
    normalise: distinctEntries,
    overrides: [addEntry(outputCodec, "list", "output"), push, load],
    description: "Where the result goes.",
    example: 'output = [{ type = "image", push = true }, "type=local,dest=out"]',
  },
  pull: {
    name: "pull",
    shape: bool,
    merge: replace,
    overrides: [setBool("pull")],
    description: "Ask registries for newer base images even when there is one at hand.",
    example: "pull = true",
  },
  noCache: {
    name: "no-cache",
    shape: bool,
    merge: replace,
    overrides: [setBool("no-cache")],
    description: "Build every step again.",
    example: "no-cache = true",
  },
  network: {
    name: "network",
    shape: text,
    merge: replace,
    overrides: [setText("network")],
    description: "Network of RUN steps. `host` asks for the right `network.host`.",
    example: 'network = "none"',
    values: ["default", "none", "host"],
  },
  noCacheFilter: {
    name: "no-cache-filter",
    shape: texts,
    merge: append,
    normalise: distinctTexts,
    overrides: [addText("list", "no-cache-filter")],
    description: "Stages whose steps are built again.",
    example: 'no-cache-filter = ["deps"]',
  },
  shmSize: {
    name: "shm-size",
    shape: text,
    merge: replace,
    overrides: [setText("shm-size")],
    problem: (item) =>
      parseSize(item) !== undefined ? undefined : `A size is a number and a unit, as in "128m": b, k, m, g, t or p.`,
    description: "Size of `/dev/shm` in RUN steps.",
    example: 'shm-size = "128m"',
  },
  ulimits: {
    name: "ulimits",
    shape: texts,
    merge: append,
    normalise: distinctTexts,
    overrides: [addText("list", "ulimits")],
    problem: ulimitProblem,
    description: "Limits of processes in RUN steps, each `TYPE=SOFT[:HARD]`.",
    example: 'ulimits = ["nofile=1024:2048"]',
  },
  resources: {
    name: "resources",
    shape: resources,
    merge: mergeFields,
    overrides: [setResource()],
    description: "Limits of memory and CPUs for RUN steps.",
    example: 'resources = { memory = "1g", cpu-quota = 50000 }',
  },
  call: {
    name: "call",
    shape: text,
    merge: replace,
    overrides: [setText("call")],
    description: "What to ask of the frontend instead of a build.",
    example: 'call = "check"',
    values: ["build", "check", "outline", "targets"],
  },
  entitlements: {
    name: "entitlements",
    shape: texts,
    merge: append,
    normalise: distinctTexts,
    overrides: [addText("add", "entitlements")],
    description: "Rights that the build asks for; they must be granted with `--allow`, too.",
    example: 'entitlements = ["network.host"]',
    values: ["network.host", "security.insecure", "device"],
  },
  extraHosts: {
    name: "extra-hosts",
    shape: textMap({ refusesNull: false }),
    merge: mergeKeys,
    overrides: [setEntry("extra-hosts", "HOST")],
    description: "Addresses of hosts in RUN steps; several are separated by commas.",
    example: 'extra-hosts = { "db.internal" = "10.0.0.2" }',
  },
  policy: {
    name: "policy",
    shape: entries(policyCodec),
    merge: append,
    overrides: [addEntry(policyCodec, "list", "policy")],
    description: "Policies that say which sources a build may use.",
    example: 'policy = [{ filename = "policy.rego", strict = true }]',
  },
};

/** In the order in which they are printed. */
// The keys of the table are those of its type, which has no others.
export const attributeNames = Object.keys(attributes) as readonly AttributeName[];

const namesByKeys = new Map<string, readonly AttributeName[]>();

/** The attributes that `values` may have, in the order of the table. Sets of attributes are many, the kinds of them few. */
export function namesIn(values: TargetAttributes): readonly AttributeName[] {
  const keys = Object.keys(values);
  const kind = keys.join();
  const known = namesByKeys.get(kind);
  if (known !== undefined) return known;
  const found = attributeNames.filter((name) => keys.includes(name));
  namesByKeys.set(kind, found);
  return found;
}

/** Of an attribute as the bake file names it. */
export const attributeByName: ReadonlyMap<string, AttributeName> = new Map(
  attributeNames.map((key) => [attributes[key].name, key]),
);
