import { expect, test } from "vitest";
import type { PolicyEntry } from "../../config/index.js";
import { type PolicyLayer, policyLayers } from "./layers.js";

const beside = { name: "Dockerfile.rego", path: "/a/Dockerfile.rego", isOptional: true };

function entry(fields: Partial<PolicyEntry>): PolicyEntry {
  return { filenames: [], reset: false, disabled: false, ...fields };
}

function named(...names: readonly string[]): PolicyLayer["files"] {
  return names.map((name) => ({ name, isOptional: false }));
}

const cases: readonly (readonly [title: string, entries: readonly PolicyEntry[], layers: readonly PolicyLayer[]])[] = [
  ["nothing said: the one beside the Dockerfile", [], [{ files: [beside], strict: false }]],
  [
    "each entry with files is a policy of its own",
    [entry({ filenames: ["a", "b"] }), entry({ filenames: ["c"], strict: true })],
    [
      { files: [beside], strict: false },
      { files: named("a", "b"), strict: false },
      { files: named("c"), strict: true },
    ],
  ],
  [
    "an entry without files changes the policy before it",
    [entry({ strict: true }), entry({ filenames: ["a"] }), entry({ logLevel: "debug" }), entry({ strict: false })],
    [
      { files: [beside], strict: true },
      { files: named("a"), strict: false, logLevel: "debug" },
    ],
  ],
  [
    "after a reset, what is said before any policy holds for all that come",
    [entry({ reset: true, strict: true, logLevel: "warn" }), entry({ filenames: ["a"] }), entry({ filenames: ["b"] })],
    [
      { files: named("a"), strict: true, logLevel: "warn" },
      { files: named("b"), strict: true, logLevel: "warn" },
    ],
  ],
  [
    "a reset drops what was there",
    [entry({ filenames: ["a"] }), entry({ filenames: ["b"], reset: true })],
    [{ files: named("b"), strict: false }],
  ],
  ["a reset alone leaves nothing", [entry({ reset: true })], []],
];

test.for(cases)("%s", ([, entries, layers]) => {
  expect(policyLayers(entries, beside)).toEqual(layers);
});

test("options without any policy are no policy", () => {
  expect(policyLayers([entry({ strict: true })], undefined)).toEqual([]);
});
