import fc from "fast-check";
import { expect, test } from "vitest";
import {
  cancelled,
  endWell,
  finish,
  linksTo,
  planOf,
  resultOf,
  runToEnd,
  startWorld,
  stepOf,
  type TargetSpec,
} from "../../testing/exec/index.js";
import { type FakeBuild, FakeFailure } from "../../testing/fake/index.js";
import { deferred } from "../async/index.js";
import { DaemonError, SolveError, StatusCode } from "../buildkit/index.js";
import { exitCodeOf, runPlan } from "./index.js";

/** The frontend's result for a step: one vertex named like the step. */
const ownResult = async (build: FakeBuild, request: { readonly definition?: unknown }) =>
  request.definition == null ? resultOf(stepOf(build)) : {};

/** Takes the vertex of a linked step in, as the daemon does when it evaluates. */
const takeIn = async (build: FakeBuild) => build.started({ digest: stepOf(build) });

test("a target without links is one plain solve", async () => {
  await using world = await startWorld({ script: { solve: async () => ({ "containerimage.digest": "sha256:1" }) } });
  const { outcomes, result } = await runToEnd(planOf({ app: {} }), world.options);
  expect(outcomes).toEqual({ app: "built" });
  expect(world.daemon.solves.filter(({ internal }) => !internal).map(({ frontend }) => frontend)).toEqual([
    "dockerfile.v0",
  ]);
  const outcome = result.outcomes.get("app");
  expect(outcome?.kind === "built" && Object.fromEntries(outcome.metadata)).toEqual({
    "buildx.build.ref": "builder/node/id1",
    "containerimage.digest": "sha256:1",
  });
  expect(exitCodeOf(result)).toBe(0);
});

test("what links to a target starts when the daemon has taken in its vertices", async () => {
  const gate = deferred();
  const solved: string[] = [];
  await using world = await startWorld({
    script: {
      solve: async (build) => {
        if (stepOf(build) !== "") solved.push(stepOf(build));
        return endWell(build);
      },
      gatewaySolve: ownResult,
      evaluate: async (build) => {
        await takeIn(build);
        await gate.promise;
      },
    },
  });
  const run = runPlan(planOf({ base: { isLinked: true }, app: { contexts: linksTo("base") } }), world.options);
  const order: string[] = [];
  for await (const event of run) {
    if (event.kind !== "step-started" && event.kind !== "step-finished") continue;
    order.push(`${event.step} ${event.kind}`);
    // The base is still being built when all that links to it is done.
    if (event.kind === "step-finished" && event.step === "app") gate.resolve();
  }
  expect(order).toEqual(["base step-started", "app step-started", "app step-finished", "base step-finished"]);
  expect(solved).toEqual(["base", "app"]);
});

test("a daemon that names vertices otherwise makes the others wait until the linked target is evaluated", async () => {
  const order: string[] = [];
  await using world = await startWorld({
    script: {
      solve: async (build) => {
        if (stepOf(build) === "app") order.push("app solved");
        return endWell(build);
      },
      gatewaySolve: ownResult,
      evaluate: async () => void order.push("base evaluated"),
    },
  });
  await runToEnd(planOf({ base: { isLinked: true }, app: { contexts: linksTo("base") } }), world.options);
  expect(order).toEqual(["base evaluated", "app solved"]);
});

test("a target that three others link to is solved once, and held until the last of them ended", async () => {
  const gate = deferred();
  const ended: string[] = [];
  await using world = await startWorld({
    script: {
      gatewaySolve: ownResult,
      evaluate: takeIn,
      solve: async (build) => {
        if (stepOf(build) === "c") await gate.promise;
        await endWell(build);
        ended.push(stepOf(build) || "hold");
        return {};
      },
    },
  });
  const contexts = linksTo("base");
  const entitlements = ["network.host"];
  const run = runPlan(
    planOf({ base: { entitlements }, a: { contexts }, b: { contexts }, c: { contexts } }),
    world.options,
  );
  const finished: string[] = [];
  for await (const event of run) {
    if (event.kind === "step-finished") finished.push(event.step);
    if (finished.length === 3) gate.resolve();
  }
  expect(finished.slice(0, 3).toSorted()).toEqual(["a", "b", "base"]);
  expect(ended.slice(-2)).toEqual(["c", "hold"]);
  // The daemon would refuse to hold what may do more than the one that holds it.
  const holder = world.daemon.solves.find(({ frontendAttrs }) => frontendAttrs["label:step"] === undefined);
  expect(holder).toMatchObject({ entitlements, internal: true });
  const frontends = world.daemon.gatewaySolves.map(({ request }) => request.frontend);
  expect(frontends).toEqual(["dockerfile.v0", ""]);
});

