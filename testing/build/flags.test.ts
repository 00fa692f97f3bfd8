// Every flag that docker-buildx 0.36 builds with, visible or not, and what of it reaches the daemon: a fake one, as the
// engine at hand is too old for some of it.

import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildFlags } from "../../cmd/build-flags.js";
import type { Flag } from "../../cmd/flags.js";
import type { SolveRequest } from "../../lib/buildkit/gen/control.js";
import { allCapabilities } from "../exec/index.js";
import { type FakeDaemon, startFakeDaemon } from "../fake/index.js";
import { builtCommand, runCommand, writeFiles } from "../tools/index.js";

/** Of `docker buildx build --help` with BUILDX_EXPERIMENTAL=1, and those that it hides; `-D`, `--builder`, `--help` beside them. */
const known =
  `add-host allow annotation attest build-arg build-context cache-from cache-to call cgroup-parent check compress
  cpu-period cpu-quota cpu-shares cpuset-cpus cpuset-mems file force-rm iidfile isolation label load memory memory-swap
  metadata-file network no-cache no-cache-filter output platform policy print progress provenance pull push quiet resource rm
  sbom secret security-opt shm-size squash ssh tag target ulimit builder debug`.split(/\s+/);

test("no flag of docker buildx build is missing", () => {
  expect(known.filter((name) => !Object.hasOwn(buildFlags, name))).toEqual([]);
});

test("short forms are those of docker buildx build", () => {
  const short = Object.entries<Flag>(buildFlags).flatMap(([name, flag]) =>
    flag.short === undefined ? [] : [`-${flag.short} ${name}`],
  );
  expect(short.sort()).toEqual([
    "-D debug",
    "-c cpu-shares",
    "-f file",
    "-m memory",
    "-o output",
    "-q quiet",
    "-t tag",
  ]);
});

let daemon: FakeDaemon;
let folder: string;

beforeAll(async () => {
  daemon = await startFakeDaemon({ llbCaps: allCapabilities });
  folder = mkdtempSync(join(tmpdir(), "flags-"));
  writeFiles(
    folder,
    new Map([
      ["Dockerfile", "FROM scratch\n"],
      ["other/Dockerfile.x", "FROM scratch\n"],
      ["s", "x"],
    ]),
  );
  copyFileSync(join(folder, "Dockerfile"), join(folder, "other/Dockerfile"));
});

