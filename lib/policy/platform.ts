// Platforms as the wire has them, where what is not said is empty.

import { formatPlatform, parsePlatform, type SourcePlatform } from "../buildkit/index.js";

/** In normal form, and without the version of its system. One that is no platform stays as it is. */
export function normalPlatform(platform: SourcePlatform): SourcePlatform {
  const parsed = parsePlatform(written(platform), { os: "linux", architecture: "amd64" });
  if (parsed === undefined) return platform;
  const { os, architecture, variant = "" } = parsed;
  return { os, architecture, variant, osVersion: "", osFeatures: [] };
}

/** `linux/arm/v7` */
export function platformText(platform: SourcePlatform): string {
  const { os, architecture, variant } = platform;
  return formatPlatform({ os, architecture, ...(variant === "" ? {} : { variant }) });
}

function written({ os, architecture, variant }: SourcePlatform): string {
  return [os, architecture, ...(variant === "" ? [] : [variant])].join("/");
}
