// A source → the input of a policy, which notices what the policy asks of that is not known yet.
//
// buildx evaluates a policy in part to learn which unknown members of the input matter. Here members that are unknown are undefined
// and remembered when they are asked for by name; what is decided then does not count, and the daemon is asked for them first.

import { objectOf, type Value, type ValueObject, valueFromJson } from "../rego/index.js";
import type { Fields } from "./fields.js";
import type { SourceNode } from "./source.js";

/** What a policy sees as `input.env`. */
export interface PolicyEnv {
  readonly args: ReadonlyMap<string, string>;
  readonly labels: ReadonlyMap<string, string>;
  /** Of the Dockerfile, without folders. */
  readonly filename: string;
  /** The stage; empty for the last. */
  readonly target: string;
}

/** Members that were asked for, as `checksum`, by the place of their source among the materials: `""`, `"0"`, `"0/2"`. */
export type Asked = Map<string, Set<string>>;

export interface PolicyInput {
  readonly value: Value;
  /** The source itself, such as `input.image`: functions take that and nothing else. */
  readonly source: Value | undefined;
}

export function policyInput(node: SourceNode, env: PolicyEnv, asked: Asked): PolicyInput {
  const source = sourceValue(node, env, { place: "", depth: 0 }, asked);
  return { value: inputValue(node, source, envValue(env, 0)), source };
}

/** What a policy is asked before the build: what it wants of the daemon. */
export function capsInput(env: PolicyEnv): Value {
  return objectOf([["env", envValue(env, 0, { capsRequest: true })]]);
}

interface Where {
  readonly place: string;
  readonly depth: number;
}

function inputValue({ kind }: SourceNode, source: Value | undefined, env: Value): Value {
  return objectOf([["env", env], ...(kind === undefined || source === undefined ? [] : [[kind, source] as const])]);
}

function sourceValue(node: SourceNode, env: PolicyEnv, where: Where, asked: Asked): Value | undefined {
  if (node.kind === undefined) return undefined;
  const known = new Map(Object.entries(node.fields).map(([name, field]) => [name, valueFromJson(field)] as const));
  if (node.materials.length > 0) {
    const provenance = known.get("provenance");
    const materials = node.materials.map((material, index) => {
      const inside = { place: where.place === "" ? `${index}` : `${where.place}/${index}`, depth: where.depth + 1 };
      const value = sourceValue(material, env, inside, asked);
      return inputValue(material, value, envValue(env, inside.depth));
    });
    known.set("provenance", withMember(provenance, "materials", materials));
  }
  return watched(objectOf(known), node.unknown, (name) => {
    const names = asked.get(where.place) ?? new Set();
    asked.set(where.place, names.add(name));
  });
}

function withMember(value: Value | undefined, name: string, member: Value): Value {
  const isObject = typeof value === "object" && value !== null && "kind" in value && value.kind === "object";
  return objectOf([...(isObject ? value.entries() : []), [name, member]]);
}

function envValue({ args, labels, filename, target }: PolicyEnv, depth: number, more: Fields = {}): Value {
  return valueFromJson({
    ...(args.size > 0 && { args: Object.fromEntries(args) }),
    ...(labels.size > 0 && { labels: Object.fromEntries(labels) }),
    ...(filename !== "" && { filename }),
    ...(target !== "" && { target }),
    ...more,
    depth,
  });
}

function watched(object: ValueObject, unknown: ReadonlySet<string>, onAsked: (name: string) => void): ValueObject {
  if (unknown.size === 0) return object;
  return {
    kind: "object",
    size: object.size,
    get(key) {
      if (typeof key === "string" && unknown.has(key)) onAsked(key);
      return object.get(key);
    },
    entries: object.entries,
  };
}
