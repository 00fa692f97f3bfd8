import { expect, test } from "vitest";
import { elfMachine } from "./index.js";

test.for([
  ["x86-64", 2, 1, [62, 0]],
  ["aarch64", 2, 1, [183, 0]],
  ["arm", 1, 1, [40, 0]],
  ["aarch64", 2, 2, [0, 183]],
  ["machine 9999", 2, 1, [0x0f, 0x27]],
] as const)("%s is read in class %i, byte order %i", ([machine, width, order, bytes]) => {
  const head = Buffer.concat([
    Buffer.from([0x7f, 0x45, 0x4c, 0x46, width, order]),
    Buffer.alloc(12),
    Buffer.from(bytes),
  ]);
  expect(elfMachine(head)).toBe(machine);
});

test("what is no ELF file is refused", () => {
  expect(() => elfMachine(Buffer.from("#!/bin/sh\necho hello\n"))).toThrow("no ELF file");
  expect(() => elfMachine(import.meta.filename)).toThrow("elf.test.ts is no ELF file");
});
