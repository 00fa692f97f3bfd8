import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { generate } from "./generate.js";

test("the committed codecs are what the protos generate", async () => {
  const generated = await generate();
  expect([...generated.keys()].sort()).toEqual(
    ["content", "control", "policysession", "session", "sourcepolicy"].flatMap((name) => [
      `${name}.d.ts`,
      `${name}.js`,
    ]),
  );
  for (const [name, text] of generated) {
    expect(await readFile(join(import.meta.dirname, name), "utf8"), `${name}: run npm run gen`).toBe(text);
  }
});
