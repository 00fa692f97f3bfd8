// biome-ignore-all lint/suspicious/noTemplateCurlyInString: bake files are full of them

// Generated bake files with the command line that bakes them, for comparing what two programs print.
//
// Left out is what docker-buildx 0.29 does not have yet or does otherwise on purpose of ours (docs/deviations.md), such as
// unknown names, null in lists of entries, the same override with = and with +=, templates in tags, or a link to a target
// for other platforms. Targets inherit from, refer to and link to earlier ones alone, so there are no cycles.

import fc from "fast-check";
import { awkwardText, type Expressions, expressions, type Names, object, plainText, quote } from "./expression.js";

/** What one run of `bake --print` is given. */
export interface Definition {
  readonly files: Readonly<Record<string, string>>;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Groups whose members docker-buildx lists in another order each time. */
  readonly unordered: readonly string[];
}

interface Variable {
  readonly name: string;
  readonly kind: keyof typeof variableKinds;
  readonly text: string;
  readonly override: "none" | "env" | "json";
}

type Lines = readonly (readonly [attribute: string, value: string])[];

interface Block {
  readonly lines: Lines;
  readonly parents: readonly number[];
  readonly link: number | undefined;
  readonly reference: number | undefined;
}

interface Target extends Block {
  readonly axes: readonly (readonly string[])[];
  readonly again: Block | undefined;
  readonly inJson: Lines | undefined;
}

