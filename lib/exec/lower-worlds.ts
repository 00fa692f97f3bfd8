// What lowering reads besides the target: the same for all nodes, but for the node itself.

import { fetchDockerfile } from "../builder/index.js";
import type { Plan } from "../plan/index.js";
import type { LowerWorld, NodeFeatures } from "./lower/lowered.js";
import type { BuildNode, RunOptions } from "./options.js";
import type { RunPolicies } from "./policies/step-policy.js";
import { proxyArguments } from "./proxy.js";
import { readRepository } from "./repository.js";

export async function lowerWorlds(
  plan: Plan,
  options: RunOptions,
  policies: RunPolicies,
): Promise<(node: BuildNode) => LowerWorld> {
  const { cwd, env, newId, dockerConfigDir, stdout, signal } = options;
  // The chain has half a megabyte: only caches that need it load it.
  const awsCredentials = onceEach(async () => await (await import("./aws.js")).defaultAwsCredentials());
  const shared = {
    cwd,
    env,
    isStdoutTerminal: stdout.isTerminal,
    newId,
    proxyArgs: await proxyArguments(dockerConfigDir, env["DOCKER_HOST"] ?? "unix:///var/run/docker.sock"),
    repositoryOf: onceEach(readRepository),
    inlineOwner: inlineOwners(plan),
    awsCredentials: () => awsCredentials("default"),
    ...(plan.remote === undefined ? {} : { remote: plan.remote }),
    ...(options.cgroupParent === undefined ? {} : { cgroupParent: options.cgroupParent }),
    ...(options.standardContext === undefined ? {} : { standardContext: options.standardContext }),
  };
  const worlds = new Map<BuildNode, LowerWorld>();
  return (node) => {
    const known = worlds.get(node) ?? {
      ...shared,
      node: featuresOf(node, signal),
      fetchDockerfile: onceEach((url) => fetchDockerfile(node.control, url, signal)),
      loadPolicies: (request) => policies.load(request, node),
    };
    worlds.set(node, known);
    return known;
  };
}

function featuresOf({ driver, traits, isDefaultLoad, loader }: BuildNode, signal: AbortSignal): NodeFeatures {
  let form: ReturnType<NodeFeatures["loadForm"]> | undefined;
  const ask = async (): ReturnType<NodeFeatures["loadForm"]> => {
    if (driver === "docker") return "kept";
    if (loader === undefined) return "none";
    return (await loader.takesOci(signal)) ? "oci-archive" : "docker-archive";
  };
  return {
    driver,
    isDefaultLoad,
    capabilities: traits.capabilities,
    platforms: traits.platforms,
    ...(traits.hostGatewayIp === undefined ? {} : { hostGatewayIp: traits.hostGatewayIp }),
    hasContentStore: !traits.isDocker || traits.hasContainerdStore,
    loadForm() {
      form ??= ask();
      return form;
    },
  };
}

/** Asks for each name once, however many targets need it. */
function onceEach<T>(ask: (name: string) => Promise<T>): (name: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (name) => {
    const answer = known.get(name) ?? ask(name);
    known.set(name, answer);
    return answer;
  };
}

function inlineOwners(plan: Plan): LowerWorld["inlineOwner"] {
  const owners = new Map<string, string>();
  for (const { name, target } of plan.steps) {
    const text = target.dockerfileInline;
    if (text !== undefined && !owners.has(text)) owners.set(text, name);
  }
  return (text) => owners.get(text) ?? "";
}
