// biome-ignore-all lint/suspicious/noTemplateCurlyInString: bake files are full of them

// Generated attributes of a target, and overrides of them.

import fc from "fast-check";
import { awkwardText, type Expressions, object, plainText } from "./expression.js";
import type { Release } from "./release.js";

export type Lines = readonly (readonly [attribute: string, value: string])[];

export interface Options {
  readonly release: Release;
  readonly isLinked: boolean;
  readonly hasOutputs: boolean;
}

/** Some attributes, each once. */
export function attributeLines(some: Expressions, options: Options): fc.Arbitrary<Lines> {
  const text = some.text;
  // Templates in these are printed as they are by docker-buildx, and ours escapes them.
  const name = some.text.map((code) => `sanitize(${code})`);
  const list = some.list.map((code) => `[for item in ${code} : sanitize(item)]`);
  const keyed = (key: fc.Arbitrary<string>, value: fc.Arbitrary<string>) =>
    fc.dictionary(key, value, { maxKeys: 3, noNullPrototype: true }).map(object);
  const key = fc.constantFrom("A", "B", "org.example.a", "a-b");
  const nullable = fc.oneof({ weight: 4, arbitrary: text }, some.number, some.flag, fc.constant("null"));
  const orNull = (code: fc.Arbitrary<string>) => fc.oneof({ weight: 8, arbitrary: code }, fc.constant("null"));
  const either = (first: fc.Arbitrary<string>, second: fc.Arbitrary<string>) => fc.oneof(first, second);
  const attributes: Readonly<Record<string, fc.Arbitrary<string>>> = {
    description: name,
    annotations: orNull(items(name.map((code) => `"k=\${${code}}"`))),
    attest: items(
      fc.constantFrom(
        '"type=sbom"',
        '"type=provenance,mode=max"',
        '{ type = "provenance", mode = "min" }',
        '"type=sbom,disabled=true"',
      ),
    ),
    context: orNull(
      fc.constantFrom('"."', '"./a/../b/"', '"https://example.com/x.git#main"', '"cwd://dir"', '""', '"dir"'),
    ),
    contexts: fc
      .dictionary(fc.constantFrom("c", "d"), fc.constantFrom('""', '"docker-image://x"', '"./a/"'), {
        maxKeys: 2,
        noNullPrototype: true,
      })
      .map(object),
    dockerfile: orNull(fc.constantFrom('"D"', '"a/../D"', '""')),
    "dockerfile-inline": orNull(
      either(
        text,
        text.map((code) => `<<-EOT\n    FROM x\n      \${${code}}\n    EOT\n`),
      ),
    ),
    args: orNull(either(keyed(key, nullable), some.map)),
    labels: orNull(either(keyed(key, nullable), some.map)),
    tags: orNull(list),
    "cache-from": unique(fc.constantFrom('"u/a"', '"u/b,u/c"', '"type=gha,Scope=x"', '{ type = "s3", bucket = "b" }')),
    "cache-to": unique(fc.constantFrom('"u/a"', '"type=inline"', '{ type = "local", dest = "cache" }')),
    target: orNull(name),
    secret: unique(fc.constantFrom('"id=a,env=A"', '"id=b,env=B"', '{ id = "a", env = "C" }', '"id=c,type=env,env=D"')),
    pull: orNull(either(some.flag, fc.constantFrom('"1"', '"false"'))),
    "no-cache": orNull(some.flag),
    network: orNull(fc.constantFrom('"none"', '"host"', '"default"', '""')),
    "no-cache-filter": orNull(list),
    "shm-size": orNull(fc.constantFrom('"1m"', '"2.5g"', "1024")),
    ulimits: orNull(items(fc.constantFrom('"nofile=1:2"', '"core=-1"', '"nproc=5"'))),
    call: orNull(fc.constantFrom('"build"', '"outline"', '"targets"')),
    entitlements: orNull(items(fc.constantFrom('"security.insecure"', '"network.host"'))),
    "extra-hosts": orNull(keyed(fc.constantFrom("h", "h.i"), fc.constantFrom('"1.1.1.1"', '"::1,2.2.2.2"', "null"))),
    ...(options.release !== "0.29" && {
      resources: fc.subarray(resourceLines).map((lines) => `{ ${lines.join(", ")} }`),
      policy: items(
        fc.constantFrom('"filename=a.rego,strict=true"', '{ filename = "b.rego", reset = true }', '"log-level=info"'),
      ),
    }),
    ...(!options.isLinked && {
      platforms: orNull(items(fc.constantFrom('"linux/amd64"', '"linux/arm64"', '"linux/arm/v7"', '"local"'))),
    }),
    ...(options.hasOutputs && {
      output: unique(
        fc.constantFrom(
          '"type=image,name=x"',
          '"type=docker"',
          '"out"',
          '{ type = "image", push = true }',
          '"type=cacheonly"',
          '"type=oci,dest=x.tar"',
        ),
      ),
    }),
  };
  return linesOf(attributes);
}

