import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import net from "node:net";
import { join } from "node:path";
import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { StatusCode } from "../errors.js";
import { fileSync, type LocalDirectory } from "./index.js";
import { comparePaths } from "./path-order.js";
import { goMode } from "./stat.js";
import { type RawCall, type RawDaemon, rawDaemon } from "./testing/raw-daemon.js";
import { receiveTree } from "./testing/raw-receiver.js";
import { layOut, scratch } from "./testing/scratch.js";

type Headers = Readonly<Record<string, string | readonly string[]>>;

const path = "/moby.filesync.v1.FileSync/DiffCopy";

function daemonFor(...directories: readonly (readonly [name: string, directory: LocalDirectory])[]): RawDaemon {
  return rawDaemon([fileSync(new Map(directories))]);
}

function diskDaemon(root: string): RawDaemon {
  return daemonFor(["context", { kind: "disk", path: root }]);
}

function askFor(daemon: RawDaemon, headers: Headers = {}): RawCall {
  return daemon.call(path, { "dir-name": "context", ...headers });
}

async function pathsWith(root: string, headers: Headers): Promise<readonly string[]> {
  await using daemon = diskDaemon(root);
  const { stats } = await receiveTree(askFor(daemon, headers));
  return stats.map(({ path }) => path);
}

test("a tree arrives whole: names, modes, times to the nanosecond, links, bytes", async () => {
  const root = scratch();
  layOut(root, {
    "a/z": "in a",
    "a-b": "",
    "a.txt": "text",
    "empty/": "",
    "run.sh": "#!/bin/sh\n",
    "\u00fc \u{1F600}": "name",
  });
  fs.symlinkSync("../nowhere", join(root, "a/link"));
  fs.linkSync(join(root, "a.txt"), join(root, "b.txt"));
  fs.chmodSync(join(root, "run.sh"), 0o6755);
  fs.chmodSync(join(root, "empty"), 0o1777);
  execFileSync("touch", ["-d", "1969-12-31T23:59:58.123456789Z", join(root, "a-b")]);
  execFileSync("touch", ["-d", "2001-02-03T04:05:06.123456789Z", join(root, "a.txt")]);
  execFileSync("mkfifo", [join(root, "pipe")]);

  await using daemon = diskDaemon(root);
  const { stats, contents } = await receiveTree(askFor(daemon));

  expect(stats.map(({ path, mode, linkname }) => [path, mode, linkname])).toEqual([
    ["a", goMode.directory + (fs.statSync(join(root, "a")).mode & 0o777), ""],
    ["a/link", goMode.symlink + 0o777, "../nowhere"],
    ["a/z", 0o644, ""],
    ["a-b", 0o644, ""],
    ["a.txt", 0o644, ""],
    ["b.txt", 0o644, "a.txt"],
    ["empty", goMode.directory + goMode.sticky + 0o777, ""],
    ["pipe", goMode.namedPipe + 0o644, ""],
    ["run.sh", goMode.setuid + goMode.setgid + 0o755, ""],
    ["\u00fc \u{1F600}", 0o644, ""],
  ]);
  expect(stats.every(({ uid, gid }) => uid === 0 && gid === 0)).toBe(true);
  const times = new Map(stats.map(({ path, modTime }) => [path, modTime]));
  expect(times.get("a-b")).toBe(-1_876_543_211n);
  expect(times.get("a.txt")).toBe(981_173_106_123_456_789n);
  expect(new Map([...contents].map(([path, data]) => [path, data.toString()]))).toEqual(
    new Map([
      ["a/z", "in a"],
      ["a-b", ""],
      ["a.txt", "text"],
      ["run.sh", "#!/bin/sh\n"],
      ["\u00fc \u{1F600}", "name"],
    ]),
  );
});

test("a directory behind a symlink is read where it is", async () => {
  const root = scratch();
  layOut(root, { "real/file": "x" });
  fs.symlinkSync("real", join(root, "link"));
  expect(await pathsWith(join(root, "link"), {})).toEqual(["file"]);
});

test("a socket arrives as an empty file", async () => {
  const root = scratch();
  const server = net.createServer().listen(join(root, "socket"));
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once("listening", resolve));
  await using daemon = diskDaemon(root);
  const { stats, contents } = await receiveTree(askFor(daemon));
  expect(stats.map(({ path, mode }) => [path, mode & ~goMode.permissions])).toEqual([["socket", 0]]);
  expect(contents.get("socket")).toEqual(Buffer.of());
});

