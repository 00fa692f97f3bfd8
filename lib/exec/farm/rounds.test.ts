// What a lost node leaves is built beside what goes on: fake daemons hold targets open until others were seen to end.

import { expect, test } from "vitest";
import {
  cancelled,
  endWell,
  type FarmWorld,
  linksTo,
  planOf,
  resultOf,
  startFarmWorld,
  stepOf,
  type TargetSpec,
} from "../../../testing/exec/index.js";
import { type FakeBuild, FakeFailure } from "../../../testing/fake/index.js";
import { type Deferred, deferred } from "../../async/index.js";
import { type BuildEvent, type RunOptions, runPlan } from "../index.js";

const amd64 = { platforms: ["linux/amd64"] };
const arm64 = { platforms: ["linux/arm64"] };

/** amd64 is on `a`; arm64 on `b`, then on `c` if it is there, then on `a`. */
const lists = { a: ["amd64", "arm64"], b: ["arm64"] };

interface Stage {
  /** Resolves when the step was told to have ended. */
  readonly ended: (step: string) => Promise<void>;
  /** Resolves when something of the step's progress was told. */
  readonly shown: (step: string) => Promise<void>;
  readonly kill: (node: string) => Promise<never>;
  /** `STEP on NODE`, as builds of steps arrive. */
  readonly seen: string[];
}

/** Runs the targets; `solve` answers for builds of steps, and those that hand over end well. */
async function runOn(
  nodes: Readonly<Record<string, readonly string[]>>,
  targets: Readonly<Record<string, TargetSpec>>,
  solve: (build: FakeBuild, node: string, stage: Stage) => Promise<Readonly<Record<string, string>>>,
  options: Partial<RunOptions> = {},
) {
  const each = (): ReadonlyMap<string, Deferred<void>> =>
    new Map(Object.keys(targets).map((step) => [step, deferred()]));
  const ends = each();
  const shows = each();
  let world: FarmWorld | undefined;
  const stage: Stage = {
    seen: [],
    ended: async (step) => await ends.get(step)?.promise,
    shown: async (step) => await shows.get(step)?.promise,
    async kill(node) {
      await world?.daemons.get(node)?.kill();
      throw new FakeFailure(14, "killed");
    },
  };
  const nodeOf = (name: string) => ({
    lists: nodes[name] ?? [],
    script: {
      async solve(build: FakeBuild) {
        const [exporter] = build.request.exporters;
        if (stepOf(build) === "" && exporter?.type === "oci") {
          await build.returned;
          return { "containerimage.digest": `sha256:${"1".repeat(64)}` };
        }
        if (stepOf(build) === "" || build.request.internal === true) return await endWell(build);
        stage.seen.push(`${stepOf(build)} on ${name}`);
        return await solve(build, name, stage);
      },
      gatewaySolve: async (build: FakeBuild, request: { readonly definition?: unknown }) =>
        request.definition == null ? resultOf(stepOf(build)) : {},
      evaluate: async (build: FakeBuild) => build.started({ digest: stepOf(build) }),
    },
  });
  await using opened = await startFarmWorld({
    nodes: Object.fromEntries(Object.keys(nodes).map((name) => [name, nodeOf(name)])),
    options,
  });
  world = opened;
  const told: string[] = [];
  const notes: string[] = [];
  const run = runPlan(planOf(targets), opened.options);
  for await (const event of run) {
    if (event.kind === "note") notes.push(event.text);
    if (event.kind === "status") shows.get(event.step)?.resolve();
    if (event.kind !== "step-started" && event.kind !== "step-finished") continue;
    told.push(toldOf(event));
    if (event.kind === "step-finished") ends.get(event.step)?.resolve();
  }
  const { outcomes } = await run.result;
  return {
    outcomes: Object.fromEntries([...outcomes].map(([step, { kind }]) => [step, kind])),
    seen: stage.seen,
    told,
    again: notes.filter((text) => text.startsWith("built again")),
  };
}

