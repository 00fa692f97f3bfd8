// What a build receives of a context is what docker-buildx would have delivered, for trees and ignore files of every kind.

import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { openPeer } from "../../../testing/peer.js";
import { runCommand } from "../../../testing/tools/index.js";
import { type LocalDirectory, receiveExports } from "./index.js";
import { compilePatterns, readIgnoreFile } from "./pattern-matcher.js";
import { build, endpoints, engine } from "./testing/engine-build.js";
import { listing } from "./testing/listing.js";
import { layOut, scratch } from "./testing/scratch.js";

const trees = 60;
/** Printed with a failure, so that it can be had again. */
const seed = Number(process.env["BAKEHOUSE_TEST_SEED"] ?? Date.now() % 1_000_000);

type Entry =
  | { readonly kind: "file"; readonly data: string; readonly mode: number }
  | { readonly kind: "directory"; readonly mode: number }
  | { readonly kind: "symlink"; readonly target: string }
  | { readonly kind: "again" };

const name = fc.constantFrom(
  "a",
  "b",
  "ab",
  "a.b",
  "a-b",
  "b.md",
  "\u00e9",
  "\uFB00",
  "\u{1F600}",
  "c d",
  "x, y",
  "[a]",
);
const where = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join("/"));
const mode = fc.constantFrom(0o644, 0o755, 0o600, 0o4755, 0o444);
const entry: fc.Arbitrary<Entry> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("file" as const), data: fc.string({ maxLength: 9 }), mode }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("directory" as const), mode: fc.constantFrom(0o755, 0o700, 0o1777) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("symlink" as const),
      target: fc.constantFrom("a", "../b", "/a/b", "nowhere"),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: "again" as const }) },
);
const part = fc.constantFrom(
  "a",
  "b",
  "ab",
  "a.b",
  "*",
  "a*",
  "*.md",
  "?",
  "**",
  "[ab]",
  "[^a]",
  "\\[a\\]",
  "\u00e9",
  "c d",
  "x, y",
);
const line = fc
  .tuple(
    fc.constantFrom("", "", "", "!", "/", "! ", "# "),
    fc.array(part, { minLength: 1, maxLength: 3 }),
    fc.constantFrom("", "", "/", "/**"),
  )
  .map(([head, parts, end]) => `${head}${parts.join("/")}${end}`);
const tree = fc.record({
  entries: fc.array(fc.tuple(where, entry), { minLength: 3, maxLength: 25 }),
  ignore: fc.array(line, { maxLength: 6 }),
});

/** Lays out what fits; a second name of a file links to the first file there is. */
function makeTree(root: string, entries: readonly (readonly [string, Entry])[], ignore: readonly string[]): void {
  let first: string | undefined;
  for (const [path, made] of entries) {
    const at = join(root, path);
    try {
      fs.mkdirSync(join(at, ".."), { recursive: true });
      if (made.kind === "file") {
        fs.writeFileSync(at, made.data, { flag: "wx" });
        fs.chmodSync(at, made.mode);
        first ??= at;
      } else if (made.kind === "directory") {
        fs.mkdirSync(at);
        fs.chmodSync(at, made.mode);
      } else if (made.kind === "symlink") fs.symlinkSync(made.target, at);
      else if (first !== undefined) fs.linkSync(first, at);
    } catch {
      // Something else is there, or a file where a directory should be.
    }
  }
  fs.writeFileSync(join(root, ".dockerignore"), ignore.join("\n"));
}

/**
 * Whether the peer sends the file's STAT and then refuses to open it, so that it arrives empty: its two ways to ask the
 * patterns disagree. We send the bytes.
 */
function isEmptiedByPeer(ignore: readonly string[], path: string): boolean {
  const names = path.split("/");
  const above = names.map((_, at) => names.slice(0, at + 1).join("/"));
  let isExcluded = false;
  for (const pattern of compilePatterns(readIgnoreFile(ignore.join("\n"))).patterns) {
    if (pattern.isException === isExcluded && above.some((parent) => pattern.matches(parent)))
      isExcluded = !pattern.isException;
  }
  return isExcluded;
}

