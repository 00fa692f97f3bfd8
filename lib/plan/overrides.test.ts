// `--set` and the flags that are short for one. Results are those of buildx 0.36 unless a title says otherwise.

import { describe, expect, test } from "vitest";
import type { OverrideFlags } from "../config/index.js";
import { bakeFiles, essence, printed } from "./harness.js";

const definition = `target "base" {
  tags       = ["a"]
  args       = { x = "1" }
  platforms  = ["linux/amd64"]
  secret     = ["id=s,src=f", "id=t,env=T"]
  cache-from = ["c"]
}
target "app" { inherits = ["base"] }
target "other" {}`;

async function app(overrides: OverrideFlags, env: Readonly<Record<string, string>> = {}) {
  const { target } = await printed(definition, { wanted: ["app"], overrides, env });
  return essence(target["app"]);
}

const unchanged = {
  args: { x: "1" },
  tags: ["a"],
  "cache-from": [{ ref: "c", type: "registry" }],
  secret: [
    { id: "s", src: "f" },
    { id: "t", env: "T" },
  ],
  platforms: ["linux/amd64"],
};

interface Row {
  readonly set: readonly string[];
  /** What differs from `unchanged`. */
  readonly want: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

const rows: readonly Row[] = [
  { set: ["app.context=foo"], want: { context: "foo" } },
  { set: ["app.dockerfile=D"], want: { dockerfile: "D" } },
  { set: ["app.target=x", "app.target="], want: { target: "" } },
  { set: ["app.call=outline"], want: { call: "outline" } },
  { set: ["app.shm-size=1g"], want: { "shm-size": "1g" } },
  { set: ["app.args.x=2"], want: { args: { x: "2" } } },
  { set: ["app.args.a.b=c=d"], want: { args: { "a.b": "c=d", x: "1" } } },
  { set: ["base.args.x=2"], want: { args: { x: "2" } } },
  { set: ["app.args.y"], env: { y: "env" }, want: { args: { x: "1", y: "env" } } },
  { set: ["app.args.y"], want: {} },
  { set: ["app.args.y"], env: { y: "env", BUILDX_BAKE_DISABLE_VARS_ENV_LOOKUP: "1" }, want: {} },
  {
    set: ["app.labels.org.opencontainers.image.title=x"],
    want: { labels: { "org.opencontainers.image.title": "x" } },
  },
  { set: ["app.contexts.c=d", "app.contexts.e="], want: { contexts: { c: "d" } } },
  { set: ["app.extra-hosts.h=1.2.3.4"], want: { "extra-hosts": { h: "1.2.3.4" } } },
  { set: ["app.tags=b"], want: { tags: ["b"] } },
  { set: ["app.tags=b", "app.tags=c"], want: { tags: ["b", "c"] } },
  { set: ["app.tags+=b"], want: { tags: ["a", "b"] } },
  { set: ["app.tags="], want: { tags: undefined } },
  { set: ["app.tags=b,c"], want: { tags: ["b,c"] } },
  { set: ["base.tags=x", "app.tags+=y"], want: { tags: ["x", "y"] } },
  { set: ["app.platform=linux/arm64"], want: { platforms: ["linux/arm64"] } },
  { set: ["app.platforms+=linux/arm64"], want: { platforms: ["linux/amd64", "linux/arm64"] } },
  {
    set: ["app.cache-from+=type=gha"],
    want: { "cache-from": [{ ref: "c", type: "registry" }, { type: "gha" }] },
  },
  { set: ["app.cache-to=type=inline"], want: { "cache-to": [{ type: "inline" }] } },
  { set: ["app.output=out"], want: { output: [{ dest: "out", type: "local" }] } },
  { set: ["app.secrets=id=n,env=N"], want: { secret: [{ id: "n", env: "N" }] } },
  {
    set: ["app.secrets+=id=s,env=N"],
    want: {
      secret: [
        { id: "s", env: "N" },
        { id: "t", env: "T" },
      ],
    },
  },
  {
    set: ["app.secret.s=src=g"],
    want: {
      secret: [
        { id: "s", src: "g" },
        { id: "t", env: "T" },
      ],
    },
  },
  {
    set: ["app.secret.s=id=s,env=E"],
    want: {
      secret: [
        { id: "s", env: "E" },
        { id: "t", env: "T" },
      ],
    },
  },
  { set: ["app.ssh=default"], want: { ssh: [{ id: "default" }] } },
  { set: ["app.attest=type=sbom"], want: { attest: [{ type: "sbom" }] } },
  { set: ["app.annotations=a=b", "app.annotations=c=d"], want: { annotations: ["a=b", "c=d"] } },
  { set: ["app.entitlements=network.host"], want: { entitlements: ["network.host"] } },
  { set: ["app.policy=filename=p"], want: { policy: ["filename=p"] } },
  {
    set: ["app.resources.memory=1g", "app.resources.cpu-quota=5"],
    want: { resources: { memory: "1g", "cpu-quota": 5 } },
  },
  { set: ["app.no-cache=true", "app.pull=0"], want: { "no-cache": true, pull: false } },
  { set: ["*.tags=z"], want: { tags: ["z"] } },
  { set: ["a?p.tags=z"], want: { tags: ["z"] } },
  { set: ["[a-b]*.tags+=z"], want: { tags: ["a", "z"] } },
];

test.for(rows)("--set $set", async ({ set, env, want }) => {
  expect(await app({ set }, env)).toEqual({ ...unchanged, ...want });
});

describe("what buildx loses or leaves to chance", () => {
  const mended: readonly Row[] = [
    { set: ["app.network=none"], want: { network: "none" } },
    { set: ["app.no-cache-filter=a", "app.no-cache-filter+=b"], want: { "no-cache-filter": ["a", "b"] } },
    { set: ["app.ulimits=core=1"], want: { ulimits: ["core=1"] } },
    { set: ["app.tags=b", "app.tags+=c"], want: { tags: ["b", "c"] } },
    { set: ["app.tags+=b", "app.tags=c"], want: { tags: ["c"] } },
    { set: ["app.no-cache"], want: { "no-cache": true } },
    { set: ["app.push=true", "app.output=type=image"], want: { output: [{ push: "true", type: "image" }] } },
    {
      set: ["app.load=true", "app.push=true"],
      want: { output: [{ push: "true", type: "image" }, { type: "docker" }] },
    },
  ];
  test.for(mended)("--set $set", async ({ set, want }) => {
    expect(await app({ set })).toEqual({ ...unchanged, ...want });
  });

  test("an override of one target leaves those alone that inherit from the same", async () => {
    const { target } = await printed(
      `target "base" {
  secret = ["id=s,src=f"]
  output = ["type=image"]
}
target "a" { inherits = ["base"] }
target "b" { inherits = ["base"] }`,
      { wanted: ["a", "b"], overrides: { set: ["a.secret.s=env=Y", "a.push=true"] } },
    );
    expect(essence(target["a"])).toEqual({
      secret: [{ id: "s", env: "Y" }],
      output: [{ push: "true", type: "image" }],
    });
    expect(essence(target["b"])).toEqual({ secret: [{ id: "s", src: "f" }], output: [{ type: "image" }] });
  });
});

describe("push and load", () => {
  const image = { type: "image" };
  const pushed = { push: "true", type: "image" };
  const docker = { type: "docker" };
  const archive = { dest: "x", type: "docker" };
  const registry = { type: "registry" };
  const oci = { dest: "o", type: "oci" };
  const local = { dest: "d", type: "local" };
  const cases: readonly (readonly [have: readonly Record<string, string>[], flags: OverrideFlags, want: unknown])[] = [
    [[], { push: true }, [pushed]],
    [[], { push: false }, undefined],
    [[], { load: true }, [docker]],
    [[], { load: false }, undefined],
    [[], { push: true, load: true }, [pushed, docker]],
    [[docker], { push: true }, [docker, pushed]],
    [[archive], { push: true }, [archive, pushed]],
    [[docker], { push: false }, [docker]],
    [[docker], { load: true }, [docker]],
    [[archive], { load: true }, [archive, docker]],
    [[image], { push: true }, [pushed]],
    [[pushed], { push: false }, [{ push: "false", type: "image" }]],
    [[image], { load: true }, [image, docker]],
    [[registry], { push: true }, [registry]],
    [[registry, oci], { push: false }, [oci]],
    [[registry], { load: true }, [registry, docker]],
    [[oci], { push: true }, [oci]],
    [[oci], { load: true }, [oci, docker]],
    [[local], { push: true }, [local]],
    [[local], { push: false }, [local]],
    [[local, image], { load: true }, [local, image]],
    [[local, image], { push: true }, [local, pushed]],
  ];
  test.for(cases)("%j with %j", async ([have, overrides, want]) => {
    const list = have.map((entry) => `{ ${Object.entries(entry).map(([key, value]) => `${key} = "${value}"`)} }`);
    const { target } = await printed(`target "default" { output = [${list}] }`, { overrides });
    expect(target["default"]?.["output"]).toEqual(want);
  });
});

describe("flags that stand for overrides", () => {
  const cases: readonly (readonly [flags: OverrideFlags, want: Readonly<Record<string, unknown>>])[] = [
    [
      { noCache: true, pull: false },
      { "no-cache": true, pull: false },
    ],
    [{ call: "check,format=json" }, { call: "check" }],
    [{ call: "build" }, {}],
    [{ sbom: "true" }, { attest: [{ type: "sbom" }] }],
    [{ sbom: "generator=x" }, { attest: [{ generator: "x", type: "sbom" }] }],
    [{ provenance: "mode=max" }, { attest: [{ mode: "max", type: "provenance" }] }],
    [{ provenance: "false" }, { attest: [{ disabled: true, type: "provenance" }] }],
    [{ provenance: "" }, {}],
    [{ policy: ["strict=true"] }, { policy: ["strict=true"] }],
    [{ set: ["default.policy=filename=p"], policy: ["strict=true"] }, { policy: ["filename=p", "strict=true"] }],
    [{ set: ["default.policy=filename=p"], policy: ["disabled=true"] }, { policy: ["disabled=true"] }],
    [{ set: ["*.output=type=image"], push: true }, { output: [{ push: "true", type: "image" }] }],
  ];
  test.for(cases)("%j", async ([overrides, want]) => {
    const { target } = await printed('target "default" {}', { overrides });
    expect(essence(target["default"])).toEqual(want);
  });

  test("--call=build undoes what the file asks for", async () => {
    const { target } = await printed('target "default" { call = "check" }', { overrides: { call: "build" } });
    expect(essence(target["default"])).toEqual({});
  });
});

describe("mistakes", () => {
  const cases: readonly (readonly [flags: OverrideFlags, summary: string, underlined: string])[] = [
    [{ set: ["app"] }, 'The override "app" names no target and attribute', "app"],
    [{ set: ["app.tags"] }, '"app.tags" has no value', "app.tags"],
    [{ set: ["app.args=x"] }, '"args" in "app.args=x" needs a name', "args"],
    [{ set: ["app.tagz=x"] }, '"tagz" in "app.tagz=x" is nothing that can be overridden', "tagz"],
    [{ set: ["app.inherits=x"] }, '"inherits" in "app.inherits=x" is nothing that can be overridden', "inherits"],
    [{ set: ["app.tags.x=y"] }, '"tags" in "app.tags.x=y" takes no name behind it, but there is ".x"', "app.tags.x=y"],
    [{ set: ["apq.tags=x"] }, 'No target matches "apq"', "apq"],
    [{ set: ["[.tags=x"] }, '"[" is not a pattern', "["],
    [{ set: ["app.pull=maybe"] }, 'The override "app.pull=maybe" has a value that cannot be used', "maybe"],
    [
      { set: ["app.output=type=image,x"] },
      'The override "app.output=type=image,x" has a value that cannot be used',
      "x",
    ],
    [{ set: ["app.secret.n=src=x"] }, 'The override "app.secret.n=src=x" does not fit target "app"', "src=x"],
    [
      { set: ["app.secret.s=id=t,src=x"] },
      'The override "app.secret.s=id=t,src=x" has a value that cannot be used',
      "id=t,src=x",
    ],
    [{ set: ["app.secret.s="] }, 'The override "app.secret.s=" has a value that cannot be used', ""],
    [
      { set: ["app.secret.s+=src=x"] },
      '"secret" in "app.secret.s+=src=x" can be set with = but not with +=',
      "app.secret.s+=src=x",
    ],
    [
      { set: ["app.resources.memroy=1g"] },
      'The override "app.resources.memroy=1g" has a value that cannot be used',
      "1g",
    ],
    [{ set: ["app.platform=linus"] }, '"linus" in "platforms" of target "app" cannot be used', "linus"],
    [{ provenance: "max" }, '"max" cannot be given to --provenance', "max"],
    [{ policy: ["filename=x"] }, '"filename=x" cannot be given to --policy', "filename=x"],
  ];
  test.for(cases)("%j", async ([overrides, summary, underlined]) => {
    const { diagnostics } = await bakeFiles({
      files: { "docker-bake.hcl": definition },
      wanted: ["app"],
      overrides,
    });
    expect(diagnostics.map((diagnostic) => diagnostic.summary)).toEqual([summary]);
    const subject = diagnostics[0]?.subject;
    expect(subject?.file.name).toMatch(/^flag --/);
    expect(subject?.file.text.slice(subject.start, subject.end)).toBe(underlined);
  });

  test("an unknown key comes with those that there are", async () => {
    const { diagnostics } = await bakeFiles({
      files: { "docker-bake.hcl": definition },
      wanted: ["app"],
      overrides: { set: ["app.wibble=x"] },
    });
    expect(diagnostics[0]?.detail).toBe(
      "The keys are annotations, attest, context, contexts.NAME, dockerfile, args.NAME, labels.NAME, tags, cache-from, " +
        "cache-to, target, secrets, secret.ID, ssh, platform, output, push, load, pull, no-cache, network, " +
        "no-cache-filter, shm-size, ulimits, resources.FIELD, call, entitlements, extra-hosts.HOST, policy.",
    );
  });
});