function toldOf(event: Extract<BuildEvent, { readonly kind: "step-started" | "step-finished" }>): string {
  return `${event.step} ${event.kind === "step-started" ? "started" : event.outcome.kind}`;
}

test("what a dead node leaves is built at once, while a target on another node goes on", async () => {
  const lost = ["one", "two", "three"];
  const arrived = deferred();
  let left = lost.length;
  const { outcomes, told, again } = await runOn(
    lists,
    { slow: amd64, one: arm64, two: arm64, three: arm64 },
    async (build, node, { ended, kill }) => {
      if (stepOf(build) === "slow") await Promise.all(lost.map(ended));
      else if (node === "b") {
        left -= 1;
        if (left === 0) arrived.resolve();
        await arrived.promise;
        await kill("b");
      }
      return await endWell(build);
    },
  );
  expect(outcomes).toEqual({ slow: "built", one: "built", two: "built", three: "built" });
  expect(told.at(-1)).toBe("slow built");
  expect(told.toSorted()).toEqual(["slow", ...lost].flatMap((step) => [`${step} built`, `${step} started`]).toSorted());
  expect(again).toEqual([`built again on other nodes: "one", "two", "three"`]);
});

test("all rounds together run no more steps than they may, and what waits for room goes along", async () => {
  // Of those that do not end with their node.
  let open = 0;
  let most = 0;
  const lost = ["one", "two", "three"];
  const { outcomes, seen, again } = await runOn(
    lists,
    { slow: amd64, one: arm64, two: arm64, three: arm64 },
    async (build, node, { ended, shown, kill }) => {
      if (node === "b") await kill("b");
      open += 1;
      most = Math.max(most, open);
      if (stepOf(build) === "slow") await Promise.all(lost.map(ended));
      else {
        // There and back again: time for others that were sent with it.
        build.started({ digest: stepOf(build) });
        await shown(stepOf(build));
      }
      open -= 1;
      return await endWell(build);
    },
    { maxParallel: 2 },
  );
  expect(Object.values(outcomes)).toEqual(["built", "built", "built", "built"]);
  expect(most).toBe(2);
  expect(seen.toSorted()).toEqual(["one on a", "one on b", "slow on a", "three on a", "two on a"]);
  expect(again).toEqual([`built again on other nodes: "one", "two", "three"`]);
});

test("a node that dies in the second round makes a third, while the first goes on", async () => {
  const died: string[] = [];
  const { outcomes, seen, again } = await runOn(
    { ...lists, c: ["arm64"] },
    { slow: amd64, app: arm64 },
    async (build, node, { ended, kill }) => {
      if (stepOf(build) === "slow") await ended("app");
      else if (node !== "a") {
        died.push(node);
        await kill(node);
      }
      return await endWell(build);
    },
  );
  expect(outcomes).toEqual({ slow: "built", app: "built" });
  expect(died.toSorted()).toEqual(["b", "c"]);
  expect(seen.at(-1)).toBe("app on a");
  expect(again.length).toBe(2);
});

test.for([
  { isKeepGoing: false, slow: "cancelled" },
  { isKeepGoing: true, slow: "built" },
])(
  "a target that fails in the second round: the first with isKeepGoing $isKeepGoing is $slow",
  async ({ isKeepGoing, slow }) => {
    const { outcomes } = await runOn(
      lists,
      { slow: amd64, bad: arm64 },
      async (build, node, { ended, kill }) => {
        if (stepOf(build) === "bad") {
          if (node === "b") await kill("b");
          throw new FakeFailure(2, "exit code: 1");
        }
        if (!isKeepGoing) return await cancelled(build);
        await ended("bad");
        return await endWell(build);
      },
      { isKeepGoing },
    );
    expect(outcomes).toEqual({ slow, bad: "failed" });
  },
);

test("a target that fails in the first round stops the second", async () => {
  const isAgain = deferred();
  const { outcomes, told } = await runOn(lists, { bad: amd64, app: arm64 }, async (build, node, { kill }) => {
    if (stepOf(build) === "bad") {
      await isAgain.promise;
      throw new FakeFailure(2, "exit code: 1");
    }
    if (node === "b") await kill("b");
    isAgain.resolve();
    return await cancelled(build);
  });
  expect(outcomes).toEqual({ bad: "failed", app: "cancelled" });
  expect(told.slice(-2)).toEqual(["bad failed", "app cancelled"]);
});

