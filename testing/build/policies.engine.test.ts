// Source policies on real daemons: one that is too old to ask, and the user's own, which asks when it can.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { readTraits } from "../../lib/builder/index.js";
import { connect } from "../../lib/buildkit/index.js";
import { namedBuildkitHost } from "../engine/index.js";
import { bake, writeFiles } from "../tools/index.js";

const engine = inject("engine");
const hosts = [
  ["plain", engine.buildkitHost],
  ...(namedBuildkitHost === undefined ? [] : [["BUILDKIT_HOST", namedBuildkitHost] as const]),
] as const;

const policy = `package docker

default allow := false

allow if input.local.name == "dockerfile"

allow if input.env.args.CONTEXT == "allowed"

deny_msg contains "the context is closed" if not allow

decision := {"allow": allow, "deny_msg": deny_msg}
`;

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "policies-engine-"));
  const files = {
    "docker-bake.hcl": 'target "default" {\n  output = ["type=cacheonly"]\n}\n',
    Dockerfile: "FROM scratch\nCOPY file /\n",
    "Dockerfile.rego": policy,
    file: "hello\n",
  };
  writeFiles(folder, new Map(Object.entries(files)));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.for(hosts)("over %s", ([, address]) => {
  test("a policy is asked, or a warning says that it is not", async () => {
    const { signal } = new AbortController();
    await using control = await connect({ kind: "buildkitd", address }, signal);
    const { capabilities } = await readTraits(control, signal);
    const asks = capabilities.llb.has("source.policy.session");
    const run = (...args: readonly string[]) =>
      bake(["--progress=plain", ...args], { cwd: folder, env: { BUILDKIT_HOST: address } });

    const closed = await run();
    expect(closed.code, closed.stderr).toBe(asks ? 1 : 0);
    expect(closed.stderr).toContain(asks ? "the context is closed" : 'of target "default" is not enforced');

    const strict = await run("--policy=strict=true", "--set=*.args.CONTEXT=allowed");
    expect(strict.code, strict.stderr).toBe(asks ? 0 : 1);
    expect(strict.stderr).toContain(asks ? "loading policies Dockerfile.rego" : '"strict" of "policy" needs BuildKit');
  });
});
