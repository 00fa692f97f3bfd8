// `npm run diff -- [COUNT] [SEED]`: generated definitions, printed by docker-buildx and by ours.

import { ensureEngine } from "../engine/index.js";
import { openPeer } from "../peer.js";
import { compareMany } from "./compare.js";
import { releaseOf } from "./release.js";

const [count = "2000", seedText] = process.argv.slice(2);
const runs = Number(count);
const seed = seedText === undefined ? Date.now() % 0x7fffffff : Number(seedText);
if (!Number.isInteger(runs) || !Number.isInteger(seed)) throw new Error("usage: npm run diff -- [COUNT] [SEED]");

await using peer = await openPeer(await ensureEngine());
process.stdout.write(`docker-buildx ${peer.version}, seed ${seed}\n`);
const release = releaseOf(peer.version);
if (release === undefined) throw new Error("there are definitions for 0.29, and for 0.36 and later");
const started = performance.now();
const say = (line: string) => process.stderr.write(`${line}\n`);
const { compared, refused, difference } = await compareMany(peer, { release, runs, seed, say });
const seconds = Math.round((performance.now() - started) / 1000);
process.stdout.write(`${compared} definitions compared in ${seconds} s, ${refused} of them refused by both\n`);
if (difference !== undefined) {
  process.stdout.write(`The first that differs, made small:\n${difference}\n`);
  process.exitCode = 1;
}
