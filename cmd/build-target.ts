// The flags of `bakehouse build` as a target.

import {
  type AttributeName,
  attestation,
  type Given,
  givenTarget,
  type OutputEntry,
  resourceFields,
  type Target,
} from "../lib/config/index.js";
import type { Range, Report } from "../lib/source/index.js";
import type { BuildContext } from "./build-context.js";
import { type BuildFlags, resourceFlags } from "./build-flags.js";
import type { World } from "./world.js";

const lists = [
  ["annotations", "annotation"],
  ["attest", "attest"],
  ["cacheFrom", "cache-from"],
  ["cacheTo", "cache-to"],
  ["noCacheFilter", "no-cache-filter"],
  ["output", "output"],
  ["platforms", "platform"],
  ["policy", "policy"],
  ["secret", "secret"],
  ["ssh", "ssh"],
  ["tags", "tag"],
  ["ulimits", "ulimit"],
] as const satisfies readonly (readonly [AttributeName, keyof BuildFlags])[];

const texts = [
  ["network", "network"],
  ["shmSize", "shm-size"],
  ["target", "target"],
] as const satisfies readonly (readonly [AttributeName, keyof BuildFlags])[];

/** The one target, called `default` as in buildx. What is wrong with a flag is reported at what was typed. */
export function buildTarget(
  flags: BuildFlags,
  { context, dockerfile, dockerfileInline }: BuildContext,
  { env }: Pick<World, "env">,
  report: Report,
): Target {
  const given = [
    ...lists.flatMap(([attribute, flag]) =>
      flags[flag].map((text): Given => ({ attribute, value: text, place: placeOf(flag, text) })),
    ),
    ...texts.flatMap(([attribute, flag]) => textOf(attribute, flag, flags[flag])),
    ...(["sbom", "provenance"] as const).flatMap((type) => attestationOf(type, flags[type])),
    ...buildArgs(flags, env, report),
    ...labels(flags, report),
    ...namedContexts(flags, report),
    ...extraHosts(flags, report),
    ...rights(flags, report),
    ...limits(flags, report),
    ...callOf(flags),
  ];
  const place = { attribute: "context", value: context, place: rangeIn("command line", context) } as const;
  const isPath = context !== "-";
  const target = givenTarget("default", [...given, ...(isPath ? [place] : []), ...fileOf(dockerfile)], report);
  warnOfFlags(flags, report);
  return {
    ...target,
    context,
    ...(flags.pull === undefined ? {} : { pull: flags.pull }),
    ...(flags["no-cache"] === undefined ? {} : { noCache: flags["no-cache"] }),
    ...(dockerfileInline === undefined ? {} : inlineOf(dockerfileInline, target)),
    ...outputsOf(target.output ?? [], flags),
  };
}

function placeOf(flag: keyof BuildFlags, text: string): Range {
  return rangeIn(`flag --${flag}`, text);
}

function rangeIn(name: string, text: string): Range {
  return { file: { name, text }, start: 0, end: text.length };
}

function textOf(attribute: AttributeName, flag: keyof BuildFlags, text: string | undefined): readonly Given[] {
  return text === undefined || text === "" ? [] : [{ attribute, value: text, place: placeOf(flag, text) }];
}