test("files in memory are a directory like any other", async () => {
  const files = new Map([
    ["Dockerfile", Buffer.from("FROM scratch\n")],
    ["conf/a", Buffer.from("1")],
  ]);
  await using daemon = daemonFor(["dockerfile", { kind: "memory", files }]);
  const { stats, contents } = await receiveTree(askFor(daemon, { "dir-name": "dockerfile" }));
  expect(stats.map(({ path }) => path)).toEqual(["Dockerfile", "conf", "conf/a"]);
  expect(contents).toEqual(files);
});

test("several directories are told apart by name, and another name is refused", async () => {
  const memory = (text: string): LocalDirectory => ({ kind: "memory", files: new Map([[text, Buffer.from(text)]]) });
  await using daemon = daemonFor(["context", memory("one")], ["other", memory("two")]);
  const two = await receiveTree(askFor(daemon, { "dir-name": "other" }));
  expect(two.stats.map(({ path }) => path)).toEqual(["two"]);
  expect(await askFor(daemon, { "dir-name": "third" }).status).toEqual({
    code: StatusCode.notFound,
    message: 'no access allowed to dir "third"',
  });
});

test("only what is asked for is sent", async () => {
  const root = scratch();
  layOut(root, { old: "1", new: "2" });
  await using daemon = diskDaemon(root);
  const { contents } = await receiveTree(askFor(daemon), ({ path }) => path === "new");
  expect([...contents.keys()]).toEqual(["new"]);
});

test("patterns come from repeated headers, with commas, without number, and escaped when they are not ASCII", async () => {
  const root = scratch();
  layOut(root, { "a, b": "", c: "", "d\u00e9 f": "", "g+h%": "", keep: "" });
  const many = Array.from({ length: 5000 }, (_, at) => `generated/${at}/**`);
  expect(await pathsWith(root, { "exclude-patterns": [...many, "a, b", "c"] })).toEqual(["d\u00e9 f", "g+h%", "keep"]);
  expect(
    await pathsWith(root, {
      "exclude-patterns": ["d%C3%A9+f", "g%2Bh%25"],
      "exclude-patterns-encoded": "1",
    }),
  ).toEqual(["a, b", "c", "keep"]);
  expect(await pathsWith(root, { "include-patterns": ["c"], followpaths: ["keep"] })).toEqual(["c", "keep"]);
});

test("a hard link whose first name is ignored carries the bytes itself", async () => {
  const root = scratch();
  layOut(root, { "a.log": "bytes" });
  fs.linkSync(join(root, "a.log"), join(root, "b.txt"));
  fs.linkSync(join(root, "a.log"), join(root, "c.txt"));
  await using daemon = diskDaemon(root);
  const { stats, contents } = await receiveTree(askFor(daemon, { "exclude-patterns": ["*.log"] }));
  expect(stats.map(({ path, linkname }) => [path, linkname])).toEqual([
    ["b.txt", ""],
    ["c.txt", "b.txt"],
  ]);
  expect(contents.get("b.txt")?.toString()).toBe("bytes");
});

test("files of every size arrive whole", async () => {
  const root = scratch();
  const sizes = [0, 1, 65_535, 65_536, 65_537, 262_144, 1_048_576, 1_048_577, 5_000_000];
  for (const size of sizes) fs.writeFileSync(join(root, String(size)), Buffer.alloc(size, `${size} `));
  await using daemon = diskDaemon(root);
  const { contents } = await receiveTree(askFor(daemon));
  for (const size of sizes) expect(contents.get(String(size))?.equals(Buffer.alloc(size, `${size} `))).toBe(true);
});

test("a file that grew after it was announced arrives as it is", async () => {
  const root = scratch();
  layOut(root, { file: "short" });
  await using daemon = diskDaemon(root);
  const { contents } = await receiveTree(askFor(daemon), () => {
    fs.writeFileSync(join(root, "file"), "x".repeat(100_000));
    return true;
  });
  expect(contents.get("file")?.length).toBe(100_000);
});

test.for([
  {
    title: "that became a directory",
    change: (file: string) => {
      fs.rmSync(file);
      fs.mkdirSync(file);
    },
    reason: "it is a directory",
  },
  { title: "that vanished", change: (file: string) => fs.rmSync(file), reason: "no such file or directory" },
])("a file $title after it was announced is an error that names it", async ({ change, reason }) => {
  const root = scratch();
  layOut(root, { a: "1", file: "2", z: "3" });
  const file = join(root, "file");
  await using daemon = diskDaemon(root);
  const call = askFor(daemon);
  const { error } = await receiveTree(call, ({ path }) => {
    if (path === "file") change(file);
    return true;
  });
  const message = `cannot read "${fs.realpathSync(root)}/file": ${reason}`;
  expect(error).toBe(message);
  expect(await call.status).toEqual({ code: StatusCode.unknown, message });
});

