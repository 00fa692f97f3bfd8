import { expect, test } from "vitest";
import { linksTo, planOf, type TargetSpec } from "../../../testing/exec/index.js";
import { formatPlatform, type Platform, parsePlatform } from "../../buildkit/index.js";
import { type Farm, placeSteps } from "./placement.js";

const ground: Platform = { os: "linux", architecture: "amd64" };

interface NodeSpec {
  /** What its builder says. */
  readonly stored?: string;
  /** What its worker lists, its own first. */
  readonly lists?: string;
}

function platformsIn(text = ""): readonly Platform[] {
  return text.split(" ").flatMap((one) => parsePlatform(`linux/${one}`, ground) ?? []);
}

function farmOf(nodes: Readonly<Record<string, NodeSpec>>, gone: Readonly<Record<string, NodeSpec>> = {}): Farm {
  const [first, ...others] = listed(nodes);
  if (first === undefined) throw new Error("a farm has a node");
  return { nodes: [first, ...others], gone: listed(gone), ground, project: "project" };
}

function listed(nodes: Readonly<Record<string, NodeSpec>>) {
  return Object.entries(nodes).map(([name, { stored = "", lists = "" }]) => ({
    name,
    stored: stored === "" ? [] : platformsIn(stored),
    workers: lists === "" ? [] : platformsIn(lists),
  }));
}

/** `NODE ROLE PLATFORMS`, with `using` what of it is built for others. */
function placed(targets: Readonly<Record<string, TargetSpec>>, farm: Farm): Readonly<Record<string, unknown>> {
  const { places, unplaced } = placeSteps(planOf(targets).steps, farm);
  const shown = [...places].map(([step, own]) => [
    step,
    own.map(({ node, role, platforms, lent }) => {
      const parts = [node, role, platforms.map(short).join("+")];
      return [...parts, ...(lent === undefined ? [] : ["using", lent.used.map(short).join("+")])].join(" ").trim();
    }),
  ]);
  return {
    ...Object.fromEntries(shown),
    ...Object.fromEntries([...unplaced].map(([step, error]) => [step, error.message])),
  };
}

function short(platform: string): string {
  return platform.replace("linux/", "");
}

const linux = (...names: readonly string[]) => names.map((name) => `linux/${name}`);
const amdAndArm = { a: { lists: "amd64 386" }, b: { lists: "arm64 arm/v7" } };

interface Case {
  readonly title: string;
  readonly farm: Farm;
  readonly targets: Readonly<Record<string, TargetSpec>>;
  readonly places: Readonly<Record<string, unknown>>;
}