test("a linked result is handed over with its config", async () => {
  await using world = await startWorld({
    script: {
      gatewaySolve: async () => resultOf("base", { "containerimage.config": "{}" }),
    },
  });
  await runToEnd(planOf({ base: { isLinked: true }, app: { contexts: linksTo("base") } }), world.options);
  const app = world.daemon.solves.find(({ frontendAttrs }) => frontendAttrs["label:step"] === "app");
  expect(app?.frontendAttrs["context:base"]).toBe("input:base");
  expect(app?.frontendAttrs["input-metadata:base"]).toBe(`{"containerimage.config":"e30="}`);
  expect(Object.keys(app?.frontendInputs ?? {})).toEqual(["base"]);
  expect(Object.keys(app?.frontendInputs["base"]?.metadata ?? {})).toEqual(["base"]);
});

test("a result of several platforms is handed over for each", async () => {
  const arm = resultOf("arm").ref;
  const amd = resultOf("amd").ref;
  const metadata = { "containerimage.config/linux/arm64": Buffer.from("{}") };
  await using world = await startWorld({
    script: { gatewaySolve: async () => ({ refs: { refs: { "linux/amd64": amd, "linux/arm64": arm } }, metadata }) },
  });
  const contexts = new Map([["alpine:latest", "target:base"]]);
  await runToEnd(planOf({ base: { isLinked: true }, app: { contexts } }), world.options);
  const app = world.daemon.solves.find(({ frontendAttrs }) => frontendAttrs["label:step"] === "app");
  const attrs = Object.entries(app?.frontendAttrs ?? {}).filter(([key]) => /^(context:|input-)/.test(key));
  expect(Object.fromEntries(attrs)).toEqual({
    "context:alpine::linux/amd64": "input:base::linux/amd64",
    "context:alpine::linux/arm64": "input:base::linux/arm64",
    "input-metadata:base::linux/arm64": `{"containerimage.config":"e30="}`,
  });
  expect(Object.keys(app?.frontendInputs ?? {}).toSorted()).toEqual(["base::linux/amd64", "base::linux/arm64"]);
});

test("scratch is handed over as a definition without ops", async () => {
  await using world = await startWorld({ script: { gatewaySolve: async () => ({ ref: { id: "" } }) } });
  const { outcomes } = await runToEnd(
    planOf({ base: { isLinked: true }, app: { contexts: linksTo("base") } }),
    world.options,
  );
  expect(outcomes).toEqual({ base: "built", app: "built" });
  const app = world.daemon.solves.find(({ frontendAttrs }) => frontendAttrs["label:step"] === "app");
  expect(app?.frontendInputs["base"]?.def).toEqual([]);
});

test("whatever the graph, the bound and the order, each step is solved once and after what it links to", async () => {
  await fc.assert(
    fc.asyncProperty(acyclicGraph, fc.integer({ min: 1, max: 4 }), fc.integer(), async (graph, maxParallel, seed) => {
      const arrived: string[] = [];
      let open = 0;
      let mostOpen = 0;
      await using world = await startWorld({
        options: { maxParallel, shuffleSeed: seed },
        script: {
          gatewaySolve: ownResult,
          evaluate: takeIn,
          solve: async (build) => {
            if (stepOf(build) === "") return endWell(build);
            arrived.push(stepOf(build));
            open += 1;
            mostOpen = Math.max(mostOpen, open);
            const answer = await endWell(build);
            open -= 1;
            return answer;
          },
        },
      });
      const targets: Record<string, TargetSpec> = {};
      for (const [name, needs] of Object.entries(graph)) targets[name] = { contexts: linksTo(...needs) };
      const { outcomes } = await runToEnd(planOf(targets), world.options);
      expect(new Set(Object.values(outcomes))).toEqual(new Set(["built"]));
      expect(arrived.toSorted()).toEqual(Object.keys(graph).toSorted());
      for (const [name, needs] of Object.entries(graph)) {
        for (const need of needs) expect(arrived.indexOf(need)).toBeLessThan(arrived.indexOf(name));
      }
      expect(mostOpen).toBeLessThanOrEqual(maxParallel);
    }),
    { numRuns: 25 },
  );
});

