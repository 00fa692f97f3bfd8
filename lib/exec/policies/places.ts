// Where policies are read from and what they may ask: folders of this machine, and what the daemon of a node fetches for targets
// with the same secrets.

import { FetchError, parseGitUrl } from "../../builder/index.js";
import { type Attachable, archiveDefinition, type Definition, sourceDefinition } from "../../buildkit/index.js";
import { secrets, sshAgents } from "../../buildkit/session/index.js";
import type { AgentSource, SecretSource } from "../lower/access.js";
import type { RemoteContext } from "../lower/remote.js";
import type { BuildNode, RunOptions } from "../options.js";
import { registryAccess, registryCredentials } from "../registry.js";
import { secretReaders } from "../secret-readers.js";
import { type DaemonReader, daemonReader } from "./reader.js";
import type { PolicyRequest } from "./step-policy.js";
import type { PolicyRoot } from "./tree.js";

export interface PolicyPlace {
  readonly root: PolicyRoot;
  readonly reader: DaemonReader;
  /** Equal for places with the same files and rights. */
  readonly key: string;
}

export interface PolicyPlaces extends AsyncDisposable {
  readonly of: (request: PolicyRequest, node: BuildNode) => Promise<PolicyPlace>;
}

export function openPlaces(options: RunOptions): PolicyPlaces {
  const readers = new Map<string, DaemonReader>();
  const definitions = new Map<string, Promise<Definition | undefined>>();
  const credentials = registryCredentials(options);
  return {
    async of({ context, ...access }, node) {
      const accessKey = JSON.stringify([node.name, access.secrets, access.agents]);
      const reader = readers.get(accessKey) ?? openReader(access, node);
      readers.set(accessKey, reader);
      const root = await rootOf(context, reader);
      return { root, reader, key: JSON.stringify([accessKey, context]) };
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([...readers.values()].map((reader) => reader[Symbol.asyncDispose]()));
    },
  };

  function openReader(access: Access, { control }: BuildNode): DaemonReader {
    return daemonReader({
      control,
      newId: options.newId,
      signal: options.signal,
      async attachables(): Promise<readonly Attachable[]> {
        return [
          registryAccess(credentials, options, () => {}),
          ...(access.secrets.length === 0 ? [] : [secrets(secretReaders(access.secrets, options))]),
          ...(access.agents.length === 0 ? [] : [await sshAgents(access.agents)]),
        ];
      },
    });
  }

  async function rootOf(context: PolicyRequest["context"], reader: DaemonReader): Promise<PolicyRoot> {
    if (context === undefined) return { kind: "none" };
    if (typeof context === "string") return { kind: "folder", directory: context };
    const key = JSON.stringify(context);
    const making = definitions.get(key) ?? definitionOf(context);
    definitions.set(key, making);
    const definition = await making;
    return definition === undefined ? { kind: "none" } : { kind: "fetched", definition, reader };
  }
}

interface Access {
  readonly secrets: readonly SecretSource[];
  readonly agents: readonly AgentSource[];
}

/** undefined for a URL that no daemon knows, which the build tells better. */
async function definitionOf(context: RemoteContext): Promise<Definition | undefined> {
  const name = `[policy] load ${context.url}`;
  if (context.kind === "http") {
    const { url, folder } = context;
    return await archiveDefinition({ url, name, ...(folder === undefined ? {} : { folder }) });
  }
  try {
    return await sourceDefinition({ ...parseGitUrl(context.url).source, name });
  } catch (error) {
    if (error instanceof FetchError) return undefined;
    throw error;
  }
}
