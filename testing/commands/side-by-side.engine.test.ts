// What our commands about builders show, beside docker-buildx on the same store and the same daemon: figures, not layouts.

import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { type Daemon, startDaemon } from "../engine/index.js";
import { type Commands, openCommands } from "./setting.js";

const engine = inject("engine");
let daemon: Daemon;
let commands: Commands;

beforeAll(async () => {
  // Its cache is removed, and nobody else may change it while two programs look at it.
  daemon = await startDaemon(engine, "commands");
  commands = openCommands({ ...engine, ...daemon });
  await buildSomething();
});
afterAll(async () => {
  await daemon?.stop();
  commands?.[Symbol.dispose]();
});

async function buildSomething(): Promise<void> {
  const project = join(commands.folder, "project");
  mkdirSync(project, { recursive: true });
  copyFileSync(engine.busybox, join(project, "busybox"));
  const dockerfile = `FROM scratch
COPY busybox /bin/sh
RUN --mount=type=cache,target=/cache echo kept > /cache/file
RUN echo made > /made.txt
`;
  writeFileSync(join(project, "Dockerfile"), dockerfile);
  await commands.must(commands.ours, ["build", "--no-cache", "-o", "type=cacheonly", "project"]);
}

interface Usage {
  readonly ID: string;
  readonly Size: string;
}

async function usage(run: Commands["ours"], args: readonly string[] = []): Promise<readonly Usage[]> {
  const lines = (await commands.must(run, ["du", "--format", "json", ...args]))
    .split("\n")
    .filter((line) => line !== "");
  const records = lines.map((line) => {
    // What only we have, and times: they go on between two calls, and are not as exact with us.
    const { SizeBytes: _, CreatedAt, LastUsedAt, ...record } = JSON.parse(line);
    return { ...record, CreatedAt: CreatedAt.slice(0, 19), isUsed: LastUsedAt !== "" };
  });
  return records.sort((left, right) => (left.ID < right.ID ? -1 : 1));
}

function summaryOf(text: string): Readonly<Record<string, string>> {
  const rows = [...text.matchAll(/^(Shared|Private|Reclaimable|Total):\s+(\S+)$/gm)];
  // Records have a line "Shared: false", too.
  return Object.fromEntries(
    rows.filter(([, , value = ""]) => /\d/.test(value)).map(([, name, value]) => [name, value]),
  );
}

