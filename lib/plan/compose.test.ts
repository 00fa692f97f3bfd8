// biome-ignore-all lint/suspicious/noTemplateCurlyInString: compose files are full of them
// Compose services as targets. Results are those of buildx 0.36 unless a title says otherwise.

import { describe, expect, test } from "vitest";
import { bakeFiles, essence, type Printed } from "./harness.js";

async function bakeCompose(
  compose: string,
  options: {
    readonly files?: Readonly<Record<string, string>>;
    readonly env?: Readonly<Record<string, string>>;
    readonly wanted?: readonly string[];
  } = {},
): Promise<Printed> {
  const { files, ...rest } = options;
  const { text, diagnostics } = await bakeFiles({ files: { "compose.yaml": compose, ...files }, ...rest });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  // Our own text of a known shape.
  return JSON.parse(text) as Printed;
}

describe("what build says", () => {
  const rows: readonly (readonly [build: string, want: Readonly<Record<string, unknown>>])[] = [
    ["build: ./web", { context: "web" }],
    ["build: { context: ./web/, dockerfile: D }", { context: "web", dockerfile: "D" }],
    ["build: { context: https://e.com/a.git }", { context: "https://e.com/a.git" }],
    ["build: { dockerfile_inline: FROM alpine }", { "dockerfile-inline": "FROM alpine" }],
    ["build: { context: ., args: { A: 1, B: x } }", { args: { A: "1", B: "x" } }],
    ["environment: { FOO: x }\n    build: { context: ., args: [FOO, BAR] }", { args: { FOO: "x" } }],
    ["build: { context: ., labels: [a=b, c] }", { labels: { a: "b", c: "" } }],
    [
      "build: { context: ., target: t, network: host }",
      { target: "t", network: "host", entitlements: ["network.host"] },
    ],
    ["build: { context: ., platforms: [linux/amd64] }", { platforms: ["linux/amd64"] }],
    ["image: a/b\n    build: .", { tags: ["a/b"] }],
    ["image: a/b\n    build: { context: ., tags: [c] }", { tags: ["c"] }],
    [
      "build: { context: ., cache_from: [a, 'type=gha'], cache_to: ['type=inline'] }",
      { "cache-from": [{ ref: "a", type: "registry" }, { type: "gha" }], "cache-to": [{ type: "inline" }] },
    ],
    ["build: { context: ., no_cache: true, pull: true }", { "no-cache": true, pull: true }],
    ["build: { context: ., no_cache: false, pull: false }", {}],
    [
      "build: { context: ., extra_hosts: ['a=1.2.3.4', 'b:5.6.7.8'] }",
      { "extra-hosts": { a: "1.2.3.4", b: "5.6.7.8" } },
    ],
    [
      "build: { context: ., provenance: mode=max, sbom: true }",
      { attest: [{ type: "sbom" }, { mode: "max", type: "provenance" }] },
    ],
    ["build: { context: ., provenance: false }", { attest: [{ disabled: true, type: "provenance" }] }],
    ["build: { context: ., ssh: [default] }", { ssh: [{ id: "default" }] }],
    ["build: { context: ., additional_contexts: { d: ./x/ } }", { contexts: { d: "x" } }],
    [
      "build: { context: ., x-bake: { tags: a b, platforms: [linux/arm64] } }",
      { tags: ["a", "b"], platforms: ["linux/arm64"] },
    ],
    [
      "build: { context: ., x-bake: { output: type=docker, pull: true } }",
      { output: [{ type: "docker" }], pull: true },
    ],
    [
      "build: { context: ., additional_contexts: { a: x }, x-bake: { contexts: { a: y, b: z } } }",
      { contexts: { a: "x", b: "z" } },
    ],
    [
      "build: { context: ., x-bake: { no-cache-filter: [s], secret: ['id=s,env=E'] } }",
      { "no-cache-filter": ["s"], secret: [{ id: "s", env: "E" }] },
    ],
  ];
  test.for(rows)("%s", async ([build, want]) => {
    const { target } = await bakeCompose(`services:\n  app:\n    ${build}\n`);
    expect(essence(target["app"])).toEqual(want);
  });
});

