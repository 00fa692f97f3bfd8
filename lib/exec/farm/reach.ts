// Which platforms of its links a target may ask for: a result that comes from another node is built and sent before anybody
// knows whether it is used, so that nothing is to come that is not.

import { readFile } from "node:fs/promises";
import type { Target } from "../../config/index.js";
import { localPath } from "../lower/context.js";
import { remoteContext } from "../lower/remote.js";

/** `target`: those that it is built for. `builder`: that of the machine, too (`FROM --platform=$BUILDPLATFORM`). */
export type Reach = "target" | "builder" | "any";

/** As far as the Dockerfile tells: of one that is not on this machine everything may be asked. */
export async function reachOf(target: Target, cwd: string): Promise<Reach> {
  const text = target.dockerfileInline ?? (await dockerfileText(target, cwd));
  if (text === undefined) return "any";
  const named = [...text.matchAll(/--platform=["']?([^\s"']+)/g)].map(([, platform]) => platform);
  if (named.some((platform) => !ownPlatforms.test(platform ?? ""))) return "any";
  return named.some((platform) => platform?.includes("BUILDPLATFORM")) ? "builder" : "target";
}

const ownPlatforms = /^\$(?:(?:BUILD|TARGET)PLATFORM|\{(?:BUILD|TARGET)PLATFORM\})$/;

async function dockerfileText({ context, dockerfile }: Target, cwd: string): Promise<string | undefined> {
  const isOwnPath = dockerfile.startsWith("cwd://") || dockerfile.startsWith("/");
  if (!isOwnPath && (context === "-" || remoteContext(context) !== undefined)) return undefined;
  const file = localPath(dockerfile, isOwnPath ? cwd : localPath(context, cwd));
  return await readFile(file, "utf8").catch(() => undefined);
}
