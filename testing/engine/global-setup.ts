// Brings up the engine before the tests that need it, and hands it to them: `inject("engine")`.

import type { TestProject } from "vitest/node";
import { type Engine, ensureEngine, releaseEngine } from "./engine.js";

declare module "vitest" {
  interface ProvidedContext {
    readonly engine: Engine;
  }
}

/** It goes down after the last run that uses it, unless it was asked for by name or `BAKEHOUSE_ENGINE_KEEP` is set. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const hold = process.env["BAKEHOUSE_ENGINE_KEEP"] ? "pin" : "use";
  project.provide("engine", await ensureEngine({ hold, say: (line) => process.stderr.write(`engine: ${line}\n`) }));
  return () => releaseEngine();
}
