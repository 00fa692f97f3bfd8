// Policies of tests, asked as a daemon would ask them.

import type {
  AttestationChain,
  PolicyAnswer,
  PolicyQuestion,
  SourceMeta,
  SourceOp,
  SourcePlatform,
} from "../../lib/buildkit/index.js";
import { openPolicy, type Policy, type PolicyOptions } from "../../lib/policy/index.js";

export const amd64: SourcePlatform = {
  os: "linux",
  architecture: "amd64",
  variant: "",
  osVersion: "",
  osFeatures: [],
};

export interface TestPolicy {
  readonly policy: Policy;
  /** Lines such as `info: …`, in order. */
  readonly log: readonly string[];
}

export interface TestPolicyOptions extends Partial<Omit<PolicyOptions, "files" | "log">> {
  /** Beside the policy, by path. */
  readonly files?: Readonly<Record<string, string>>;
  readonly filename?: string;
}

/** `text` follows `package docker`, which stands in line 1. */
export async function testPolicy(
  text: string,
  { files = {}, filename = "Dockerfile.rego", ...options }: TestPolicyOptions = {},
): Promise<TestPolicy> {
  const log: string[] = [];
  const policy = await openPolicy({
    files: [{ filename, text: `package docker\n${text}` }],
    env: { args: new Map(), labels: new Map(), filename: "Dockerfile", target: "" },
    defaultPlatform: amd64,
    readFile: async (path) => (Object.hasOwn(files, path) ? Buffer.from(files[path] ?? "", "latin1") : undefined),
    now: () => Date.UTC(2025, 0, 1),
    ...options,
    log: (level, line) => log.push(`${level}: ${line}`),
  });
  return { policy, log };
}

export function ask({ policy }: TestPolicy, source: SourceMeta, platform = amd64): Promise<PolicyAnswer> {
  return policy.check({ source, platform }, new AbortController().signal);
}

/** The answer of a daemon to each request, until there is a decision. `requests` are what it was asked, without source and platform. */
export async function converse(
  { policy }: TestPolicy,
  source: SourceOp,
  answers: readonly Omit<SourceMeta, "source">[],
): Promise<{ readonly requests: readonly object[]; readonly decision: PolicyAnswer }> {
  const requests: object[] = [];
  let question: PolicyQuestion = { source: { source }, platform: amd64 };
  while (true) {
    const answer = await policy.check(question, new AbortController().signal);
    if (answer.kind === "decision") return { requests, decision: answer };
    const { source: _, platform: __, ...wanted } = answer.request;
    requests.push(wanted);
    const next = answers[requests.length - 1];
    if (next === undefined) throw new Error(`nothing answers ${JSON.stringify(wanted)}`);
    question = { source: { source, ...next }, platform: amd64 };
  }
}

/** All that a policy is shown of a source. */
export async function shownInput(
  source: SourceMeta,
  options: TestPolicyOptions & { readonly platform?: SourcePlatform } = {},
): Promise<unknown> {
  const answer = await ask(
    await testPolicy('decision := {"allow": false, "deny_msg": [json.marshal(input)]}', options),
    source,
    options.platform,
  );
  if (answer.kind !== "decision") throw new Error("the policy asks for more");
  return JSON.parse(answer.messages[0] ?? "");
}

export function op(identifier: string, attrs: Readonly<Record<string, string>> = {}): SourceOp {
  return { identifier, attrs };
}

/** With one attestation, which says `predicate` of the image. */
export function provenanceChain(predicateType: string, predicate: unknown): AttestationChain {
  const data = Buffer.from(JSON.stringify({ predicateType, predicate }));
  const digest = `sha256:${"a".repeat(64)}`;
  const annotations = { "in-toto.io/predicate-type": predicateType };
  return {
    root: `sha256:${"1".repeat(64)}`,
    imageManifest: `sha256:${"2".repeat(64)}`,
    attestationManifest: `sha256:${"3".repeat(64)}`,
    signatureManifests: [],
    blobs: new Map([
      [digest, { mediaType: "application/vnd.in-toto+json", digest, size: data.length, annotations, data }],
    ]),
  };
}
