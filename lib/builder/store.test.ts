import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { chown, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  BuilderError,
  type BuilderWorld,
  chooseBuilder,
  type ListedBuilder,
  listBuilders,
  readMachineId,
  readStoredBuilder,
  recordActivity,
  removeStoredBuilder,
  type StoredBuilder,
  setCurrentBuilder,
  withStoreLock,
  writeStoredBuilder,
} from "./index.js";

let home: string;
let world: BuilderWorld;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "store-"));
  world = {
    env: { PATH: process.env["PATH"], DOCKER_HOST: "unix:///d.sock" },
    home,
    sockets: [],
    machine: { platform: "linux", uid: 0, osRelease: "" },
  };
});
afterEach(() => rm(home, { recursive: true }));

const inStore = (path: string): string => join(home, ".docker/buildx", path);

async function place(path: string, content: unknown): Promise<void> {
  await mkdir(dirname(inStore(path)), { recursive: true });
  await writeFile(inStore(path), typeof content === "string" ? content : JSON.stringify(content));
}

function remote(name: string, ...endpoints: readonly string[]): StoredBuilder {
  const nodes = endpoints.map((endpoint, index) => ({
    name: `${name}${index}`,
    endpoint,
    platforms: [],
    driverOpts: {},
    flags: [],
    files: {},
  }));
  return { name, driver: "remote", isDynamic: false, nodes };
}

const name = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9.\-_]{0,8}$/);
const word = fc.string({ minLength: 1 });
const platform = fc.record(
  { os: word, architecture: word, variant: word },
  { requiredKeys: ["os", "architecture"], noNullPrototype: true },
);
// Integer-like keys would be moved to the front by the language itself, which changes nothing.
const key = fc.stringMatching(/^[a-z][a-z.\-/]{0,8}$/);
const node = fc.record(
  {
    name,
    endpoint: fc.string(),
    platforms: fc.array(platform, { maxLength: 3 }),
    driverOpts: fc.dictionary(key, fc.string(), { noNullPrototype: true }),
    flags: fc.array(word, { maxLength: 3 }),
    files: fc.dictionary(key, fc.uint8Array(), { noNullPrototype: true }),
  },
  { noNullPrototype: true },
);
const nodes = fc.uniqueArray(node, { selector: (made) => made.name, maxLength: 3 });
const builder = fc.record({ name, driver: word, isDynamic: fc.boolean(), nodes }, { noNullPrototype: true });

/** Files as base64, so that arrays and buffers of the same bytes are equal. */
function comparable(stored: StoredBuilder | undefined) {
  return {
    ...stored,
    nodes: stored?.nodes.map(({ files, ...rest }) => ({
      ...rest,
      files: Object.entries(files).map(([path, bytes]) => [path, Buffer.from(bytes).toString("base64")]),
    })),
  };
}

test("what is written is read again, whatever stood in the file before", async () => {
  await fc.assert(
    fc.asyncProperty(builder, builder, async (first, second) => {
      await writeStoredBuilder(first, world);
      const replaced = { ...second, name: first.name };
      await writeStoredBuilder(replaced, world);
      expect(comparable(await readStoredBuilder(first.name.toUpperCase(), world))).toEqual(comparable(replaced));
      await removeStoredBuilder(first.name, world);
      expect(await readStoredBuilder(first.name, world)).toBeUndefined();
    }),
    { numRuns: 25 },
  );
});

