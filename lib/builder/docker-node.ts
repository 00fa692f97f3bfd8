// The BuildKit that is part of a docker engine.

import { connect, type Endpoint } from "../buildkit/index.js";
import type { BuilderNode, DockerEngine } from "./builder.js";
import { currentDockerContext, dockerContextEndpoint } from "./docker-context.js";
import { dockerEngine } from "./docker-engine.js";
import { dockerRequest } from "./docker-http.js";
import type { BuilderWorld } from "./world.js";

/** The node of the dockerd at `endpoint`. There is nothing to make: it is there, or it is not ours to start. */
export function dockerNode(name: string, endpoint: Endpoint): BuilderNode {
  const ask = async (signal: AbortSignal): Promise<void> => {
    await dockerRequest(endpoint, { method: "GET", path: "/version" }, signal);
  };
  return {
    name,
    endpoint: endpoint.address,
    platforms: [],
    isDefaultLoad: true,
    lifecycle: {
      async status(signal) {
        await ask(signal);
        return "running";
      },
      bootstrap: (_say, signal) => ask(signal),
      stop: async () => {},
      remove: async () => {},
    },
    connect: (signal) => connect(endpoint, signal),
    docker: dockerEngine(endpoint),
  };
}

/** As buildx, `--load` means the engine of the docker context, wherever the build ran. */
export async function currentDocker(world: BuilderWorld): Promise<DockerEngine | undefined> {
  const endpoint = await dockerContextEndpoint(await currentDockerContext(world), world);
  return endpoint === undefined ? undefined : dockerEngine(endpoint);
}