/** Names to what they link to; a name links to earlier ones only. */
const acyclicGraph = fc
  .array(fc.array(fc.nat(), { maxLength: 3 }), { minLength: 1, maxLength: 8 })
  .map((rows) =>
    Object.fromEntries(
      rows.map((links, index) => [
        `t${index}`,
        index === 0 ? [] : [...new Set(links.map((link) => `t${link % index}`))],
      ]),
    ),
  );

const failure = (vertex?: string) =>
  new FakeFailure(
    StatusCode.unknown,
    "boom",
    vertex === undefined ? [] : [{ name: "errdefs.Vertex", json: { digest: vertex } }],
  );

test("a failure cancels what runs, and skips what would need it", async () => {
  await using world = await startWorld({
    script: {
      solve: async (build) => {
        if (stepOf(build) === "bad") throw failure();
        return cancelled(build);
      },
    },
  });
  const { outcomes, result } = await runToEnd(
    planOf({
      bad: {},
      user: { contexts: linksTo("bad") },
      userOfUser: { contexts: linksTo("user") },
      other: {},
    }),
    world.options,
  );
  expect(outcomes).toEqual({
    bad: "failed: boom",
    user: "skipped: bad",
    userOfUser: "skipped: bad",
    other: "cancelled",
  });
  expect(exitCodeOf(result)).toBe(1);
});

test("with keep-going a failure stops only what needs it", async () => {
  await using world = await startWorld({
    options: { isKeepGoing: true },
    script: {
      gatewaySolve: ownResult,
      evaluate: async (build) => {
        if (stepOf(build) === "bad") throw failure();
        await takeIn(build);
      },
    },
  });
  const { outcomes } = await runToEnd(
    planOf({
      bad: {},
      user: { contexts: linksTo("bad") },
      good: {},
      mixed: { contexts: linksTo("good", "bad") },
      other: { contexts: linksTo("good") },
    }),
    world.options,
  );
  expect(outcomes).toEqual({
    bad: "failed: boom",
    user: "skipped: bad",
    good: "built",
    mixed: "skipped: bad",
    other: "built",
  });
});

test("an error in a linked target's part of a build is that target's, whoever hears of it first", async () => {
  const heard = deferred();
  await using world = await startWorld({
    script: {
      gatewaySolve: ownResult,
      evaluate: async (build) => {
        await takeIn(build);
        await heard.promise;
        throw failure("base");
      },
      solve: async (build) => {
        if (stepOf(build) !== "app") return endWell(build);
        // Answered when the base still thinks that all is well.
        setImmediate(heard.resolve);
        throw failure("base");
      },
    },
  });
  const { outcomes, result } = await runToEnd(
    planOf({ base: { isLinked: true }, app: { contexts: linksTo("base") } }),
    world.options,
  );
  expect(outcomes).toEqual({ base: "failed: boom", app: "skipped: base" });
  const base = result.outcomes.get("base");
  expect(base?.kind === "failed" && base.error).toBeInstanceOf(SolveError);
});

test("an error of its own is a target's own, even when it links to others", async () => {
  await using world = await startWorld({
    script: {
      gatewaySolve: ownResult,
      evaluate: takeIn,
      solve: async (build) => {
        if (stepOf(build) === "app") throw failure("app");
        return endWell(build);
      },
    },
  });
  const { outcomes } = await runToEnd(
    planOf({ base: { isLinked: true }, app: { contexts: linksTo("base") } }),
    world.options,
  );
  expect(outcomes["app"]).toBe("failed: boom");
});

test("aborting cancels the builds in the daemon, and the run ends in order", async () => {
  const ended: string[] = [];
  const controller = new AbortController();
  await using world = await startWorld({
    options: { signal: controller.signal, maxParallel: 2 },
    script: {
      solve: async (build) => {
        build.started({ digest: `vertex of ${stepOf(build)}` });
        await new Promise((resolve) => build.signal.addEventListener("abort", resolve));
        ended.push(stepOf(build));
        build.completed({ digest: `vertex of ${stepOf(build)}`, error: "context canceled" });
        throw new FakeFailure(StatusCode.cancelled, "context canceled");
      },
    },
  });
  const run = runPlan(planOf({ a: {}, b: {}, c: {} }), world.options);
  const errors: string[] = [];
  let seen = 0;
  for await (const event of run) {
    if (event.kind !== "status") continue;
    seen += event.update.vertexes.length;
    if (seen === 2) controller.abort(new Error("enough"));
    errors.push(...event.update.vertexes.map(({ error }) => error));
  }
  const { outcomes, isCancelled } = await run.result;
  expect([...outcomes.values()].map(({ kind }) => kind)).toEqual(["cancelled", "cancelled", "cancelled"]);
  expect(isCancelled).toBe(true);
  expect(exitCodeOf(await run.result)).toBe(130);
  expect(ended.toSorted()).toEqual(["a", "b"]);
  // What the daemon tells about the end is still shown.
  expect(errors.filter((error) => error === "context canceled")).toHaveLength(2);
});

