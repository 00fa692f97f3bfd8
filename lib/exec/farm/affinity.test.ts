import fc from "fast-check";
import { expect, test } from "vitest";
import { chooseByAffinity, preferred } from "./affinity.js";

const keys = Array.from({ length: 3000 }, (_, index) => `project\0target-${index}`);
const someNodes = fc.uniqueArray(fc.stringMatching(/^[a-z0-9]{1,8}$/), { minLength: 2, maxLength: 8 });

function homes(nodes: readonly string[]): readonly (string | undefined)[] {
  return keys.map((key) => preferred(key, nodes)[0]);
}

test("a target prefers the same node in whatever order the nodes are told", () => {
  fc.assert(
    fc.property(someNodes, fc.string(), (nodes, key) => {
      expect(preferred(key, nodes.toReversed())).toEqual(preferred(key, nodes));
    }),
  );
});

test("a node that is added takes about its share and moves nothing else; one that is taken away gives back the same", () => {
  fc.assert(
    fc.property(someNodes, (nodes) => {
      const [added = "", ...before] = nodes;
      const [old, now] = [homes(before), homes(nodes)];
      const moved = keys.flatMap((_, index) => (old[index] === now[index] ? [] : [now[index]]));
      expect(new Set(moved)).toEqual(new Set([added]));
      const share = keys.length / nodes.length;
      expect(moved.length).toBeGreaterThan(share * 0.8);
      expect(moved.length).toBeLessThan(share * 1.2);
    }),
    { numRuns: 20 },
  );
});

test("no node gets more than a quarter above the mean, whatever it is preferred for", () => {
  fc.assert(
    fc.property(someNodes, fc.integer({ min: 1, max: 200 }), fc.boolean(), (nodes, count, areEqual) => {
      const loads = new Map<string, number>();
      for (const key of keys.slice(0, count)) {
        const node = chooseByAffinity(areEqual ? "one" : key, nodes, loads);
        loads.set(node, (loads.get(node) ?? 0) + 1);
      }
      expect(Math.max(...loads.values())).toBeLessThanOrEqual(Math.ceil((1.25 * count) / nodes.length));
    }),
  );
});

test("the bound moves few targets from the node that they prefer", () => {
  const nodes = ["a", "b", "c"];
  const loads = new Map<string, number>();
  const moved = keys.filter((key) => {
    const node = chooseByAffinity(key, nodes, loads);
    loads.set(node, (loads.get(node) ?? 0) + 1);
    return node !== preferred(key, nodes)[0];
  });
  expect(moved.length).toBeLessThan(keys.length / 100);
});
