import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../source/index.js";
import { type Block, type BodySchema, bodyContent, parse } from "./index.js";

const schema: BodySchema = {
  blocks: [
    { type: "target", labels: ["name"] },
    { type: "validation", labels: [] },
  ],
};

function titleOf({ type, labels }: Block): string {
  return [type, ...labels.map(({ value }) => value)].join(".");
}

describe("native bodies", () => {
  function readNative(text: string) {
    const diagnostics: Diagnostic[] = [];
    const { value } = parse({ name: "a.hcl", text });
    const content = bodyContent(value, schema, (diagnostic) => diagnostics.push(diagnostic));
    return {
      attributes: [...content.attributes.keys()],
      blocks: content.blocks.map(titleOf),
      end: content.end.start,
      said: diagnostics.map(
        ({ subject, summary }) => `${subject && text.slice(subject.start, subject.end)}: ${summary}`,
      ),
    };
  }

  test("attributes and blocks are given in order, unknown ones among them", () => {
    expect(readNative('b = 1\ntarget "x" {}\na = 2\ntagret "y" "z" {}\n')).toEqual({
      attributes: ["b", "a"],
      blocks: ["target.x", "tagret.y.z"],
      end: 44,
      said: [],
    });
  });

  test("labels are counted", () => {
    expect(readNative('target {}\ntarget "a" "b" {}\nvalidation "c" {}\n').said).toEqual([
      "target: This target block has no name",
      '"b": This target block has a label too many',
      '"c": This validation block has a label too many',
    ]);
  });

  test("the first of two values counts", () => {
    expect(readNative("a = 1\na = 2\n")).toMatchObject({ attributes: ["a"], said: [] });
  });

  test("a body ends before its brace", () => {
    const text = 'target "a" {\n  x = 1\n}\n';
    const { value } = parse({ name: "a.hcl", text });
    const [block] = bodyContent(value, schema, () => {}).blocks;
    expect(block && bodyContent(block.body, { blocks: [] }, () => {}).end).toMatchObject({ start: 21, end: 21 });
  });
});
