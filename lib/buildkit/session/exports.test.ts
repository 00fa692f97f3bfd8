import * as fs from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { StatusCode, StatusError } from "../errors.js";
import { bytesMessage } from "./bytes-message.js";
import { type ByteSink, type ExportReceiver, type ExportTarget, receiveExports } from "./index.js";
import { goMode } from "./stat.js";
import { listing } from "./testing/listing.js";
import { type RawCall, type RawDaemon, rawDaemon } from "./testing/raw-daemon.js";
import { type SentEntry, sendTree } from "./testing/raw-sender.js";
import { layOut, scratch } from "./testing/scratch.js";

const path = "/moby.filesync.v1.FileSend/DiffCopy";

interface Receiving extends AsyncDisposable {
  readonly daemon: RawDaemon;
  readonly received: ExportReceiver;
  readonly send: (headers?: Readonly<Record<string, string>>) => RawCall;
}

function receiving(target: ExportTarget, id = 0): Receiving {
  const received = receiveExports(new Map([[id, target]]));
  const daemon = rawDaemon([received.attachable]);
  return {
    daemon,
    received,
    send: (headers = {}) => daemon.call(path, { "buildkit-attachable-exporter-id": String(id), ...headers }),
    async [Symbol.asyncDispose]() {
      await daemon[Symbol.asyncDispose]();
      await received[Symbol.asyncDispose]();
    },
  };
}

describe("an archive", () => {
  test("appears whole, when the build is known to have succeeded", async () => {
    const root = scratch();
    await using at = receiving({ kind: "file", path: join(root, "new/out.tar") });
    const call = at.send();
    const large = Buffer.alloc(3_000_000, "tar ");
    call.send(bytesMessage(large));
    call.send(Buffer.of());
    call.send(bytesMessage(Buffer.from("end")));
    call.halfClose();
    expect(await call.status).toMatchObject({ code: 0 });
    expect(fs.existsSync(join(root, "new/out.tar"))).toBe(false);
    await at.received.commit();
    expect(fs.readdirSync(join(root, "new"))).toEqual(["out.tar"]);
    expect(fs.readFileSync(join(root, "new/out.tar")).equals(Buffer.concat([large, Buffer.from("end")]))).toBe(true);
  });

  test("that is still being written when the solve answers is waited for", async () => {
    const root = scratch();
    await using at = receiving({ kind: "file", path: join(root, "out.tar") });
    const call = at.send();
    call.send(bytesMessage(Buffer.from("first ")));
    while (fs.readdirSync(root).length === 0) await new Promise((resolve) => setImmediate(resolve));
    const committed = at.received.commit();
    call.send(bytesMessage(Buffer.from("last")));
    call.halfClose();
    await committed;
    expect(listing(root)).toEqual({ "out.tar": "644 first last" });
  });

  test("that was not committed leaves nothing, not even its directory", async () => {
    const root = scratch();
    {
      await using at = receiving({ kind: "file", path: join(root, "new/deep/out.tar") });
      const call = at.send();
      call.send(bytesMessage(Buffer.from("half")));
      call.halfClose();
      expect(await call.status).toMatchObject({ code: 0 });
      expect(fs.existsSync(join(root, "new/deep"))).toBe(true);
    }
    expect(fs.readdirSync(root)).toEqual([]);
  });

  test.for([
    { title: "the daemon cancels", stop: (call: RawCall) => call.cancel() },
    { title: "a connection that breaks cuts off", stop: (_: RawCall, daemon: RawDaemon) => daemon.breakOff() },
    { title: "a connection that ends cuts off", stop: (_: RawCall, daemon: RawDaemon) => daemon.end() },
  ])("that $title leaves the old one and nothing else", async ({ stop }) => {
    const root = scratch();
    layOut(root, { "out.tar": "old" });
    await using at = receiving({ kind: "file", path: join(root, "out.tar") });
    const call = at.send();
    call.send(bytesMessage(Buffer.alloc(2_000_000, "x")));
    await call.sent();
    const turn = () => new Promise((resolve) => setImmediate(resolve));
    while (fs.readdirSync(root).length === 1) await turn();
    stop(call, at.daemon);
    // Taken for the whole archive it would stay, to be put in its place.
    while (fs.readdirSync(root).length === 2) await turn();
    await at.received.commit();
    expect(listing(root)).toEqual({ "out.tar": "644 old" });
  });

  test("replaces an old one, keeps its mode and follows the symlink to it", async () => {
    const root = scratch();
    layOut(root, { "real/out.tar": "old" });
    fs.chmodSync(join(root, "real/out.tar"), 0o600);
    fs.symlinkSync("real/out.tar", join(root, "link.tar"));
    await using at = receiving({ kind: "file", path: join(root, "link.tar") });
    const call = at.send();
    call.send(bytesMessage(Buffer.from("new")));
    call.halfClose();
    await call.status;
    await at.received.commit();
    expect(listing(root)).toMatchObject({ "link.tar": "-> real/out.tar", "real/out.tar": "600 new" });
  });

  test("can go to a device, which stays one", async () => {
    await using at = receiving({ kind: "file", path: "/dev/null" });
    const call = at.send();
    call.send(bytesMessage(Buffer.from("gone")));
    call.halfClose();
    expect(await call.status).toMatchObject({ code: 0 });
    await at.received.commit();
    expect(fs.statSync("/dev/null").isCharacterDevice()).toBe(true);
  });

  test("in the place of a directory is refused by name", async () => {
    const root = scratch();
    await using at = receiving({ kind: "file", path: root });
    const call = at.send();
    call.send(bytesMessage(Buffer.from("x")));
    call.halfClose();
    expect(await call.status).toMatchObject({ message: `cannot write "${root}": it is a directory` });
    expect(at.received.refusal()?.message).toBe(`cannot write "${root}": it is a directory`);
    expect(fs.readdirSync(root)).toEqual([]);
  });

  test("of an exporter that should send nothing is refused", async () => {
    await using at = receiving({ kind: "file", path: join(scratch(), "x") }, 3);
    expect(await at.send({ "buildkit-attachable-exporter-id": "1" }).status).toEqual({
      code: StatusCode.notFound,
      message: "exporter 1 sends nothing to this client",
    });
  });
});

