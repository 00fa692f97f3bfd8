// Bake files of public projects with what buildx 0.36 prints for them, where that folder lies beside the checkout.
// What differs on purpose stands in `deviations`, each with its reason.

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type FileSystem, loadConfig, type OverrideFlags, readBakeFiles } from "../config/index.js";
import { localPlatform } from "../config/testing/index.js";
import { hasErrors } from "../source/index.js";
import { makePlan, printPlan } from "./index.js";

const folder = new URL("../../../shared/corpus/case/", import.meta.url).pathname;
const isHere = existsSync(folder);
if (!isHere) console.log("lib/plan/corpus.test.ts: no corpus beside the checkout, so it is passed over");

/** By case and invocation. */
const deviations: Readonly<Record<string, string>> = {
  "docker-actions-toolkit-fx03b/no-env": "a secret that does not exist is told when building, not when printing",
  "docker-compose-entitlements/default": "entitlements of a compose file are kept",
  "dunglas-frankenphp/set-shm": "an override of ulimits sets them instead of clearing them",
};

interface Invocation {
  readonly name: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly expected?: string;
  readonly ignore?: readonly (readonly string[])[];
  readonly unordered?: readonly (readonly string[])[];
}

const cases = isHere ? readdirSync(folder).flatMap(readCase) : [];

describe.skipIf(!isHere)("a bake file of a public project", () => {
  test("there are as many as the corpus says", () => {
    expect(cases).toHaveLength(295);
  });

  test.for(cases)("$title", async ({ title, directory, invocation }) => {
    const printed = await print(join(directory, "files"), invocation);
    const wanted = invocation.expected === undefined ? undefined : readJson(join(directory, invocation.expected));
    for (const path of invocation.ignore ?? [])
      for (const json of [printed, wanted]) replaceAt(json, path, () => "now");
    for (const path of invocation.unordered ?? []) for (const json of [printed, wanted]) replaceAt(json, path, sorted);
    if (Object.hasOwn(deviations, title)) expect(printed).not.toEqual(wanted);
    else expect(printed).toEqual(wanted);
  });
});

function readCase(slug: string) {
  const directory = join(folder, slug);
  // A file of this form lies in every folder.
  const invocations = readJson(join(directory, "invocations.json")) as readonly Invocation[];
  return invocations.map((invocation) => ({ title: `${slug}/${invocation.name}`, directory, invocation }));
}

/** What `bake --print` shows in `root`; undefined: an error. */
async function print(root: string, { args, env }: Invocation): Promise<unknown> {
  const { named, vars, overrides, wanted } = parseArgs(args);
  const home = "/home/baker";
  const fileSystem: FileSystem = {
    stat: (path) => {
      const found = statSync(join(root, path), { throwIfNoEntry: false });
      return found === undefined ? undefined : found.isDirectory() ? "directory" : "file";
    },
    read: (path) => readFileSync(join(root, path)),
    readStandardInput: () => new Uint8Array(),
  };
  const environment = { HOME: home, ...env };
  const read = await readBakeFiles({ files: named, env: environment, fileSystem });
  const { value: config, diagnostics } = await loadConfig({
    files: read.value.files,
    env: environment,
    vars,
    builtins: { BAKE_CMD_CONTEXT: "cwd://", BAKE_LOCAL_PLATFORM: localPlatform },
    world: { now: Date.now(), homeDir: home, random: (count) => new Uint8Array(count) },
    fileSystem,
    directory: "@CWD@",
  });
  if (hasErrors([...read.diagnostics, ...diagnostics])) return undefined;
  const plan = makePlan(config, { wanted, overrides, env: environment, localPlatform });
  return hasErrors(plan.diagnostics) ? undefined : JSON.parse(printPlan(plan.value));
}

function parseArgs(args: readonly string[]) {
  const named: string[] = [];
  const vars: string[] = [];
  const set: string[] = [];
  const wanted: string[] = [];
  let flags: OverrideFlags = {};
  const rest = args.flatMap((arg) => {
    const [, flag, value] = /^(-f|--[a-z-]+)=(.*)$/s.exec(arg) ?? [];
    return flag === undefined || value === undefined ? [arg] : [flag, value];
  });
  for (let at = 0; at < rest.length; at += 1) {
    const arg = rest[at] ?? "";
    if (!arg.startsWith("-")) wanted.push(arg);
    else if (arg === "--no-cache") flags = { ...flags, noCache: true };
    else if (arg === "--pull" || arg === "--push" || arg === "--load") flags = { ...flags, [arg.slice(2)]: true };
    else {
      at += 1;
      const value = rest[at] ?? "";
      if (arg === "-f") named.push(value);
      else if (arg === "--var") vars.push(value);
      else if (arg === "--set") set.push(value);
      else if (arg === "--sbom" || arg === "--provenance") flags = { ...flags, [arg.slice(2)]: value };
      else if (arg !== "--allow") throw new Error(`what is ${arg}?`);
    }
  }
  return { named, vars, wanted, overrides: { ...flags, set } };
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"));
}

function replaceAt(json: unknown, path: readonly string[], change: (value: unknown) => unknown): void {
  const [key, ...rest] = path;
  if (key === undefined || json === null || typeof json !== "object") return;
  // An object may have any keys.
  const object = json as Record<string, unknown>;
  if (rest.length > 0) replaceAt(object[key], rest, change);
  else if (key in object) object[key] = change(object[key]);
}

function sorted(value: unknown): unknown {
  return Array.isArray(value) ? value.toSorted() : value;
}
