// Source policies in Rego, from the bake file to the decision: the daemon is a fake one that asks as a real one does.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askPolicy, type FakeDaemon, startFakeDaemon } from "../fake/index.js";
import { bake, builtCommand, runCommand, writeFiles } from "../tools/index.js";

const image = "docker-image://docker.io/library/alpine:3";
const digest = `sha256:${"a".repeat(64)}`;
const service = "/moby.buildkit.v1.sourcepolicy.policysession.PolicyVerifier/CheckPolicy";

function policy(...rules: readonly string[]): string {
  const decision = 'decision := {"allow": allow, "deny_msg": deny_msg}';
  return ["package docker", "default allow := false", ...rules, decision, ""].join("\n");
}

const tells = 'deny_msg contains sprintf("no %s for %s", [input.image.ref, input.env.args.NAME]) if not allow';

const files = {
  "docker-bake.hcl": `
target "plain" { dockerfile = "Plain" }
target "allowed" { context = "allowed" }
target "denied" {
  context = "denied"
  args = { NAME = "app" }
}
target "pinned" { context = "pinned" }
target "asking" { context = "asking" }
target "proxied" { context = "proxied" }
target "named" {
  dockerfile = "Plain"
  policy     = ["filename=cwd://denied/Dockerfile.rego"]
  args       = { NAME = "named" }
}
target "child" { inherits = ["named"] }
target "strict" {
  context = "allowed"
  policy  = ["strict=true"]
}
target "linked" {
  dockerfile = "Plain"
  contexts   = { dep = "target:denied" }
}
target "away" {
  context    = "https://example.com/source.git"
  dockerfile = "cwd://denied/Dockerfile"
}
target "wrong" { context = "wrong" }
target "missing" {
  dockerfile = "Plain"
  policy     = ["filename=none.rego"]
}
`,
  Plain: "FROM scratch\n",
  "allowed/Dockerfile.rego": policy('allow if input.image.repo == "alpine"', "deny_msg := set()"),
  "denied/Dockerfile.rego": policy(tells),
  "pinned/Dockerfile.rego": policy(`allow if pin_image(input.image, "${digest}")`, "deny_msg := set()"),
  "asking/Dockerfile.rego": policy('allow if input.image.labels.team == "red"', "deny_msg := set()"),
  "proxied/Dockerfile.rego": 'package docker\n\ndecision := {"allow": true, "caps": {"exec.proxy": true}}\n',
  "wrong/Dockerfile.rego": "package docker\n\nallow if unknown_function(input)\n\ndecision := true\n",
};

let daemon: FakeDaemon;
let old: FakeDaemon;
let folder: string;

beforeAll(async () => {
  daemon = await startFakeDaemon({
    llbCaps: ["source.policy.session", "exec.meta.network.proxy"],
    async solve(build) {
      const { request, session } = build;
      if (request.sourcePolicySession !== "") {
        const read = await askPolicy(await session(request.sourcePolicySession), {
          source: { identifier: image },
          platform: { os: "linux", architecture: "amd64" },
          resolve: () => ({
            image: { digest, config: Buffer.from(JSON.stringify({ config: { Labels: { team: "red" } } })) },
          }),
        });
        return { read: read.identifier ?? "" };
      }
      if (build.isGateway) await build.returned;
      return {};
    },
  });
  old = await startFakeDaemon();
  folder = mkdtempSync(join(tmpdir(), "policy-decisions-"));
  const contexts = ["allowed", "denied", "pinned", "asking", "proxied", "wrong"];
  const dockerfiles = contexts.map((name) => [`${name}/Dockerfile`, "FROM alpine:3\n"] as const);
  writeFiles(folder, new Map([...Object.entries(files), ...dockerfiles]));
});

