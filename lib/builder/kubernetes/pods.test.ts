import fc from "fast-check";
import { expect, test } from "vitest";
import { choosePod } from "./pods.js";

const podNames = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 8 });
const sticky = (pods: readonly string[], key: string) => choosePod(pods, { loadBalance: "sticky", key });

test("a key keeps its pod when others come, go or stand in another order", () => {
  fc.assert(
    fc.property(podNames, fc.string(), (pods, key) => {
      const chosen = sticky(pods, key);
      expect(pods).toContain(chosen);
      expect(sticky([...pods].reverse(), key)).toBe(chosen);
      for (const gone of pods)
        if (gone !== chosen)
          expect(
            sticky(
              pods.filter((pod) => pod !== gone),
              key,
            ),
          ).toBe(chosen);
    }),
  );
});

test("a key has the pod that serialx/hashring gives it", () => {
  // From that library's hashring_test.go.
  const chosen = { test: "a", test1: "b", test2: "b", test3: "c", test4: "a", test5: "c", aaaa: "c", bbbb: "a" };
  for (const [key, pod] of Object.entries(chosen)) expect(sticky(["a", "b", "c"], key)).toBe(pod);
});

test("a random choice meets every pod", () => {
  const pods = ["a", "b", "c"];
  const met = new Set<string | undefined>();
  // A pod that is left out of 300 draws has a chance of 1 in 10^52.
  for (let draw = 0; draw < 300; draw++) met.add(choosePod(pods, { loadBalance: "random", key: "x" }));
  expect([...met].sort()).toEqual(pods);
});

test("without pods there is none", () => {
  expect([choosePod([], { loadBalance: "random", key: "" }), sticky([], "")]).toEqual([undefined, undefined]);
});
