import { expect, test } from "vitest";
import { stepGraph } from "../graph.js";
import { readyToLeave } from "./left.js";

const cases: readonly {
  readonly title: string;
  readonly lost: readonly string[];
  readonly settled: readonly string[];
  readonly ready: readonly string[];
}[] = [
  { title: "one without links leaves by itself", lost: ["lone"], settled: ["lone"], ready: ["lone"] },
  { title: "what it needs is to end first", lost: ["app"], settled: ["app", "site"], ready: [] },
  { title: "its users are to end first", lost: ["app"], settled: ["app", "base"], ready: [] },
  {
    title: "others that use the same need not end",
    lost: ["app"],
    settled: ["app", "base", "site"],
    ready: ["app"],
  },
  {
    title: "lost ones that need the same leave together",
    lost: ["app", "tool"],
    settled: ["app", "base", "site"],
    ready: [],
  },
  {
    title: "and hold up no others",
    lost: ["app", "lone", "tool"],
    settled: ["app", "base", "lone", "site"],
    ready: ["lone"],
  },
];

test.for(cases)("$title", ({ lost, settled, ready }) => {
  const graph = stepGraph([
    { name: "base", needs: [] },
    { name: "app", needs: ["base"] },
    { name: "site", needs: ["app"] },
    { name: "tool", needs: ["base"] },
    { name: "lone", needs: [] },
  ]);
  expect(readyToLeave(lost, graph, (step) => settled.includes(step))).toEqual(ready);
});
