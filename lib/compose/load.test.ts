import { expect, test } from "vitest";
import { argsOf, describeProject, listDiagnostics, loadFiles, loadText, placeOf } from "./harness.js";
import { loadCompose } from "./index.js";

const build = "services: { app: { build: { args: [COMPOSE_PROJECT_NAME] } } }\n";

test.for([
  { title: "bake", files: { "compose.yaml": build } },
  { title: "environment", files: { "compose.yaml": build }, env: { COMPOSE_PROJECT_NAME: "environment" } },
  { title: "dotenv", files: { "compose.yaml": build, ".env": "COMPOSE_PROJECT_NAME=dotenv" } },
  {
    title: "written",
    files: { "compose.yaml": `name: written\n${build}` },
    env: { COMPOSE_PROJECT_NAME: "environment" },
  },
  { title: "later", files: { "a.yaml": `name: earlier\n${build}`, "b.yaml": `name: later\n${build}` } },
  { title: "my set", files: { "compose.yaml": `name: my $SET\n${build}` }, env: { SET: "set" } },
  { title: "5", files: { "compose.yaml": `name: 5\n${build}` } },
])("the project is named $title, and so is COMPOSE_PROJECT_NAME", async ({ title, files, env = {} }) => {
  const loaded = await loadFiles(new Map(Object.entries(files)), { env });
  expect(loaded.value.name).toBe(title);
  expect(argsOf(loaded)).toEqual({ COMPOSE_PROJECT_NAME: title });
});

test("a name can be handed in for a project without one", async () => {
  const options = { env: () => undefined, readFile: () => undefined, projectName: "kitchen" };
  const { value } = await loadCompose([{ name: "c.yaml", text: build }], options);
  expect(value.name).toBe("kitchen");
});

test("services stand in the order of their first declaration", async () => {
  const { value } = await loadFiles(
    new Map([
      ["a.yaml", "services: { z: { build: . }, a: { build: . } }"],
      ["b.yaml", "services: { b: { build: . }, a: { build: { target: t } } }"],
    ]),
  );
  expect(value.services.map(({ name }) => `${name.value} ${placeOf(name.range)}`)).toEqual([
    "z a.yaml:1:13",
    "a a.yaml:1:30",
    "b b.yaml:1:13",
  ]);
});

test("services of all profiles are there", async () => {
  const { value } = await loadText("services: { app: { profiles: [debug], build: . } }");
  expect(value.services.map(({ name }) => name.value)).toEqual(["app"]);
});

test("a service that is only run has no build", async () => {
  const { value, diagnostics } = await loadText(
    "services: { db: { image: postgres }, model: { provider: { type: model } } }",
  );
  expect(value.services.map((service) => service.build)).toEqual([undefined, undefined]);
  expect(diagnostics).toEqual([]);
});

test("what bake does not read may have any shape", async () => {
  const text = `
version: 5
volumes: [a]
networks: text
configs: { a: [b] }
deploy: x
services:
  app: { build: ., volumes: 5, depends_on: nobody, networks: [a], command: { a: b }, secrets: 5, new_key: 1, ports: 80 }
`;
  const { value, diagnostics } = await loadText(text);
  expect(value.services).toHaveLength(1);
  expect(diagnostics).toEqual([]);
});

test("each file has to have services or secrets", async () => {
  const { diagnostics } = await loadFiles(
    new Map([
      ["a.yaml", "services: {}"],
      ["b.yaml", "volumes: {}"],
      ["c.yaml", "secrets: {}"],
      ["d.yaml", ""],
      ["e.yaml", "services:\n"],
      ["f.yaml", "include: [x/in.yaml]"],
      ["x/in.yaml", "services: { app: { build: . } }"],
    ]),
  );
  expect(listDiagnostics(diagnostics)).toEqual([
    'error[compose-empty] b.yaml:1:1 "" b.yaml declares no services and no secrets',
    'error[compose-empty] d.yaml:1:1 "" d.yaml declares no services and no secrets',
    'error[compose-empty] e.yaml:1:1 "" e.yaml declares no services and no secrets',
  ]);
});

test("files that compose files name are read once, and only those that matter", async () => {
  const read: string[] = [];
  const text = `
include: [one.yaml]
services:
  a: { extends: { file: two.yaml, service: s }, env_file: needed.env, build: { args: [A] } }
  b: { extends: { file: two.yaml, service: s }, env_file: [needed.env], build: { args: [B] } }
  c: { env_file: not-needed.env, build: { args: [C=1] } }
  d: { env_file: not-needed.env, image: d }
`;
  const files = new Map([
    ["one.yaml", "services: { one: { build: . } }"],
    ["two.yaml", "services: { s: { build: . } }"],
    ["needed.env", "A=a\nB=b\n"],
  ]);
  const { diagnostics } = await loadCompose([{ name: "compose.yaml", text }], {
    env: () => undefined,
    readFile: async (path) => {
      read.push(path);
      return files.get(path);
    },
  });
  expect(read).toEqual(["one.yaml", ".env", "two.yaml", "needed.env"]);
  expect(diagnostics).toEqual([]);
});

test("a long chain of services that extend each other is followed to its end", async () => {
  const chain = Array.from({ length: 3000 }, (_, index) => `  s${index}: { extends: s${index + 1} }`);
  const { value, diagnostics } = await loadText(
    `services:\n${chain.join("\n")}\n  s3000: { build: { target: end } }\n`,
  );
  expect(diagnostics).toEqual([]);
  expect(value.services).toHaveLength(3001);
  expect(new Set(value.services.map(({ build }) => build?.target?.value))).toEqual(new Set(["end"]));
});

test("aliases that stand for more than can be read are refused, and nothing hangs", async () => {
  const levels = Array.from({ length: 30 }, (_, level) => {
    const members = Array.from({ length: 10 }, () => (level === 0 ? "x" : `*l${level - 1}`));
    return `x-l${level}: &l${level} [${members.join(", ")}]`;
  });
  const { diagnostics } = await loadText(`${levels.join("\n")}\nservices: { app: { build: { tags: *l29 } } }`);
  expect(diagnostics.map(({ summary }) => summary)).toEqual(["Aliases make this too large"]);
});

test("collections that are nested without end are refused", async () => {
  for (const depth of [300, 20_000]) {
    const { diagnostics } = await loadText(`services: { app: { build: ${"[".repeat(depth)}${"]".repeat(depth)} } }`);
    expect(diagnostics.map(({ severity }) => severity)).toContain("error");
    expect(diagnostics.length).toBeLessThan(5);
  }
});

test("line ends of either kind give the same project", async () => {
  const text = `
services:
  app:
    image: "\${SET:-a}"
    build:
      context: ./x
      dockerfile_inline: |
        FROM scratch
        COPY . .
      args:
        - A=1
        - B
      x-bake: { tags: [t] }
`;
  const unix = await loadText(text, { env: { B: "b" } });
  const windows = await loadText(text.replaceAll("\n", "\r\n"), { env: { B: "b" } });
  expect(describeProject(windows.value)).toBe(describeProject(unix.value));
  expect(windows.diagnostics).toEqual([]);
});
