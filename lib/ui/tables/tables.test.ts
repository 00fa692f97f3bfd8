// Layouts of what is shown of builders and their cache, whole.

import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkGolden, goldenFiles } from "../../../testing/tools/index.js";
import type { UsageRecord, Worker } from "../../buildkit/index.js";
import {
  type BuilderView,
  builderDetails,
  builderJson,
  builderNames,
  builderProblems,
  builderTable,
  columns,
  decimalSize,
  type NodeView,
  usageDetails,
  usageHead,
  usageJson,
  usageLine,
  usageSummary,
  usageTable,
} from "./index.js";
import { binarySize, exactDuration, instant, roughDuration } from "./quantity.js";

const now = Date.UTC(2026, 10, 23, 22, 0, 0);
const hour = 3_600_000;

const worker: Worker = {
  id: "w1",
  labels: { "org.example.executor": "oci", "org.example.a": "b" },
  platforms: [
    { os: "linux", architecture: "amd64" },
    { os: "linux", architecture: "amd64", variant: "v2" },
    { os: "linux", architecture: "386" },
    { os: "linux", architecture: "arm64" },
    { os: "linux", architecture: "riscv64" },
    { os: "linux", architecture: "ppc64le" },
    { os: "linux", architecture: "loong64" },
  ],
  gcPolicy: [
    {
      isAll: false,
      filters: ["type==source.local"],
      keepDurationMs: 48 * hour,
      reservedSpaceBytes: 0,
      maxUsedSpaceBytes: 512e6,
      minFreeSpaceBytes: 0,
    },
    {
      isAll: true,
      filters: [],
      keepDurationMs: 0,
      reservedSpaceBytes: 26e9,
      maxUsedSpaceBytes: 202e9,
      minFreeSpaceBytes: 51e9,
    },
  ],
  devices: [
    { name: "vendor.test/gpu=0", isAllowed: true, isOnDemand: false, annotations: { "org.example": "x" } },
    { name: "vendor.test/gpu=1", isAllowed: false, isOnDemand: true, annotations: {} },
  ],
};

const node: NodeView = {
  name: "farm0",
  endpoint: "tcp://farm:1234",
  driverOpts: { "env.A": "x y", cacert: "/ca.pem" },
  flags: ["--debug", "--allow-insecure-entitlement=network.host"],
  files: {
    "buildkitd.toml": Buffer.from("[worker.oci]\n  gc = true\n"),
    "certs/r/key.pem": Buffer.from("-----BEGIN PRIVATE KEY-----\nsecret\n-----END PRIVATE KEY-----\n"),
  },
  fixed: [{ os: "linux", architecture: "arm64" }],
  status: "running",
  version: "v0.30.0",
  workers: [worker],
  features: { "Cache export": true, "Direct push": false },
};

const bare: NodeView = {
  name: "n0",
  endpoint: "default",
  driverOpts: {},
  flags: [],
  files: {},
  fixed: [],
  status: "inactive",
  workers: [],
  features: {},
};

const builders: readonly BuilderView[] = [
  { name: "broken", driver: "", isCurrent: false, isDynamic: false, error: "its file is not JSON", nodes: [] },
  {
    name: "farm",
    driver: "remote",
    isCurrent: true,
    isDynamic: false,
    reason: "BUILDX_BUILDER names it",
    lastActivity: new Date(now),
    nodes: [node, { ...bare, name: "farm1", error: "nobody answers" }],
  },
  { name: "idle", driver: "docker-container", isCurrent: false, isDynamic: false, nodes: [bare] },
];

const records: readonly UsageRecord[] = [
  {
    id: "aaaaaaaaaaaaaaaaaaaaaaaaa",
    isMutable: true,
    isInUse: true,
    isShared: false,
    size: 536_870_912,
    parents: [],
    createdAt: now - 3 * hour,
    usageCount: 1,
    description: "",
    recordType: "",
  },
  {
    id: "bbbbbbbbbbbbbbbbbbbbbbbbb",
    isMutable: false,
    isInUse: false,
    isShared: true,
    size: 4096,
    parents: ["c", "d"],
    createdAt: now - 48 * hour + 0.25,
    lastUsedAt: now - hour,
    usageCount: 3,
    description: "local source for context",
    recordType: "source.local",
  },
];

const shown: Readonly<Record<string, () => string>> = {
  ls: () => builderTable(builders, { isWhole: false }) + builderProblems(builders),
  "ls whole": () => builderTable(builders, { isWhole: true }),
  "ls json": () => builderJson(builders),
  "ls names": () => builderNames(builders),
  inspect: () => builders.map(builderDetails).join("\n=====\n\n"),
  du: () => usageTable(records, now) + usageSummary(records),
  "du pretty": () => usageDetails(records, now),
  "du json": () => usageJson(records, now),
  prune: () => usageHead + records.map((record) => usageLine(record, now)).join(""),
};

test.for([...goldenFiles(join(import.meta.dirname, "golden"))])("%s", async ([title, path]) => {
  const show = shown[title];
  if (show === undefined) throw new Error(`nothing shows "${title}"`);
  await checkGolden(path, () => ({ shown: show() }));
});

test("what is shown in one form has a file", () => {
  expect(
    goldenFiles(join(import.meta.dirname, "golden"))
      .map(([title]) => title)
      .sort(),
  ).toEqual(Object.keys(shown).sort());
});

describe("quantities are docker's", () => {
  test.for([
    [0, "0B", "0B"],
    [999, "999B", "999B"],
    [1023, "1.023kB", "1023B"],
    [4096, "4.096kB", "4KiB"],
    [536_870_912, "536.9MB", "512MiB"],
    [26_000_000_000, "26GB", "24.21GiB"],
    [999_950, "1000kB", "976.5KiB"],
  ] as const)("%d bytes", ([bytes, decimal, binary]) => {
    expect([decimalSize(bytes), binarySize(bytes)]).toEqual([decimal, binary]);
  });

  test.for([
    [0, "Less than a second", "0ms"],
    [1000, "1 second", "1s"],
    [59_999, "59 seconds", "59.999s"],
    [60_000, "About a minute", "1m0s"],
    [30 * 60_000, "30 minutes", "30m0s"],
    [1.4 * hour, "About an hour", "1h24m0s"],
    [47 * hour, "47 hours", "47h0m0s"],
    [48 * hour, "2 days", "48h0m0s"],
    [15 * 24 * hour, "2 weeks", "360h0m0s"],
    [61 * 24 * hour, "2 months", "1464h0m0s"],
    [800 * 24 * hour, "2 years", "19200h0m0s"],
  ] as const)("%d ms", ([ms, rough, exact]) => {
    expect([roughDuration(ms), exactDuration(ms)]).toEqual([rough, exact]);
  });

  test("an instant", () => {
    expect(instant(Date.UTC(2026, 0, 2, 3, 4, 5))).toBe("2026-01-02 03:04:05 +0000 UTC");
    expect(instant(Date.UTC(2026, 0, 2, 3, 4, 5, 120))).toBe("2026-01-02 03:04:05.12 +0000 UTC");
  });
});

test("columns are as wide as their widest cell, and lines end with what is seen", () => {
  expect(
    columns(
      [
        ["a", "bb", ""],
        ["ccc", "", "d"],
      ],
      { gap: 1 },
    ),
  ).toBe("a   bb\nccc    d\n");
  expect(columns([])).toBe("");
});