describe.for(endpoints)("over $title", ({ endpoint }) => {
  /** Builds with the peer, with the named directories as contexts, and says where below `root` the result is. */
  async function peerOutput(dockerfile: string, contexts: Readonly<Record<string, string>>, root: string) {
    layOut(root, { Dockerfile: dockerfile, "empty/": "" });
    await using peer = await openPeer(engine, endpoint.kind === "dockerd" ? "docker" : "plain");
    const { context = join(root, "empty"), ...named } = contexts;
    const args = Object.entries(named).flatMap(([key, value]) => ["--build-context", `${key}=${value}`]);
    const out = join(root, "theirs");
    const { code, stderr } = await runCommand(
      [engine.buildx, "build", ...args, "-f", join(root, "Dockerfile"), "-o", `type=local,dest=${out}`, context],
      { cwd: root, env: peer.env, timeoutMs: 120_000 },
    );
    expect(code, stderr).toBe(0);
    return out;
  }

  async function ourOutput(dockerfile: string, contexts: Readonly<Record<string, string>>, root: string) {
    const path = join(root, "ours");
    await using exports = receiveExports(new Map([[0, { kind: "directory", path, isMirror: false }]]));
    const directories = Object.entries(contexts).map(([key, value]): [string, LocalDirectory] => [
      key,
      { kind: "disk", path: value },
    ]);
    await build(endpoint, {
      dockerfile,
      directories: Object.fromEntries(directories),
      exporters: [{ type: "local", attrs: {} }],
      attachables: [exports.attachable],
    });
    await exports.commit();
    return path;
  }

  describe(`random trees with random ignore files, seed ${seed}`, () => {
    const samples = fc.sample(tree, { numRuns: trees, seed });
    let ours: Readonly<Record<string, string>> = {};
    let theirs: Readonly<Record<string, string>> = {};

    beforeAll(async () => {
      const root = fs.mkdtempSync("/tmp/bakehouse-context-");
      try {
        const contexts: Record<string, string> = {};
        for (const [at, { entries, ignore }] of samples.entries()) {
          const directory = join(root, `t${at}`);
          fs.mkdirSync(directory);
          makeTree(directory, entries, ignore);
          contexts[`t${at}`] = directory;
        }
        const dockerfile = [
          "FROM scratch",
          ...Object.keys(contexts).map((key) => `COPY --from=${key} . /${key}/`),
        ].join("\n");
        ours = listing(await ourOutput(dockerfile, contexts, root));
        theirs = listing(await peerOutput(dockerfile, contexts, root));
      } finally {
        fs.rmSync(root, { recursive: true, force: true });
      }
    });

    test.for(samples.map((sample, at) => ({ ...sample, at })))("tree $at, ignoring $ignore", ({ at, ignore }) => {
      const below = (all: Readonly<Record<string, string>>) => {
        const prefix = `t${at}/`;
        const entries = Object.entries(all).filter(([path]) => path.startsWith(prefix));
        return Object.fromEntries(
          entries.map(([path, text]) => {
            const isUnlike = text.startsWith("-") ? false : isEmptiedByPeer(ignore, path.slice(prefix.length));
            return [path, isUnlike ? text.split(" ")[0] : text];
          }),
        );
      };
      expect(below(ours)).toEqual(below(theirs));
    });
  });

  test.for<{
    title: string;
    files: Readonly<Record<string, string>>;
    links?: Readonly<Record<string, string>>;
    copies: readonly string[];
  }>([
    {
      title: "a symlinked file and a symlinked directory",
      files: { "real/file": "1", "real/dir/x": "2", other: "3" },
      links: { "link-file": "real/file", "link-dir": "real/dir" },
      copies: ["link-file /f", "link-dir /d/"],
    },
    {
      title: "a path through an absolute symlink",
      files: { "real/dir/x": "1", "real/y": "2" },
      links: { way: "/real" },
      copies: ["way/dir/x /x"],
    },
    {
      title: "wildcards, some of them symlinks",
      files: { "src/a.go": "1", "src/b.txt": "2", "deep/real.go": "3" },
      links: { "src/c.go": "../deep/real.go" },
      copies: ["src/*.go /go/", "s?c/b* /b/"],
    },
    {
      title: "names with commas and with other letters",
      files: { "a, b": "1", "d\u00e9/\u{1F600}": "2", no: "3" },
      copies: ['["a, b", "/x"]', "d\u00e9 /y/"],
    },
  ])("COPY of $title brings the same", async ({ files, links = {}, copies }) => {
    const root = scratch();
    layOut(root, { ...files, ".dockerignore": "ignored" });
    for (const [path, target] of Object.entries(links)) fs.symlinkSync(target, join(root, path));
    const dockerfile = ["FROM scratch", ...copies.map((copy) => `COPY ${copy}`)].join("\n");
    const wanted = listing(await peerOutput(dockerfile, { context: root }, scratch()));
    expect(listing(await ourOutput(dockerfile, { context: root }, scratch()))).toEqual(wanted);
    expect(Object.keys(wanted).length).toBeGreaterThan(0);
  });

  test("3,000 ignore patterns and as many files bring the same", async () => {
    const root = scratch();
    const files = Array.from({ length: 3000 }, (_, at) => [`f${at}.log`, String(at)] as const);
    layOut(root, { ...Object.fromEntries(files), keep: "1" });
    const ignore = files.filter((_, at) => at % 7 !== 0).map(([file]) => file);
    fs.writeFileSync(join(root, ".dockerignore"), ignore.join("\n"));
    const dockerfile = "FROM scratch\nCOPY . /\n";
    const wanted = listing(await peerOutput(dockerfile, { context: root }, scratch()));
    expect(listing(await ourOutput(dockerfile, { context: root }, scratch()))).toEqual(wanted);
    expect(Object.keys(wanted).length).toBe(429 + 2);
  });

  test("times reach the image to the nanosecond that the daemon keeps", async () => {
    const root = scratch();
    layOut(root, { file: "1" });
    execFileSync("touch", ["-d", "2001-02-03T04:05:06.123456789Z", join(root, "file")]);
    const dockerfile = "FROM scratch\nCOPY file /\n";
    const theirs = await peerOutput(dockerfile, { context: root }, scratch());
    const ours = await ourOutput(dockerfile, { context: root }, scratch());
    // Node sets times as doubles: what is left is less than a microsecond.
    expect(Math.abs(fs.statSync(join(ours, "file")).mtimeMs - fs.statSync(join(theirs, "file")).mtimeMs)).toBeLessThan(
      0.001,
    );
  });
});