test("what a newer buildx wrote and we do not know stays in the file", async () => {
  const armV8 = { architecture: "arm64", os: "linux", "os.version": "1.2", variant: "v8" };
  const first = {
    Name: "Far0",
    Endpoint: "tcp://far:1",
    Platforms: [armV8, { architecture: "amd64", os: "linux" }],
    DriverOpts: { "default-load": "true", weight: 3 },
    Flags: [],
    Files: {},
    Labels: { rack: "7" },
  };
  const second = { Name: "Far1", Endpoint: "tcp://far:2", Platforms: null, Labels: { rack: "8" } };
  await place("instances/far", { Name: "Far", Driver: "remote", Nodes: [second, first], Dynamic: false, Owner: "me" });
  const far = await readStoredBuilder("far", world);
  const known = far?.nodes.find((stored) => stored.name === "Far0");
  if (far === undefined || known === undefined) throw new Error("the builder is not read");
  const added = { ...known, name: "Far2", endpoint: "tcp://far:3", platforms: [], driverOpts: {} };
  const changed = { ...known, endpoint: "tcp://far:9", platforms: known.platforms.slice(0, 1) };
  await writeStoredBuilder({ ...far, nodes: [changed, added] }, world);
  expect(JSON.parse(await readFile(inStore("instances/far"), "utf8"))).toEqual({
    Name: "Far",
    Driver: "remote",
    Nodes: [
      { ...first, Endpoint: "tcp://far:9", Platforms: [armV8] },
      { Name: "Far2", Endpoint: "tcp://far:3", Platforms: null, DriverOpts: null, Flags: null, Files: null },
    ],
    Dynamic: false,
    Owner: "me",
  });
});

test("files are for nobody else to read, and no draft is left", async () => {
  await writeStoredBuilder(remote("Far", "tcp://far:1"), world);
  await setCurrentBuilder("far", { isDefault: true, isGlobal: false }, world);
  const paths = await readdir(inStore(""), { recursive: true });
  const [hash] = await readdir(inStore("defaults"));
  expect(paths.toSorted()).toEqual([
    ".lock",
    "activity",
    "activity/Far",
    "current",
    "defaults",
    `defaults/${hash}`,
    "instances",
    "instances/far",
  ]);
  const modes = await Promise.all(paths.map(async (path) => (await stat(inStore(path))).mode & 0o777));
  expect(new Set(modes)).toEqual(new Set([0o600, 0o700]));
  expect((await stat(inStore(""))).mode & 0o777).toBe(0o700);
});

test("a builder that is removed takes its activity and its records of builds along, and no others", async () => {
  await writeStoredBuilder(remote("Far", "tcp://far:1"), world);
  await writeStoredBuilder(remote("near", "tcp://near:1"), world);
  await place("refs/far/far0/abc", {});
  await place("refs/near/near0/abc", {});
  await removeStoredBuilder("FAR", world);
  expect(await readdir(inStore("instances"))).toEqual(["near"]);
  expect(await readdir(inStore("activity"))).toEqual(["near"]);
  expect(await readdir(inStore("refs"))).toEqual(["near"]);
  await removeStoredBuilder("far", world);
});

test("a broken file can be removed", async () => {
  await place("instances/far", "{");
  await removeStoredBuilder("far", world);
  expect(await readdir(inStore("instances"))).toEqual([]);
});

test.for(["../x", "", "1far", "a/b", "a b"])("%j is no name for a builder or node", async (bad) => {
  const refused = { message: `"${bad}" cannot be the name of a builder or node` };
  await expect(writeStoredBuilder(remote(bad, "tcp://far:1"), world)).rejects.toMatchObject(refused);
  await expect(removeStoredBuilder(bad, world)).rejects.toMatchObject(refused);
  const far = remote("far", "tcp://far:1");
  const withBadNode = { ...far, nodes: far.nodes.map((made) => ({ ...made, name: bad })) };
  await expect(writeStoredBuilder(withBadNode, world)).rejects.toMatchObject(refused);
});

test("a build is noted in whole seconds, and what cannot be noted is not", async () => {
  await recordActivity("default", new Date("2026-01-02T03:04:05.678Z"), world);
  expect(await readFile(inStore("activity/default"), "utf8")).toBe("2026-01-02T03:04:05Z");
  await recordActivity("tcp://far:1", new Date(), world);
  await recordActivity("../current", new Date(), world);
  expect(await readdir(inStore("activity"))).toEqual(["default"]);
  expect(await readdir(inStore(""))).toEqual(["activity", "defaults", "instances"]);
  await writeFile(join(home, "file"), "");
  await recordActivity("far", new Date(), { ...world, env: { BUILDX_CONFIG: join(home, "file") } });
});