const variableKinds = {
  text: { names: "texts", type: undefined, write: quote, env: (text: string) => text, json: undefined },
  number: { names: "numbers", type: undefined, write: numberOf, env: numberOf, json: undefined },
  flag: { names: "flags", type: undefined, write: flagOf, env: flagOf, json: undefined },
  typedText: {
    names: "texts",
    type: "string",
    write: quote,
    env: (text: string) => text,
    json: (text: string) => JSON.stringify(text),
  },
  typedNumber: { names: "numbers", type: "number", write: numberOf, env: numberOf, json: numberOf },
  typedList: {
    names: "lists",
    type: "list(string)",
    write: (text: string) => `[${quote(text)}, 2, true]`,
    env: (text: string) => [...text.replace(/[\s"]/g, ""), "x"].join(","),
    json: (text: string) => JSON.stringify([text, 1, false]),
  },
  typedSet: {
    names: "lists",
    type: "set(string)",
    write: (text: string) => `[${quote(text)}, "b", "a", "b"]`,
    env: () => "q,p,q",
    json: (text: string) => JSON.stringify(["z", text]),
  },
  typedMap: {
    names: "maps",
    type: "map(string)",
    write: (text: string) => `{ k = ${quote(text)}, n = 1 }`,
    env: () => "k:v,l:",
    json: (text: string) => JSON.stringify({ k: text, m: 1 }),
  },
} as const;

const variable: fc.Arbitrary<Omit<Variable, "name">> = fc.record({
  // The keys of the table.
  kind: fc.constantFrom(...(Object.keys(variableKinds) as (keyof typeof variableKinds)[])),
  text: fc.oneof(plainText, awkwardText),
  override: fc.constantFrom("none", "none", "env", "json"),
});

/** Definitions that both programs take, but for a few that have a mistake in a value. */
export const definition: fc.Arbitrary<Definition> = fc
  .record({
    variables: fc
      .array(variable, { maxLength: 4 })
      .map((all) => all.map((one, at): Variable => ({ ...one, name: `V${at}` }))),
    functions: fc.integer({ min: 0, max: 2 }),
    isLinked: fc.boolean(),
    hasOutputs: fc.boolean(),
  })
  .chain(({ variables, functions, isLinked, hasOutputs }) => {
    const names = namesOf(variables, functions);
    const some = expressions(names);
    const options = { isLinked, hasOutputs };
    return fc
      .record({
        top: some.text,
        bodies: fc.array(some.text, { minLength: functions, maxLength: functions }),
        targets: fc.array(target(some, options), { minLength: 1, maxLength: 5 }),
        groups: fc.array(fc.array(fc.nat(20), { minLength: 1, maxLength: 4 }), { maxLength: 3 }),
        wanted: fc.array(fc.nat(20), { maxLength: 3 }),
        glob: fc.constantFrom(undefined, undefined, undefined, "t*", "t[12]*", "g?"),
        sets: fc.array(override(options), { maxLength: 5 }),
        operators: fc.constantFrom("=", "+="),
        flags: fc.subarray(["--no-cache", "--pull", "--pull=false", "--sbom=true", "--provenance=mode=max"], {
          maxLength: 2,
        }),
        push: fc.constantFrom("", "", "--push", "--load"),
        epoch: fc.constantFrom("", "", "", "1700000000"),
      })
      .map((parts) => render(variables, parts, options));
  });

interface Options {
  readonly isLinked: boolean;
  readonly hasOutputs: boolean;
}

interface Parts {
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
}

function target(some: Expressions, options: Options): fc.Arbitrary<Target> {
  const withAxes = (axes: number): fc.Arbitrary<Target> => {
    const values = axes === 0 ? some : expressions(axisNames(axes), 1);
    const known = axes === 0 ? values : { ...some, text: fc.oneof(values.text, some.text) };
    return fc.record({
      ...blockParts(known, options),
      axes: fc.array(fc.uniqueArray(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 3 }), {
        minLength: axes,
        maxLength: axes,
      }),
      again:
        axes > 0
          ? fc.constant(undefined)
          : fc.option(fc.record(blockParts(some, options)), { nil: undefined, freq: 3 }),
      inJson: axes > 0 ? fc.constant(undefined) : fc.option(literalLines(options), { nil: undefined, freq: 4 }),
    });
  };
  return fc.oneof(
    { weight: 4, arbitrary: withAxes(0) },
    { weight: 1, arbitrary: withAxes(1) },
    { weight: 1, arbitrary: withAxes(2) },
  );
}

function axisNames(axes: number): Names {
  const texts = ["ax0", "ax1"].slice(0, axes);
  return { texts, numbers: [], flags: [], lists: [], maps: [], functions: [] };
}

function blockParts(some: Expressions, options: Options) {
  const earlier = fc.option(fc.nat(20), { nil: undefined, freq: 2 });
  return {
    lines: attributeLines(some, options),
    parents: fc.array(fc.nat(20), { maxLength: 2 }),
    link: options.isLinked ? earlier : fc.constant(undefined),
    reference: earlier,
  };
}

/** Some attributes, each once. */
function attributeLines(some: Expressions, options: Options): fc.Arbitrary<Lines> {
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

/** Attributes whose values JSON has, too. */
function literalLines(options: Options): fc.Arbitrary<Lines> {
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
  return fc.uniqueArray(item, { minLength: 1, maxLength: 3 }).map((all) => `[${all.join(", ")}]`);
}

interface Override {
  readonly pattern: number;
  readonly key: string;
  /** A list: `=` or `+=`, the same for all of one definition. */
  readonly isList: boolean;
  readonly value: string | undefined;
}

function override({ isLinked, hasOutputs }: Options): fc.Arbitrary<Override> {
  const scalar = (key: string, value: fc.Arbitrary<string | undefined>) => ({ key, isList: false, value });
  const list = (key: string, ...values: readonly string[]) => ({
    key,
    isList: true,
    value: fc.constantFrom(...values, ...(key === "output" || key === "cache-to" ? [] : [""])),
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
    ...(isLinked ? [] : [list("platform", "linux/s390x", "linux/amd64")]),
    ...(hasOutputs ? [list("output", "type=tar,dest=o.tar", "type=registry")] : []),
  ];
  return fc
    .constantFrom(...keys)
    .chain(({ key, isList, value }) =>
      fc.record({ pattern: fc.nat(20), key: fc.constant(key), isList: fc.constant(isList), value }),
    );
}

function render(variables: readonly Variable[], parts: Parts, options: Options): Definition {
  const { targets } = parts;
  const main: string[] = variables.map(({ name, kind, text }) => {
    const { type, write } = variableKinds[kind];
    return block(`variable "${name}"`, [
      ...(type === undefined ? [] : [["type", type] as const]),
      ["default", write(text)],
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
  // Every name that a target may inherit from, link to or refer to: those of earlier targets.
  let known: readonly string[] = [];
  const labels: string[] = [];
  const json: Record<string, unknown> = {};
  targets.forEach((one, at) => {
    const label = at === 0 ? "default" : `t${at}`;
    const isMatrix = one.axes.length > 0;
    main.push(blockOf(label, one, known));
    if (one.again !== undefined) main.push(blockOf(label, one.again, known));
    if (one.inJson !== undefined)
      json[label] = Object.fromEntries(one.inJson.map(([key, value]) => [key, JSON.parse(value)]));
    labels.push(label);
    known = [...known, ...(isMatrix ? variantsOf(label, one.axes) : [label])];
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
  const patterns = [...known, "*", "t*", "t?"];
  const sets = parts.sets.flatMap(({ pattern, key, isList, value }) => {
    const target = pick(patterns, pattern) ?? "*";
    if (target === "t?" && !known.some((name) => /^t.$/.test(name))) return [];
    if (target === "t*" && !known.some((name) => name.startsWith("t"))) return [];
    const operator = isList ? parts.operators : "=";
    return ["--set", value === undefined ? `${target}.${key}` : `${target}.${key}${operator}${value}`];
  });
  const wanted = parts.wanted.flatMap((index) => pick(all, index) ?? []);
  const glob = parts.glob === "t*" || (parts.glob === "g?" && groups.length > 0) ? [parts.glob] : [];
  const hasGlob = glob[0] !== "t*" || labels.some((label) => label.startsWith("t"));
  return {
    files: {
      "docker-bake.hcl": `${main.join("\n")}\n`,
      ...(hasJson && { "docker-bake.override.json": `${JSON.stringify({ target: json }, undefined, 1)}\n` }),
    },
    args: [
      ...sets,
      ...parts.flags,
      ...(parts.push === "" || options.hasOutputs ? [] : [parts.push]),
      ...wanted,
      ...(hasGlob ? glob : []),
    ],
    env: {
      ...Object.fromEntries(variables.flatMap(overrideOf)),
      FROM_ENV: "from env",
      ...(parts.epoch !== "" && { SOURCE_DATE_EPOCH: parts.epoch }),
    },
    unordered: labels.filter((_, at) => (targets[at]?.axes.length ?? 0) > 1),
  };
}

function overrideOf({ name, kind, text, override }: Variable): readonly (readonly [string, string])[] {
  const { env, json } = variableKinds[kind];
  // The environment has no NUL, and everything else goes through.
  if (override === "env") return [[name, env(text)]];
  return override === "json" && json !== undefined ? [[`${name}_JSON`, json(text)]] : [];
}

function blockOf(
  label: string,
  { lines, parents, link, reference, ...rest }: Block & { readonly axes?: Target["axes"] },
  known: readonly string[],
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
  const referred = pick(known, reference);
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

function namesOf(variables: readonly Variable[], functions: number): Names {
  const ofKind = (wanted: string) =>
    variables.filter(({ kind }) => variableKinds[kind].names === wanted).map(({ name }) => name);
  return {
    texts: ofKind("texts"),
    numbers: ofKind("numbers"),
    flags: ofKind("flags"),
    lists: ofKind("lists"),
    maps: ofKind("maps"),
    functions: ["f0", "f1"].slice(0, functions),
  };
}

function numberOf(text: string): string {
  return ["0", "2.5", "-7", "1e3", "0.1", "123456789012"][text.length % 6] ?? "0";
}

function flagOf(text: string): string {
  return String(text.length % 2 === 0);
}
