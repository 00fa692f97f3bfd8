// Definitions that are fetched, with a site of our own on loopback: what is printed, what is built, and what is said when
// they cannot be had.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { builderEnv, builders } from "../examples/setting.js";
import { openPeer, type PeerBuilder } from "../peer.js";
import { bake, builtCommand, type CommandResult, runCommand, writeFiles } from "../tools/index.js";
import { lackOfGit, openSite, type Site } from "./site.js";

const engine = inject("engine");

const alone = `
target "default" {
  context           = "data"
  dockerfile-inline = "FROM scratch\\nCOPY here.txt /"
  output            = ["type=local,dest=out"]
}
`;

const repository = {
  "docker-bake.hcl": `
target "_out" {
  output = ["type=local,dest=out"]
}
target "default" {
  inherits = ["_out"]
}
target "sub" {
  inherits = ["_out"]
  context  = "sub"
}
target "named" {
  inherits          = ["_out"]
  contexts          = { whole = ".", part = "sub", here = "cwd://data", base = "target:sub" }
  dockerfile-inline = <<-EOT
    FROM base
    COPY --from=whole root.txt /whole.txt
    COPY --from=part said.txt /part.txt
    COPY --from=here here.txt /
  EOT
}
target "local" {
  inherits   = ["_out"]
  context    = "cwd://data"
  dockerfile = "cwd://Dockerfile.here"
}
target "outer" {
  inherits   = ["_out"]
  dockerfile = "cwd://Dockerfile.outer"
}
target "caller" {
  inherits          = ["_out"]
  context           = BAKE_CMD_CONTEXT
  dockerfile-inline = "FROM scratch\\nCOPY more.hcl* said.txt* /"
}
target "mixed" {
  context = "cwd://data"
}
`,
  Dockerfile: "FROM scratch\nCOPY root.txt /\n",
  "root.txt": "of the repository\n",
  "sub/Dockerfile": "FROM scratch\nCOPY said.txt /\n",
  "sub/said.txt": "of the folder\n",
  "sub/docker-bake.hcl": 'target "default" {\n  description = "below"\n}\n',
};

const here = {
  "data/here.txt": "of this machine\n",
  "data/Dockerfile": "FROM scratch\n",
  "Dockerfile.here": "FROM scratch\nCOPY here.txt /local.txt\n",
  "Dockerfile.outer": "FROM scratch\nCOPY root.txt /outer.txt\n",
  "more.hcl": 'target "sub" {\n  tags = ["more"]\n}\n',
};

let site: Site;
let folder: string;

beforeAll(async () => {
  const repositories = lackOfGit() === undefined ? { repo: repository, private: repository } : {};
  site = await openSite({
    files: {
      "alone.hcl": alone,
      "broken.hcl": 'target "default" {\n  context = nope\n}\n',
      "packed.tar.gz": packed("-z"),
      "packed.tar": packed(),
      "packed.tar.xz": packed("-J"),
      "bake.hcl.gz": gzipSync(alone),
      "bake.zip": Buffer.from("504b0304", "hex"),
      "Dockerfile.web": "FROM scratch\nCOPY here.txt /web.txt\n",
      "Dockerfile.root": "FROM scratch\nCOPY root.txt /of-web.txt\n",
      "Dockerfile.bad": "FROM scratch\nCOPY nothing /\n",
      "Dockerfile.big": `# ${"x".repeat(2 * 1024 * 1024)}`,
      "big.hcl": `# ${"x".repeat(2 * 1024 * 1024)}`,
      "huge.hcl": `# ${"x".repeat(17 * 1024 * 1024)}`,
    },
    repositories,
  });
  folder = mkdtempSync(join(tmpdir(), "remote-"));
  writeFiles(folder, new Map(Object.entries(here)));
});