test("what cannot be written is told with its path", async () => {
  await writeFile(join(home, "file"), "");
  const broken = { ...world, env: { ...world.env, BUILDX_CONFIG: join(home, "file/store") } };
  await expect(writeStoredBuilder(remote("far", "tcp://far:1"), broken)).rejects.toMatchObject({
    name: "BuilderError",
    message: `Cannot make the folder of builders ${join(home, "file/store")}`,
  });
});

test.runIf(process.getuid?.() === 0)("under sudo with a user's home the files are the user's", async () => {
  await chown(home, 1234, 1235);
  const env = { ...world.env, SUDO_COMMAND: "/bin/x", SUDO_UID: "1234", SUDO_GID: "1235" };
  await writeStoredBuilder(remote("far", "tcp://far:1"), { ...world, env });
  await readMachineId({ ...world, env });
  for (const path of ["", ".lock", ".buildNodeID", "instances", "instances/far", "activity/far"]) {
    const { uid, gid } = await stat(inStore(path));
    expect({ path, uid, gid }).toEqual({ path, uid: 1234, gid: 1235 });
  }
});

// With the command flock, and without it, where a name that only one process can have stands for it.
const locks = [
  { title: "with flock", path: process.env["PATH"] },
  { title: "without flock", path: "/nowhere" },
];

test.for(locks)("only one at a time changes the store, $title", async ({ path }) => {
  const own = { ...world, env: { ...world.env, PATH: path } };
  let inside = 0;
  const seen: number[] = [];
  const work = async (): Promise<void> => {
    seen.push(++inside);
    // Whoever could come in would do so while this waits for the disk.
    await stat(home);
    await readdir(home);
    inside--;
  };
  await Promise.all(Array.from({ length: 12 }, () => withStoreLock(own, work)));
  expect(seen).toEqual(Array.from({ length: 12 }, () => 1));
});

test.for(locks)("the lock is let go when the work fails, and may be taken again inside, $title", async ({ path }) => {
  const own = { ...world, env: { ...world.env, PATH: path } };
  const failing = withStoreLock(own, async () => {
    await writeStoredBuilder(remote("far", "tcp://far:1"), own);
    throw new Error("changed my mind");
  });
  await expect(failing).rejects.toThrow("changed my mind");
  expect(await withStoreLock(own, async () => withStoreLock(own, async () => "inside"))).toBe("inside");
});

test("work that goes on after its lock has been let go takes it anew", async () => {
  let late: Promise<void> | undefined;
  let goOn = (): void => {};
  await withStoreLock(world, async () => {
    const gate = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    late = gate.then(() => withStoreLock(world, async () => {}, { waitMs: 100 }));
    late.catch(() => {});
  });
  await withStoreLock(world, async () => {
    goOn();
    await expect(late).rejects.toThrow("Another program keeps the builders locked");
  });
});

