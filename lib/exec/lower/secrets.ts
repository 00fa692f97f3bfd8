// Secrets and ssh agents: where their values are. The values are read when the daemon asks.

import { stat } from "node:fs/promises";
import path from "node:path";
import { gitAgentPaths } from "../../builder/index.js";
import type { SecretEntry, Target } from "../../config/index.js";
import type { AgentSource, LowerWorld, SecretSource } from "./lowered.js";
import type { ReportMistake } from "./mistake.js";

const largestSecretBytes = 500 * 1024;

export async function lowerSecrets(
  target: Target,
  world: LowerWorld,
  report: ReportMistake,
): Promise<readonly SecretSource[]> {
  const sources = (target.secret ?? []).map((entry) => lowerSecret(entry, target, world, report));
  return (await Promise.all(sources)).filter((source) => source !== undefined);
}

/** A bare id is the environment variable of that name if it is set, else the file of that name. */
async function lowerSecret(
  entry: SecretEntry,
  target: Target,
  world: LowerWorld,
  report: ReportMistake,
): Promise<SecretSource | undefined> {
  const { id } = entry;
  if (id === "") {
    report({ code: "invalid-secret", attribute: "secret", summary: "A secret has no id", detail: "Write id=NAME." });
    return undefined;
  }
  const src = entry.src === "" ? undefined : entry.src;
  if (entry.env !== undefined && entry.env !== "") return { id, kind: "env", name: entry.env };
  if (src === undefined && world.env[id] !== undefined) return { id, kind: "env", name: id };
  const file = path.resolve(world.cwd, src ?? id);
  const found = await stat(file).catch(() => undefined);
  if (found === undefined || found.isDirectory()) {
    report({
      code: "invalid-secret",
      attribute: "secret",
      typed: src ?? id,
      summary:
        src === undefined
          ? `Secret "${id}" is neither an environment variable nor a file`
          : `The file "${src}" of secret "${id}" ${found === undefined ? "does not exist" : "is a folder"}`,
      detail:
        src === undefined
          ? `Set the variable ${id}, or name the source: id=${id},env=VARIABLE or id=${id},src=FILE.`
          : `Relative paths start at the folder in which the command runs: this one is ${file}.`,
    });
    return undefined;
  }
  if (found.size > largestSecretBytes) {
    report({
      code: "invalid-secret",
      attribute: "secret",
      typed: src ?? id,
      summary: `Secret "${id}" is larger than 500 KiB`,
      detail: `Files of this size go into a build as a named context, in target "${target.name}": contexts = { NAME = "FOLDER" }.`,
    });
  }
  return { id, kind: "file", path: file };
}

/** `needsDefault`: a git context over ssh reads with the agent `default`. */
export async function lowerAgents(
  target: Target,
  needsDefault: boolean,
  world: LowerWorld,
  report: ReportMistake,
): Promise<readonly AgentSource[]> {
  const entries = [...(target.ssh ?? [])];
  if (needsDefault && entries.length === 0) {
    entries.push({ id: "default", paths: world.remote?.kind === "git" ? gitAgentPaths(world.env) : [] });
  }
  const agents: AgentSource[] = [];
  for (const entry of entries) {
    const id = entry.id === "" ? "default" : entry.id;
    if (agents.some((agent) => agent.id === id)) {
      bad(id, `ssh agent "${id}" is given twice`, "Each id stands for one agent.");
    } else agents.push({ id, paths: await agentPaths(id, entry.paths) });
  }
  return agents;

  async function agentPaths(id: string, written: readonly string[]): Promise<readonly string[]> {
    if (written.length === 0) {
      const socket = world.env["SSH_AUTH_SOCK"];
      if (socket !== undefined && socket !== "") return [socket];
      bad(
        id,
        `ssh agent "${id}" has no path, and SSH_AUTH_SOCK is not set`,
        `Start an agent (eval $(ssh-agent)), or name a socket or key: ssh = ["${id}=PATH"].`,
      );
      return [];
    }
    const paths = written.map((typed) => path.resolve(world.cwd, typed));
    const kinds = await Promise.all(paths.map((file) => stat(file).catch(() => undefined)));
    kinds.forEach((kind, index) => {
      if (kind === undefined) {
        bad(
          written[index] ?? id,
          `"${written[index]}" of ssh agent "${id}" does not exist`,
          `The path is ${paths[index]}.`,
        );
      }
    });
    const sockets = kinds.filter((kind) => kind?.isSocket() === true).length;
    if (sockets > 1 || (sockets === 1 && paths.length > 1)) {
      bad(id, `ssh agent "${id}" has more than one socket`, "An agent is one socket, or any number of private keys.");
    }
    return paths;
  }

  function bad(typed: string, summary: string, detail: string): void {
    report({ code: "invalid-secret", attribute: "ssh", typed, summary, detail });
  }
}