test("a directory that is missing is an error that names it", async () => {
  const missing = join(scratch(), "missing");
  await using daemon = diskDaemon(missing);
  expect(await askFor(daemon).status).toMatchObject({ message: `cannot read "${missing}": no such file or directory` });
});

test("a name that is no UTF-8 is an error that shows it, unless it is ignored", async () => {
  const root = scratch();
  fs.writeFileSync(Buffer.concat([Buffer.from(`${root}/bad`), Buffer.of(0xff)]), "");
  await using daemon = diskDaemon(root);
  expect((await askFor(daemon).status).message).toBe(
    `the name of "${fs.realpathSync(root)}/bad\uFFFD" is not UTF-8, and no build context can hold it: rename it, or leave it out with a .dockerignore`,
  );
  expect(await pathsWith(root, { "exclude-patterns": ["bad*"] })).toEqual([]);
});

test("a pattern that cannot be read is an error that names it", async () => {
  await using daemon = diskDaemon(scratch());
  expect(await askFor(daemon, { "exclude-patterns": ["ok", "a["] }).status).toEqual({
    code: StatusCode.invalidArgument,
    message:
      'the ignore pattern "a[" cannot be read: a [ needs a list of characters and a ], and a \\ the character that it escapes',
  });
});

test("an error of the daemon ends the transfer with its text", async () => {
  const root = scratch();
  layOut(root, { a: "" });
  await using daemon = diskDaemon(root);
  const call = askFor(daemon);
  call.send(Buffer.concat([Buffer.of(0x08, 4, 0x22, 9), Buffer.from("disk full")]));
  expect(await call.status).toMatchObject({ message: "the daemon stopped the transfer: disk full" });
});

test("a request for what is no file is refused", async () => {
  const root = scratch();
  layOut(root, { "a/": "" });
  await using daemon = diskDaemon(root);
  const call = askFor(daemon);
  call.send(Buffer.of(0x08, 1, 0x18, 0));
  expect(await call.status).toEqual({ code: StatusCode.invalidArgument, message: "no file has the id 0" });
});

test("health is answered while a large file is on its way, and a cancelled transfer ends", async () => {
  const root = scratch();
  const size = 512 * 1024 * 1024;
  fs.closeSync(fs.openSync(join(root, "large"), "w"));
  fs.truncateSync(join(root, "large"), size);
  await using daemon = diskDaemon(root);
  const call = askFor(daemon);
  let received = 0;
  let isHealthy = false;
  const reading = async () => {
    for await (const message of call.messages) {
      if (received === 0) call.send(Buffer.of(0x08, 1));
      const before = received;
      received += message.length;
      if (before >= 20_000_000 || received < 20_000_000) continue;
      const check = daemon.call("/grpc.health.v1.Health/Check");
      check.halfClose();
      void check.status.then(({ code }) => {
        isHealthy = code === 0;
        call.cancel();
      });
    }
  };
  await expect(reading()).rejects.toThrow("Premature close");
  expect(isHealthy).toBe(true);
  expect(received).toBeLessThan(size);
});

test("whatever the tree, it arrives in order and equal", async () => {
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
    fc.uint8Array({ maxLength: 200 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(file, { maxLength: 15 }), async (files) => {
      const root = scratch();
      const wanted = new Map<string, Buffer>();
      for (const [names, data] of files) {
        const where = names.join("/");
        if (
          [...wanted.keys()].some((other) => `${other}/`.startsWith(`${where}/`) || `${where}/`.startsWith(`${other}/`))
        )
          continue;
        wanted.set(where, Buffer.from(data));
        layOut(root, { [where]: data });
      }
      await using daemon = diskDaemon(root);
      const { stats, contents } = await receiveTree(askFor(daemon));
      const paths = stats.map(({ path }) => path);
      expect(paths).toEqual([...paths].sort(comparePaths));
      expect(new Map([...contents].sort())).toEqual(new Map([...wanted].sort()));
    }),
    { numRuns: 60 },
  );
});

test("a transfer that nobody reads ends with the session", async () => {
  const root = scratch();
  layOut(root, Object.fromEntries(Array.from({ length: 2000 }, (_, at) => [`f${at}`, "x".repeat(30_000)])));
  await using daemon = diskDaemon(root);
  const call = askFor(daemon);
  const messages = call.messages[Symbol.asyncIterator]();
  await messages.next();
  for (let id = 0; id < 2000; id++) call.send(Buffer.from([0x08, 1, 0x18, (id & 0x7f) | 0x80, id >> 7]));
  await daemon.served[Symbol.asyncDispose]();
});
