import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { brokenRules, readImportGraph } from "./imports.js";

const root = join(import.meta.dirname, "..");

test("imports run down through doors, and never in a circle", () => {
  const graph = readImportGraph(root, ["lib", "cmd"]);
  expect(graph.size).toBeGreaterThan(100);
  for (const room of ["source", "hcl", "compose", "config", "plan", "buildkit", "builder", "exec", "ui"])
    expect([...graph.keys()]).toContain(`lib/${room}/index.ts`);
  expect(brokenRules(graph)).toEqual([]);
});

test("a cycle of type imports alone is found", () => {
  const rules = rulesOf({
    "lib/hcl/a.ts": `import type { B } from "./b.js"; export interface A { readonly b: B }`,
    "lib/hcl/b.ts": `export interface B { readonly a: import("./a.js").A }`,
  });
  expect(rules).toEqual(["cycle: lib/hcl/a.ts imports lib/hcl/b.ts imports lib/hcl/a.ts"]);
});

test("an arrow that goes up is found, in whatever form it is written", () => {
  const forms = [
    `import { plan } from "../plan/index.js"; plan();`,
    `import type { Plan } from "../plan/index.js"; export type P = Plan;`,
    `export { plan } from "../plan/index.js";`,
    `export const plan = await import("../plan/index.js");`,
    `export type P = import("../plan/index.js").Plan;`,
  ];
  for (const form of forms) {
    expect(rulesOf({ "lib/hcl/a.ts": form, "lib/plan/index.ts": "export const plan = 1;" })).toEqual([
      "lib/hcl/a.ts imports lib/plan/index.ts: hcl may not know plan",
    ]);
  }
});

test("reaching past a door, and importing cmd, is found", () => {
  const rules = rulesOf({
    "lib/config/a.ts": `import { x } from "../hcl/scanner.js"; x();`,
    "lib/hcl/scanner.ts": "export const x = 1;",
    "lib/ui/a.ts": `import { y } from "../../cmd/y.js"; y();`,
    "cmd/y.ts": "export const y = 1;",
  });
  expect(rules).toEqual([
    "lib/config/a.ts imports lib/hcl/scanner.ts: rooms import doors only",
    "lib/ui/a.ts imports cmd/y.ts: nothing imports cmd",
  ]);
});

function rulesOf(files: Readonly<Record<string, string>>): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), "imports-"));
  try {
    for (const [path, text] of Object.entries({ "cmd/x.ts": "export {};", ...files })) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return brokenRules(readImportGraph(folder, ["lib", "cmd"]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