test("when a target fails, what a dead node left and waits for another is not built any more", async () => {
  const targets = {
    base: { ...amd64, isLinked: true },
    app: { ...arm64, contexts: linksTo("base") },
    lone: arm64,
    bad: amd64,
  };
  const { outcomes, seen, again } = await runOn(lists, targets, async (build, node, { ended, kill }) => {
    if (stepOf(build) === "base") return await cancelled(build);
    if (node === "b") await kill("b");
    if (stepOf(build) === "lone") return await endWell(build);
    await ended("lone");
    throw new FakeFailure(2, "exit code: 1");
  });
  expect(outcomes).toEqual({ base: "cancelled", app: "cancelled", lone: "built", bad: "failed" });
  expect(seen.filter((one) => one.startsWith("app"))).toEqual([]);
  expect(again).toEqual([`built again on other nodes: "lone"`]);
});

test("cancelling ends all rounds", async () => {
  const controller = new AbortController();
  const { outcomes } = await runOn(
    lists,
    { slow: amd64, app: arm64 },
    async (build, node, { kill }) => {
      if (node === "b") await kill("b");
      if (stepOf(build) === "app") controller.abort(new Error("enough"));
      return await cancelled(build);
    },
    { signal: controller.signal },
  );
  expect(outcomes).toEqual({ slow: "cancelled", app: "cancelled" });
});

test("what waits on a dead node for a linked target does not hold up others, and gets it when it is there", async () => {
  const targets = {
    base: { ...amd64, isLinked: true },
    app: { ...arm64, contexts: linksTo("base") },
    lone: arm64,
  };
  const { outcomes, seen, again } = await runOn(lists, targets, async (build, node, { ended, kill }) => {
    if (stepOf(build) === "lone" && node === "b") await kill("b");
    if (stepOf(build) === "base") await ended("lone");
    return await endWell(build);
  });
  expect(outcomes).toEqual({ base: "built", app: "built", lone: "built" });
  expect(seen.toSorted()).toEqual(["app on a", "base on a", "lone on a", "lone on b"]);
  expect(again).toEqual([`built again on other nodes: "lone"`, `built again on other nodes: "app"`]);
});

test("what waits on a dead node for a linked target that fails elsewhere is skipped", async () => {
  const targets = { base: { ...amd64, isLinked: true }, app: { ...arm64, contexts: linksTo("base") }, lone: arm64 };
  const { outcomes, seen, told } = await runOn(
    lists,
    targets,
    async (build, node, { ended, kill }) => {
      if (stepOf(build) === "lone" && node === "b") await kill("b");
      if (stepOf(build) === "lone") return await endWell(build);
      await ended("lone");
      throw new FakeFailure(2, "exit code: 1");
    },
    { isKeepGoing: true },
  );
  expect(outcomes).toEqual({ base: "failed", app: "skipped", lone: "built" });
  expect(seen.toSorted()).toEqual(["base on a", "lone on a", "lone on b"]);
  expect(told.filter((one) => one === "base failed").length).toBe(1);
});

test("users of a linked target on other nodes go on, and what was handed over is not built again", async () => {
  const targets = {
    base: { ...amd64, isLinked: true },
    near: { ...amd64, contexts: linksTo("base") },
    far: { ...arm64, contexts: linksTo("base") },
  };
  const { outcomes, seen } = await runOn(lists, targets, async (build, node, { ended, kill }) => {
    if (stepOf(build) === "far" && node === "b") await kill("b");
    if (stepOf(build) === "near") await ended("far");
    return await endWell(build);
  });
  expect(outcomes).toEqual({ base: "built", near: "built", far: "built" });
  expect(seen.filter((one) => !one.startsWith("near")).toSorted()).toEqual(["base on a", "far on a", "far on b"]);
});
