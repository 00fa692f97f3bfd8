// `[TYPE[PLATFORM],…:]KEY=VALUE`, one item of `annotations`. Follows buildx util/buildflags and BuildKit's exptypes.

import { parsePlatform } from "./platform.js";

const types = ["index", "index-descriptor", "manifest", "manifest-descriptor"];

/** What is wrong with `text`, as a sentence; undefined when nothing is. */
export function annotationProblem(text: string): string | undefined {
  const equals = text.indexOf("=");
  if (equals === -1) return `An annotation is written KEY=VALUE, as in "org.opencontainers.image.title=app".`;
  const left = text.slice(0, equals);
  const colon = left.indexOf(":");
  if (colon === -1) return undefined;
  for (const item of left.slice(0, colon).split(",")) {
    const [, type, platform] = /^([a-z-]+)(?:\[([A-Za-z0-9_/-]+)\])?$/.exec(item) ?? [];
    if (type === undefined) return `"${item}" is not written as TYPE or TYPE[PLATFORM].`;
    if (!types.includes(type)) return `"${type}" is no kind of annotation: those are ${types.join(", ")}.`;
    if (platform === undefined) continue;
    const parsed = parsePlatform(platform, "linux/amd64");
    if ("problem" in parsed) return `"${platform}" is no platform: ${parsed.problem}.`;
  }
  return undefined;
}
