// `npm run engine -- up|down|status`: the engine for the demo and the tests, by hand.

import { engineEnvironment, engineStatus, ensureEngine, takeDown } from "./engine.js";
import { EngineError } from "./error.js";

const usage = `usage: npm run engine -- up|down|status
  up      bring it up and print the environment to export: eval "$(npm run -s engine -- up)"
  down    end every process that it started
  status  say what runs; exit code 1 when something does not
`;

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  try {
    const [verb, ...rest] = args;
    if (rest.length === 0 && verb === "up") return await up();
    if (rest.length === 0 && verb === "down") return await down();
    if (rest.length === 0 && verb === "status") return await status();
    process.stderr.write(usage);
    return 2;
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    process.stderr.write(`engine: ${error.message}\n`);
    return 1;
  }
}

async function up(): Promise<number> {
  const engine = await ensureEngine({ say: (line) => process.stderr.write(`engine: ${line}\n`) });
  const exports = Object.entries(engineEnvironment(engine)).map(([name, value]) => `export ${name}=${quoted(value)}\n`);
  process.stdout.write(exports.join(""));
  return 0;
}

async function down(): Promise<number> {
  const users = await takeDown();
  if (users.length > 0) process.stderr.write(`engine: it was in use by process ${users.join(", ")}\n`);
  return 0;
}

async function status(): Promise<number> {
  const parts = await engineStatus();
  for (const { part, state, address, pids } of parts)
    process.stdout.write(
      `${`${part.padEnd(14)} ${state.padEnd(7)} ${address.padEnd(24)} ${pids.join(" ")}`.trimEnd()}\n`,
    );
  return parts.every(({ state }) => state === "up") ? 0 : 1;
}

/** For a shell: as it is when nothing in it is special. */
function quoted(value: string): string {
  return /^[\w./:@-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}
