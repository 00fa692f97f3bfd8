// What daemons are asked for when a result goes from node to node, in an order that real ones cannot be held to.

import { expect, test } from "vitest";
import { endWell, linksTo, planOf, resultOf, runToEnd, startFarmWorld, stepOf } from "../../../testing/exec/index.js";
import type { FakeBuild } from "../../../testing/fake/index.js";
import { FakeFailure } from "../../../testing/fake/index.js";

const digest = `sha256:${"1".repeat(64)}`;
const targets = {
  base: { isLinked: true, platforms: ["linux/amd64"] },
  app: { platforms: ["linux/arm64"], contexts: linksTo("base") },
};

/** amd64 is on `a`, arm64 on `b`. `onExport` answers what hands over. */
async function twoMachines(
  seen: string[],
  onExport: (build: FakeBuild) => Promise<Readonly<Record<string, string>>>,
  lists: Readonly<Record<"a" | "b", readonly string[]>> = { a: ["amd64"], b: ["arm64"] },
) {
  const nodeOf = (node: "a" | "b") => ({
    lists: lists[node],
    script: {
      async solve(build: FakeBuild) {
        const [exporter] = build.request.exporters;
        if (exporter?.type === "oci") {
          seen.push(`export on ${node} ${JSON.stringify(exporter.attrs)}`);
          return await onExport(build);
        }
        const context = build.request.frontendAttrs["context:base"]?.replace(/handover[0-9a-f]+/, "STORE");
        if (stepOf(build) !== "")
          seen.push(`${stepOf(build)} on ${node}${context === undefined ? "" : ` from ${context}`}`);
        return await endWell(build);
      },
      gatewaySolve: async (build: FakeBuild, request: { readonly definition?: unknown }) =>
        request.definition == null ? resultOf(stepOf(build)) : {},
      evaluate: async (build: FakeBuild) => build.started({ digest: stepOf(build) }),
    },
  });
  return await startFarmWorld({ nodes: { a: nodeOf("a"), b: nodeOf("b") } });
}

test("a user on another node is asked for when the result is there, by its digest", async () => {
  const seen: string[] = [];
  await using world = await twoMachines(seen, async (build) => {
    await build.returned;
    seen.push("exported");
    return { "containerimage.digest": digest };
  });
  const { outcomes } = await runToEnd(planOf(targets), world.options);
  expect(outcomes).toEqual({ base: "built", app: "built" });
  expect(seen).toEqual([
    "base on a",
    `export on a {"tar":"false"}`,
    "exported",
    `app on b from oci-layout://STORE@${digest}`,
  ]);
});

test("a handover that the daemon refuses is the failure of the linked target", async () => {
  const seen: string[] = [];
  await using world = await twoMachines(seen, async () => {
    throw new FakeFailure(2, "disk full");
  });
  const { outcomes } = await runToEnd(planOf(targets), world.options);
  expect(outcomes["base"]).toMatch(/^failed: .*disk full/);
  expect(outcomes["app"]).toBe("skipped: base");
  expect(seen.filter((one) => one.startsWith("app"))).toEqual([]);
});

test("a node that builds the platforms of both hands nothing over", async () => {
  const seen: string[] = [];
  const lists = { a: ["amd64", "arm64"], b: ["s390x"] };
  await using world = await twoMachines(seen, async () => ({}), lists);
  const { outcomes } = await runToEnd(planOf(targets), world.options);
  expect(outcomes).toEqual({ base: "built", app: "built" });
  expect(seen).toEqual(["base on a", "app on a from input:base"]);
});
