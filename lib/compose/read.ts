// The merged model → services as plain data, and the rules that hold between them. Follows compose-go loader/validate.go.

import { type SourceFile, suggest } from "../source/index.js";
import { readBuild } from "./build.js";
import type { Model } from "./canonical.js";
import { type EnvironmentOptions, serviceLookup } from "./environment.js";
import { readText } from "./fields.js";
import { inside, memberPlace, type Place, reportAt } from "./mistake.js";
import { portProblem } from "./ports.js";
import type { ComposeBuild, ComposeProject, ComposeService } from "./project.js";
import { readSecrets } from "./secrets.js";
import { get, type MapTree, type Tree } from "./tree.js";

export interface ReadOptions extends EnvironmentOptions {
  readonly name: string;
  /** Something could not be read, and may have declared what is missing. */
  readonly isBroken: boolean;
  /** Services whose base could not be found. */
  readonly unfinished: ReadonlySet<string>;
  readonly readFile: (path: string) => Promise<SourceFile | undefined>;
}

const memberName = /^[a-zA-Z0-9._-]+$/;

export async function readProject(model: Model, options: ReadOptions): Promise<ComposeProject> {
  const { name, report, isBroken, unfinished } = options;
  const secrets = readSecrets(model.secrets, report);
  const services: ComposeService[] = [];
  for (const entry of model.services?.entries.values() ?? []) {
    // Anything else was reported when its file was read.
    if (entry.value.kind !== "map") continue;
    const place = memberPlace("services", entry.key, report);
    reportBadName(entry.key, place, entry.keyRange);
    services.push(await readService({ value: entry.key, range: entry.keyRange }, entry.value, place));
  }
  if (!isBroken) for (const service of services) checkContexts(service, services);
  return { name, services };

  async function readService(key: ComposeService["name"], tree: MapTree, place: Place): Promise<ComposeService> {
    checkPorts(get(tree, "ports"), inside(place, "ports"));
    const image = readText(tree, "image", place);
    const buildTree = get(tree, "build");
    const build =
      buildTree?.kind === "map"
        ? await readBuild(buildTree, inside(place, "build"), {
            secrets,
            isBroken,
            lookupArg: serviceLookup(tree, place, options),
          })
        : undefined;
    const isComplete = ["build", "image", "provider"].some((field) => get(tree, field) !== undefined);
    if (!isBroken && !unfinished.has(key.value) && !isComplete) {
      reportAt(place, key.range, {
        code: "compose-incomplete",
        summary: `Service "${key.value}" has neither "image" nor "build"`,
        advice: 'Give it an "image" to run, or a "build" to make one.',
      });
    }
    return { name: key, ...(image === undefined ? {} : { image }), ...(build === undefined ? {} : { build }) };
  }

  /** A context that is another service must be one that is built. */
  function checkContexts({ name: key, build }: ComposeService, all: readonly ComposeService[]): void {
    for (const [contextName, { value, range }] of build?.additionalContexts ?? []) {
      if (!value.startsWith("service:")) continue;
      const wanted = value.slice("service:".length);
      const found = all.find((service) => service.name.value === wanted);
      if (found?.build !== undefined) continue;
      const buildable = all.filter((service) => service.build !== undefined).map((service) => service.name.value);
      const near = suggest(wanted, buildable);
      const place = inside(inside(memberPlace("services", key.value, report), "build"), "additional_contexts");
      reportAt(inside(place, contextName), range, {
        code: "compose-unknown-name",
        summary: found === undefined ? `No service "${wanted}"` : `Service "${wanted}" has no "build"`,
        ...(near === undefined ? {} : { hint: `did you mean "${near}"?` }),
        advice: "A context can only be a service that is built here.",
      });
    }
  }
}

function reportBadName(name: string, place: Place, range: ComposeBuild["range"]): void {
  if (memberName.test(name)) return;
  reportAt(place, range, {
    code: "compose-invalid",
    summary: `"${name}" cannot be the name of a ${place.path.startsWith("secrets") ? "secret" : "service"}`,
    advice: "Names have letters, digits and . _ - in them.",
  });
}

function checkPorts(ports: Tree | undefined, place: Place): void {
  if (ports?.kind !== "list") return;
  for (const [index, port] of ports.items.entries()) {
    const problem = port.kind === "text" ? portProblem(port.value) : undefined;
    if (problem === undefined || port.kind !== "text") continue;
    reportAt(inside(place, index), port.range, {
      code: "compose-invalid",
      summary: `"${port.value}" is not a port to publish`,
      advice: problem,
    });
  }
}
