// What docker-buildx makes of expressions, recorded, against what we make of them.

import { describe, expect, test } from "vitest";
import { toJson } from "../values/index.js";
import { evaluateText } from "./testing/evaluate-text.js";
import { readPeerAnswers } from "./testing/peer-answers.js";

const ERROR = null;

/** Rows where ours is meant to differ. */
const differences: ReadonlyMap<string, { readonly ours: string | null; readonly because: string }> = new Map([
  ...deviations("objects have keys and a size like maps", [
    ["length({a=1})", "1"],
    ['index({a="x"},"a")', '"x"'],
    ['hasindex({a=1},"a")', "true"],
  ]),
  ...deviations("`optional` means the same in `convert` as in the type of a variable", [
    ["convert({}, object({a=optional(string)}))", '{"a":null}'],
    ["convert({a=1}, object({a=number,b=optional(list(string))}))", '{"a":1,"b":null}'],
    ['convert(convert({a="1"},map(string)), object({a=number,b=optional(bool)}))', '{"a":1,"b":null}'],
    ['convert(convert({a="1"},map(string)), object({a=number,c=optional(list(string))}))', '{"a":1,"c":null}'],
  ]),
  ...deviations("elements of a set are brought to one type as those of a list are", [
    ['convert([{a=1},{b="x"}], set(map(any)))', '[{"a":"1"},{"b":"x"}]'],
  ]),
  ...deviations("an IPv4 address written as IPv6 is one address, not two", [
    ['cidrhost("::ffff:10.0.0.0/104",1)', '"10.0.0.1"'],
  ]),
  ...deviations("the network that begins at the first address can be split too", [
    ['cidrsubnets("0.0.0.0/0",1,1)', '["0.0.0.0/1","128.0.0.0/1"]'],
  ]),
]);

describe("as docker-buildx evaluates", () => {
  test.for(readPeerAnswers().rows)("%s", ([expression, answer]) => {
    expect(answerOf(expression)).toBe(differences.has(expression) ? differences.get(expression)?.ours : answer);
  });
});

test("every row that is meant to differ is there, and differs", () => {
  const answers = new Map(readPeerAnswers().rows);
  const idle = [...differences].filter(([expression, { ours }]) => answers.get(expression) === ours);
  expect(idle).toEqual([]);
  expect([...differences.keys()].filter((expression) => !answers.has(expression))).toEqual([]);
});

/** As JSON; null for an error. */
function answerOf(expression: string): string | null {
  const result = evaluateText(expression);
  if (result.kind === "failed") return ERROR;
  const json = toJson(result.value);
  return json.kind === "failed" ? ERROR : json.text;
}

function deviations(because: string, rows: readonly (readonly [string, string | null])[]) {
  return rows.map(([expression, ours]) => [expression, { ours, because }] as const);
}
