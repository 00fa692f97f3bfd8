import { expect, test } from "vitest";
import { linksTo, planOf, type TargetSpec } from "../../../testing/exec/index.js";
import { formatPlatform, type Platform, parsePlatform } from "../../buildkit/index.js";
import type { Farm } from "./place.js";
import { placeSteps } from "./placement.js";

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

function farmOf(
  nodes: Readonly<Record<string, NodeSpec>>,
  gone: Readonly<Record<string, NodeSpec>> = {},
  links: Pick<Farm, "reach" | "handed"> = {},
): Farm {
  const [first, ...others] = listed(nodes);
  if (first === undefined) throw new Error("a farm has a node");
  return { nodes: [first, ...others], gone: listed(gone), ground, project: "project", ...links };
}

function listed(nodes: Readonly<Record<string, NodeSpec>>) {
  return Object.entries(nodes).map(([name, { stored = "", lists = "" }]) => ({
    name,
    stored: stored === "" ? [] : platformsIn(stored),
    workers: lists === "" ? [] : platformsIn(lists),
  }));
}

/** `NODE ROLE PLATFORMS`, with what is handed over from there and to there. */
function placed(targets: Readonly<Record<string, TargetSpec>>, farm: Farm): Readonly<Record<string, unknown>> {
  const { places, unplaced } = placeSteps(planOf(targets).steps, farm);
  const shown = [...places].map(([step, own]) => [
    step,
    own.map(({ node, role, platforms, gives, takes }) => {
      const given = [...gives].map(([platform, nodes]) => `gives ${short(platform)} to ${nodes.join("+")}`);
      const taken = [...takes].map(([need, theirs]) => `takes ${need} ${theirs.map(short).join("+")}`);
      return [node, role, platforms.map(short).join("+"), ...given, ...taken].filter((part) => part !== "").join(" ");
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
    places: { base: ["b share arm64"], app: ["b whole arm64"] },
  },
  {
    title: "where platforms force linked targets apart the result is handed over",
    farm: farmOf(amdAndArm),
    targets: {
      base: { platforms: linux("amd64") },
      app: { platforms: linux("arm64"), contexts: linksTo("base") },
    },
    places: { base: ["a whole amd64 gives amd64 to b"], app: ["b whole arm64 takes base amd64"] },
  },
  {
    title: "a linked target of one platform is built once, where it is native, for users of both",
    farm: farmOf({ a: { lists: "amd64" }, b: { lists: "arm64 amd64" } }),
    targets: {
      base: { isLinked: true, platforms: linux("amd64") },
      app: { platforms: linux("arm64"), contexts: linksTo("base") },
      web: { platforms: linux("amd64"), contexts: linksTo("base") },
    },
    places: {
      base: ["a whole amd64 gives amd64 to b"],
      app: ["b whole arm64 takes base amd64"],
      web: ["a whole amd64"],
    },
  },
  {
    title: "a Dockerfile that builds on the machine's platform gets that one from elsewhere, and no more",
    farm: farmOf(
      { a: { stored: "amd64", lists: "amd64" }, b: { stored: "arm64", lists: "amd64" } },
      {},
      { reach: new Map([["app", "builder"]]) },
    ),
    targets: {
      base: { isLinked: true, platforms: linux("amd64", "arm64") },
      app: { platforms: linux("amd64", "arm64"), contexts: linksTo("base") },
    },
    places: {
      base: ["a share amd64 gives amd64 to b", "b share arm64"],
      app: ["a share amd64", "b share arm64 takes base amd64"],
    },
  },
  {
    title: "a Dockerfile that may ask for any platform gets all that there are",
    farm: farmOf(amdAndArm, {}, { reach: new Map([["app", "any"]]) }),
    targets: {
      base: { isLinked: true, platforms: linux("amd64", "arm64") },
      app: { platforms: linux("amd64", "arm64"), contexts: linksTo("base") },
    },
    places: {
      base: ["a share amd64 gives amd64 to b", "b share arm64 gives arm64 to a"],
      app: ["a share amd64 takes base arm64", "b share arm64 takes base amd64"],
    },
  },
  {
    title: "a chain over nodes hands each link on",
    farm: farmOf({ ...amdAndArm, c: { lists: "s390x" } }),
    targets: {
      base: { isLinked: true, platforms: linux("amd64") },
      middle: { isLinked: true, platforms: linux("arm64"), contexts: linksTo("base") },
      app: { platforms: linux("s390x"), contexts: linksTo("middle") },
    },
    places: {
      base: ["a whole amd64 gives amd64 to b"],
      middle: ["b whole arm64 gives arm64 to c takes base amd64"],
      app: ["c whole s390x takes middle arm64"],
    },
  },
  {
    title: "what was handed over before is built nowhere, nor what it needs",
    farm: farmOf(amdAndArm, {}, { handed: (step) => new Set(step === "middle" ? linux("amd64") : []) }),
    targets: {
      base: { isLinked: true, platforms: linux("amd64") },
      middle: { isLinked: true, platforms: linux("amd64"), contexts: linksTo("base") },
      app: { platforms: linux("amd64"), contexts: linksTo("middle") },
    },
    places: { base: [], middle: [], app: ["a whole amd64 takes middle amd64"] },
  },
  {
    title: "what is only asked about is on the node that asks, and nothing is handed over",
    farm: farmOf(amdAndArm),
    targets: {
      base: { isLinked: true, platforms: linux("amd64") },
      app: { platforms: linux("arm64"), contexts: linksTo("base"), call: "lint" },
    },
    places: { base: ["b offer amd64"], app: ["b whole arm64"] },
  },
  {
    title: "a chain of links for two platforms is built on both nodes, each for its own",
    farm: farmOf(amdAndArm),
    targets: {
      base: { isLinked: true, platforms: linux("amd64", "arm64") },
      middle: { isLinked: true, platforms: linux("amd64", "arm64"), contexts: linksTo("base") },
      app: { platforms: linux("amd64", "arm64"), contexts: linksTo("middle") },
    },
    places: {
      base: ["a share amd64", "b share arm64"],
      middle: ["a share amd64", "b share arm64"],
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
