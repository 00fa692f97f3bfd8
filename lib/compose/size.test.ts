import fc from "fast-check";
import { expect, test } from "vitest";
import { loadText } from "./harness.js";
import { formatSize, parseSize } from "./size.js";

test.for([
  ["64m", "64MiB"],
  ["64 MiB", "64MiB"],
  ["1.5gb", "1.5GiB"],
  ["0.5k", "512B"],
  [".5k", "512B"],
  ["1kib", "1KiB"],
  ["1024KB", "1MiB"],
  ["2tb", "2TiB"],
  ["1p", "1PiB"],
  ["5b", "5B"],
  ["1023", "1023B"],
  ['"2048"', "2KiB"],
  ["1e6", "1000000"],
  ["1000000", "1000000"],
  ["1048577", "1048577"],
  ["1000k", "1000KiB"],
])("shm_size %s is %s", async ([yaml, text]) => {
  const { value, diagnostics } = await loadText(`services: { app: { build: { shm_size: ${yaml} } } }`);
  expect(value.services[0]?.build?.shmSize?.value).toBe(text);
  expect(diagnostics).toEqual([]);
});

test("0 is the default and counts as not set", async () => {
  const { value, diagnostics } = await loadText('services: { app: { build: { shm_size: "0" } } }');
  expect(value.services[0]?.build).not.toHaveProperty("shmSize");
  expect(diagnostics).toEqual([]);
});

test("a size is never changed by writing it down", () => {
  const bytes = fc.oneof(
    fc.nat(),
    fc.maxSafeNat(),
    fc.nat(5000).map((count) => count * 1024 ** 2),
  );
  fc.assert(
    fc.property(bytes, (size) => {
      expect(parseSize(formatSize(size))).toBe(size);
    }),
  );
});
