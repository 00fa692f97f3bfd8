// docs/policies.md: what it shows is taken as it stands there, and decides as it says.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fences } from "../docs/markdown.js";
import { askPolicy, startFakeDaemon } from "../fake/index.js";
import { bake, writeFiles } from "../tools/index.js";

const page = readFileSync(join(import.meta.dirname, "../../docs/policies.md"), "utf8");
const shown = fences(page);
const [policy = ""] = shown.flatMap(({ language, text }) => (language === "rego" ? [text] : []));
const [definition = ""] = shown.flatMap(({ language, text }) => (language === "hcl" ? [text] : []));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "policies-page-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What becomes of target "app" when its daemon wants to read the image. */
async function built(image: string) {
  await using daemon = await startFakeDaemon({
    llbCaps: ["source.policy.session"],
    async solve(build) {
      const { sourcePolicySession } = build.request;
      if (sourcePolicySession !== "") {
        const source = { identifier: `docker-image://${image}` };
        const platform = { os: "linux", architecture: "amd64" };
        await askPolicy(await build.session(sourcePolicySession), { source, platform });
      }
      if (build.isGateway) await build.returned;
      return {};
    },
  });
  return await bake(["--progress=plain", "app"], { cwd: folder, env: { BUILDKIT_HOST: daemon.address } });
}

test("the page shows one policy and one bake file", () => {
  expect(shown.map(({ language }) => language)).toEqual(["rego", "hcl"]);
});

test.for([
  ["docker.io/library/alpine:3", 0],
  ["docker.io/library/busybox:1", 1],
  ["example.com/alpine:3", 1],
] as const)("beside the Dockerfile, about %s: exit code %i", async ([image, code]) => {
  const target = 'target "app" {}\n';
  writeFiles(
    folder,
    new Map([
      ["docker-bake.hcl", target],
      ["Dockerfile", "FROM scratch\n"],
      ["Dockerfile.rego", policy],
    ]),
  );
  const ended = await built(image);
  expect(ended.code, ended.stderr).toBe(code);
  const text = ended.stderr.replaceAll(/\s+/g, " ");
  if (code === 1) expect(text).toContain(`${image} is not one of our images`);
  else expect(text).toContain("ALLOW");
});

test("both policies that the bake file names have to allow", async () => {
  const common = [
    "package docker",
    "default allow := true",
    'allow := false if input.image.tag == "2"',
    'decision := {"allow": allow, "deny_msg": ["not that one"]}',
  ].join("\n");
  writeFiles(
    folder,
    new Map([
      ["docker-bake.hcl", definition],
      ["Dockerfile", "FROM scratch\n"],
      ["policies/images.rego", policy],
      ["common.rego", common],
    ]),
  );
  const allowed = await built("docker.io/library/alpine:3");
  expect(allowed.code, allowed.stderr).toBe(0);
  const denied = await built("docker.io/library/alpine:2");
  expect(denied.code).toBe(1);
  expect(denied.stderr.replaceAll(/\s+/g, " ")).toContain("The policy cwd://common.rego says: not that one");
  // The second item's log level.
  expect(denied.stderr).toContain("policy input:");
});