function fileOf(dockerfile: string | undefined): readonly Given[] {
  if (dockerfile === undefined) return [];
  return [{ attribute: "dockerfile", value: dockerfile, place: placeOf("file", dockerfile.replace(/^cwd:\/\//, "")) }];
}

function inlineOf(dockerfileInline: string, { origins }: Target): Pick<Target, "dockerfileInline" | "origins"> {
  const written = rangeIn("<stdin>", dockerfileInline);
  return { dockerfileInline, origins: new Map([...origins, ["dockerfileInline", written]]) };
}

function attestationOf(type: "sbom" | "provenance", text: string | undefined): readonly Given[] {
  if (text === undefined || text === "") return [];
  return [{ attribute: "attest", value: attestation(type, text), place: placeOf(type, text) }];
}

/** An argument without a value has that of the environment; without one there either it is not passed. */
function buildArgs(flags: BuildFlags, env: World["env"], report: Report): readonly Given[] {
  return flags["build-arg"].flatMap((text): readonly Given[] => {
    const [name, value = env[name]] = splitOnce(text, "=");
    if (name === "") return unnamed("build-arg", text, report);
    return value === undefined ? [] : [{ attribute: "args", value: [name, value], place: placeOf("build-arg", text) }];
  });
}

function labels({ label }: BuildFlags, report: Report): readonly Given[] {
  return label.flatMap((text): readonly Given[] => {
    const [name, value = ""] = splitOnce(text, "=");
    if (name === "") return unnamed("label", text, report);
    return [{ attribute: "labels", value: [name, value], place: placeOf("label", text) }];
  });
}

function unnamed(flag: "build-arg" | "label", text: string, report: Report): readonly Given[] {
  return wrong(`"${text}" has no name`, `It is written --${flag} NAME=VALUE.`, placeOf(flag, text), report);
}

function namedContexts(flags: BuildFlags, report: Report): readonly Given[] {
  return flags["build-context"].flatMap((text): readonly Given[] => {
    const [name, value = ""] = splitOnce(text, "=");
    const place = placeOf("build-context", text);
    if (name === "" || value === "") {
      const detail = "A named context is written NAME=VALUE, as in alpine=docker-image://alpine:3.22.";
      return wrong(`"${text}" is no named context`, detail, place, report);
    }
    if (value.startsWith("target:")) {
      const detail = "Only targets of bake files have names. Use a folder, a URL, docker-image:// or oci-layout://.";
      return wrong(`The named context "${text}" is another target`, detail, place, report);
    }
    return [{ attribute: "contexts", value: [name, value], place }];
  });
}

/** `HOST:IP` as docker writes it, or `HOST=IP`; a host may have several addresses, and a flag several hosts. */
function extraHosts(flags: BuildFlags, report: Report): readonly Given[] {
  const hosts = new Map<string, string>();
  // A comma ends a host, as in docker; behind it may also stand another address of the same.
  const written = flags["add-host"].flatMap((text) => text.split(/,(?!\[|[\d.]+(?:,|$))/));
  return written.flatMap((text): readonly Given[] => {
    const [host, address = ""] = splitOnce(text, text.includes("=") ? "=" : ":");
    const place = placeOf("add-host", text);
    if (host === "" || address === "") {
      const detail = "It is written HOST:IP, as in db.internal:10.0.0.2.";
      return wrong(`"${text}" is no host with its address`, detail, place, report);
    }
    const known = hosts.get(host);
    hosts.set(host, known === undefined ? address : `${known},${address}`);
    return [{ attribute: "extraHosts", value: [host, hosts.get(host) ?? address], place }];
  });
}

function rights({ allow }: BuildFlags, report: Report): readonly Given[] {
  return allow.flatMap((text): readonly Given[] => {
    const place = placeOf("allow", text);
    if (/^(?:network\.host|security\.insecure|device(?:=.+)?)$/.test(text))
      return [{ attribute: "entitlements", value: text, place }];
    const detail = "The rights are network.host, security.insecure and device[=NAME]; files need none here.";
    return wrong(`There is no right "${text}"`, detail, place, report);
  });
}

/** `--resource NAME=LIMIT`, and the flag of that name. */
function limits(flags: BuildFlags, report: Report): readonly Given[] {
  const names = resourceFields.map(({ name }) => name);
  const named = Object.keys(resourceFlags).flatMap((flag): readonly Given[] => {
    // A key of that very table.
    const name = flag as keyof typeof resourceFlags;
    const text = flags[name];
    return text === undefined ? [] : [{ attribute: "resources", value: [name, text], place: placeOf(name, text) }];
  });
  const listed = flags.resource.flatMap((text): readonly Given[] => {
    const [name, value] = splitOnce(text, "=");
    const place = placeOf("resource", text);
    if (value !== undefined && names.includes(name)) {
      return [{ attribute: "resources", value: [name, value], place }];
    }
    const detail = `It is written NAME=LIMIT, and the names are ${names.join(", ")}.`;
    return wrong(`"${text}" is no limit`, detail, place, report);
  });
  return [...named, ...listed];
}

/** What older dockers did, and nobody does any more: the image is another one than was meant. */
function warnOfFlags({ isolation, squash, "security-opt": options }: BuildFlags, report: Report): void {
  const warn = (flag: keyof BuildFlags, text: string, detail: string): void =>
    report({
      severity: "warning",
      code: "flag-without-effect",
      summary: `--${flag} has no effect with BuildKit`,
      detail,
      subject: placeOf(flag, text),
    });
  if (isolation !== undefined) warn("isolation", isolation, "Leave it out.");
  if (squash === true) warn("squash", "--squash", "A stage that copies from another one has one layer.");
  for (const option of options) warn("security-opt", option, `Use "RUN --security=insecure" with --allow.`);
}

function callOf({ call, print, check }: BuildFlags): readonly Given[] {
  const text = call ?? print ?? (check === true ? "check" : "");
  const method = text.split(",")[0]?.trim() ?? "";
  return method === "build" ? [] : textOf("call", "call", method);
}

/** Follows docker/buildx commands/build.go: `--push` makes an image when no output is one, `--load` one for docker. */
function outputsOf(written: readonly OutputEntry[], { push, load }: BuildFlags): Pick<Target, "output"> {
  const outputs = push === true ? written.map(pushed) : [...written];
  const isPushed = outputs.some(({ type }) => type === "image" || type === "registry");
  if (push === true && !isPushed) outputs.push(pushed({ type: "image", attrs: new Map() }));
  const isLoaded = outputs.some(({ type, attrs }) => type === "docker" && !attrs.has("dest"));
  if (load === true && !isLoaded) outputs.push({ type: "docker", attrs: new Map() });
  return outputs.length === 0 ? {} : { output: outputs };
}

function pushed(entry: OutputEntry): OutputEntry {
  return entry.type === "image" ? { ...entry, attrs: new Map([...entry.attrs, ["push", "true"]]) } : entry;
}

function wrong(summary: string, detail: string, subject: Range, report: Report): readonly Given[] {
  report({ severity: "error", code: "invalid-value", summary, detail, subject });
  return [];
}

function splitOnce(text: string, separator: string): readonly [before: string, behind?: string] {
  const at = text.indexOf(separator);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}