test("a run that was cancelled before it began solves nothing", async () => {
  await using world = await startWorld({ options: { signal: AbortSignal.abort(new Error("enough")) } });
  const { outcomes } = await runToEnd(planOf({ a: {}, b: { contexts: linksTo("a") } }), world.options);
  expect(outcomes).toEqual({ a: "cancelled", b: "cancelled" });
  expect(world.daemon.solves.filter(({ internal }) => !internal)).toEqual([]);
});

test("leaving the events early cancels the run", async () => {
  const stopped = deferred();
  await using world = await startWorld({
    script: {
      solve: async (build) => {
        build.started({ digest: "vertex" });
        build.signal.addEventListener("abort", () => stopped.resolve());
        return cancelled(build);
      },
    },
  });
  const run = runPlan(planOf({ a: {} }), world.options);
  for await (const event of run) if (event.kind === "status") break;
  await stopped.promise;
  expect((await run.result).outcomes.get("a")).toEqual({ kind: "cancelled" });
});

test("a daemon that dies in a build is what every step in flight fails with", async () => {
  await using world = await startWorld({
    script: {
      solve: async (build) => {
        build.started({ digest: stepOf(build) });
        return cancelled(build);
      },
    },
  });
  const run = runPlan(planOf({ a: {}, b: {}, c: { contexts: linksTo("a") } }), world.options);
  const seen = new Set<string>();
  const finished = finish({
    result: run.result,
    async *[Symbol.asyncIterator]() {
      for await (const event of run) {
        if (event.kind === "status") for (const { digest } of event.update.vertexes) seen.add(digest);
        if (seen.size === 2) {
          seen.clear();
          await world.daemon.kill();
        }
        yield event;
      }
    },
  });
  const { outcomes, result } = await finished;
  expect(Object.values(outcomes)).toContainEqual(expect.stringMatching(/^failed: /));
  expect(outcomes["c"]).not.toBe("built");
  for (const outcome of result.outcomes.values()) {
    if (outcome.kind === "failed") expect(outcome.error).toBeInstanceOf(DaemonError);
    else expect(outcome.kind).not.toBe("built");
  }
});

test("a session that the daemon closes fails the step, and cancels its build", async () => {
  const stopped = deferred();
  await using world = await startWorld({
    script: {
      solve: async (build) => {
        build.signal.addEventListener("abort", () => stopped.resolve());
        (await build.session()).drop();
        return cancelled(build);
      },
    },
  });
  const { result } = await runToEnd(planOf({ a: {} }), world.options);
  const outcome = result.outcomes.get("a");
  expect(outcome?.kind === "failed" && outcome.error.message).toMatch(/closed the session/);
  await stopped.promise;
});

test.for([
  ["nothing failed", StatusCode.ok, 0],
  ["a vertex failed", StatusCode.unknown, 1],
  ["the daemon had an internal error", StatusCode.internal, 100],
  ["the daemon ran out of something", StatusCode.resourceExhausted, 102],
] as const)("when %s the exit code is its own", async ([, code, exitCode]) => {
  await using world = await startWorld({
    script: {
      solve: async () => {
        if (code !== StatusCode.ok) throw new FakeFailure(code, "boom");
        return {};
      },
    },
  });
  const { result } = await runToEnd(planOf({ a: {} }), world.options);
  expect(exitCodeOf(result)).toBe(exitCode);
});

test("the logs of a vertex that two builds share are told once", async () => {
  await using world = await startWorld({
    script: {
      gatewaySolve: ownResult,
      evaluate: async (build) => {
        await takeIn(build);
        build.log("base", "once\n");
      },
      solve: async (build) => {
        if (stepOf(build) === "app") {
          build.started({ digest: "base" });
          build.log("base", "once\n");
        }
        return endWell(build);
      },
    },
  });
  const { events } = await runToEnd(
    planOf({ base: { isLinked: true }, app: { contexts: linksTo("base") } }),
    world.options,
  );
  const logs = events.flatMap((event) => (event.kind === "status" ? event.update.logs : []));
  expect(logs.map(({ data }) => Buffer.from(data).toString())).toEqual(["once\n"]);
});