const resourceLines = [
  'memory = "512m"',
  'memory-swap = "-1"',
  "cpu-shares = 512",
  'cpu-period = "100000"',
  "cpu-quota = 5e4",
  'cpuset-cpus = "0-1"',
  'cpuset-mems = "0,1"',
  "other = true",
];

/** Attributes whose values JSON has, too. */
export function literalLines(options: Options): fc.Arbitrary<Lines> {
  const json = (value: fc.Arbitrary<unknown>) => value.map((one) => JSON.stringify(one));
  const texts = fc.array(plainText, { maxLength: 3 });
  const escaped = awkwardText.map((text) => text.replace(/[$%](?=\{)/g, "$&$&"));
  const map = fc.dictionary(
    fc.constantFrom("A", "C"),
    fc.oneof(escaped, fc.integer(), fc.boolean(), fc.constant(null)),
    {
      maxKeys: 2,
      noNullPrototype: true,
    },
  );
  return linesOf({
    tags: json(texts),
    args: json(map),
    labels: json(map),
    "dockerfile-inline": json(escaped),
    "no-cache-filter": json(texts),
    pull: json(fc.constantFrom(true, "true", "${1 < 2}")),
    target: json(fc.constantFrom("x", '${upper("y")}', 5)),
    ...(options.hasOutputs && { output: json(fc.constantFrom(["type=docker"], [{ type: "image", push: true }])) }),
  });
}

function linesOf(attributes: Readonly<Record<string, fc.Arbitrary<string>>>): fc.Arbitrary<Lines> {
  return fc.subarray(Object.keys(attributes), { maxLength: 5 }).chain((keys) => {
    const values = keys.map((key) => attributes[key] ?? fc.constant("null"));
    return fc.tuple(...values).map((all) => keys.map((key, at) => [key, all[at] ?? "null"] as const));
  });
}

function items(item: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.array(item, { maxLength: 4 }).map((all) => `[${all.join(", ")}]`);
}

/** Without the same item twice: docker-buildx changes the order of the others then. */
function unique(item: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.uniqueArray(item, { maxLength: 3 }).map((all) => `[${all.join(", ")}]`);
}

export interface Override {
  readonly pattern: number;
  readonly key: string;
  /** A list: `=` or `+=`, the same for all of one definition. */
  readonly isList: boolean;
  readonly value: string | undefined;
}

export function override({ isLinked, hasOutputs, release }: Options): fc.Arbitrary<Override> {
  const scalar = (key: string, value: fc.Arbitrary<string | undefined>) => ({ key, isList: false, value });
  const list = (key: string, ...values: readonly string[]) => ({
    key,
    isList: true,
    value: fc.constantFrom(...values, ""),
  });
  const anyText = fc.oneof(
    plainText,
    awkwardText.map((text) => text.replaceAll("\n", "")),
  );
  const keys = [
    scalar("args.A", fc.option(anyText, { nil: undefined })),
    scalar("args.FROM_ENV", fc.constant(undefined)),
    scalar("args.NEW", anyText),
    scalar("labels.org.example.a", anyText),
    scalar("contexts.c", fc.constantFrom("", "docker-image://y", "dir/")),
    scalar("extra-hosts.h", fc.constantFrom("9.9.9.9", "")),
    scalar("context", fc.constantFrom("", "./over/", "cwd://x")),
    scalar("dockerfile", fc.constantFrom("", "O")),
    scalar("target", plainText),
    scalar("call", fc.constantFrom("outline", "")),
    scalar("shm-size", fc.constantFrom("5m")),
    scalar("no-cache", fc.constantFrom("1", "false", "T")),
    scalar("pull", fc.constantFrom("0", "true")),
    scalar("attest", fc.constantFrom("type=sbom", "type=provenance,mode=min")),
    scalar("annotations", fc.constantFrom("k=over", "index:j=1")),
    scalar("entitlements", fc.constantFrom("network.host")),
    list("tags", "over", "[x,y]", "a,b"),
    list("cache-from", "u/o", "type=gha"),
    list("cache-to", "u/o", "type=inline,x=y"),
    list("secrets", "id=a,env=O", "id=o,env=O"),
    ...(release === "0.29"
      ? []
      : [
          scalar("resources.memory", fc.constantFrom("1g", "64MiB")),
          scalar("resources.cpu-quota", fc.constantFrom("5", "-1")),
          scalar("resources.cpuset-mems", fc.constantFrom("0")),
          // Changes what siblings inherited in docker-buildx, and comes before or after "secrets" by chance, so it is
          // given without parents and without those alone.
          scalar("secret.a", fc.constantFrom("env=S", "id=a,env=T")),
          // The empty one, which clears other lists, is an error there.
          { key: "policy", isList: true, value: fc.constantFrom("filename=o.rego", "strict=false") },
        ]),
    ...(isLinked ? [] : [list("platform", "linux/s390x", "linux/amd64")]),
    ...(hasOutputs ? [list("output", "type=tar,dest=o.tar", "type=registry")] : []),
  ];
  return fc
    .constantFrom(...keys)
    .chain(({ key, isList, value }) =>
      fc.record({ pattern: fc.nat(20), key: fc.constant(key), isList: fc.constant(isList), value }),
    );
}
