// One policy about sources: its files, compiled, and what it decides. Follows docker/buildx policy/validate.go.

import type { PolicyAnswer, PolicyQuestion, SourceMetaRequest, SourceOp } from "../buildkit/index.js";
import { evaluateRule, jsonText, type Program, RegoError, Suspended, type Value } from "../rego/index.js";
import { answers as openAnswers } from "./answers.js";
import { compilePolicy } from "./compile.js";
import { decisionOf, decisionPath } from "./decision.js";
import { type Question, sourceFunctions } from "./functions.js";
import { formatImageReference, parseImageReference } from "./image-reference.js";
import { type Asked, capsInput, policyInput } from "./input.js";
import { metadataRequest } from "./metadata-request.js";
import type { PolicyOptions } from "./options.js";
import { normalPlatform, platformText } from "./platform.js";
import { PolicyError, placesOf } from "./policy-error.js";
import { SourceError, type SourceNode } from "./source.js";
import { pinnedSource, sourceNode } from "./source-node.js";

export interface Policy {
  /**
   * May the source be read? @throws PolicyError when the policy cannot be evaluated, SourceError for a source that policies do not
   * know
   */
  readonly check: (question: PolicyQuestion, signal: AbortSignal) => Promise<PolicyAnswer>;
  /** What the policy wants of the daemon, by name: `exec.proxy`. @throws PolicyError */
  readonly caps: () => Promise<ReadonlyMap<string, boolean>>;
}

/** A policy that is still not satisfied after as many answers asks in circles. */
const maxRounds = 10;

