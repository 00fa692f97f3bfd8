// biome-ignore-all lint/suspicious/noTemplateCurlyInString: bake files are full of them
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { attributeNames, attributes, blockAttributes } from "../../lib/config/index.js";
import { bakeFiles } from "../../lib/plan/harness.js";
import { generatedFiles, root } from "./generated.js";

test("what is made from the tables is up to date; npm run gen:docs makes it anew", async () => {
  for (const { path, text } of await generatedFiles()) expect(readFileSync(join(root, path), "utf8"), path).toBe(text);
});

/** What examples refer to. */
const around = `HOME = "/root"
variable "VERSION" { default = "1" }
target "base" {}
target "_common" {}
target "web" {}
target "api" {}
`;

describe("the example of", () => {
  test.for(attributeNames.map((key) => [attributes[key].name, attributes[key].example] as const))(
    "%s can be written in a target",
    async ([name, example]) => {
      expect(example.startsWith(`${name} =`)).toBe(true);
      expect(await mistakesIn(`target "default" {\n  ${example}\n}`)).toEqual([]);
    },
  );

  const blocks = [
    ["group", (lines: string) => `group "default" {\n${lines}}`],
    ["variable", (lines: string) => `variable "V" {\n${lines.replace('"latest"', '["latest"]')}}\ntarget "default" {}`],
    [
      "validation",
      (lines: string) => `variable "REPLICAS" {\n default = 1\n validation {\n${lines}}\n}\ntarget "default" {}`,
    ],
    ["function", (lines: string) => `function "f" {\n${lines}}\ntarget "default" {}`],
    ["target", (lines: string) => `target "default" {\n${lines}}`],
  ] as const;
  test.for(blocks)("each attribute of a %s can be written together with the others", async ([type, block]) => {
    const lines = blockAttributes[type].map(({ example }) => `  ${example}\n`).join("");
    expect(await mistakesIn(block(lines))).toEqual([]);
  });
});

async function mistakesIn(hcl: string): Promise<readonly string[]> {
  const { diagnostics } = await bakeFiles({ files: { "docker-bake.hcl": `${around}${hcl}\n`, "policy.rego": "x" } });
  return diagnostics.map(({ summary }) => summary);
}