describe("a stream", () => {
  /** A sink that keeps what it is told. */
  function recordingSink(close: () => Promise<void> = async () => {}) {
    const told: string[] = [];
    const sink: ByteSink = {
      write: async (bytes) => void told.push(Buffer.from(bytes).toString()),
      async close() {
        await close();
        told.push("closed");
      },
      abort: async () => void told.push("aborted"),
    };
    return { told, sink };
  }

  test("gets the bytes and what the exporter says of them, and the daemon waits until it is closed", async () => {
    let release: () => void = () => {};
    const { told, sink } = recordingSink(() => new Promise((resolve) => (release = resolve)));
    let about: unknown;
    await using at = receiving({
      kind: "stream",
      async open(metadata) {
        about = metadata;
        return sink;
      },
    });
    const call = at.send({ "exporter-md-containerimage.digest": "sha256:1", "exporter-md-image.name": "a,b" });
    call.send(bytesMessage(Buffer.from("bytes")));
    call.halfClose();
    let isAnswered = false;
    const answered = call.status.then(() => {
      isAnswered = true;
    });
    while (told.length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(isAnswered).toBe(false);
    release();
    await answered;
    expect(told).toEqual(["bytes", "closed"]);
    expect(about).toEqual(
      new Map([
        ["containerimage.digest", "sha256:1"],
        ["image.name", "a,b"],
      ]),
    );
  });

  test("that fails at its end fails the export", async () => {
    const { told, sink } = recordingSink(() =>
      Promise.reject(new StatusError(StatusCode.internal, "no space in the engine")),
    );
    await using at = receiving({ kind: "stream", open: async () => sink });
    const call = at.send();
    call.send(bytesMessage(Buffer.from("bytes")));
    call.halfClose();
    expect(await call.status).toEqual({ code: StatusCode.internal, message: "no space in the engine" });
    expect(told).toEqual(["bytes", "aborted"]);
  });

  test("that is cancelled is aborted, never closed", async () => {
    const { told, sink } = recordingSink();
    await using at = receiving({ kind: "stream", open: async () => sink });
    const call = at.send();
    call.send(bytesMessage(Buffer.from("bytes")));
    while (told.length === 0) await new Promise((resolve) => setImmediate(resolve));
    call.cancel();
    await at.daemon.served[Symbol.asyncDispose]();
    expect(told).toEqual(["bytes", "aborted"]);
  });

  test("that is not wanted is said to exist already", async () => {
    await using at = receiving({ kind: "stream", open: async () => undefined });
    const call = at.send();
    call.send(bytesMessage(Buffer.from("bytes")));
    expect(await call.status).toMatchObject({ code: StatusCode.alreadyExists });
  });
});

const directory = goMode.directory + 0o755;
const symlink = goMode.symlink + 0o777;

describe("a tree", () => {
  const tree: readonly SentEntry[] = [
    { path: "bin", mode: goMode.directory + 0o555, modTime: 946_684_800_000_000_000n },
    { path: "bin/run", mode: goMode.setuid + 0o755, data: "#!" },
    { path: "bin/same", linkname: "bin/run", mode: goMode.setuid + 0o755 },
    { path: "empty", mode: goMode.directory + goMode.sticky + 0o777 },
    { path: "link", mode: symlink, linkname: "/etc/passwd" },
    { path: "pipe", mode: goMode.namedPipe + 0o600 },
    { path: "read-only", mode: 0o444, data: "r", modTime: 981_173_106_500_000_000n },
    { path: "zero", mode: 0o600 },
  ];

  test("appears when the build is known to have succeeded, with modes, times, links and pipes", async () => {
    const root = scratch();
    const out = join(root, "new/out");
    await using at = receiving({ kind: "directory", path: out, isMirror: false });
    const call = at.send();
    expect(await sendTree(call, tree)).toBeUndefined();
    expect(await call.status).toMatchObject({ code: 0 });
    expect(fs.existsSync(out)).toBe(false);
    await at.received.commit();
    expect(listing(root)).toEqual({
      "new/": "700",
      "new/out/": "700",
      "new/out/bin/": "555",
      "new/out/bin/run": "4755 #!",
      "new/out/bin/same": "4755 #!",
      "new/out/empty/": "1777",
      "new/out/link": "-> /etc/passwd",
      "new/out/pipe": "600 pipe",
      "new/out/read-only": "444 r",
      "new/out/zero": "600 ",
    });
    expect(fs.statSync(join(out, "bin/run")).ino).toBe(fs.statSync(join(out, "bin/same")).ino);
    expect(fs.statSync(join(out, "bin")).mtimeMs).toBe(946_684_800_000);
    expect(fs.statSync(join(out, "read-only")).mtimeMs).toBe(981_173_106_500);
    expect(fs.lstatSync(join(out, "link")).mtimeMs).toBe(1_000_000_000_000);
  });

  test("is merged into what is there, and replaces what is of another kind", async () => {
    const out = scratch();
    layOut(out, {
      "keep/old": "1",
      "keep/both": "2",
      "file-to-dir": "3",
      "dir-to-file/x": "4",
      "dir-to-link/x": "5",
      other: "6",
    });
    await using at = receiving({ kind: "directory", path: out, isMirror: false });
    await sendTree(at.send(), [
      { path: "dir-to-file", data: "a" },
      { path: "dir-to-link", mode: symlink, linkname: "x" },
      { path: "file-to-dir", mode: directory },
      { path: "file-to-dir/y", data: "b" },
      { path: "keep", mode: goMode.directory + 0o700 },
      { path: "keep/both", mode: 0o755, data: "c" },
    ]);
    await at.received.commit();
    expect(listing(out)).toEqual({
      "dir-to-file": "644 a",
      "dir-to-link": "-> x",
      "file-to-dir/": "755",
      "file-to-dir/y": "644 b",
      "keep/": "700",
      "keep/both": "755 c",
      "keep/old": "644 1",
      other: "644 6",
    });
  });

  test("never goes through a symlink that lies in its way", async () => {
    const root = scratch();
    layOut(root, { "outside/x": "untouched", "out/": "" });
    fs.symlinkSync("../outside", join(root, "out/dir"));
    fs.symlinkSync("../outside/x", join(root, "out/file"));
    await using at = receiving({ kind: "directory", path: join(root, "out"), isMirror: false });
    await sendTree(at.send(), [
      { path: "dir", mode: directory },
      { path: "dir/x", data: "inside" },
      { path: "file", data: "inside" },
    ]);
    await at.received.commit();
    expect(listing(root)).toEqual({
      "out/": "755",
      "out/dir/": "755",
      "out/dir/x": "644 inside",
      "out/file": "644 inside",
      "outside/": "755",
      "outside/x": "644 untouched",
    });
  });

  test.for([
    { title: "is cancelled", stop: (call: RawCall) => call.cancel() },
    { title: "ends early", stop: (call: RawCall) => call.halfClose() },
    { title: "ends with an error", stop: (call: RawCall) => call.send(Buffer.of(0x08, 4, 0x22, 1, 0x78)) },
  ])("that $title leaves nothing and changes nothing", async ({ stop }) => {
    const root = scratch();
    layOut(root, { "out/old": "1" });
    await using existing = receiving({ kind: "directory", path: join(root, "out"), isMirror: false });
    await using fresh = receiving({ kind: "directory", path: join(root, "new/out"), isMirror: false });
    for (const at of [existing, fresh]) {
      const call = at.send();
      await sendTree(
        call,
        [
          { path: "a", data: "a" },
          { path: "old", data: "2" },
        ],
        { stopAt: "old" },
      );
      stop(call);
      await at.daemon.served[Symbol.asyncDispose]();
      await at.received.commit();
    }
    expect(listing(root)).toEqual({ "out/": "755", "out/old": "644 1" });
  });

  test("counts as received when the cancelling of its call overtakes the last packet", async () => {
    const out = join(scratch(), "out");
    await using at = receiving({ kind: "directory", path: out, isMirror: false });
    await sendTree(at.send(), [{ path: "a", data: "a" }], { cancelsAtFin: true });
    await at.daemon.served[Symbol.asyncDispose]();
    await at.received.commit();
    expect(listing(out)).toEqual({ a: "644 a" });
  });

  test("of several platforms comes in one stream each, at the same time", async () => {
    const out = join(scratch(), "out");
    await using at = receiving({ kind: "directory", path: out, isMirror: false });
    const platforms = ["linux_amd64", "linux_arm64_v8"];
    const sent = platforms.map((platform) =>
      sendTree(at.send(), [
        { path: platform, mode: directory },
        { path: `${platform}/bin`, data: platform.repeat(100_000) },
      ]),
    );
    expect(await Promise.all(sent)).toEqual([undefined, undefined]);
    await at.received.commit();
    expect(fs.readdirSync(out).sort()).toEqual(platforms);
    for (const platform of platforms) {
      expect(fs.readFileSync(join(out, platform, "bin"), "utf8")).toBe(platform.repeat(100_000));
    }
  });

  test("that several daemons send at the same time, when it was not there before, is whole", async () => {
    const out = join(scratch(), "new");
    const names = Array.from({ length: 8 }, (_, index) => `d${index}`);
    const opened = names.map(() => receiving({ kind: "directory", path: out, isMirror: false }));
    try {
      await Promise.all(
        opened.map((at, index) =>
          sendTree(at.send(), [
            { path: "all", mode: directory },
            { path: `all/${names[index]}`, data: "same" },
            { path: `${names[index]}`, mode: directory },
          ]),
        ),
      );
      await Promise.all(opened.map((at) => at.received.commit()));
      expect(fs.readdirSync(out).sort()).toEqual(["all", ...names]);
      expect(fs.readdirSync(join(out, "all")).sort()).toEqual(names);
    } finally {
      for (const at of opened) await at[Symbol.asyncDispose]();
    }
  });

  test("as a mirror removes what it does not have, but only when the daemon sends all platforms in one", async () => {
    const out = scratch();
    layOut(out, { "a/old": "1", "a/kept": "2", "b/x": "3" });
    await using at = receiving({ kind: "directory", path: out, isMirror: true });
    const entries = [
      { path: "a", mode: directory },
      { path: "a/kept", data: "new" },
    ];
    const refused = at.send();
    await expect(sendTree(refused, entries)).resolves.toBeUndefined();
    expect(await refused.status).toMatchObject({ code: StatusCode.failedPrecondition });
    expect(at.received.refusal()?.message).toMatch(/^mode=delete of a local output needs BuildKit/);
    const call = at.send({ "buildkit-exporter-multi-platform": "1" });
    await sendTree(call, entries);
    expect(listing(out)).toMatchObject({ "a/old": "644 1" });
    await at.received.commit();
    expect(listing(out)).toEqual({ "a/": "755", "a/kept": "644 new" });
  });

  test.for<{ title: string; entries: readonly SentEntry[]; path: string; reason: string }>([
    {
      title: "leaves the root",
      entries: [{ path: "../x" }],
      path: "../x",
      reason: "it is no clean path below the root",
    },
    { title: "is absolute", entries: [{ path: "/x" }], path: "/x", reason: "it is no clean path below the root" },
    { title: "is not clean", entries: [{ path: "a//b" }], path: "a//b", reason: "it is no clean path below the root" },
    {
      title: "is the root",
      entries: [{ path: ".", mode: directory }],
      path: ".",
      reason: "it is no clean path below the root",
    },
    {
      title: "comes before its directory",
      entries: [{ path: "a/b" }],
      path: "a/b",
      reason: "its directory was not announced",
    },
    {
      title: "is in a symlink",
      entries: [{ path: "a", mode: symlink, linkname: "/tmp" }, { path: "a/b" }],
      path: "a/b",
      reason: "its directory was not announced",
    },
    { title: "comes too late", entries: [{ path: "b" }, { path: "a" }], path: "a", reason: "it is out of order" },
    { title: "comes twice", entries: [{ path: "b" }, { path: "b" }], path: "b", reason: "it is out of order" },
    {
      title: "links to what was not announced",
      entries: [{ path: "b", linkname: "../../etc/passwd" }],
      path: "b",
      reason: 'it links to "../../etc/passwd", which was not announced',
    },
  ])("with an entry that $title is refused", async ({ entries, path, reason }) => {
    const root = scratch();
    await using at = receiving({ kind: "directory", path: join(root, "out"), isMirror: false });
    const call = at.send();
    const message = `the daemon sent "${path}", which is refused: ${reason}`;
    expect(await sendTree(call, entries)).toBe(message);
    expect(await call.status).toEqual({ code: StatusCode.invalidArgument, message });
    // The daemon is to blame, and its own error counts.
    expect(at.received.refusal()).toBeUndefined();
    expect(fs.readdirSync(root)).toEqual([]);
  });

  test("in the place of a file is refused by name", async () => {
    const root = scratch();
    layOut(root, { out: "file" });
    await using at = receiving({ kind: "directory", path: join(root, "out"), isMirror: false });
    const call = at.send();
    await sendTree(call, []);
    expect(await call.status).toMatchObject({
      message: `cannot write "${root}/out": it, or a part of its path, is not a directory`,
    });
  });

  test("arrives equal, whatever is in it", async () => {
    const name = fc.string({
      unit: fc.constantFrom("a", "b", "-", ".", "\u00e9", "\uFB00", "\u{1F600}"),
      minLength: 1,
      maxLength: 3,
    });
    const file = fc.tuple(
      fc.array(
        name.filter((text) => !/^\.\.?$/.test(text)),
        { minLength: 1, maxLength: 3 },
      ),
      fc.oneof(fc.string({ maxLength: 50 }), fc.constant("large ".repeat(300_000))),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(file, { maxLength: 10 }), async (files) => {
        const entries = new Map<string, SentEntry>();
        for (const [names, data] of files) {
          const parents = names.slice(0, -1).map((_, at) => names.slice(0, at + 1).join("/"));
          if (entries.has(names.join("/")) || parents.some((parent) => entries.get(parent)?.data !== undefined))
            continue;
          for (const parent of parents) entries.set(parent, { path: parent, mode: directory });
          entries.set(names.join("/"), { path: names.join("/"), data });
        }
        const sorted = [...entries.values()].sort((a, b) =>
          Buffer.compare(Buffer.from(a.path.replaceAll("/", "\0")), Buffer.from(b.path.replaceAll("/", "\0"))),
        );
        const out = join(scratch(), "out");
        await using at = receiving({ kind: "directory", path: out, isMirror: false });
        expect(await sendTree(at.send(), sorted)).toBeUndefined();
        await at.received.commit();
        expect(listing(out)).toEqual(
          Object.fromEntries(
            sorted.map(({ path, data }) => (data === undefined ? [`${path}/`, "755"] : [path, `644 ${data}`])),
          ),
        );
      }),
      { numRuns: 40 },
    );
  });
});
