import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { checkGolden, goldenFiles } from "../../testing/tools/index.js";
import { type Diagnostic, renderDiagnostics, type SourceFile } from "../source/index.js";
import { loadFunctions } from "./functions/index.js";
import { type Body, bodyContent, evaluate, parse, parseJson, type Scope, type UserFunction } from "./index.js";
import { nullValue, STRING, stringValue, type Value } from "./values/index.js";

// Each file of an archive is one mistake, or two where the title says so. The want is what people see: one frame for each.

const standard = await loadFunctions();
const folder = fileURLToPath(new URL("golden", import.meta.url));
const variables = new Map<string, Value>([
  ["TAG", stringValue("v1")],
  ["NOTHING", nullValue(STRING)],
]);

test.for(goldenFiles(folder))("%s", async ([, path]) => {
  await checkGolden(path, ({ files }) => {
    const shown = [...files].map(([name, text]) => {
      const diagnostics = diagnose({ name, text });
      const wanted = /-(two|three)-/.exec(name)?.[1];
      expect(diagnostics.length, name).toBe(wanted === "two" ? 2 : wanted === "three" ? 3 : 1);
      return renderDiagnostics(diagnostics);
    });
    return { diagnostics: shown.join("\n") };
  });
});

/** All that is wrong: in the text, in its types of blocks and labels, and in evaluating every attribute. */
function diagnose(file: SourceFile): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => diagnostics.push(diagnostic);
  const { value, diagnostics: found } = file.name.endsWith(".json") ? parseJson(file) : parse(file);
  diagnostics.push(...found);
  // What has no syntax is not worth evaluating.
  if (found.length === 0) visit(value);
  return diagnostics;

  function visit(body: Body): void {
    const content = bodyContent(body, { blocks: [{ type: "target", labels: ["name"] }] }, report);
    const prefix = content.attributes.get("prefix")?.expression;
    const scope: Scope = {
      variable: (name) => variables.get(name),
      function: (name) => standard.get(name) ?? (name === "prefix" && prefix ? userFunction(prefix) : undefined),
      variableNames: () => variables.keys(),
      functionNames: () => standard.keys(),
      world: { now: 0, homeDir: "/home/me", random: (count) => new Uint8Array(count) },
    };
    const userFunction = (result: UserFunction["result"]): UserFunction => {
      return { kind: "user-function", name: "prefix", params: ["text"], result, scope };
    };
    for (const [name, { expression }] of content.attributes) if (name !== "prefix") evaluate(expression, scope, report);
    for (const block of content.blocks) visit(block.body);
  }
}