afterAll(async () => {
  await daemon[Symbol.asyncDispose]();
  await old[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

function run(args: readonly string[], { address } = daemon) {
  return bake(args, { cwd: folder, env: { BUILDKIT_HOST: address } });
}

/** The solves of a run, less those that only ask what the daemon can do. */
function builds(since: number) {
  return daemon.solves.slice(since).filter(({ frontendAttrs }) => "filename" in frontendAttrs);
}

test("the daemon is told which session to ask, and that serves the questions", async () => {
  const before = daemon.solves.length;
  const { code, stderr } = await run(["--progress=plain", "allowed"]);
  expect(code, stderr).toBe(0);
  const [build] = builds(before);
  expect(build).toMatchObject({ sourcePolicySession: build?.session, proxyNetwork: false });
  expect(daemon.sessions.get(build?.session ?? "")?.methods).toContain(service);
  expect(stderr).toContain(`loading policies ${join("allowed", "Dockerfile.rego")}\n`);
  expect(stderr).toContain(`policy decision for source ${image} (linux/amd64): ALLOW`);
});

test("a target without a policy serves none", async () => {
  const before = daemon.solves.length;
  expect((await run(["--progress=quiet", "plain"])).code).toBe(0);
  const [build] = builds(before);
  expect(build?.sourcePolicySession).toBe("");
  expect(daemon.sessions.get(build?.session ?? "")?.methods).not.toContain(service);
});

test.for([
  ["denied", "denied", "app"],
  ["named", "denied", "named"],
  ["child", "denied", "named"],
] as const)("%s may not read its image, and is told why", async ([target, from, name]) => {
  const { code, stderr } = await run(["--progress=quiet", target]);
  expect(code).toBe(1);
  const plain = stderr.replaceAll(/\n {2}(?=\S)/g, " ");
  expect(plain).toContain(`error[policy-denied]: Target "${target}" may not read ${image}`);
  expect(plain).toContain(`no docker.io/library/alpine:3 for ${name}`);
  expect(plain).toContain(`${from}/Dockerfile.rego`);
});

test("a policy beside a Dockerfile of this machine holds for a context from elsewhere", async () => {
  const { code, stderr } = await run(["--progress=quiet", "away"]);
  expect(code).toBe(1);
  expect(stderr).toContain(`error[policy-denied]: Target "away" may not read ${image}`);
});

test("a linked target is built under its own policy", async () => {
  const { code, stderr } = await run(["--progress=quiet", "linked"]);
  expect(code).toBe(1);
  expect(stderr).toContain(`error[policy-denied]: Target "denied" may not read ${image}`);
});

test("an image is read by the digest that the policy pins", async () => {
  const { code, stderr } = await run(["--progress=plain", "pinned"]);
  expect(code, stderr).toBe(0);
  expect(stderr).toContain(`convert to ${image}@${digest}`);
  expect(stderr).toContain(`policy decision for source ${image}@${digest} (linux/amd64): ALLOW`);
});

test("what a policy wants to know of an image is asked of the daemon", async () => {
  const { code, stderr } = await run(["--progress=plain", "asking"]);
  expect(code, stderr).toBe(0);
  expect(stderr).toContain("resolve missing fields");
});

test("a policy that wants to see what RUN steps fetch gets the daemon's proxy", async () => {
  const before = daemon.solves.length;
  expect((await run(["--progress=quiet", "proxied"])).code).toBe(0);
  expect(builds(before)[0]?.proxyNetwork).toBe(true);
  const { code, stderr } = await run(["--progress=quiet", "proxied"], old);
  expect(code).toBe(1);
  expect(stderr).toContain('A "policy" that wants the network through a proxy needs BuildKit 0.31 or later');
});

test("--policy disabled=true turns policies off", async () => {
  const before = daemon.solves.length;
  const { code, stderr } = await run(["--progress=quiet", "--policy=disabled=true", "denied"]);
  expect(code, stderr).toBe(0);
  expect(builds(before)[0]?.sourcePolicySession).toBe("");
});

test("build takes a policy by a flag, in its context", async () => {
  const args = ["build", "--progress=quiet", "--policy=filename=Dockerfile.rego,reset=true", "--build-arg=NAME=flag"];
  const env = { BUILDKIT_HOST: daemon.address };
  const command = [...(await builtCommand("bakehouse")), ...args, "denied"];
  const { code, stderr } = await runCommand(command, { cwd: folder, env });
  expect(code).toBe(1);
  expect(stderr.replaceAll(/\n {2}(?=\S)/g, " ")).toContain("no docker.io/library/alpine:3 for flag");
});

test("a daemon that cannot ask is warned of, and refused when the policy is strict", async () => {
  const warned = await run(["--progress=plain", "allowed"], old);
  expect(warned.code, warned.stderr).toBe(0);
  const what = `The "policy" ${join("allowed", "Dockerfile.rego")} of target "allowed" is not enforced`;
  expect(warned.stderr).toContain(`${what}: it needs BuildKit 0.27 or later, which is in Docker Engine 29.2`);
  const before = old.solves.filter(({ frontendAttrs }) => "filename" in frontendAttrs).length;
  const refused = await run(["--progress=plain", "strict"], old);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain('"strict" of "policy" needs BuildKit 0.27 or later');
  expect(old.solves.filter(({ frontendAttrs }) => "filename" in frontendAttrs)).toHaveLength(before);
});

test.for([
  ["wrong", `${join("wrong", "Dockerfile.rego")}:3:10`],
  ["missing", 'Policy "none.rego" does not exist'],
] as const)("%s is told before anything is built", async ([target, says]) => {
  const before = daemon.solves.length;
  const { code, stderr } = await run(["--progress=quiet", target, "plain"]);
  expect(code).toBe(1);
  expect(stderr).toContain("error[invalid-policy]");
  expect(stderr).toContain(says);
  expect(builds(before)).toEqual([]);
});

test("a mistake in a policy is shown at its place", async () => {
  const { stderr } = await run(["--progress=quiet", "wrong"]);
  await expect(stderr).toMatchFileSnapshot("../mistakes/build-wants/wrong-policy.txt");
});