/** @throws PolicyError for mistakes in the files, with their places */
export async function openPolicy(options: PolicyOptions): Promise<Policy> {
  const { env, log, now, resolver } = options;
  const answers = openAnswers();
  let current: Question | undefined;
  const functions = sourceFunctions(options, answers, () => current);
  const { program, sources } = await compilePolicy(options, functions);
  const world = { verifier: options.verifier, log };

  return {
    async check(question, signal) {
      const platform = question.platform === undefined ? options.defaultPlatform : normalPlatform(question.platform);
      const name = nameOf(question);
      log("info", `checking policy for source ${name}`);
      answers.forgetFailures();
      let node = await sourceNode(question.source, platform, world);
      for (let round = 0; round < maxRounds; round += 1) {
        signal.throwIfAborted();
        const { value, asked, checksum, pins } = await ask(node);
        const wanted = asked.get("") ?? new Set<string>();
        const request = metadataRequest(node, checksum === undefined ? wanted : new Set([...wanted, "checksum"]));
        if (request !== undefined) {
          log("info", `policy decision for source ${name}: resolve missing fields ${[...wanted].sort().join(", ")}`);
          return { kind: "request", request: withChecksum(request, checksum) };
        }
        const resolved = await withMaterials(node, asked, signal);
        if (resolved !== undefined) {
          node = resolved;
          continue;
        }
        return decide(question.source.source, { name, value, pins });
      }
      throw new PolicyError(`the policy is not decided about ${name} after ${maxRounds} rounds of questions`, []);
    },
    async caps() {
      const { caps } = decisionOf(
        await evaluated(capsInput(env), undefined),
        "what it wants of the daemon (input.env.capsRequest)",
      );
      return caps;
    },
  };

  async function ask(node: SourceNode): Promise<Evaluation> {
    while (true) {
      const asked: Asked = new Map();
      const { value: input, source } = policyInput(node, env, asked);
      const question: Question = { node, source, pins: new Set(), checksum: undefined };
      log("debug", `policy input: ${jsonText(input)}`);
      const outcome = attempt(input, question);
      if (outcome instanceof Suspended) await outcome.ready;
      else return { value: outcome, asked, checksum: question.checksum, pins: question.pins };
    }
  }

  async function evaluated(input: Value, question: Question | undefined): Promise<Value | undefined> {
    while (true) {
      const outcome = attempt(input, question);
      if (!(outcome instanceof Suspended)) return outcome;
      await outcome.ready;
    }
  }

  function attempt(input: Value, question: Question | undefined): Value | undefined | Suspended {
    current = question;
    try {
      return evaluate(program, input);
    } catch (error) {
      if (error instanceof Suspended) return error;
      if (error instanceof RegoError) throw new PolicyError(error.message, placesOf(error, sources));
      throw error;
    } finally {
      current = undefined;
    }
  }

  function evaluate(compiled: Program, input: Value): Value | undefined {
    const context = {
      now: BigInt(now()) * 1_000_000n,
      onPrint: (text: string, at: { readonly file: string; readonly row: number }) =>
        log("info", `${at.file}:${at.row}: ${text}`),
    };
    return evaluateRule(compiled, decisionPath, { input, context });
  }

  /** undefined when nothing was asked of a material that anybody can tell. */
  async function withMaterials(node: SourceNode, asked: Asked, signal: AbortSignal): Promise<SourceNode | undefined> {
    let isChanged = false;
    const whole = await walk(node, "");
    return isChanged ? whole : undefined;

    async function walk(at: SourceNode, place: string): Promise<SourceNode> {
      const request = place === "" ? undefined : metadataRequest(at, asked.get(place) ?? new Set());
      if (request !== undefined) {
        if (resolver === undefined)
          throw new PolicyError(`nobody can be asked about the material ${identifierOf(at)}`, []);
        isChanged = true;
        const meta = await resolver.resolveMeta(request, signal);
        return await sourceNode({ ...meta, source: request.source }, at.platform, world);
      }
      const inside = place === "" ? "" : `${place}/`;
      const materials = await Promise.all(at.materials.map((material, index) => walk(material, `${inside}${index}`)));
      return { ...at, materials };
    }
  }

  function decide(
    source: SourceOp,
    {
      name,
      value,
      pins,
    }: { readonly name: string; readonly value: Value | undefined; readonly pins: ReadonlySet<string> },
  ): PolicyAnswer {
    const { isAllowed, messages } = decisionOf(value, name);
    const [pin, ...others] = pins;
    if (isAllowed && others.length > 0)
      throw new PolicyError(`the policy pins ${name} to several digests: ${[...pins].join(", ")}`, []);
    if (isAllowed && pin !== undefined) {
      const update = pinnedSource(source, pinnedName(source, pin), pin);
      log("info", `policy decision for source ${name}: convert to ${update.identifier}`);
      return { kind: "decision", action: "convert", messages: [], update };
    }
    const action = isAllowed ? "allow" : "deny";
    log("info", `policy decision for source ${name}: ${action.toUpperCase()}`);
    if (!isAllowed) for (const message of messages) log("info", ` - ${message}`);
    return { kind: "decision", action, messages };
  }
}

interface Evaluation {
  readonly value: Value | undefined;
  readonly asked: Asked;
  readonly checksum: Question["checksum"];
  readonly pins: ReadonlySet<string>;
}

/** Of several policies all have to allow a source. The first that does not, or asks or pins, is the answer. */
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
      const wanted = new Map<string, boolean>();
      for (const [name, isWanted] of all.flatMap((caps) => [...caps]))
        wanted.set(name, isWanted || wanted.get(name) === true);
      return wanted;
    },
  };
}

function withChecksum(request: SourceMetaRequest, checksum: Question["checksum"]): SourceMetaRequest {
  return checksum === undefined ? request : { ...request, http: { checksumRequest: checksum } };
}

function pinnedName({ identifier }: SourceOp, digest: string): string {
  const parsed = parseImageReference(identifier.replace(/^docker-image:\/\//, ""));
  if (parsed === undefined) throw new SourceError(`"${identifier}" is no image to be pinned`);
  return formatImageReference({ ...parsed, digest });
}

function nameOf({ source, platform }: PolicyQuestion): string {
  const { identifier } = source.source;
  return platform === undefined ? identifier : `${identifier} (${platformText(normalPlatform(platform))})`;
}

function identifierOf({ meta }: SourceNode): string {
  return meta?.source.identifier ?? "";
}
