import { expect, test } from "vitest";
import { askPolicy, type FakeSource, startFakeDaemon } from "../../../testing/fake/index.js";
import { connect, type PolicyAnswer, type StatusUpdate, solve } from "../../buildkit/index.js";
import type { Policy } from "../../policy/index.js";
import { PolicyDeniedError } from "../policy-denied.js";
import { policyLog } from "./log.js";
import { stepPolicy } from "./talk.js";

const { signal } = new AbortController();
const source = { identifier: "docker-image://docker.io/library/alpine:3" };
const allow: PolicyAnswer = { kind: "decision", action: "allow", messages: [] };

function answering(answer: PolicyAnswer | Error): Policy {
  return {
    caps: async () => new Map(),
    async check() {
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
}

/** What becomes of a build whose daemon asks these policies, named by their files, about one source. */
async function outcome(
  policies: Readonly<Record<string, Policy>>,
  asked: FakeSource = { source },
  own = new Set<string>(),
) {
  await using daemon = await startFakeDaemon({
    solve: async ({ request, session }) => {
      const read = await askPolicy(await session(request.sourcePolicySession), asked);
      return { read: read.identifier ?? "" };
    },
  });
  await using control = await connect({ kind: "buildkitd", address: daemon.address }, signal);
  let now = 0;
  const log = policyLog(Object.keys(policies), { now: () => ++now, id: "a" });
  const layers = Object.entries(policies).map(([file, policy]) => ({ policy, files: [file] }));
  log.say("before the build");
  const updates: StatusUpdate[] = [];
  const talk = await stepPolicy({ layers, isProxied: true, log }).start((update) => updates.push(update), own);
  await using session = await control.openSession({ sharedKey: "", attachables: [talk.attachable] }, signal);
  const request = {
    ref: "r",
    frontend: "dockerfile.v0",
    frontendAttrs: {},
    exporters: [],
    cacheExports: [],
    cacheImports: [],
    entitlements: [],
    sourcePolicySession: session.id,
  };
  let read: string | undefined;
  let error: unknown;
  try {
    for await (const event of solve(control, { request }, signal)) {
      if (event.kind === "solved") read = event.response.exporterResponse["read"];
    }
  } catch (thrown) {
    error = talk.explain(thrown);
  }
  const texts = updates.flatMap(({ logs }) => logs.map(({ data }) => new TextDecoder().decode(data)));
  const vertexes = updates.flatMap((update) => update.vertexes);
  return { read, error, texts, last: vertexes.at(-1) };
}

test("a source that all policies allow is read, and the log tells all since before the build", async () => {
  const { read, texts, last } = await outcome({ a: answering(allow), b: answering(allow) });
  expect(read).toBe(source.identifier);
  expect(texts).toEqual(["before the build\n", "policy enabled network proxy\n"]);
  expect(last).toMatchObject({ name: "loading policies a, b", error: "" });
  expect(last?.completed).toBeDefined();
});

test("the first policy that denies is named with its messages", async () => {
  const denied = answering({ kind: "decision", action: "deny", messages: ["unsigned", "old"] });
  const { error, last } = await outcome({ a: answering(allow), b: denied, c: denied });
  expect(error).toBeInstanceOf(PolicyDeniedError);
  expect(error).toMatchObject({ source: source.identifier, messages: ["unsigned", "old"], files: ["b"] });
  expect(last?.error).toBe(`source "${source.identifier}" is not allowed by the policy b`);
});

test("a policy that cannot decide is named with what went wrong", async () => {
  const { error } = await outcome({ a: answering(new Error("x is not known")) });
  expect(error).toMatchObject({ message: "The policy a cannot decide: x is not known" });
});

test("every policy is asked about what another put in the place of a source", async () => {
  const update = { identifier: `${source.identifier}@sha256:1`, attrs: {} };
  const asked: string[] = [];
  const pins: Policy = {
    caps: async () => new Map(),
    check: async (question) =>
      question.source.source.identifier === update.identifier
        ? allow
        : { kind: "decision", action: "convert", messages: [], update },
  };
  const listens: Policy = {
    caps: async () => new Map(),
    async check(question) {
      asked.push(question.source.source.identifier);
      return allow;
    },
  };
  expect((await outcome({ pins, listens })).read).toBe(update.identifier);
  expect(asked).toEqual([update.identifier]);
});

test("nobody is asked about what the run built itself", async () => {
  const handed = { identifier: "oci-layout://handover@sha256:2" };
  const denied = { a: answering({ kind: "decision", action: "deny", messages: [] }) };
  expect((await outcome(denied, { source: handed }, new Set(["sha256:2"]))).read).toBe(handed.identifier);
  expect((await outcome(denied, { source: handed }, new Set(["sha256:3"]))).error).toBeInstanceOf(PolicyDeniedError);
});
