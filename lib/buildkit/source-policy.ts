// A source policy as its users write it: JSON, or the encoded message itself. Follows moby/buildkit sourcepolicy/pb/json.go.

import type { PolicyRule, PolicyUpdate } from "./gen/sourcepolicy.js";

/** A file that is no source policy. The message says why, to stand after a colon. */
export class SourcePolicyError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "SourcePolicyError";
  }
}

/** The policy in `content` as a solve sends it. @throws {SourcePolicyError} when it is none. */
export async function encodeSourcePolicy(content: Uint8Array): Promise<Uint8Array> {
  const { Policy } = await import("./gen/sourcepolicy.js");
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(content));
  } catch (error) {
    try {
      Policy.decode(content);
      return content;
    } catch {
      const problem = error instanceof Error ? error.message : String(error);
      throw new SourcePolicyError(`it is no JSON: ${problem}`, { cause: error });
    }
  }
  const policy = objectAt(json, "the file");
  const version = integerAt(policy["version"], "version");
  return Policy.encode({ version, rules: listAt(policy["rules"], "rules").map(rule) }).finish();
}

type Json = Readonly<Record<string, unknown>>;

const actions = ["ALLOW", "DENY", "CONVERT"];
const matches = ["WILDCARD", "EXACT", "REGEX"];
const conditions = ["EQUAL", "NOTEQUAL", "MATCHES"];

function rule(value: unknown, index: number): PolicyRule.$Properties {
  const at = `rules[${index}]`;
  const { action, selector, updates } = objectAt(value, at);
  const chosen = selector == null ? undefined : objectAt(selector, `${at}.selector`);
  return {
    action: choice(action, actions, `${at}.action`),
    selector:
      chosen === undefined
        ? null
        : {
            identifier: textAt(chosen["identifier"], `${at}.selector.identifier`),
            matchType: choice(chosen["match_type"], matches, `${at}.selector.match_type`),
            constraints: listAt(chosen["constraints"], `${at}.selector.constraints`).map((item, place) => {
              const where = `${at}.selector.constraints[${place}]`;
              const { key, value: text, condition } = objectAt(item, where);
              return {
                key: textAt(key, `${where}.key`),
                value: textAt(text, `${where}.value`),
                condition: choice(condition, conditions, `${where}.condition`),
              };
            }),
          },
    updates: updates == null ? null : update(objectAt(updates, `${at}.updates`), `${at}.updates`),
  };
}

function update({ identifier, attrs }: Json, at: string): PolicyUpdate.$Properties {
  const pairs = attrs == null ? [] : Object.entries(objectAt(attrs, `${at}.attrs`));
  return {
    identifier: textAt(identifier, `${at}.identifier`),
    attrs: Object.fromEntries(pairs.map(([name, value]) => [name, textAt(value, `${at}.attrs.${name}`)])),
  };
}

function objectAt(value: unknown, at: string): Json {
  // Just seen to be an object, and JSON has no others.
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Json;
  throw new SourcePolicyError(`${at} is no object`);
}

function listAt(value: unknown, at: string): readonly unknown[] {
  if (value == null) return [];
  if (Array.isArray(value)) return value;
  throw new SourcePolicyError(`${at} is no list`);
}

function textAt(value: unknown, at: string): string {
  if (value == null) return "";
  if (typeof value === "string") return value;
  throw new SourcePolicyError(`${at} is no text`);
}

function integerAt(value: unknown, at: string): number {
  if (value == null) return 0;
  if (typeof value === "number" && Number.isInteger(value)) return value;
  throw new SourcePolicyError(`${at} is no whole number`);
}

/** By name or number; the first when it is not given. */
function choice(value: unknown, names: readonly string[], at: string): number {
  const number = value == null ? 0 : typeof value === "number" ? value : names.indexOf(String(value));
  if (names[number] !== undefined) return number;
  throw new SourcePolicyError(`${at} is ${JSON.stringify(value)}, and there are ${names.join(", ")}`);
}
