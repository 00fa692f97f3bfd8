// Source policies: what of a file reaches the daemon, which here is a fake one, and what is said of one that cannot be used.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Policy } from "../../lib/buildkit/gen/sourcepolicy.js";
import { type FakeDaemon, startFakeDaemon } from "../fake/index.js";
import { bake, writeFiles } from "../tools/index.js";

const policy = {
  version: 1,
  rules: [
    {
      action: "CONVERT",
      selector: {
        identifier: "docker-image://docker.io/library/alpine:*",
        match_type: "WILDCARD",
        constraints: [{ key: "a", value: "b", condition: "NOTEQUAL" }],
      },
      updates: { identifier: "docker-image://alpine:3", attrs: { "http.checksum": "sha256:0" } },
      comment: "What is not known is passed over, as buildx does.",
    },
    { action: 1, selector: { identifier: "https://*" } },
  ],
};

/** The same as messages; what is 0 is not sent. */
const wanted = {
  version: 1,
  rules: [
    {
      action: 2,
      selector: {
        identifier: "docker-image://docker.io/library/alpine:*",
        constraints: [{ key: "a", value: "b", condition: 1 }],
      },
      updates: { identifier: "docker-image://alpine:3", attrs: { "http.checksum": "sha256:0" } },
    },
    { action: 1, selector: { identifier: "https://*" } },
  ],
};

let daemon: FakeDaemon;
let folder: string;

beforeAll(async () => {
  daemon = await startFakeDaemon();
  folder = mkdtempSync(join(tmpdir(), "policies-"));
  const files = {
    "docker-bake.hcl":
      'target "a" {}\ntarget "b" {\n  contexts = { x = "target:a" }\n}\ntarget "c" {\n  context = "sub"\n}\n',
    Dockerfile: "FROM scratch\n",
    "policy.json": JSON.stringify(policy),
    "empty.json": "{}",
    "bad.json": '{"rules": [{"action": "FORBID"}]}',
    "list.json": "[]",
    "text.txt": "deny everything",
  };
  writeFiles(folder, new Map(Object.entries(files)));
});

afterAll(async () => {
  await daemon[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

test("a policy goes with every build", async () => {
  const before = daemon.solves.length;
  const { code, stderr } = await run(["a", "b"], "policy.json");
  expect(code, stderr).toBe(0);
  const built = daemon.solves.slice(before).filter(({ frontendAttrs }) => "filename" in frontendAttrs);
  expect(built.length).toBeGreaterThan(1);
  const message = Buffer.from(Policy.encode(wanted).finish()).toString("base64");
  for (const { sourcePolicy } of built) expect(Buffer.from(sourcePolicy).toString("base64")).toBe(message);
});

test("without one none is sent, and an empty one allows everything", async () => {
  expect((await run(["a"])).code).toBe(0);
  expect(daemon.solves.at(-1)?.sourcePolicy).toHaveLength(0);
  expect((await run(["a"], "empty.json")).code).toBe(0);
});

test.for([
  ["none.json", "no such file"],
  ["bad.json", 'rules[0].action is "FORBID", and there are ALLOW, DENY, CONVERT'],
  ["list.json", "the file is no object"],
  ["text.txt", "it is no JSON"],
] as const)("%s is refused, and nothing is built", async ([file, says]) => {
  const before = daemon.solves.length;
  const { code, stderr } = await run(["a", "b"], file);
  expect(code).toBe(1);
  expect(stderr).toContain(`ERROR: The source policy "${file}" cannot be used: `);
  expect(stderr).toContain(says);
  expect(daemon.solves.length).toBe(before);
});

function run(args: readonly string[], file?: string) {
  const env = file === undefined ? {} : { EXPERIMENTAL_BUILDKIT_SOURCE_POLICY: file };
  return bake(["--progress=quiet", ...args], { cwd: folder, env: { BUILDKIT_HOST: daemon.address, ...env } });
}