test("somebody else's lock is waited for, and told when it stays", async () => {
  await mkdir(inStore(""), { recursive: true });
  const other = spawn("flock", [inStore(".lock"), "sh", "-c", "echo locked; exec cat >/dev/null"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  await once(other.stdout, "data");
  await expect(withStoreLock(world, async () => {}, { waitMs: 50 })).rejects.toMatchObject({
    name: "BuilderError",
    message: `Another program keeps the builders locked with ${inStore(".lock")}`,
    help: [
      "`docker buildx create --bootstrap` does so while it pulls an image. Wait for it, or end it, and try again.",
    ],
  });
  const waiting = withStoreLock(world, async () => "in");
  const inode = String((await stat(inStore(".lock"))).ino);
  // The kernel marks who waits for a lock with an arrow.
  const isWaiting = async (): Promise<boolean> =>
    (await readFile("/proc/locks", "utf8")).split("\n").some((line) => line.includes("->") && line.includes(inode));
  await vi.waitUntil(isWaiting, { timeout: 10_000, interval: 10 });
  // A lock goes with the process that has it.
  other.kill("SIGKILL");
  expect(await waiting).toBe("in");
});

const sha256 = (value: string): string => createHash("sha256").update(value).digest("hex");

function told(entry: ListedBuilder): string {
  const mark = entry.isCurrent ? "*" : "";
  if ("error" in entry) return `${entry.name}${mark} !${entry.error.message}`;
  const when = entry.lastActivity === undefined ? "" : ` ${entry.lastActivity.toISOString()}`;
  return `${entry.builder.name}${mark} ${entry.builder.driver}${when}`;
}

test("the list has every builder and docker context once, marks the current one, and outlives broken files", async () => {
  await writeStoredBuilder(remote("Far", "tcp://far:1"), world);
  await writeStoredBuilder(remote("lab", "tcp://lab:1"), world);
  await writeStoredBuilder({ ...remote("odd", "x"), driver: "teleport" }, world);
  await writeStoredBuilder(remote("void"), world);
  await place("instances/bad", "{");
  // A draft of buildx's, which is at work.
  await place("instances/.tmp-far123", "{");
  await place("../contexts/meta/1234567890abcdef/meta.json", "{");
  for (const context of ["lab", "alone"])
    await place(`../contexts/meta/${sha256(context)}/meta.json`, {
      Name: context,
      Endpoints: { docker: { Host: "unix:///c" } },
    });
  for (const used of ["Far", "default"]) await recordActivity(used, new Date("2026-01-02T03:04:05Z"), world);
  for (const used of ["lab", "odd", "void"]) await rm(inStore(`activity/${used}`));
  await setCurrentBuilder("far", { isDefault: false, isGlobal: false }, world);

  const lines = (await listBuilders(world)).map(told);
  expect(lines.map((line) => line.replaceAll(home, "HOME"))).toEqual([
    "bad !HOME/.docker/buildx/instances/bad is not valid JSON",
    "Far* remote 2026-01-02T03:04:05.000Z",
    "lab remote",
    expect.stringMatching(/^odd !.*"teleport"/),
    'void !The builder "void" has no nodes',
    "alone docker",
    "default docker 2026-01-02T03:04:05.000Z",
    "1234567890ab !HOME/.docker/contexts/meta/1234567890abcdef/meta.json is not valid JSON",
  ]);
});

test("the current builder is marked when its file is broken, too", async () => {
  await writeStoredBuilder(remote("far", "tcp://far:1"), world);
  await setCurrentBuilder("far", { isDefault: false, isGlobal: true }, world);
  await place("instances/far", "{");
  const listed = await listBuilders(world);
  expect(listed.map(({ isCurrent }) => isCurrent)).toEqual([true, false]);
  expect(listed[0]).toHaveProperty("error", expect.any(BuilderError));
  const env = { ...world.env, BUILDX_BUILDER: "FAR" };
  expect((await listBuilders({ ...world, env }))[0]).toMatchObject({ name: "far", isCurrent: true });
});

test("looking does not change which builder is current", async () => {
  await writeStoredBuilder(remote("far", "tcp://far:1"), world);
  await setCurrentBuilder("far", { isDefault: false, isGlobal: false }, world);
  const elsewhere = { ...world, env: { ...world.env, DOCKER_HOST: "unix:///other.sock" } };
  expect((await chooseBuilder(undefined, elsewhere)).name).toBe("default");
  expect((await listBuilders(elsewhere)).map(told)).toEqual([expect.stringMatching(/^far remote /), "default* docker"]);
  expect((await chooseBuilder(undefined, world)).name).toBe("far");
});

test("a builder that no file names is listed when it would be taken", async () => {
  const env = { ...world.env, DOCKER_HOST: "", BUILDKIT_HOST: "tcp://far:1" };
  expect((await listBuilders({ ...world, env })).map(told)).toEqual(["default docker", "buildkit-host* remote"]);
  expect((await listBuilders({ ...world, env: {} })).map(told)).toEqual(["default docker"]);
});
