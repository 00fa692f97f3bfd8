// What a policy says → a decision. Follows docker/buildx policy/validate.go parsePolicyDecision.

import { formatValue, isArray, type Value, type ValueObject } from "../rego/index.js";
import { PolicyError } from "./policy-error.js";

/** `data.docker.decision` */
export const decisionPath = ["docker", "decision"] as const;

export interface Decision {
  readonly isAllowed: boolean;
  readonly messages: readonly string[];
  readonly caps: ReadonlyMap<string, boolean>;
}

const knownCaps: readonly string[] = ["exec.proxy"];

/** `about` is what the policy was asked, for messages. @throws PolicyError for what is no decision */
export function decisionOf(value: Value | undefined, about: string): Decision {
  if (value === undefined)
    throw new PolicyError(
      `the policy decides nothing about ${about}: "decision" of "package docker" has to have a value whatever is asked, such as {"allow": allow} with "default allow := false"`,
      [],
    );
  const decision = objectIn(value, "decision");
  const allow = decision.get("allow");
  if (allow !== undefined && typeof allow !== "boolean") throw wrong("decision.allow", "a boolean", allow);
  const messages = decision.get("deny_msg");
  const caps = decision.get("caps");
  return {
    isAllowed: allow === true,
    messages: messagesOf(messages),
    caps: new Map(caps === undefined ? [] : objectIn(caps, "decision.caps").entries().map(capOf)),
  };
}

function capOf([name, value]: readonly [Value, Value]): readonly [string, boolean] {
  if (typeof name !== "string" || !knownCaps.includes(name))
    throw new PolicyError(
      `decision.caps has ${formatValue(name)}; known is ${knownCaps.map((one) => `"${one}"`).join()}`,
      [],
    );
  if (typeof value !== "boolean") throw wrong(`decision.caps["${name}"]`, "a boolean", value);
  return [name, value];
}

function messagesOf(value: Value | undefined): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  const found = isArray(value) ? value : value.kind === "set" ? value.members() : [];
  return found.filter((message) => typeof message === "string");
}

function objectIn(value: Value, what: string): ValueObject {
  if (typeof value === "object" && value !== null && !isArray(value) && value.kind === "object") return value;
  throw wrong(what, "an object", value);
}

function wrong(what: string, wanted: string, value: Value): PolicyError {
  return new PolicyError(`${what} has to be ${wanted}, and is ${formatValue(value)}`, []);
}
