// Wrong command lines of the commands about builders: what they say, and that nothing was done.

import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { builtCommand, runCommand } from "../tools/index.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "commands-"));
  writeFileSync(join(folder, "bad.toml"), "[worker.oci]\n  gc = 1\n");
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run(args: readonly string[]) {
  const env = { DOCKER_HOST: "unix:///nowhere/docker.sock", DOCKER_CONFIG: folder };
  return runCommand(await builtCommand("bakehouse", args), { cwd: folder, env });
}

test.for<readonly [args: string, says: string]>([
  ["create --driver remote", "ERROR: A remote builder needs the address of its buildkitd\n  Name it behind"],
  [
    "create --name b --driver-opt nope=1 --driver remote tcp://a:1",
    'ERROR: The driver remote of the node "b0" has no option "nope"\n',
  ],
  ["create a b", "ERROR: there can be one endpoint, but here are a, b\n"],
  ["create --leave --name b", "ERROR: --leave needs --node, the node that leaves it\n"],
  ["create --drivr remote", "ERROR: unknown flag: --drivr, did you mean --driver?\n"],
  [
    "create --name b --config bad.toml",
    'error[buildkitd-type]: "worker.oci.gc" takes true or false, and this is a number\n  ──▶ bad.toml:2:8\n',
  ],
  ["use", "ERROR: there is no builder named: bakehouse ls shows those there are\n"],
  ["use nope", 'ERROR: There is no builder "nope" to use\n'],
  ["inspect nope", 'ERROR: There is no builder or docker context "nope", which the command line asks for\n'],
  ["inspect a b", "ERROR: one builder can be named, but here are a, b\n"],
  ["inspect --timeout soon", 'ERROR: invalid value "soon" for --timeout: write such as 24h or 1h30m\n'],
  [
    "ls --format {{.Nme}}",
    "ERROR: invalid value for --format, at column 3: there is no .Nme; there are .Name, .DriverEndpoint, .LastActivity",
  ],
  ["ls --format {{.Name", "ERROR: invalid value for --format, at column 1: there is no }} to this {{\n"],
  [
    "ls --format yaml",
    'ERROR: invalid value "yaml" for --format: it is table, json, names or a Go template such as {{.Name}}\n',
  ],
  [
    "du --format {{nope}}",
    'ERROR: invalid value for --format, at column 3: there is no function "nope"; there are and, ',
  ],
  ["ls x", "ERROR: there is nothing to name here, but here is x\n"],
  ["rm nope", 'failed to remove nope: There is no builder or docker context "nope", which the command line asks for\n'],
  ["rm", 'failed to remove default: "default" is no builder that was created: DOCKER_HOST names it\n'],
  ["rm --all-inactive x", "ERROR: --all-inactive and names exclude each other\n"],
  ["du -v --format json", "ERROR: --format and --verbose exclude each other\n"],
  ["du --filter type", 'ERROR: invalid --filter "type": write KEY=VALUE, such as type=source.local\n'],
  [
    "du --filter until=1h --filter unused-for=1h",
    "ERROR: --filter until and --filter unused-for are the same and exclude each other\n",
  ],
  ["du", "ERROR: Cannot reach BuildKit at unix:///nowhere/docker.sock: there is no such socket"],
  ["prune --max-used-space much -f", 'ERROR: invalid value "much" for --max-used-space: write such as 10GB\n'],
  ["prune --filter until=2d -f", 'ERROR: invalid value "2d" for --filter until: write such as 24h or 1h30m\n'],
])("bakehouse %s", async ([args, says]) => {
  const { code, stdout, stderr } = await run(args.split(" "));
  expect(stderr.slice(0, says.length)).toBe(says);
  expect(stdout).toBe("");
  expect(code).toBe(1);
  const store = join(folder, "buildx/instances");
  expect(readdirSync(folder).includes("buildx") ? readdirSync(store) : []).toEqual([]);
});

test("a daemon that does not answer is told of below the table, which is there all the same", async () => {
  const { code, stdout, stderr } = await run(["ls"]);
  expect(stdout).toBe(
    [
      "NAME/NODE     DRIVER/ENDPOINT                   STATUS    BUILDKIT   PLATFORMS",
      "default*      docker",
      " \\_ default    \\_ unix:///nowhere/docker.sock   error",
      "",
    ].join("\n"),
  );
  expect(stderr).toMatch(/^\nFailed to get status for default \(default\): .*unix:\/\/\/nowhere\/docker\.sock/);
  expect(code).toBe(0);
});

test("rm forgets builders whose files nobody can use", async () => {
  const instances = join(folder, "buildx", "instances");
  mkdirSync(instances, { recursive: true });
  writeFileSync(join(instances, "bad"), "{");
  writeFileSync(join(instances, "odd"), '{ "Name": "odd", "Driver": "weird", "Nodes": [] }');
  const { code, stderr } = await run(["rm", "bad", "odd"]);
  expect(code).toBe(0);
  expect(stderr).toContain("bad removed. Daemons of it are left as they are, because it could not be used: ");
  expect(stderr).toContain('The builder "odd" has the driver "weird", which cannot be used');
  expect(readdirSync(instances)).toEqual([]);
});
