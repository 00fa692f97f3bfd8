// A file of buildx's `instances/`, both ways. Follows docker/buildx store/nodegroup.go.

import { isDeepStrictEqual } from "node:util";
import type { Platform } from "../buildkit/index.js";
import { list, record, text } from "./json.js";

/** One file of `instances/`. */
export interface StoredBuilder {
  readonly name: string;
  readonly driver: string;
  readonly nodes: readonly StoredNode[];
  /** Nodes come and go as they are found, as `buildx create --driver kubernetes` writes for pods. */
  readonly isDynamic: boolean;
}

export interface StoredNode {
  readonly name: string;
  /** A docker context or an address; what it means depends on the driver. */
  readonly endpoint: string;
  readonly platforms: readonly Platform[];
  readonly driverOpts: Readonly<Record<string, string>>;
  /** For buildkitd's command line. */
  readonly flags: readonly string[];
  /** Files of buildkitd's configuration folder by their names: `buildkitd.toml` and certificates. */
  readonly files: Readonly<Record<string, Uint8Array>>;
}

type Json = Readonly<Record<string, unknown>>;

/** What the JSON of a file says. `fileName` is its name when it tells none. */
export function decodeBuilder(json: unknown, fileName: string): StoredBuilder {
  const { Name, Driver, Nodes, Dynamic } = record(json);
  const nodes = list(Nodes).map(decodeNode);
  return { name: text(Name) || fileName, driver: text(Driver), nodes, isDynamic: Dynamic === true };
}

/**
 * The JSON for a file. `before` is what stood in it: all that a newer buildx wrote there and we do not know stays, and so does the
 * form of what we know and did not change. Nodes and platforms are found again by their names.
 */
export function encodeBuilder({ name, driver, nodes, isDynamic }: StoredBuilder, before: unknown): Json {
  const nodesBefore = list(record(before)["Nodes"]);
  return {
    ...record(before),
    Name: name,
    Driver: driver,
    Nodes: nodes.map((node) => encodeNode(node, nodesBefore)),
    Dynamic: isDynamic,
  };
}

function decodeNode(node: unknown): StoredNode {
  const { Name, Endpoint, Platforms, DriverOpts, Flags, Files } = record(node);
  return {
    name: text(Name),
    endpoint: text(Endpoint),
    platforms: list(Platforms).map(decodePlatform),
    driverOpts: Object.fromEntries(Object.entries(record(DriverOpts)).map(([key, value]) => [key, text(value)])),
    flags: list(Flags).map(text),
    files: Object.fromEntries(
      Object.entries(record(Files)).map(([key, value]) => [key, Buffer.from(text(value), "base64")]),
    ),
  };
}

function encodeNode(node: StoredNode, nodesBefore: readonly unknown[]): Json {
  const before = nodesBefore.find((known) => record(known)["Name"] === node.name);
  const platformsBefore = list(record(before)["Platforms"]);
  const fields = encodeFields(node, platformsBefore);
  if (before === undefined) return fields;
  // What means the same as before is left as it was written.
  const known = encodeFields(decodeNode(before), platformsBefore);
  const changed = Object.entries(fields).filter(([key, value]) => !isDeepStrictEqual(value, known[key]));
  return { ...record(before), ...Object.fromEntries(changed) };
}

/** In buildx's order, and null for what is empty, as its Go writes it. */
function encodeFields({ name, endpoint, platforms, driverOpts, flags, files }: StoredNode, before: readonly unknown[]) {
  const contents = Object.entries(files).map(([key, bytes]) => [key, Buffer.from(bytes).toString("base64")]);
  const fields: Json = {
    Name: name,
    Endpoint: endpoint,
    Platforms: platforms.length === 0 ? null : platforms.map((platform) => encodePlatform(platform, before)),
    DriverOpts: Object.keys(driverOpts).length === 0 ? null : driverOpts,
    Flags: flags.length === 0 ? null : flags,
    Files: contents.length === 0 ? null : Object.fromEntries(contents),
  };
  return fields;
}

function decodePlatform(stored: unknown): Platform {
  const { os, architecture, variant } = record(stored);
  return {
    os: text(os),
    architecture: text(architecture),
    ...(text(variant) === "" ? {} : { variant: text(variant) }),
  };
}

function encodePlatform(platform: Platform, before: readonly unknown[]): unknown {
  const { architecture, os, variant } = platform;
  const known = before.find((stored) => isDeepStrictEqual(decodePlatform(stored), decodePlatform(platform)));
  return known ?? { architecture, os, ...(variant ? { variant } : {}) };
}
