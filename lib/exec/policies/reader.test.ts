import { expect, test } from "vitest";
import { type FakeDaemonScript, FakeFailure, startFakeDaemon } from "../../../testing/fake/index.js";
import { Op } from "../../buildkit/gen/control.js";
import { connect, sourceDefinition } from "../../buildkit/index.js";
import { daemonReader } from "./reader.js";

const { signal } = new AbortController();
const notFound = 5;

async function opened(script: FakeDaemonScript) {
  const daemon = await startFakeDaemon({
    gatewaySolve: async () => ({ ref: { id: "tree" } }),
    ...script,
  });
  const control = await connect({ kind: "buildkitd", address: daemon.address }, signal);
  let ids = 0;
  const reader = daemonReader({ control, newId: () => `id${++ids}`, attachables: async () => [], signal });
  return {
    daemon,
    reader,
    async [Symbol.asyncDispose]() {
      await reader[Symbol.asyncDispose]();
      await control[Symbol.asyncDispose]();
      await daemon[Symbol.asyncDispose]();
    },
  };
}

test("nothing is opened until something is asked, and then one build that stays out of the history", async () => {
  await using world = await opened({ readFile: async (_, path) => Buffer.from(path) });
  const { daemon, reader } = world;
  expect(daemon.solves).toEqual([]);
  const meta = { source: { identifier: "docker-image://a", attrs: {} } };
  expect(await reader.resolveMeta(meta, signal)).toEqual(meta);
  const tree = await sourceDefinition({ identifier: "git://host/a.git", attrs: {} });
  expect(await reader.readFile(tree, "sub/a.rego", 9)).toEqual(Buffer.from("sub/a.rego"));
  expect(await reader.readFile(tree, "b", 9)).toEqual(Buffer.from("b"));
  expect(daemon.solves).toHaveLength(1);
  expect(daemon.solves[0]).toMatchObject({ ref: "id1", internal: true });
  // The tree is solved and evaluated once, whichever files are read.
  expect(daemon.gatewaySolves).toHaveLength(1);
  expect(daemon.calls.filter(({ method }) => method === "LLBBridge/Evaluate")).toHaveLength(1);
});

test("what is fetched goes through the daemon, with its headers", async () => {
  await using world = await opened({ readFile: async () => Buffer.from("{}") });
  const headers = { Accept: "application/json" };
  const content = await world.reader.fetch("https://host/a", headers, "[policy] fetch a", signal);
  expect(content).toEqual(Buffer.from("{}"));
  const [op = new Uint8Array()] = world.daemon.gatewaySolves[0]?.request.definition?.def ?? [];
  expect(Op.decode(op).source).toMatchObject({
    identifier: "https://host/a",
    attrs: { "http.header.accept": "application/json" },
  });
});

test("a file that is not there is undefined; any other failure is told", async () => {
  const tree = await sourceDefinition({ identifier: "git://host/a.git", attrs: {} });
  await using missing = await opened({
    async readFile() {
      throw new FakeFailure(notFound, "open a: no such file or directory");
    },
  });
  expect(await missing.reader.readFile(tree, "a", 9)).toBeUndefined();
  await using broken = await opened({
    async evaluate() {
      throw new FakeFailure(2, "repository not found");
    },
  });
  await expect(broken.reader.readFile(tree, "a", 9)).rejects.toThrow("repository not found");
});
