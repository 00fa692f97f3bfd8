// Asks for the rights that a plan needs and nobody gave: with a terminal a question, without one a refusal.

import { createInterface } from "node:readline/promises";
import { consentLines, isBlocked, missingConsent, parseGrants, resolvePath } from "../lib/exec/index.js";
import type { Plan } from "../lib/plan/index.js";
import { UsageError } from "./flags.js";
import type { Reporter } from "./report.js";
import type { World } from "./world.js";

/** The flags that grant rights, as typed. */
export interface GivenRights {
  readonly allow: readonly string[];
  readonly set: readonly string[];
}

/** Whether the build may start. What is missing has then been said on stderr. @throws {UsageError} for an `--allow` that is none. */
export async function hasConsent(plan: Plan, given: GivenRights, world: World, reporter: Reporter): Promise<boolean> {
  const { grants, problems } = parseGrants(given.allow, given.set);
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
  const decided = world.env["BUILDX_BAKE_ENTITLEMENTS_FS"];
  const isEnforced = decided === undefined || decided === "" || readBool("BUILDX_BAKE_ENTITLEMENTS_FS", decided);
  const missing = missingConsent(plan, grants, { cwd: world.cwd, env: world.env, resolvePath });
  const isAsked = isBlocked(missing, isEnforced);
  const isInteractive = isAsked && world.stdin.isTTY === true && world.stderr.isTTY === true;
  const lines = consentLines(missing, {
    cwd: resolvePath(world.cwd),
    command: commandOf(world),
    isInteractive,
    isFilesystemDecided: decided !== undefined,
  });
  reporter.tell(lines);
  if (!isAsked) return true;
  if (isInteractive && (await says(world))) return true;
  const summary = "The build asks for rights that were not granted; nothing was built";
  if (reporter.form === "json") reporter.fail({ code: "rights-missing", message: summary, help: lines });
  else reporter.show([{ severity: "error", code: "rights-missing", summary }]);
  return false;
}

async function says({ stdin, stderr, signal }: World): Promise<boolean> {
  const terminal = createInterface({ input: stdin, output: stderr });
  try {
    const answer = await terminal.question("Grant them and build? [y/N] ", { signal });
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}

/** As the user typed it: `bake …` is `bakehouse bake …` to no one but us. */
function commandOf({ argv }: World): readonly string[] {
  const args = argv.slice(2);
  return argv[1]?.replace(/\.js$/, "").endsWith("bakehouse") ? ["bakehouse", ...args] : ["bake", ...args];
}

function readBool(name: string, text: string): boolean {
  if (/^(1|t|true)$/i.test(text)) return true;
  if (/^(0|f|false)$/i.test(text)) return false;
  throw new UsageError(`invalid value "${text}" for ${name}: write 1 or 0`);
}
