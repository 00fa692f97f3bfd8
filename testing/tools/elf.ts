// For which machine an executable was made. Follows the ELF header of elf(5): e_ident, e_machine.

import { closeSync, openSync, readSync } from "node:fs";

const machines = new Map([
  [3, "i386"],
  [40, "arm"],
  [62, "x86-64"],
  [183, "aarch64"],
  [243, "riscv"],
]);

/** The machine of an ELF file, given by path or as its bytes. @throws when it is no ELF file. */
export function elfMachine(file: string | Uint8Array): string {
  const head = typeof file === "string" ? firstBytes(file) : Buffer.from(file.subarray(0, 20));
  if (head.length < 20 || head.toString("latin1", 0, 4) !== "\x7fELF")
    throw new Error(`${typeof file === "string" ? file : "the content"} is no ELF file`);
  const number = head[5] === 2 ? head.readUInt16BE(18) : head.readUInt16LE(18);
  return machines.get(number) ?? `machine ${number}`;
}

function firstBytes(path: string): Buffer {
  const head = Buffer.alloc(20);
  const file = openSync(path, "r");
  try {
    return head.subarray(0, readSync(file, head, 0, 20, 0));
  } finally {
    closeSync(file);
  }
}