test.for<Case>([
  {
    title: "a platform goes to the node of that machine, and is shared out when there are several",
    farm: farmOf(amdAndArm),
    targets: { app: { platforms: linux("amd64", "arm64") }, arm: { platforms: linux("arm64") } },
    places: { app: ["a share amd64", "b share arm64"], arm: ["b whole arm64"] },
  },
  {
    title: "what the builder says goes before what the machine is",
    farm: farmOf({ a: { lists: "amd64" }, b: { stored: "amd64", lists: "arm64" } }),
    targets: { app: { platforms: linux("amd64") } },
    places: { app: ["b whole amd64"] },
  },
  {
    title: "a machine that runs a platform goes before one that emulates it",
    farm: farmOf({ a: { lists: "amd64 arm/v7" }, b: { lists: "arm64" } }),
    targets: { app: { platforms: linux("arm/v7") }, old: { platforms: linux("386") } },
    places: { app: ["b whole arm/v7"], old: ["a whole 386"] },
  },
  {
    title: "emulation goes before nothing, and a platform that nobody knows to the first node",
    farm: farmOf({ a: { lists: "amd64" }, b: { lists: "amd64 s390x" } }),
    targets: { app: { platforms: linux("s390x") }, odd: { platforms: linux("riscv64") } },
    places: { app: ["b whole s390x"], odd: ["a whole riscv64"] },
  },
  {
    title: "one node that builds all platforms of a target builds them all",
    farm: farmOf({ a: { lists: "amd64 arm64" }, b: { stored: "amd64 arm64", lists: "amd64" } }),
    targets: { app: { platforms: linux("amd64", "arm64") } },
    places: { app: ["b whole amd64+arm64"] },
  },
  {
    title: "without platforms a target is built for what the first node is, there or where it must be said",
    farm: farmOf({ a: { stored: "arm64", lists: "amd64" }, b: { stored: "amd64", lists: "arm64 amd64" } }),
    targets: { app: {} },
    places: { app: ["b whole amd64"] },
  },
  {
    title: "a linked target follows its users, for the platforms that they build",
    farm: farmOf(amdAndArm),
    targets: {
      base: { isLinked: true, platforms: linux("amd64", "arm64") },
      app: { platforms: linux("arm64"), contexts: linksTo("base") },
    },
    places: { base: ["b loan amd64+arm64 using arm64"], app: ["b whole arm64"] },
  },
  {
    title: "where platforms force linked targets apart the user's node gets a loan",
    farm: farmOf(amdAndArm),
    targets: {
      base: { platforms: linux("amd64") },
      app: { platforms: linux("arm64"), contexts: linksTo("base") },
    },
    places: { base: ["a whole amd64", "b loan amd64 using amd64"], app: ["b whole arm64"] },
  },
  {
    title: "a chain of links is lent as a whole",
    farm: farmOf(amdAndArm),
    targets: {
      base: { isLinked: true, platforms: linux("amd64", "arm64") },
      middle: { isLinked: true, platforms: linux("amd64", "arm64"), contexts: linksTo("base") },
      app: { platforms: linux("amd64", "arm64"), contexts: linksTo("middle") },
    },
    places: {
      base: ["a loan amd64+arm64 using amd64", "b loan amd64+arm64 using arm64"],
      middle: ["a loan amd64+arm64 using amd64", "b loan amd64+arm64 using arm64"],
      app: ["a share amd64", "b share arm64"],
    },
  },
  {
    title: "a question to the frontend is asked once",
    farm: farmOf(amdAndArm),
    targets: { app: { platforms: linux("amd64", "arm64"), call: "lint" } },
    places: { app: ["a whole amd64+arm64"] },
  },
  {
    title: "a platform that only a node built which is gone fails; one that another emulates does not",
    farm: farmOf({ a: { lists: "amd64 s390x" } }, { b: { lists: "arm64" }, c: { stored: "s390x" } }),
    targets: { app: { platforms: linux("amd64", "arm64") }, ibm: { platforms: linux("s390x") } },
    places: {
      app: `target "app" cannot be built for linux/arm64: only node "b" of this builder can, and it is gone`,
      ibm: ["a whole s390x"],
    },
  },
])("$title", ({ farm, targets, places }) => {
  expect(placed(targets, farm)).toEqual(places);
});

const equal = Object.fromEntries(["a", "b", "c"].map((name) => [name, { lists: "amd64" }]));

test("linked targets stay together on equal nodes, and the rest is spread", () => {
  const targets: Record<string, TargetSpec> = { base: { isLinked: true } };
  for (const name of ["x", "y", "z"]) targets[name] = { contexts: linksTo("base") };
  for (let index = 0; index < 30; index += 1) targets[`t${index}`] = {};
  const { places } = placeSteps(planOf(targets).steps, farmOf(equal));
  const nodeOf = (step: string) => places.get(step)?.map(({ node }) => node);
  expect(new Set(["base", "x", "y", "z"].flatMap(nodeOf)).size).toBe(1);
  const counts = new Map<string, number>();
  for (const node of [...places.keys()].flatMap((step) => nodeOf(step) ?? []))
    counts.set(node, (counts.get(node) ?? 0) + 1);
  expect([...counts.keys()].sort()).toEqual(["a", "b", "c"]);
  expect(Math.max(...counts.values())).toBeLessThanOrEqual(Math.ceil((1.25 * 33) / 3) + 1);
});

test("a target meets the same node whatever else is built, as long as no node is busy", () => {
  const few = { app: {}, web: {} };
  const nodeOf = (targets: Readonly<Record<string, TargetSpec>>, step: string) =>
    placeSteps(planOf(targets).steps, farmOf(equal)).places.get(step)?.[0]?.node;
  for (const name of ["app", "web"] as const) {
    const alone = nodeOf({ [name]: {} }, name);
    expect(nodeOf(few, name)).toBe(alone);
  }
});

test("platforms are asked for in the form in which the daemon names results", () => {
  const { places } = placeSteps(
    planOf({ app: { platforms: ["linux/arm64/v8", "local"] } }).steps,
    farmOf({ a: { lists: "amd64 arm64" }, b: {} }),
  );
  expect(
    places
      .get("app")
      ?.flatMap(({ platforms }) => platforms)
      .toSorted(),
  ).toEqual([formatPlatform(ground), "linux/arm64"]);
});
