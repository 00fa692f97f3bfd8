// The door of the room: files of a policy → decisions about sources.

import type { PolicyAnswer, PolicyQuestion, SourceMeta, SourceMetaRequest, SourcePlatform } from "../buildkit/index.js";

/** A policy that can be asked. */
export interface Policy {
  /** Aborting `signal` ends the asking. */
  readonly check: (question: PolicyQuestion, signal: AbortSignal) => Promise<PolicyAnswer>;
  /** What it wants of the daemon beside questions, such as `exec.proxy`. */
  readonly caps: () => Promise<ReadonlyMap<string, boolean>>;
}

export interface PolicyFile {
  readonly filename: string;
  readonly text: string;
}

/** What only the daemon reaches. */
export interface PolicyResolver {
  readonly resolveMeta: (request: SourceMetaRequest, signal: AbortSignal) => Promise<SourceMeta>;
  /** `name` stands in the daemon's progress. */
  readonly fetch: (
    url: string,
    headers: Readonly<Record<string, string>>,
    name: string,
    signal: AbortSignal,
  ) => Promise<Uint8Array>;
}

export interface PolicyOptions {
  readonly files: readonly PolicyFile[];
  /** `input.env`. */
  readonly env: {
    readonly args: ReadonlyMap<string, string>;
    readonly labels: ReadonlyMap<string, string>;
    readonly filename: string;
    readonly target: string;
  };
  /** For imports and `load_json`: at most `limit` bytes, undefined when there is no such file. */
  readonly readFile?: (path: string, limit: number) => Promise<Uint8Array | undefined>;
  readonly defaultPlatform: SourcePlatform;
  readonly resolver?: PolicyResolver;
  readonly log: (level: string, text: string) => void;
  readonly now: () => number;
}

/** A mistake in the files of a policy. Rows and columns count from 1, columns in characters. */
export interface PolicyPlace {
  readonly message: string;
  readonly file: string;
  readonly row: number;
  readonly column: number;
}

/** A policy that is wrong as it is written. */
export class PolicyError extends Error {
  constructor(
    message: string,
    readonly places: readonly PolicyPlace[] = [],
  ) {
    super(message);
    this.name = "PolicyError";
  }
}

/** @throws {PolicyError} for files that are no policy. */
export async function openPolicy({ files }: PolicyOptions): Promise<Policy> {
  throw new PolicyError(`The source policy ${files.map(({ filename }) => filename).join(", ")} cannot be evaluated`);
}

/** All have to allow a source; the first that does not decides. */
export function allOf(policies: readonly Policy[]): Policy {
  return {
    async check(question, signal) {
      for (const policy of policies) {
        const answer = await policy.check(question, signal);
        if (answer.kind === "request" || answer.action !== "allow") return answer;
      }
      return { kind: "decision", action: "allow", messages: [] };
    },
    async caps() {
      const all = await Promise.all(policies.map((policy) => policy.caps()));
      return new Map(all.flatMap((caps) => [...caps].filter(([, isWanted]) => isWanted)));
    },
  };
}

export const defaultPolicyFile: PolicyFile = { filename: "buildx_default_policy.rego", text: "package docker\n" };
