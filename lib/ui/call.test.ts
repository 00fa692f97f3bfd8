import { expect, test } from "vitest";
import type { CallResult, RunResult, StepOutcome } from "../exec/index.js";
import type { Plan, Step } from "../plan/index.js";
import { callsJson, callsText, warningsText } from "./index.js";

const lint = {
  warnings: [
    {
      ruleName: "FromAsCasing",
      description: "The 'as' keyword should match the case of the 'from' keyword",
      url: "https://docs.example/FromAsCasing",
      detail: "'as' and 'FROM' keywords' casing do not match",
      location: { ranges: [{ start: { line: 1 }, end: { line: 1 } }] },
    },
  ],
  sources: [
    { filename: "Dockerfile", data: Buffer.from("FROM a as b\nRUN x\n").toString("base64"), language: "Dockerfile" },
  ],
};

function step(name: string, call?: string, more: Partial<Step["target"]> = {}, isLinked = false): Step {
  const target = {
    name,
    context: ".",
    dockerfile: "Dockerfile",
    origins: new Map(),
    ...(call === undefined ? {} : { call }),
    ...more,
  };
  return { name, target, needs: [], isLinked };
}

const plan: Plan = {
  groups: [{ name: "default", targets: [{ name: "web" }, { name: "app" }] }],
  steps: [
    step("base", "check", {}, true),
    step("web", "outline", { description: "The site" }),
    step("app", "check"),
    step("built"),
    step("bad", "check"),
  ],
};

const calls = new Map<string, CallResult>([
  [
    "web",
    {
      method: "outline",
      answer: new Map([
        ["result.txt", "TARGET: web"],
        ["result.json", `{"name":"web"}`],
      ]),
    },
  ],
  [
    "app",
    {
      method: "lint",
      answer: new Map([
        ["result.json", JSON.stringify(lint)],
        ["result.statuscode", "1"],
      ]),
    },
  ],
]);

const built: StepOutcome = { kind: "built", metadata: new Map() };
const result: RunResult = {
  outcomes: new Map<string, StepOutcome>([
    ["base", built],
    ["web", built],
    ["app", built],
    ["built", built],
    ["bad", { kind: "failed", error: new Error("no such stage") }],
  ]),
  diagnostics: [],
  isCancelled: false,
  calls,
  warnings: new Map(),
};

test("answers are shown by name, warnings at their lines", () => {
  expect(callsText({ result, plan })).toBe(`app

Check complete: 1 warning

warning[dockerfile-check]: FromAsCasing: 'as' and 'FROM' keywords' casing do not match
  ──▶ Dockerfile:1:1
  │
1 │ FROM a as b
  │ ^^^^^^^^^^^
  The 'as' keyword should match the case of the 'from' keyword
  https://docs.example/FromAsCasing

bad

error: no such stage

web
The site

TARGET: web
`);
});

test("as JSON each answer stands beside the target that it is about", () => {
  expect(JSON.parse(callsJson({ result, plan }))).toMatchObject({
    group: { default: { targets: ["web", "app"] } },
    target: {
      app: { build: { context: "." }, check: lint },
      web: { build: { description: "The site" }, outline: { name: "web" } },
      bad: { error: "no such stage" },
      built: { build: { dockerfile: "Dockerfile" } },
    },
  });
});

test("as JSON a list has its method's name, and what is wrong with a Dockerfile is told", () => {
  const buildError = { message: "unknown instruction: CPOY", location: { ranges: [] } };
  const answers = new Map<string, CallResult>([
    ["web", { method: "subrequests.describe", answer: new Map([["result.json", `[{"name":"frontend.outline"}]`]]) }],
    ["app", { method: "lint", answer: new Map([["result.json", JSON.stringify({ ...lint, buildError })]]) }],
  ]);
  expect(JSON.parse(callsJson({ result: { ...result, calls: answers }, plan })).target).toMatchObject({
    web: { "subrequests.describe": { "subrequests.describe": [{ name: "frontend.outline" }] } },
    app: { check: { ...lint, buildError, error: "unknown instruction: CPOY" } },
  });
});

test("a target without a name of its own shows its answer alone", () => {
  const single: RunResult = { ...result, calls: new Map([...calls].filter(([name]) => name === "app")) };
  expect(callsText({ result: single, plan, isSingle: true })).toMatch(/^Check complete: 1 warning\n/);
  expect(JSON.parse(callsJson({ result: single, plan, isSingle: true }))).toEqual(lint);
});

test("warnings of a build are counted and named", () => {
  const warning = { vertex: "v", level: 1, detail: [], url: "", ranges: [] };
  expect(warningsText(result)).toBe("");
  expect(warningsText({ ...result, warnings: new Map([["a", [{ ...warning, short: "One" }]]]) })).toBe(
    "\n 1 warning found:\n - One\n",
  );
  const two = new Map([
    ["a", [{ ...warning, short: "One" }]],
    ["b", [{ ...warning, short: "Two" }]],
  ]);
  expect(warningsText({ ...result, warnings: two })).toBe("\n 2 warnings found:\n - One\n - Two\n");
});
