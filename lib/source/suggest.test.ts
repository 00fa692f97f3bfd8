import fc from "fast-check";
import { expect, test } from "vitest";
import { suggest } from "./index.js";

const cases: readonly [name: string, candidates: readonly string[], wanted: string | undefined][] = [
  ["bse", ["base", "other"], "base"],
  ["uper", ["lower", "upper"], "upper"],
  ["tagst", ["target", "tags"], "tags"],
  ["wbe", ["web"], "web"],
  ["TAG", ["tag"], "tag"],
  ["a", ["b", "c"], undefined],
  ["ab", ["ac"], undefined],
  ["app", ["ape", "apt"], "ape"],
  ["app", ["apt", "ape"], "ape"],
  ["frontend", ["backend"], undefined],
  ["", ["a"], undefined],
  ["same", ["same"], undefined],
];

test.for(cases)("%s among %j is %s", ([name, candidates, wanted]) => {
  expect(suggest(name, candidates)).toBe(wanted);
});

test("the order of the candidates does not matter", () => {
  const names = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 6 });
  fc.assert(
    fc.property(names, fc.array(names), (name, candidates) => {
      expect(suggest(name, candidates.toReversed())).toBe(suggest(name, candidates));
    }),
  );
});
