// Nodes that go away in the middle of a run, as real ones cannot be made to at a given moment.

import { expect, test } from "vitest";
import {
  cancelled,
  endWell,
  linksTo,
  planOf,
  resultOf,
  runToEnd,
  startFarmWorld,
  stepOf,
} from "../../../testing/exec/index.js";
import { type FakeBuild, FakeFailure } from "../../../testing/fake/index.js";
import { deferred } from "../../async/index.js";
import type { BuildEvent } from "../event.js";
import { type RunOptions, runPlan } from "../index.js";

/** Both nodes answer with this; `isOn` tells where a build arrived. */
async function twoNodes(
  solve: (build: FakeBuild, node: string) => Promise<Readonly<Record<string, string>>>,
  options: Partial<RunOptions> = {},
) {
  const scriptOf = (node: "a" | "b") => ({
    script: {
      solve: (build: FakeBuild) => solve(build, node),
      gatewaySolve: async (build: FakeBuild, request: { readonly definition?: unknown }) =>
        request.definition == null ? resultOf(stepOf(build)) : {},
      evaluate: async (build: FakeBuild) => build.started({ digest: stepOf(build) }),
    },
  });
  return await startFarmWorld({ nodes: { a: scriptOf("a"), b: scriptOf("b") }, options });
}

function notesOf(events: readonly BuildEvent[]): readonly string[] {
  return events.flatMap((event) => (event.kind === "note" ? [event.text.replace(/unix:\S+/, "ADDRESS")] : []));
}

function timesTold(events: readonly BuildEvent[], kind: BuildEvent["kind"], step: string): number {
  return events.filter((event) => event.kind === kind && "step" in event && event.step === step).length;
}

test("what a node that dies leaves unbuilt is built on the other one, and told as one target", async () => {
  const seen: string[] = [];
  const heard = deferred();
  let world: Awaited<ReturnType<typeof twoNodes>> | undefined;
  let dead: string | undefined;
  await using opened = await twoNodes(async (build, node) => {
    seen.push(`${stepOf(build)} on ${node}`);
    if (dead !== undefined) return endWell(build);
    dead = node;
    build.started({ digest: "running" });
    await heard.promise;
    await world?.daemons.get(node)?.kill();
    return await cancelled(build);
  });
  world = opened;
  const events: BuildEvent[] = [];
  const run = runPlan(planOf({ app: {} }), opened.options);
  for await (const event of run) {
    events.push(event);
    if (event.kind === "status") heard.resolve();
  }
  expect((await run.result).outcomes.get("app")?.kind).toBe("built");
  expect(seen.length).toBe(2);
  expect(new Set(seen).size).toBe(2);
  expect(notesOf(events).slice(1)).toEqual([
    expect.stringContaining(`node "${dead}" went away and is left out from here on: The daemon at ADDRESS`),
    `built again on other nodes: "app"`,
  ]);
  expect([timesTold(events, "step-started", "app"), timesTold(events, "step-finished", "app")]).toEqual([1, 1]);
  // Nobody will tell how it ended.
  const last = events.flatMap((event) => (event.kind === "status" ? event.update.vertexes : [])).at(-1);
  expect(last).toMatchObject({ digest: "running", error: "context canceled", completed: expect.any(Number) });
});

