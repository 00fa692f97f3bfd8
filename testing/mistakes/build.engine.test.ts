// Builds that cannot end well: what is said, and that nothing half-made is left.

import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { builderEnv, builders } from "../examples/setting.js";
import { bake, engineLogins, offlineBase, openRegistry, startBake, writeDockerConfig } from "../tools/index.js";

const engine = inject("engine");
const offline = offlineBase(engine, ["app"]);
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mistake-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test.for(builders)("a RUN that fails is shown in its Dockerfile with its last words, on %s", async (builder) => {
  lay({
    Dockerfile:
      "FROM alpine AS tools\nRUN true\n\nFROM tools\nRUN echo looking for it >&2 && \\\n    echo not here >&2 && \\\n    exit 7\n",
    "docker-bake.hcl": `group "default" { targets = ["app", "after"] }
target "app" {
  tags = ["app:latest"]
  output = ["type=oci,dest=out/app.tar", "type=local,dest=out/app"]
}
target "after" {
  contexts = { app = "target:app" }
  dockerfile-inline = "FROM app"
  output = ["type=local,dest=out/after"]
}
`,
  });
  mkdirSync(join(folder, "out"));
  const { code, stderr } = await build(["--progress=quiet"], builder);
  expect(code).toBe(1);
  await expect(settled(stderr)).toMatchFileSnapshot("build-wants/failing-run.txt");
  expect(readdirSync(join(folder, "out"), { recursive: true })).toEqual([]);
});

test("a builder that does not answer is named, with what to do", async () => {
  lay({ "docker-bake.hcl": 'target "default" { dockerfile-inline = "FROM scratch" }\n' });
  const { code, stderr } = await bake(["--builder=unix:///nowhere/buildkitd.sock"], { cwd: folder });
  expect(code).toBe(1);
  await expect(stderr).toMatchFileSnapshot("build-wants/unreachable-builder.txt");
});

test.for(builders)("a wrong password ends the push and leaves no tag, on %s", async (builder) => {
  lay({
    Dockerfile: "FROM scratch\nCOPY Dockerfile /\n",
    "docker-bake.hcl": `target "default" { tags = ["${engine.authRegistry}/secret/${builder}:1"] }\n`,
  });
  const login = { user: engine.authUser, password: "not the password" };
  const env = builderEnv(engine, builder, folder);
  writeDockerConfig(env["DOCKER_CONFIG"] ?? "", { [engine.authRegistry]: login });
  const { code, stderr } = await bake(["--push", "--progress=quiet"], { cwd: folder, env });
  expect(code).toBe(1);
  await expect(settled(stderr).replaceAll(`secret/${builder}`, "secret/NAME")).toMatchFileSnapshot(
    "build-wants/wrong-password.txt",
  );
  const registry = openRegistry(engine.authRegistry, engineLogins(engine)[engine.authRegistry]);
  expect(await registry.tags(`secret/${builder}`)).toEqual([]);
});

test.for(builders)("Ctrl-C cancels on the daemon, leaves nothing and exits 130, on %s", async (builder) => {
  lay({
    Dockerfile: "FROM alpine\nRUN echo begun && sleep 300\n",
    "docker-bake.hcl": 'target "app" { output = ["type=oci,dest=out/app.tar"] }\n',
  });
  mkdirSync(join(folder, "out"));
  const running = await startBake(["-f", "docker-bake.hcl", ...offline.args, "--progress=plain", "--no-cache", "app"], {
    cwd: folder,
    env: { ...offline.env, ...builderEnv(engine, builder, folder) },
  });
  await running.shows(" begun");
  running.signal("SIGINT");
  const { code, stderr } = await running.finished;
  expect(code, stderr).toBe(130);
  expect(stderr).toContain("CANCELED");
  expect(readdirSync(join(folder, "out"))).toEqual([]);
});

function lay(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
}

function build(args: readonly string[], builder: (typeof builders)[number]) {
  return bake(["-f", "docker-bake.hcl", ...offline.args, "--allow=fs.read=*", ...args], {
    cwd: folder,
    env: { ...offline.env, ...builderEnv(engine, builder, folder) },
  });
}

/** What differs from run to run: times, digests, the registry's port. */
function settled(stderr: string): string {
  return stderr
    .replaceAll(/^\d+\.\d+ /gm, "TIME ")
    .replaceAll(/sha256:[0-9a-f]{64}/g, "sha256:DIGEST")
    .replaceAll(engine.authRegistry, "REGISTRY");
}
