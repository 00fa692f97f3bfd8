// Makes the fixtures anew: `npx tsx testing/signatures/record.ts`. The keys that sign are thrown away.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeSignedCases } from "./make.js";

const folder = mkdtempSync(join(tmpdir(), "sign-"));
try {
  const cases = makeSignedCases(folder);
  writeFileSync(join(import.meta.dirname, "signed.json"), `${JSON.stringify(cases, undefined, 1)}\n`);
} finally {
  rmSync(folder, { recursive: true });
}