afterAll(async () => {
  await site[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

/** `bake` in the folder of this machine, which keeps nothing that another run wrote. */
async function run(
  args: readonly string[],
  { builder = "docker", env = {} }: { readonly builder?: PeerBuilder; readonly env?: Record<string, string> } = {},
): Promise<CommandResult> {
  rmSync(join(folder, "out"), { recursive: true, force: true });
  const settings = builderEnv(engine, builder, join(folder, "docker"));
  return bake(["--progress=plain", ...args], { cwd: folder, env: { ...settings, ...env } });
}

/** The files that the build left, with what is in them. */
async function built(args: readonly string[], options: Parameters<typeof run>[1] = {}) {
  const { code, stderr } = await run(args, options);
  expect(code, stderr).toBe(0);
  const out = join(folder, "out");
  return Object.fromEntries(readdirSync(out).map((name) => [name, readFileSync(join(out, name), "utf8")]));
}

async function printed(args: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const { code, stdout, stderr } = await run(["--print", ...args]);
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout).target;
}

async function refused(args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await run(args);
  expect([code, stdout]).toEqual([1, ""]);
  return stderr;
}

describe("a bake file at a URL", () => {
  test("is printed, and its paths stay those of this machine", async () => {
    expect(await printed([`${site.address}/alone.hcl`])).toMatchObject({ default: { context: "data" } });
  });

  test.for(builders)("is built by %s with a context of this machine", async (builder) => {
    expect(await built([`${site.address}/alone.hcl`], { builder })).toEqual({ "here.txt": "of this machine\n" });
  });

  test("goes under files of this machine", async () => {
    const files = ["-f", "cwd://more.hcl"];
    expect(await printed([`${site.address}/alone.hcl`, ...files, "default", "sub"])).toMatchObject({
      default: { context: "data" },
      sub: { tags: ["more"] },
    });
  });

  test("is named by its URL where something is wrong in it", async () => {
    expect(await refused([`${site.address}/broken.hcl`])).toContain(`──▶ ${site.address}/broken.hcl:2:13`);
  });

  test("that is not there is told with what the server said", async () => {
    const url = `${site.address}/none.hcl`;
    expect(await refused(["--print", url])).toBe(`ERROR: Cannot fetch "${url}": the server answered 404\n`);
  });

  test("that is not there is told to programs in their form", async () => {
    const url = `${site.address}/none.hcl`;
    const summary = `Cannot fetch "${url}": the server answered 404`;
    expect(JSON.parse(await refused(["--print", "--diagnostics=json", url]))).toEqual({
      severity: "error",
      code: "fetch-failed",
      summary,
    });
  });

  test("that is an archive which BuildKit cannot unpack is refused", async () => {
    const url = `${site.address}/bake.zip`;
    expect(await refused(["--print", url])).toBe(
      `ERROR: Cannot fetch "${url}": it is an archive (zip) that BuildKit does not unpack: use a tar, plain or with gzip, bzip2 or xz\n`,
    );
  });

  test.for(["big.hcl", "huge.hcl"])("that is too large (%s) is refused", async (name) => {
    expect(await refused([`${site.address}/${name}`])).toContain("a bake file cannot be larger than 2 MiB");
  });

  test("cannot be fetched without a daemon", async () => {
    const { code, stderr } = await run(["--print", `${site.address}/alone.hcl`], {
      env: { DOCKER_HOST: "unix:///nowhere/docker.sock" },
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^ERROR: .*nowhere/);
  });
});

describe("a definition in an archive", () => {
  const archive = () => `${site.address}/packed.tar.gz`;

  test("is printed with contexts in the archive", async () => {
    const url = archive();
    expect(await printed([url, "default", "sub", "local"])).toMatchObject({
      default: { context: url, dockerfile: "Dockerfile" },
      sub: { context: `${url}#:sub`, dockerfile: "Dockerfile" },
      local: { context: "data", dockerfile: "cwd://Dockerfile.here" },
    });
  });

  test.for(builders)("is built by %s", async (builder) => {
    expect(await built([archive()], { builder })).toEqual({ "root.txt": "of the repository\n" });
    expect(await built([archive(), "sub"], { builder })).toEqual({ "said.txt": "of the folder\n" });
  });

  test.for(builders)("gives named contexts from the archive and from this machine to %s", async (builder) => {
    expect(await built([archive(), "named"], { builder })).toEqual({
      "said.txt": "of the folder\n",
      "whole.txt": "of the repository\n",
      "part.txt": "of the folder\n",
      "here.txt": "of this machine\n",
    });
  });

  test.for(["packed.tar", "packed.tar.xz"])("may be packed as %s", async (name) => {
    expect(await built([`${site.address}/${name}`, "sub"])).toEqual({ "said.txt": "of the folder\n" });
  });

  test("takes a context and a Dockerfile of this machine, and does not mix them", async () => {
    expect(await built([archive(), "local"])).toEqual({ "local.txt": "of this machine\n" });
    expect(await built([archive(), "outer"])).toEqual({ "outer.txt": "of the repository\n" });
    expect(await refused([archive(), "mixed"])).toContain('"Dockerfile" is in the archive of the definition');
  });

  test("is read from the file that is named", async () => {
    expect(await printed([archive(), "-f", "sub/docker-bake.hcl", "-f", "cwd://more.hcl", "sub"])).toMatchObject({
      sub: { tags: ["more"], context: archive() },
    });
    expect(await refused([archive(), "-f", "nope.hcl"])).toBe(
      `error[file-not-found]: There is no bake file "nope.hcl" in ${archive()}\n`,
    );
  });

  test("is no archive when only the bake file is packed", async () => {
    const url = `${site.address}/bake.hcl.gz`;
    expect(await refused([url])).toContain(`No bake file found in ${url}`);
  });
});

describe("a Dockerfile at a URL", () => {
  const bakeWith = async (name: string, options: Parameters<typeof run>[1] = {}) => {
    const text = 'target "default" {\n  context = "data"\n  output = ["type=local,dest=out"]\n}\n';
    writeFiles(folder, new Map([["url.hcl", text]]));
    return await run(["-f", "url.hcl", "--set", `*.dockerfile=${site.address}/${name}`], options);
  };

  test.for(builders)("is built by %s with a context of this machine", async (builder) => {
    const { code, stderr } = await bakeWith("Dockerfile.web", { builder });
    expect(code, stderr).toBe(0);
    expect(readdirSync(join(folder, "out"))).toEqual(["web.txt"]);
  });

  test("is printed as it is written", async () => {
    const args = ["-f", "url.hcl", "--set", `*.dockerfile=${site.address}/Dockerfile.web`];
    expect(await printed(args)).toMatchObject({ default: { dockerfile: `${site.address}/Dockerfile.web` } });
  });

  test("is named by its URL where something is wrong in it", async () => {
    const { code, stderr } = await bakeWith("Dockerfile.bad");
    expect(code).toBe(1);
    expect(stderr).toContain(`──▶ ${site.address}/Dockerfile.bad:2:1`);
  });

  test.for<readonly [is: string, name: string, says: string]>([
    ["that is not there", "none", "the server answered 404"],
    ["that is too large", "Dockerfile.big", "a Dockerfile cannot be larger than 2 MiB"],
  ])("%s is told at the attribute", async ([, name, says]) => {
    const { code, stderr } = await bakeWith(name);
    expect(code).toBe(1);
    expect(stderr).toContain(`error[invalid-context]: Cannot fetch "${site.address}/${name}": ${says}`);
    expect(stderr).toContain("──▶ flag --set:1:14");
  });

  test("is that of build -f, whatever the context is", async () => {
    const url = `${site.address}/Dockerfile.web`;
    const tar = execFileSync("tar", ["c", "here.txt"], { cwd: join(folder, "data") });
    for (const [context, input] of [["data"], ["-", tar]] as const) {
      const { code, stderr } = await build(["-f", url, "-o", "out", context], input);
      expect(code, stderr).toBe(0);
      expect(readdirSync(join(folder, "out"))).toEqual(["web.txt"]);
    }
    const fetched = await build(["-f", url, `${site.address}/packed.tar.gz#:sub`]);
    expect(fetched.stderr).toMatch(/here\.txt.*not found/);
    const { stderr } = await build(["-f", url, "-"], "FROM scratch\n");
    expect(stderr).toContain(`-f ${url} names another one`);
  });

  async function build(args: readonly string[], input?: string | Buffer): Promise<CommandResult> {
    rmSync(join(folder, "out"), { recursive: true, force: true });
    return runCommand(await builtCommand("bakehouse", ["build", "--progress=plain", ...args]), {
      cwd: folder,
      env: builderEnv(engine, "docker", join(folder, "docker")),
      ...(input === undefined ? {} : { input }),
    });
  }
});

/** The tree of the repository as tar packs it. */
function packed(...flags: readonly string[]): Buffer {
  const top = mkdtempSync(join(tmpdir(), "packed-"));
  try {
    writeFiles(top, new Map(Object.entries(repository)));
    return execFileSync("tar", ["c", ...flags, "."], { cwd: top });
  } finally {
    rmSync(top, { recursive: true, force: true });
  }
}

// Skipped with the reason in the title: the daemon runs the git of this machine.
const lack = lackOfGit();
describe.skipIf(lack !== undefined)(`a definition in a git repository${lack === undefined ? "" : `: ${lack}`}`, () => {
  const repo = () => `${site.address}/repo.git`;

  test("is printed with contexts in the repository", async () => {
    const url = repo();
    expect(await printed([url, "default", "sub", "local"])).toMatchObject({
      default: { context: url, dockerfile: "Dockerfile" },
      sub: { context: `${url}#:sub`, dockerfile: "Dockerfile" },
      local: { context: "data", dockerfile: "cwd://Dockerfile.here" },
    });
  });

  test("is printed as docker-buildx prints it", async () => {
    await using peer = await openPeer(engine);
    // Versions before 0.36 print a folder of the repository as if it were of this machine, so there is none.
    const names = ["default", "outer", "local", "caller"];
    const ours = await run(["--print", repo(), ...names]);
    expect(JSON.parse(ours.stdout)).toEqual(await peer.print(folder, [repo(), ...names]));
  });

  test("is looked for below the folder that the URL names", async () => {
    const url = `${repo()}#main:sub`;
    expect(await printed([url])).toMatchObject({ default: { context: url, description: "below" } });
    const query = `${repo()}?branch=main&subdir=sub`;
    expect(await printed([query])).toMatchObject({ default: { context: query, description: "below" } });
  });

  test("is read from the file that is named, and goes under files of this machine", async () => {
    const files = ["-f", "sub/docker-bake.hcl", "-f", "cwd://more.hcl"];
    expect(await printed([repo(), ...files, "default", "sub"])).toMatchObject({
      default: { description: "below" },
      sub: { tags: ["more"], context: repo() },
    });
  });

  test.for(builders)("is built by %s", async (builder) => {
    expect(await built([repo()], { builder })).toEqual({ "root.txt": "of the repository\n" });
    expect(await built([repo(), "sub"], { builder })).toEqual({ "said.txt": "of the folder\n" });
  });

  test.for(builders)("gives named contexts from the repository and from this machine to %s", async (builder) => {
    expect(await built([repo(), "named"], { builder })).toEqual({
      "said.txt": "of the folder\n",
      "whole.txt": "of the repository\n",
      "part.txt": "of the folder\n",
      "here.txt": "of this machine\n",
    });
  });

  test("takes a context and a Dockerfile of this machine", async () => {
    expect(await built([repo(), "local"])).toEqual({ "local.txt": "of this machine\n" });
    expect(await built([repo(), "outer"])).toEqual({ "outer.txt": "of the repository\n" });
  });

  test("takes a Dockerfile from another URL", async () => {
    const dockerfile = `*.dockerfile=${site.address}/Dockerfile.root`;
    expect(await built([repo(), "--set", dockerfile])).toEqual({ "of-web.txt": "of the repository\n" });
    const local = ["--set", `*.dockerfile=${site.address}/Dockerfile.web`, "mixed"];
    expect(await built([repo(), ...local, "--set", "*.output=type=local,dest=out"])).toEqual({
      "web.txt": "of this machine\n",
    });
  });

  test("builds the caller's directory, or the second URL", async () => {
    expect(Object.keys(await built([repo(), "caller"]))).toEqual(["more.hcl"]);
    expect(Object.keys(await built([repo(), `${repo()}#main:sub`, "caller"]))).toEqual(["said.txt"]);
  });

  test("does not mix a Dockerfile of its own with a context of this machine", async () => {
    const stderr = await refused([repo(), "mixed"]);
    expect(stderr).toContain('Dockerfile "Dockerfile" is in the repository of the definition, and the context "data"');
    expect(stderr).toContain("cwd://Dockerfile");
  });

  test("that lacks the file that is named is told so", async () => {
    expect(await refused([repo(), "-f", "nope.hcl"])).toBe(
      `error[file-not-found]: There is no bake file "nope.hcl" in ${repo()}\n`,
    );
  });

  test("that is not there is told in git's words", async () => {
    const url = `${site.address}/none.git`;
    expect(await refused([url])).toBe(
      `ERROR: Cannot fetch "${url}": git says "fatal: repository '${url}/' not found"\n`,
    );
    expect(await refused([`${repo()}#nobranch`])).toContain("repository does not contain ref nobranch");
  });

  test("of a closed repository is read and built with a token", async () => {
    const url = `${site.address}/private.git`;
    expect(await refused([url])).toContain("needs a token in BUILDX_BAKE_GIT_AUTH_TOKEN");
    const files = await built([url, "sub"], { env: { buildx_bake_git_auth_token: "hidden" } });
    expect(files).toEqual({ "said.txt": "of the folder\n" });
    const basic = Buffer.from("x-access-token:hidden").toString("base64");
    expect(site.authorized.get("/private.git/info/refs")?.toLowerCase()).toBe(`basic ${basic}`.toLowerCase());
  });

  test("over SSH needs an agent or a key", async () => {
    const url = "git@127.0.0.1:repo.git";
    expect(await refused([url])).toContain("there is no ssh agent");
    const { code, stderr } = await run([url], { env: { BUILDX_BAKE_GIT_SSH: "none.key" } });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^ERROR: Cannot fetch "git@127.0.0.1:repo.git": cannot read "none.key"/);
  });

  test("has a query that git knows", async () => {
    expect(await refused([`${repo()}?brnch=main`])).toContain('its query has "brnch"; there are ref, tag, branch');
  });
});
