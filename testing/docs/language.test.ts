// What docs/language.md shows is true: its examples load, they print what stands behind them, and its expressions have
// the values beside them.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { bakeFiles } from "../../lib/plan/harness.js";
import { root } from "./generated.js";
import { type Fence, fences, tables } from "./markdown.js";

const language = readFileSync(join(root, "docs", "language.md"), "utf8");

interface Example {
  readonly line: number;
  readonly hcl: string;
  /** Behind `hcl`: environment variables, targets and `--set` of the run. */
  readonly words: readonly string[];
  /** What --print writes; or, marked `same`, a JSON file that means the same. */
  readonly json?: Fence;
}

const examples: readonly Example[] = fences(language).flatMap((fence, i, all) => {
  if (fence.language !== "hcl") return [];
  const next = all[i + 1];
  const words = fence.info === "" ? [] : fence.info.split(" ");
  return [{ line: fence.line, hcl: fence.text, words, ...(next?.language === "json" && { json: next }) }];
});

describe("docs/language.md", () => {
  test.for(examples)("the example in line $line does what it says", async ({ hcl, words, json }) => {
    const run = readWords(words);
    const { text, diagnostics } = await bakeFiles({ files: { "bake.hcl": hcl }, ...run });
    expect(diagnostics).toEqual([]);
    if (json === undefined) return;
    const isSame = json.info === "same";
    const want = isSame ? (await bakeFiles({ files: { "bake.json": json.text }, ...run })).text : json.text;
    expect(JSON.parse(text)).toEqual(JSON.parse(want));
    // Which order things are printed in is a part of what is shown.
    expect(JSON.stringify(JSON.parse(text))).toBe(JSON.stringify(JSON.parse(want)));
  });

  const expressions = tables(language)
    .filter(({ head }) => head.join() === "Expression,Value")
    .flatMap(({ rows }) => rows.map(([expression = "", value = ""]) => [codeOf(expression), codeOf(value)] as const));

  test.for(expressions)("%s is %s", async ([expression, value]) => {
    const { text, diagnostics } = await bakeFiles({
      files: {
        "bake.hcl": `target "default" {\n  args = {\n    a = jsonencode(${expression})\n    b = jsonencode(${value})\n  }\n}`,
      },
    });
    expect(diagnostics).toEqual([]);
    const { a, b } = JSON.parse(text).target.default.args;
    expect(a).toBe(b);
  });

  test("it has examples, and tables of expressions", () => {
    expect(examples.filter(({ json }) => json !== undefined).length).toBeGreaterThan(5);
    expect(expressions.length).toBeGreaterThan(15);
  });
});

function codeOf(text: string): string {
  return text.replace(/^`|`$/g, "");
}

function readWords(words: readonly string[]) {
  const env: Record<string, string> = {};
  const wanted: string[] = [];
  const set: string[] = [];
  for (const [i, word] of words.entries()) {
    const assigned = /^([A-Z]\w*)=(.*)$/.exec(word);
    if (words[i - 1] === "--set") set.push(word);
    else if (assigned !== null) env[assigned[1] ?? ""] = assigned[2] ?? "";
    else if (word !== "--set") wanted.push(word);
  }
  return { env, wanted, overrides: { set } };
}
