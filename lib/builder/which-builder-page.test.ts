// docs/which-builder.md, held to what is done. What its other sentences say is tried by choose.test.ts, discover.test.ts,
// store.engine.test.ts, embedded.test.ts and embedded.engine.test.ts.

import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { tables } from "../../testing/docs/markdown.js";
import { startFakeDaemon } from "../../testing/fake/index.js";
import { type BuilderWorld, chooseBuilder } from "./index.js";
import { defaultSockets } from "./world.js";

const page = readFileSync(join(import.meta.dirname, "../../docs/which-builder.md"), "utf8");
const [ways, places] = tables(page);

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "which-"));
});
afterEach(() => rm(home, { recursive: true }));

async function place(path: string, content: unknown): Promise<void> {
  await mkdir(dirname(join(home, path)), { recursive: true });
  await writeFile(join(home, path), typeof content === "string" ? content : JSON.stringify(content));
}

async function stored(name: string): Promise<void> {
  const node = { Name: `${name}0`, Endpoint: `tcp://${name}:1234` };
  await place(`.docker/buildx/instances/${name}`, { Name: name, Driver: "remote", Nodes: [node] });
}

test("each row of the first table counts where those above it say nothing", async () => {
  await using daemon = await startFakeDaemon({});
  for (const name of ["flag", "variable", "current", "usual"]) await stored(name);
  const context = { Name: "far", Endpoints: { docker: { Host: "tcp://far:2375" } } };
  const key = createHash("sha256").update("far").digest("hex");
  await place(`.docker/contexts/meta/${key}/meta.json`, context);
  await place(`.docker/buildx/defaults/${key.slice(0, 20)}`, "usual");
  await place(".docker/buildx/current", { Key: "far", Name: "current", Global: false });
  await place(".docker/config.json", { currentContext: "far" });
  await place("bin/buildkitd", "#!/bin/sh\n");
  await chmod(join(home, "bin/buildkitd"), 0o755);
  let wanted: string | undefined = "flag";
  let world: BuilderWorld = {
    env: { PATH: join(home, "bin"), BUILDX_BUILDER: "variable", BUILDKIT_HOST: "tcp://host:1234" },
    home,
    sockets: [{ kind: "buildkitd", path: daemon.address.replace("unix://", ""), owner: "buildkitd" }],
    machine: { platform: "linux", uid: 0, osRelease: "" },
  };
  const silence: readonly (() => Promise<void> | void)[] = [
    () => {
      wanted = undefined;
    },
    () => {
      world = { ...world, env: { ...world.env, BUILDX_BUILDER: "" } };
    },
    () => rm(join(home, ".docker/buildx/current")),
    () => rm(join(home, ".docker/buildx/defaults"), { recursive: true }),
    () => stored("far"),
    () => rm(join(home, ".docker/buildx/instances/far")),
    () => place(".docker/config.json", {}),
    () => {
      world = { ...world, env: { ...world.env, BUILDKIT_HOST: "" } };
    },
    () => {
      world = { ...world, sockets: [] };
    },
  ];
  const taken: string[] = [];
  for (const next of [() => {}, ...silence]) {
    await next();
    const { driver, nodes } = await chooseBuilder(wanted, world);
    taken.push(`${driver} ${nodes[0].name}`);
  }
  expect(taken).toEqual([
    "remote flag0",
    "remote variable0",
    "remote current0",
    "remote usual0",
    "docker far",
    "remote far0",
    "docker far",
    "remote buildkit-host",
    "remote buildkitd",
    "remote embedded",
  ]);
  expect(ways?.rows.map(([says = ""]) => says.split(",")[0])).toEqual([
    "`--builder NAME`",
    "`docker buildx use` or `bakehouse use`",
    "`DOCKER_HOST`",
    "`BUILDKIT_HOST`",
    "a daemon at a default place",
    "`buildkitd` on `PATH`",
  ]);
});

test("the default places are asked in the order that is told", () => {
  const sockets = defaultSockets({ env: { CONTAINERD_NAMESPACE: "own" }, home });
  const owners = [
    ...new Set(sockets.map(({ owner = "", path }) => (path.includes("/user/") ? `user's ${owner}` : owner))),
  ];
  expect(owners).toEqual([
    "docker",
    "Docker Desktop",
    "user's rootless docker",
    "buildkitd",
    "nerdctl",
    "user's rootless buildkitd",
    "user's nerdctl",
    "podman",
    "user's rootless podman",
    "podman machine",
  ]);
  expect(ways?.rows.at(4)?.[1]).toBe(
    "the first that speaks BuildKit: docker, Docker Desktop, rootless docker, buildkitd, nerdctl's, rootless buildkitd, rootless nerdctl's, podman's sockets",
  );
  const namespaces = sockets.flatMap(({ path }) => /\/buildkit-([^/]+)\//.exec(path)?.[1] ?? []);
  expect(namespaces).toEqual(["own", "default", "own", "default"]);
});

test("a buildkitd of our own has its files where the table says, and the variables that are told", async () => {
  const dump = join(home, "environment");
  await place("bin/buildkitd", `#!/bin/sh\nenv >${dump}\nexit 3\n`);
  await chmod(join(home, "bin/buildkitd"), 0o755);
  const [, list = ""] = /Of the environment it gets\s+([\s\S]*?), and no tokens/.exec(page) ?? [];
  const told = [...list.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name.replace("*", "RUNTIME_DIR"));
  const proxies = ["http_proxy", "HTTPS_PROXY", "no_proxy"];
  const tokens = { GITHUB_TOKEN: "t", AWS_SECRET_ACCESS_KEY: "t", SSH_AUTH_SOCK: "t" };
  const given = [...told, ...proxies].filter((name) => name !== "PATH" && name !== "XDG_RUNTIME_DIR");
  const world: BuilderWorld = {
    env: {
      ...Object.fromEntries(given.map((name) => [name, "/given"])),
      ...tokens,
      PATH: `${join(home, "bin")}:${process.env["PATH"]}`,
      XDG_STATE_HOME: join(home, "state"),
      XDG_RUNTIME_DIR: home,
    },
    home,
    sockets: [],
    machine: { platform: "linux", uid: 0, osRelease: "" },
  };
  const { nodes } = await chooseBuilder("embedded", world);
  expect(nodes[0].endpoint).toMatch(new RegExp(`^unix://${home}/bakehouse/`));
  await expect(nodes[0].connect(new AbortController().signal)).rejects.toThrow("exit code 3");
  const seen = (await readFile(dump, "utf8")).split("\n").map((line) => line.split("=")[0] ?? "");
  for (const name of [...told, ...proxies]) expect(seen).toContain(name);
  for (const name of Object.keys(tokens)) expect(seen).not.toContain(name);
  expect(existsSync(join(home, "state/bakehouse/buildkitd/log"))).toBe(true);
  expect(places?.rows.map(([, where = ""]) => where.split("`")[1])).toEqual([
    "bakehouse/buildkitd/root",
    "bakehouse/buildkitd/log",
    "bakehouse/",
  ]);
});