afterAll(async () => {
  await daemon[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

/** Attributes of the frontend, unless another part of the request is named. */
type Wanted = Readonly<Record<string, unknown>>;
type Row = readonly [args: readonly string[], attrs: Wanted, request?: Wanted];

const image = (attrs: Wanted) => ({ exporters: [{ type: "image", attrs }] });

const rows: readonly Row[] = [
  [["--add-host", "db:10.0.0.2,web:10.0.0.3"], { "add-hosts": "db=10.0.0.2,web=10.0.0.3" }],
  [["--add-host", "db:10.0.0.2,10.0.0.4"], { "add-hosts": "db=10.0.0.2,db=10.0.0.4" }],
  [["--add-host=v6=[::1]"], { "add-hosts": "v6=::1" }],
  [["--allow=network.host"], {}, { entitlements: ["network.host"] }],
  [["--allow=device=x.com/y=z"], {}, { entitlements: ["device=x.com/y=z"] }],
  [
    ["--annotation=a=b", "--annotation", "index:c=d", "-otype=image"],
    {},
    image({ "annotation.a": "b", "annotation-index.c": "d" }),
  ],
  [["--attest=type=provenance,mode=max"], { "attest:provenance": "type=provenance,mode=max" }],
  [["--provenance=false"], { "attest:provenance": undefined }],
  [["--provenance=mode=max"], { "attest:provenance": "type=provenance,mode=max" }],
  [["--sbom=true"], { "attest:sbom": "type=sbom" }],
  [
    ["--build-arg=A=1", "--build-arg", "FROM_ENV", "--build-arg=NOT_SET"],
    { "build-arg:A": "1", "build-arg:FROM_ENV": "e" },
  ],
  [["--build-context=x=docker-image://a"], { "context:x": "docker-image://a" }],
  [
    ["--cache-from=a", "--cache-to=type=registry,ref=b"],
    { "cache-imports": '[{"Type":"registry","Attrs":{"ref":"a"}}]' },
  ],
  [["--cgroup-parent=/g"], { "cgroup-parent": "/g" }],
  [["--cgroup-parent="], { "cgroup-parent": undefined }],
  [["-f", "other/Dockerfile.x"], { filename: "Dockerfile.x" }],
  [["--label=a=b", "--label=c"], { "label:a": "b", "label:c": "" }],
  [["--network=none"], { "force-network-mode": "none" }],
  [["--network=host"], { "force-network-mode": "host" }, { entitlements: ["network.host"] }],
  [["--network=default"], { "force-network-mode": undefined }],
  [["--no-cache"], { "no-cache": "" }],
  [["--no-cache=false"], { "no-cache": undefined }],
  [["--no-cache-filter=a,b", "--no-cache-filter=c"], { "no-cache": "a,b,c" }],
  [["--platform=linux/amd64,linux/arm64"], { platform: "linux/amd64,linux/arm64" }],
  [["--policy=disabled=true"], {}],
  [["--pull"], { "image-resolve-mode": "pull" }],
  [["--pull=false"], { "image-resolve-mode": undefined }],
  [["--push", "-t", "h.io/a", "-t", "h.io/b:1"], {}, image({ name: "h.io/a,h.io/b:1", push: "true" })],
  [["--push=false", "-t", "a"], {}, { exporters: [] }],
  [["--resource=memory=2g", "--resource", "cpuset-cpus=0,1"], { memory: "2147483648", cpusetcpus: "0,1" }],
  [["-m", "1g", "--memory-swap=-1", "-c", "512"], { memory: "1073741824", memswap: "-1", cpushares: "512" }],
  [
    ["--cpu-period=100", "--cpu-quota=50", "--cpuset-cpus=0-3", "--cpuset-mems=0"],
    { cpuperiod: "100", cpuquota: "50", cpusetcpus: "0-3", cpusetmems: "0" },
  ],
  [["--memory=1g", "--resource=memory=2g"], { memory: "2147483648" }],
  [["--rm", "--rm=false", "--force-rm", "--compress"], {}],
  [["--secret=id=s,src=s", "--secret=id=FROM_ENV"], {}],
  [["--shm-size=64m"], { "shm-size": "67108864" }],
  [["--target=t"], { target: "t" }],
  [["--ulimit=nofile=1:2", "--ulimit=core=0"], { ulimit: "core=0:0,nofile=1:2" }],
  [["-q=false", "--progress=plain"], {}],
  [["--output", "type=cacheonly"], {}, { exporters: [] }],
  [["--call=build"], {}, { internal: false }],
  [["--check=false"], {}, { internal: false }],
];

test.for(rows)("%j", async ([args, attrs, request = {}]) => {
  const { code, stderr } = await build(args);
  expect(code, stderr).toBe(0);
  const solve: SolveRequest | undefined = daemon.solves.at(-1);
  const wanted = Object.entries(attrs);
  expect(Object.fromEntries(wanted.map(([name]) => [name, solve?.frontendAttrs[name]]))).toEqual(attrs);
  expect(solve).toMatchObject(request);
});

test.for([["--call=outline"], ["--print=outline"], ["--call", "outline,format=json"]])(
  "%j asks the frontend",
  async (args) => {
    await build(args);
    const asked = daemon.gatewaySolves.at(-1)?.request.frontendOpt;
    expect(asked?.["requestid"]).toBe("frontend.outline");
  },
);

test.for<readonly [arg: string, says: string]>([
  ["--squash", "--squash has no effect with BuildKit"],
  ["--isolation=hyperv", "--isolation has no effect with BuildKit"],
  ["--security-opt=seccomp=x", "--security-opt has no effect with BuildKit"],
])("%s is warned of, and builds", async ([arg, says]) => {
  const { code, stderr } = await build([arg]);
  expect(code, stderr).toBe(0);
  expect(stderr).toContain(`warning[flag-without-effect]: ${says}`);
});

test.for<readonly [args: readonly string[], says: string]>([
  [["--build-arg==x"], '"=x" has no name'],
  [["--label="], '"" has no name'],
  [["--resource=memry=1g"], '"memry=1g" is no limit'],
  [["--resource=memory"], '"memory" is no limit'],
  [["--memory=much"], '"memory" in "resources" is wrong'],
  [["--cpu-shares=1.5"], '"cpu-shares" in "resources" is wrong'],
  [["--policy=filename=p.rego"], 'Policy "p.rego"'],
  [["--policy=nonsense"], "policy"],
  [["--shm-size=big"], '"big"'],
  [["--ulimit=nofile"], '"nofile" in "ulimits"'],
  [["--tagg=x"], "unknown flag: --tagg, did you mean --tag?"],
  [["--tag"], "flag needs a value: --tag NAME"],
  [["-q=perhaps"], 'invalid value "perhaps"'],
])("%j is refused with what is wrong", async ([args, says]) => {
  const { code, stderr } = await build(args);
  expect(code).toBe(1);
  expect(stderr).toContain(says);
});

async function build(args: readonly string[]) {
  const place = args[0] === "--tag" ? [] : ["."];
  return runCommand(await builtCommand("bakehouse", ["build", ...place, ...args]), {
    cwd: folder,
    env: { BUILDKIT_HOST: daemon.address, BUILDKIT_PROGRESS: "quiet", FROM_ENV: "e" },
  });
}
