import { expect, test } from "vitest";
import { replayed } from "./replay.js";

test("an archive that can be read once is whole for everybody who reads it, also at the same time", async () => {
  let opens = 0;
  const context = replayed({
    kind: "archive",
    async *open() {
      opens += 1;
      for (const text of ["first", "second", "third"]) {
        await new Promise((resolve) => setImmediate(resolve));
        yield Buffer.from(text);
      }
    },
  });
  const read = async (): Promise<readonly string[]> => {
    const texts: string[] = [];
    if (context.kind === "archive") for await (const chunk of context.open()) texts.push(chunk.toString());
    return texts;
  };
  const all = [...(await Promise.all([read(), read()])), await read()];
  expect(all).toEqual(Array.from({ length: 3 }, () => ["first", "second", "third"]));
  expect(opens).toBe(1);
});
