// docs/diagnostics.md tells of the codes of lib/source/codes.ts, of each once.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "./generated.js";
import { tables } from "./markdown.js";

const source = readFileSync(join(root, "lib", "source", "codes.ts"), "utf8");
const page = readFileSync(join(root, "docs", "diagnostics.md"), "utf8");
const codes = [...source.matchAll(/^ {2}\| "([a-z-]+)"/gm)].map(([, code = ""]) => code);
const rows = tables(page).flatMap((table) => table.rows);

test("every diagnostic code is explained, once, and no others are", () => {
  expect(codes.length).toBeGreaterThan(70);
  expect(rows.map(([code = ""]) => code.replaceAll("`", "")).sort()).toEqual([...codes].sort());
});

test("every code comes with what it means and a way out", () => {
  for (const [code, meaning, way] of rows) expect([code, meaning, way]).not.toContain("");
});

test("the codes are sorted", () => {
  expect(codes).toEqual([...codes].sort());
});

test("codes in a table stand in alphabetical order", () => {
  for (const table of tables(page)) {
    const names = table.rows.map(([code = ""]) => code.replaceAll("`", ""));
    expect(names).toEqual([...names].sort());
  }
});
