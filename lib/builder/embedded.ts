// A buildkitd of our own, for machines where none runs and its program is on PATH. Loaded only then.

import { access, constants } from "node:fs/promises";
import { delimiter, isAbsolute, join } from "node:path";
import { type ControlClient, connect } from "../buildkit/index.js";
import type { Builder, BuilderNode } from "./builder.js";
import {
  daemonStatus,
  type EmbeddedOptions,
  type IdleTime,
  removeState,
  stopDaemon,
  useDaemon,
} from "./embedded-daemon.js";
import { embeddedPlace } from "./embedded-place.js";
import type { Use } from "./embedded-use.js";
import { BuilderError } from "./errors.js";
import { thisMachine } from "./no-builder.js";
import { remoteNode } from "./node.js";
import { type BuilderWorld, embeddedName } from "./world.js";

/**
 * undefined when there is no `buildkitd` on PATH. Starts nothing yet; connecting does. `without` is added to the reason.
 * @throws {BuilderError} when BAKEHOUSE_BUILDKITD_IDLE is no time.
 */
export async function embeddedBuilder(without: string, world: BuilderWorld): Promise<Builder | undefined> {
  const { platform, uid } = world.machine ?? (await thisMachine());
  // Elsewhere buildkitd either is not there or runs no containers of Linux, and has other sockets.
  if (platform !== "linux" || !(await isOnPath("buildkitd", world))) return undefined;
  const isWrapped = uid !== 0 && (await isOnPath("rootlesskit", world));
  const wrapper = isWrapped ? ["rootlesskit"] : [];
  const options: EmbeddedOptions = { command: [...wrapper, "buildkitd"], idle: idleTime(world) };
  const reason = `nothing else is there and buildkitd is on PATH, so one of bakehouse's own is run${isWrapped ? " through rootlesskit" : ""}${without}`;
  return { name: embeddedName, driver: "remote", reason, nodes: [await embeddedNode(options, wrapper, world)] };
}

async function embeddedNode(
  options: EmbeddedOptions,
  wrapper: readonly string[],
  world: BuilderWorld,
): Promise<BuilderNode> {
  const { socket } = await embeddedPlace(world);
  const endpointAt = (path: string) => ({ kind: "buildkitd", address: `unix://${path}` }) as const;
  return {
    ...(await remoteNode(embeddedName, endpointAt(socket), world)),
    async connect(signal) {
      const use = await useDaemon(options, world, signal);
      try {
        return inUse(await connect(endpointAt(use.socket), signal), use);
      } catch (error) {
        use[Symbol.dispose]();
        throw error;
      }
    },
    lifecycle: {
      status: (signal) => daemonStatus(world, signal),
      async bootstrap(say, signal) {
        if ((await daemonStatus(world, signal)) !== "running") say(`starting ${options.command.join(" ")}`);
        const use = await useDaemon(options, world, signal);
        use[Symbol.dispose]();
      },
      stop: (signal) => stopDaemon(world, signal),
      async remove({ keepState, keepDaemon }, signal) {
        if (keepDaemon) return;
        await stopDaemon(world, signal);
        if (!keepState) await removeState(wrapper, world);
      },
    },
  };
}

function inUse(client: ControlClient, use: Use): ControlClient {
  return {
    ...client,
    async [Symbol.asyncDispose]() {
      try {
        await client[Symbol.asyncDispose]();
      } finally {
        use[Symbol.dispose]();
      }
    },
  };
}

const defaultIdle = "15m";

function idleTime({ env }: BuilderWorld): IdleTime {
  const said = env["BAKEHOUSE_BUILDKITD_IDLE"] || defaultIdle;
  if (said === "never") return { kind: "never" };
  const [matched, hours = "0", minutes = "0", seconds = "0"] =
    /^(?=.)(?:(\d+)h)?(?:(\d+)m)?(?:(\d+(?:\.\d+)?)s)?$/.exec(said) ?? [];
  if (matched === undefined) {
    throw new BuilderError(`BAKEHOUSE_BUILDKITD_IDLE is "${said}", which is no time`, [
      "It is a time such as 90s, 15m or 1h30m, or never.",
    ]);
  }
  const total = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  // Less, and it could be stopped before whoever started it has connected.
  return { kind: "after", seconds: Math.max(total, 1) };
}

async function isOnPath(command: string, { env }: BuilderWorld): Promise<boolean> {
  for (const folder of (env["PATH"] ?? "").split(delimiter).filter(isAbsolute)) {
    try {
      await access(join(folder, command), constants.X_OK);
      return true;
    } catch {
      // Not in this one.
    }
  }
  return false;
}
