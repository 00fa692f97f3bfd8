// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what buildx escapes
// Compose files of public projects, with what buildx prints for them, where that folder lies beside the checkout.
// Held against it here is what this room reads; lib/config holds the whole result against it.

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { hasErrors } from "../source/index.js";
import { type ComposeBuild, loadCompose, type Ranged } from "./index.js";

const folder = new URL("../../../shared/corpus/case/", import.meta.url).pathname;

interface Invocation {
  readonly name: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly expected?: string;
  readonly expectedError?: string;
}

interface Case {
  readonly title: string;
  readonly directory: string;
  readonly composeFiles: readonly string[];
  readonly hasOther: boolean;
  readonly invocation: Invocation;
}

describe.skipIf(!existsSync(folder))("a compose file of a public project", () => {
  const cases = existsSync(folder) ? readdirSync(folder).flatMap(casesOf) : [];

  test("there are as many as the corpus says", () => {
    expect(new Set(cases.map(({ directory }) => directory)).size).toBe(32);
  });

  test.for(cases)("$title reads as buildx reads it", async ({ directory, composeFiles, hasOther, invocation }) => {
    const files = join(directory, "files");
    const readFile = (path: string) => {
      const at = join(files, path);
      return existsSync(at) && statSync(at).isFile() ? readFileSync(at, "utf8") : undefined;
    };
    const dotenv = readFile(".env");
    const { value, diagnostics } = await loadCompose(
      composeFiles.map((name) => ({ name, text: readFile(name) ?? "" })),
      {
        env: (name) => invocation.env[name],
        readFile,
        ...(dotenv === undefined ? {} : { dotenv: { name: ".env", text: dotenv } }),
      },
    );
    // Some fail because of arguments that are none of this room's business.
    if (invocation.expectedError !== undefined) {
      const isAboutArguments = invocation.args.includes("--set");
      expect(hasErrors(diagnostics)).toBe(!isAboutArguments);
      return;
    }
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    const wanted = targetsOf(join(directory, invocation.expected ?? ""));
    const built = value.services.flatMap(({ name, build, image }) =>
      build === undefined ? [] : [{ name: name.value.replaceAll(".", "_"), build, image }],
    );
    if (!hasOther) expect(built.map(({ name }) => name).sort()).toEqual(Object.keys(wanted).sort());
    const isChanged = invocation.args.some((arg) => arg.startsWith("--set"));
    for (const { name, build, image } of built) {
      const target = wanted[name];
      if (target === undefined || hasOther || isChanged) continue;
      expect({ [name]: comparable(target) }).toEqual({ [name]: comparable(printed(build, image)) });
    }
  });
});

function casesOf(slug: string): readonly Case[] {
  const directory = join(folder, slug);
  const baseArgs = readJson<{ baseArgs: readonly string[] }>(join(directory, "case.json")).baseArgs;
  const given = baseArgs.flatMap((arg, index) => (baseArgs[index - 1] === "-f" ? [arg] : []));
  const defaults = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];
  const present = readdirSync(join(directory, "files"));
  const names =
    given.length > 0
      ? given
      : [...defaults, ...present].filter((name, at, all) => present.includes(name) && all.indexOf(name) === at);
  const isCompose = (name: string) => /\.ya?ml$/.test(name) && (given.length > 0 || defaults.includes(name));
  const composeFiles = names.filter(isCompose);
  if (composeFiles.length === 0) return [];
  const hasOther = names.some((name) => /docker-bake.*\.(hcl|json)$/.test(name));
  return readJson<readonly Invocation[]>(join(directory, "invocations.json")).map((invocation) => ({
    title: `${slug}/${invocation.name}`,
    directory,
    composeFiles,
    hasOther,
    invocation,
  }));
}

type Printed = Readonly<Record<string, unknown>>;

function targetsOf(path: string): Readonly<Record<string, Printed>> {
  return readJson<{ target: Readonly<Record<string, Printed>> }>(path).target;
}

/** The fields that need no conversion beyond renaming. */
function printed(build: ComposeBuild, image: Ranged<string> | undefined): Printed {
  const tags = [...build.tags, ...(build.xBake?.tags ?? [])].map(({ value }) => value);
  const contexts = [...build.additionalContexts].map(([name, { value }]) => [
    name,
    value.replace(/^(?:service|target):(.*)/, (_, service: string) => `target:${service.replaceAll(".", "_")}`),
  ]);
  return {
    context: build.context?.value ?? ".",
    dockerfile: build.dockerfile?.value ?? "Dockerfile",
    "dockerfile-inline": build.dockerfileInline && escaped(build.dockerfileInline.value),
    args: valuesOf(build.args),
    labels: valuesOf(build.labels),
    contexts: Object.fromEntries(contexts),
    target: build.target?.value,
    network: build.network?.value,
    tags: tags.length > 0 ? tags : image === undefined ? [] : [image.value],
    platforms: [...build.platforms, ...(build.xBake?.platforms ?? [])].map(({ value }) => value),
    secret: build.secrets.map(({ id, file, environment }) => ({ id, src: file, env: environment })),
    "extra-hosts": valuesOf(build.extraHosts),
    "shm-size": build.shmSize?.value,
  };
}

function valuesOf(map: ReadonlyMap<string, Ranged<string>>): Readonly<Record<string, string>> {
  return Object.fromEntries([...map].map(([key, { value }]) => [key, escaped(value)]));
}

/** As it is printed, so that it can be read back. */
function escaped(text: string): string {
  return text.replaceAll("${", () => "$${");
}

const compared =
  "context dockerfile dockerfile-inline args labels contexts target network tags platforms secret extra-hosts shm-size".split(
    " ",
  );

/** As JSON would have it, without fields that are empty. */
function comparable(target: Printed): unknown {
  const fields = compared.flatMap((key) => {
    const value: unknown = target[key];
    const isEmpty = typeof value === "object" && value !== null && Object.keys(value).length === 0;
    return value === undefined || isEmpty ? [] : [[key, value]];
  });
  return JSON.parse(JSON.stringify(Object.fromEntries(fields)));
}

function readJson<T>(path: string): T {
  // The corpus has one layout, told in its README; a file that strays from it fails the test.
  return JSON.parse(readFileSync(path, "utf8")) as T;
}
