// Annotations as attributes of an exporter. Follows docker/buildx util/buildflags/annotations.go.

import { formatPlatform, parsePlatform } from "../../buildkit/index.js";
import type { Target } from "../../config/index.js";
import type { ReportMistake } from "./mistake.js";

const types: readonly string[] = ["index", "index-descriptor", "manifest", "manifest-descriptor"];

/** Attributes such as `annotation-index.KEY`, for every exporter of the target. */
export function lowerAnnotations(target: Target, report: ReportMistake): Readonly<Record<string, string>> {
  const attrs: Record<string, string> = {};
  for (const typed of target.annotations ?? []) {
    const equals = typed.indexOf("=");
    const colon = typed.slice(0, Math.max(equals, 0)).indexOf(":");
    if (equals === -1) {
      bad(typed, "KEY=VALUE is expected, with types before it if wanted, such as index,manifest:KEY=VALUE.");
      continue;
    }
    const key = typed.slice(colon + 1, equals);
    const places =
      colon === -1
        ? ["annotation"]
        : typed
            .slice(0, colon)
            .split(",")
            .map((type) => placeOf(type, typed));
    for (const place of places) {
      if (place !== undefined) attrs[`${place}.${key}`] = typed.slice(equals + 1);
    }
  }
  return attrs;

  function placeOf(text: string, typed: string): string | undefined {
    const [, type = "", platformText] = /^([a-z-]+)(?:\[([A-Za-z0-9_/.-]+)\])?$/.exec(text) ?? [];
    if (!types.includes(type)) {
      bad(typed, `"${text}" is not one of ${types.join(", ")}.`);
      return undefined;
    }
    if (platformText === undefined || type.startsWith("index")) return `annotation-${type}`;
    const platform = parsePlatform(platformText, { os: "linux", architecture: "amd64" });
    if (platform === undefined) {
      bad(typed, `"${platformText}" is no platform.`);
      return undefined;
    }
    return `annotation-${type}[${formatPlatform(platform)}]`;
  }

  function bad(typed: string, detail: string): void {
    report({ code: "invalid-value", attribute: "annotations", typed, summary: `"${typed}" is no annotation`, detail });
  }
}
