import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { foreignArchive, isArchive } from "./tar-magic.js";

test.for(["ustar", "gnu", "pax", "v7"])("a tar of the format %s is an archive, plain or compressed", (format) => {
  const folder = mkdtempSync(join(tmpdir(), "tar-"));
  try {
    writeFileSync(join(folder, "Dockerfile"), "FROM scratch\n");
    const tar = execFileSync("tar", ["c", `--format=${format}`, "."], { cwd: folder });
    expect(isArchive(tar)).toBe(true);
    expect(isArchive(gzipSync(tar))).toBe(true);
    const isChanged = Buffer.from(tar);
    isChanged[0] = (isChanged[0] ?? 0) ^ 1;
    expect(isArchive(isChanged)).toBe(false);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("what begins like bzip2 or xz is an archive", () => {
  expect(isArchive(Buffer.from("BZh91AY&SY"))).toBe(true);
  expect(isArchive(Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00, 0x00]))).toBe(true);
});

test("what BuildKit does not unpack is known by its kind", () => {
  expect(foreignArchive(Buffer.from("PK\u0003\u0004..."))).toBe("zip");
  expect(foreignArchive(Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x24]))).toBe("zstd");
  expect(foreignArchive(Buffer.from("FROM scratch\n"))).toBeUndefined();
  expect(foreignArchive(new Uint8Array())).toBeUndefined();
});

test("nothing, zeros and text are none", () => {
  expect(isArchive(new Uint8Array())).toBe(false);
  expect(isArchive(new Uint8Array(1024))).toBe(false);
  fc.assert(fc.property(fc.string({ maxLength: 2000 }), (text) => !isArchive(Buffer.from(`FROM scratch\n${text}`))));
});