describe("on one daemon, both programs show the same", () => {
  test("ls", async () => {
    await commands.must(commands.ours, ["create", "--name", "plain", daemon.buildkitHost]);
    const read = async (run: Commands["ours"]) => {
      const lines = (await commands.must(run, ["ls", "--format", "json"])).trim().split("\n");
      return lines.map((line) => {
        const { Reason: _, LastActivity, ...builder } = JSON.parse(line);
        return { ...builder, hasActivity: !LastActivity.startsWith("0001") };
      });
    };
    const theirs = await read(commands.theirs);
    // They show the name of docker's context, we the address behind it.
    const known = theirs.map((builder) =>
      builder.Name === "default"
        ? { ...builder, Nodes: [{ ...builder.Nodes[0], Endpoint: daemon.dockerHost }] }
        : builder,
    );
    expect(await read(commands.ours)).toEqual(known);
    const table = async (run: Commands["ours"]) => {
      const rows = (await commands.must(run, ["ls"])).split("\n").map((line) => line.trim().split(/ {2,}/));
      return rows.map((row) => row.map((cell) => cell.replace(daemon.dockerHost, "default")));
    };
    expect(await table(commands.ours)).toEqual(await table(commands.theirs));
    await commands.must(commands.ours, ["rm", "plain"]);
  });

  test.for([
    "{{.Name}} {{.DriverEndpoint}} {{.Status}} {{.Buildkit}} {{.Platforms}}",
    "table {{.Name}}\\t{{.DriverEndpoint}}\\t{{.Status}}",
    "table {{upper .Name}}\\t{{.Builder.Name}}\\t{{json .Buildkit}}",
    "{{.Builder.Name}}:{{range $i, $n := .Builder.Nodes}} {{$i}} {{$n.Name}} {{.Version}} {{json .IDs}}{{end}}",
    '{{with .Status}}{{.}}{{else}}none of {{$.Name}}{{end}} {{- printf "%-9s|%q" .Name .Status}}',
  ])("ls --format %j", async (format) => {
    await commands.must(commands.ours, ["create", "--name", "plain", daemon.buildkitHost]);
    const ours = await commands.must(commands.ours, ["ls", "--format", format]);
    const theirs = await commands.must(commands.theirs, ["ls", "--format", format]);
    expect(ours.replace(new RegExp(`${daemon.dockerHost}( {3,})?`), "default$1").replace(/ {3,}/g, "   ")).toBe(
      theirs.replace(/ {3,}/g, "   "),
    );
    await commands.must(commands.ours, ["rm", "plain"]);
  });

  test.for([
    "{{.ID}} {{.Size}} {{.Shared}} {{.Reclaimable}} {{.Type}} {{json .Parents}} {{len .Parents}}",
    "table {{.ID}}\\t{{.Size}}\\t{{.Description}}",
  ])("du --format %j", async (format) => {
    const lines = async (run: Commands["ours"]) =>
      (await commands.must(run, ["du", "--format", format])).split("\n").sort();
    expect(await lines(commands.ours)).toEqual(await lines(commands.theirs));
  });

  test("inspect", async () => {
    const facts = (text: string) =>
      text
        .split("\n")
        .map((line) => line.replace(/^( *[^:]+:) +/, "$1 ").trimEnd())
        // They show the name of docker's context, and not why.
        .filter((line) => !/^(?:Endpoint|Chosen because):/.test(line))
        // Newer than 0.29.
        .filter((line) => !/^ Prefer image digest: true$/.test(line));
    const ours = facts(await commands.must(commands.ours, ["inspect"]));
    const theirs = facts(await commands.must(commands.theirs, ["--debug", "inspect"]));
    expect(ours).toEqual(theirs);
  });

  test.for([[[]], [["--filter", "type=source.local"]], [["--filter", "id=nothing"]]] as const)(
    "du %s",
    async ([args]) => {
      // How often a record was used the daemon notes a moment after the build, maybe between the two.
      await vi.waitFor(
        async () => expect(await usage(commands.ours, args)).toEqual(await usage(commands.theirs, args)),
        { timeout: 30_000 },
      );
    },
  );

  test("du in sums and at length", async () => {
    for (const args of [["du"], ["du", "--verbose"]]) {
      const ours = await commands.must(commands.ours, args);
      expect(summaryOf(ours)).toEqual(summaryOf(await commands.must(commands.theirs, args)));
      expect(Object.keys(summaryOf(ours))).toContain("Total");
    }
  });

  test("what one removes the other does not find", async () => {
    const before = await usage(commands.theirs);
    const sources = await usage(commands.theirs, ["--filter", "type=source.local"]);
    expect(sources.length).toBeGreaterThan(0);
    const partly = await commands.must(commands.ours, ["prune", "--force", "--filter", "type=source.local"]);
    expect(idsOf(partly)).toEqual(sources.map(({ ID }) => ID));
    const left = before.filter(({ ID }) => !sources.some((source) => source.ID === ID));
    expect((await usage(commands.theirs)).map(({ ID }) => ID)).toEqual(left.map(({ ID }) => ID));
    const sum = summaryOf(await commands.must(commands.theirs, ["du"]));
    const rest = await commands.must(commands.ours, ["prune", "--all"], { input: "y\n" });
    expect(idsOf(rest)).toEqual(left.map(({ ID }) => ID));
    expect(summaryOf(rest)["Total"]).toBe(sum["Reclaimable"]);
    expect(await usage(commands.theirs)).toEqual([]);
    expect(await usage(commands.ours)).toEqual([]);
  });

  test("both remove the same of the same", async () => {
    await buildSomething();
    const ours = await commands.must(commands.ours, ["prune", "-af"]);
    await buildSomething();
    const theirs = await commands.must(commands.theirs, ["prune", "-af"]);
    expect(idsOf(ours)).toHaveLength(idsOf(theirs).length);
    expect(summaryOf(ours)).toEqual(summaryOf(theirs));
  });
});

describe("prune", () => {
  test("keeps what the limits leave, and what was used lately", async () => {
    await buildSomething();
    const all = await usage(commands.ours);
    for (const limit of [
      "--max-used-space=10gb",
      "--reserved-space=10GB",
      "--keep-storage=10gb",
      "--filter=until=1h",
    ]) {
      expect(await commands.must(commands.ours, ["prune", "-af", limit])).toBe("Total:\t0B\n");
    }
    expect(idsIn(await usage(commands.ours))).toEqual(idsIn(all));
    expect(await usage(commands.ours, ["--filter", "until=1h"])).toEqual([]);
  });

  test("removes nothing when the answer is no, or when there is none", async () => {
    const before = await usage(commands.ours);
    expect(await commands.ours(["prune"], { input: "n\n" })).toMatchObject({ code: 0, stdout: "" });
    const unanswered = await commands.ours(["prune"]);
    expect(unanswered).toMatchObject({ code: 1, stdout: "" });
    expect(unanswered.stderr).toContain("--force removes without asking.");
    expect(idsIn(await usage(commands.ours))).toEqual(idsIn(before));
  });
});

function idsIn(records: readonly Usage[]): readonly string[] {
  return records.map(({ ID }) => ID);
}

/** In the order of `usage`. */
function idsOf(table: string): readonly string[] {
  const [, ...rows] = table.split("\n").filter((line) => line !== "" && !line.startsWith("Total:"));
  return rows.map((row) => /^[a-z0-9]+/.exec(row)?.[0] ?? row).sort();
}