describe("what buildx loses", () => {
  const rows: readonly (readonly [build: string, want: Readonly<Record<string, unknown>>])[] = [
    [
      "{ context: ., ulimits: { nofile: 1024, core: { soft: 1, hard: 2 } } }",
      { ulimits: ["core=1:2", "nofile=1024:1024"] },
    ],
    ["{ context: ., shm_size: 1000000 }", { "shm-size": "1000000" }],
    ["{ context: ., entitlements: [network.host] }", { entitlements: ["network.host"] }],
    ["{ context: ., privileged: true }", { entitlements: ["security.insecure"] }],
    ["{ context: ., no_cache_filter: [a] }", { "no-cache-filter": ["a"] }],
  ];
  test.for(rows)("%s", async ([build, want]) => {
    const { target } = await bakeCompose(`services: { app: { build: ${build} } }`);
    expect(essence(target["app"])).toEqual(want);
  });
});

test("services with a build make targets and one group; dots become underscores", async () => {
  const shown = await bakeCompose(
    `services:
  web:
    image: acme/web
    build:
      context: ./web
      args: [VERSION]
      additional_contexts: { base: "service:base.img" }
      x-bake:
        tags: acme/web:ci acme/web:\${SHA:-dev}
        cache-to: type=inline
  base.img:
    build: ./base
  db:
    image: postgres
`,
  );
  expect(shown.group).toEqual({ default: { targets: ["base_img", "web"] } });
  expect(essence(shown.target["web"])).toEqual({
    context: "web",
    contexts: { base: "target:base_img" },
    tags: ["acme/web:ci", "acme/web:dev"],
    "cache-to": [{ type: "inline" }],
  });
});

test("secrets come from the project's secrets", async () => {
  const { target } = await bakeCompose(`services:
  app:
    build:
      context: .
      secrets: [token, { source: file, target: x }]
secrets:
  token: { environment: TOKEN }
  file: { file: ./s.txt }
`);
  expect(target["app"]?.["secret"]).toEqual([
    { id: "token", env: "TOKEN" },
    { id: "file", src: "s.txt" },
  ]);
});

test("a project that builds nothing leaves a default target alone, where buildx hides it", async () => {
  const { target } = await bakeCompose("services: { db: { image: postgres } }", {
    files: { "docker-bake.hcl": 'target "default" { tags = ["x"] }' },
  });
  expect(Object.keys(target)).toEqual(["default"]);
});

test("HCL blocks inherit from, link to and override services", async () => {
  const { target } = await bakeCompose("services: { svc: { build: { context: ., args: { A: c, B: c } } } }", {
    files: {
      "docker-bake.hcl": `target "svc" { args = { A = "h" } }
target "child" {
  inherits = ["svc"]
  contexts = { x = "target:svc" }
}
group "default" { targets = ["child"] }`,
    },
  });
  expect(essence(target["child"])).toEqual({ contexts: { x: "target:svc" }, args: { A: "h", B: "c" } });
});

test(".env and the environment fill compose files, and --var wins", async () => {
  const compose = "services: { app: { build: { context: ., tags: ['${A}-${B}-${C}'] } } }";
  const files = { "compose.yaml": compose, ".env": "A=dotenv\nB=dotenv\nC=dotenv\n" };
  const { text } = await bakeFiles({ files, env: { B: "env", C: "env" }, vars: ["C=flag"] });
  expect(JSON.parse(text).target.app.tags).toEqual(["dotenv-env-flag"]);
});

test("a broken .env is nobody's business without compose files", async () => {
  const { diagnostics } = await bakeFiles({
    files: { "docker-bake.hcl": 'target "default" {}', ".env": "'broken" },
  });
  expect(diagnostics).toEqual([]);
});
