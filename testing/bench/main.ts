// `npm run bench -- SUITE [CASE...]`

import { releaseEngine } from "../engine/index.js";
import { benchLanguage } from "./language.js";
import { benchTargets } from "./targets.js";
import { benchTransfer } from "./transfer.js";

const suites: Readonly<Record<string, (only: readonly string[]) => Promise<void>>> = {
  language: benchLanguage,
  targets: benchTargets,
  transfer: benchTransfer,
};

const [name = "", ...only] = process.argv.slice(2);
const suite = suites[name];
if (suite === undefined) {
  console.error(`usage: npm run bench -- ${Object.keys(suites).join("|")} [CASE...]`);
  process.exitCode = 1;
} else {
  try {
    await suite(only);
  } finally {
    // What a suite brought up for itself goes down with it.
    await releaseEngine();
  }
}
