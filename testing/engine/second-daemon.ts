// Further daemons, for tests that need more than one.

import { randomBytes } from "node:crypto";
import {
  buildkitHostOf,
  clearKernel,
  dockerHostOf,
  type ImageStore,
  removeFolder,
  startDockerd,
  startPlainEndpoint,
  stopPart,
} from "./daemon.js";
import type { Engine } from "./engine.js";
import { EngineError } from "./error.js";
import { placeAt } from "./place.js";
import { readyTools } from "./ready-tools.js";

/** A dockerd of its own with the plain endpoint in front of it. Nothing of it is left after `stop`. */
export interface Daemon extends AsyncDisposable {
  readonly dockerHost: string;
  readonly buildkitHost: string;
  /** Ends it as a power cut does: nothing is told to anybody. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

export interface DaemonOptions {
  /** Default `containerd`, as the engine's own. */
  readonly imageStore?: ImageStore;
}

/** Starts a dockerd beside the engine's. `name` shows in `engine status`; two daemons may have the same. */
export async function startDaemon(engine: Engine, name: string, options: DaemonOptions = {}): Promise<Daemon> {
  if (process.env["BAKEHOUSE_TEST_DOCKER_HOST"])
    throw new EngineError("a second daemon needs an engine of our own; unset BAKEHOUSE_TEST_DOCKER_HOST");
  const place = placeAt(engine.home);
  const tools = await readyTools(place, true, () => {});
  const daemon = { place, part: `${name}-${randomBytes(3).toString("hex")}` };
  try {
    await startDockerd(daemon, tools, options.imageStore);
    await startPlainEndpoint(daemon, dockerHostOf(daemon), tools);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    dockerHost: dockerHostOf(daemon),
    buildkitHost: buildkitHostOf(daemon),
    kill: () => stopPart(daemon, -1),
    stop,
    [Symbol.asyncDispose]: stop,
  };

  async function stop(): Promise<void> {
    await stopPart(daemon);
    await clearKernel(daemon);
    await removeFolder(place.folderOf(daemon.part));
  }
}