test("a linked target that was exported is built for its user once more, and exported once", async () => {
  const exported: string[] = [];
  let world: Awaited<ReturnType<typeof twoNodes>> | undefined;
  let dead: string | undefined;
  const baseEnded = deferred();
  await using opened = await twoNodes(async (build, node) => {
    const step = stepOf(build);
    if (build.request.exporters.length > 0) exported.push(step);
    if (step === "app" && dead === undefined) {
      dead = node;
      await baseEnded.promise;
      await world?.daemons.get(node)?.kill();
      return await cancelled(build);
    }
    return await endWell(build);
  });
  world = opened;
  const output = [{ type: "image", attrs: new Map() }];
  const run = runPlan(planOf({ base: { output }, app: { output, contexts: linksTo("base") } }), opened.options);
  const events: BuildEvent[] = [];
  for await (const event of run) {
    events.push(event);
    if (event.kind === "step-finished" && event.step === "base") baseEnded.resolve();
  }
  const { outcomes } = await run.result;
  expect([...outcomes].map(([step, { kind }]) => [step, kind])).toEqual([
    ["base", "built"],
    ["app", "built"],
  ]);
  expect(exported.toSorted()).toEqual(["app", "app", "base"]);
  expect(timesTold(events, "step-finished", "base")).toBe(1);
  expect(notesOf(events)).toContain(`built again on other nodes: "app"`);
});

test("a step that fails is not tried elsewhere, and its node stays", async () => {
  let solves = 0;
  await using world = await twoNodes(async () => {
    solves += 1;
    throw new FakeFailure(2, "exit code: 1");
  });
  const { events, outcomes } = await runToEnd(planOf({ app: {} }), world.options);
  expect(outcomes["app"]).toMatch(/^failed: .*exit code: 1/);
  expect(solves).toBe(1);
  expect(notesOf(events).filter((text) => text.includes("node"))).toEqual([]);
});

test("a step that fails because its daemon is about to end is tried elsewhere", async () => {
  let world: Awaited<ReturnType<typeof twoNodes>> | undefined;
  let first: string | undefined;
  await using opened = await twoNodes(async (build, node) => {
    if (first !== undefined) return endWell(build);
    first = node;
    // It closes its doors in the moment in which it answers.
    setImmediate(() => void world?.daemons.get(node)?.kill());
    throw new FakeFailure(1, "context canceled");
  });
  world = opened;
  const { outcomes } = await runToEnd(planOf({ app: {} }), opened.options);
  expect(outcomes).toEqual({ app: "built" });
});

test("the last node is given up with what happened to it", async () => {
  let world: Awaited<ReturnType<typeof twoNodes>> | undefined;
  await using opened = await twoNodes(async (build, node) => {
    await world?.daemons.get(node)?.kill();
    return await cancelled(build);
  });
  world = opened;
  const { outcomes } = await runToEnd(planOf({ app: {} }), opened.options);
  expect(outcomes["app"]).toMatch(/^failed: The daemon at /);
});

test("what was written to standard output cannot be taken back: such a target is not built again", async () => {
  let world: Awaited<ReturnType<typeof twoNodes>> | undefined;
  const seen: string[] = [];
  await using opened = await twoNodes(
    async (build, node) => {
      seen.push(node);
      await world?.daemons.get(node)?.kill();
      return await cancelled(build);
    },
    { stdout: { isTerminal: false, write: async () => {} } },
  );
  world = opened;
  const output = [{ type: "tar", attrs: new Map([["dest", "-"]]) }];
  const { outcomes } = await runToEnd(planOf({ app: { output } }), opened.options);
  expect(outcomes["app"]).toMatch(/^failed: The daemon at /);
  expect(seen.length).toBe(1);
});

test("many targets on a node make no warning of the runtime", async () => {
  const warnings: string[] = [];
  const hear = ({ message }: Error): void => void warnings.push(message);
  process.on("warning", hear);
  try {
    const all = deferred();
    let arrived = 0;
    await using world = await twoNodes(async (build) => {
      arrived += 1;
      if (arrived === 30) all.resolve();
      await all.promise;
      return await endWell(build);
    });
    const names = Array.from({ length: 30 }, (_, index) => `t${index}`);
    const { outcomes } = await runToEnd(planOf(Object.fromEntries(names.map((name) => [name, {}]))), world.options);
    expect(new Set(Object.values(outcomes))).toEqual(new Set(["built"]));
  } finally {
    process.off("warning", hear);
  }
  expect(warnings).toEqual([]);
});
