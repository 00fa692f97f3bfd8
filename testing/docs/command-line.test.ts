// docs/command-line.md tells of every flag, every key of --set and every environment variable, and of no others.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bakeFlags } from "../../cmd/bake-flags.js";
import { buildFlags } from "../../cmd/build-flags.js";
import { createFlags } from "../../cmd/commands/create.js";
import { duFlags } from "../../cmd/commands/du.js";
import { inspectFlags } from "../../cmd/commands/inspect.js";
import { lsFlags } from "../../cmd/commands/ls.js";
import { pruneFlags } from "../../cmd/commands/prune.js";
import { rmFlags } from "../../cmd/commands/rm.js";
import { useFlags } from "../../cmd/commands/use.js";
import type { Flag, FlagTable } from "../../cmd/flags.js";
import { attributeNames, attributes, type OverrideRule } from "../../lib/config/index.js";
import { root } from "./generated.js";
import { tables } from "./markdown.js";

const page = readFileSync(join(root, "docs", "command-line.md"), "utf8");

/** The words in backticks in the first cells of the table under the head `first`. */
function words(first: string): readonly string[] {
  const table = tables(page).find(({ head }) => head[0] === first);
  const cells = table?.rows.map(([cell = ""]) => cell) ?? [];
  return cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, word = ""]) => word)).sort();
}

test.for<readonly [command: string, head: string, table: FlagTable]>([
  ["bake", "Flag", bakeFlags],
  ["build", "Flag of `build`", buildFlags],
  ["create", "Flag of `create`", createFlags],
  ["use", "Flag of `use`", useFlags],
  ["ls", "Flag of `ls`", lsFlags],
  ["inspect", "Flag of `inspect`", inspectFlags],
  ["rm", "Flag of `rm`", rmFlags],
  ["du", "Flag of `du`", duFlags],
  ["prune", "Flag of `prune`", pruneFlags],
])("every flag of %s is told of, as it is written", ([, head, table]) => {
  const flags = Object.entries<Flag>(table).filter(([, { isHidden }]) => isHidden !== true);
  const written = flags.flatMap(([name, { kind, value, short }]) => [
    kind === "bool" ? `--${name}` : `--${name} ${value}`,
    ...(short === undefined ? [] : [`-${short}`]),
  ]);
  expect(words(head)).toEqual([...written, "--help", "-h"].sort());
});

test("every key of --set is told of", () => {
  const keys = attributeNames.flatMap((name) =>
    attributes[name].overrides.flatMap(({ keys, subkey }: Omit<OverrideRule<unknown>, "read">) =>
      keys.map((key) => (subkey === undefined ? key : `${key}.${subkey}`)),
    ),
  );
  expect(words("Keys")).toEqual([...new Set(keys)].sort());
});

test("every environment variable that is read is told of", () => {
  const read = new Set<string>();
  for (const room of ["cmd", "lib"]) {
    for (const file of readdirSync(join(root, room), { recursive: true, encoding: "utf8" })) {
      if (!file.endsWith(".ts") || file.endsWith(".test.ts") || file.includes("testing")) continue;
      const text = readFileSync(join(root, room, file), "utf8");
      for (const [, name = ""] of text.matchAll(/\benv\["([A-Z][A-Z0-9_]+)"/g)) read.add(name);
      for (const [, name = ""] of text.matchAll(/"((?:BUILDX|COMPOSE)_[A-Z0-9_]+)"/g)) read.add(name);
    }
  }
  expect(words("Variable")).toEqual([...read].sort());
});
