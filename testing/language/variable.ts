// Generated variables of each type, and how they are given from outside.

import fc from "fast-check";
import { awkwardText, type Names, plainText, quote } from "./expression.js";
import type { Release } from "./release.js";

export interface Variable {
  readonly name: string;
  readonly kind: keyof typeof variableKinds;
  readonly text: string;
  readonly override: "none" | "env" | "json" | "flag";
}

export const variableKinds = {
  text: { names: "texts", type: undefined, write: quote, env: (text: string) => text, json: undefined },
  number: { names: "numbers", type: undefined, write: numberOf, env: numberOf, json: undefined },
  flag: { names: "flags", type: undefined, write: flagOf, env: flagOf, json: undefined },
  typedText: {
    names: "texts",
    type: "string",
    write: quote,
    env: (text: string) => text,
    json: (text: string) => JSON.stringify(text),
  },
  typedNumber: { names: "numbers", type: "number", write: numberOf, env: numberOf, json: numberOf },
  typedList: {
    names: "lists",
    type: "list(string)",
    write: (text: string) => `[${quote(text)}, 2, true]`,
    env: (text: string) => [...text.replace(/[\s"]/g, ""), "x"].join(","),
    json: (text: string) => JSON.stringify([text, 1, false]),
  },
  typedSet: {
    names: "lists",
    type: "set(string)",
    write: (text: string) => `[${quote(text)}, "b", "a", "b"]`,
    env: () => "q,p,q",
    json: (text: string) => JSON.stringify(["z", text]),
  },
  // With a value from outside or without one, expressions ask for it as for null.
  typedNull: {
    names: "nulls",
    type: "string",
    write: () => undefined,
    env: (text: string) => text,
    json: (text: string) => JSON.stringify(text),
  },
  typedMap: {
    names: "maps",
    type: "map(string)",
    write: (text: string) => `{ k = ${quote(text)}, n = 1 }`,
    env: () => "k:v,l:",
    json: (text: string) => JSON.stringify({ k: text, m: 1 }),
  },
} as const;

export function variable(release: Release): fc.Arbitrary<Omit<Variable, "name">> {
  // The keys of the table.
  const kinds = Object.keys(variableKinds) as (keyof typeof variableKinds)[];
  const isNew = release !== "0.29";
  return fc.record({
    kind: fc.constantFrom(...kinds.filter((kind) => isNew || kind !== "typedNull")),
    text: fc.oneof(plainText, awkwardText),
    override: fc.constantFrom("none", "none", "env", "json", ...(isNew ? (["flag"] as const) : [])),
  });
}

/** As environment variables. */
export function overrideOf({ name, kind, text, override }: Variable): readonly (readonly [string, string])[] {
  const { env, json } = variableKinds[kind];
  // The environment has no NUL, and everything else goes through.
  if (override === "env") return [[name, env(text)]];
  return override === "json" && json !== undefined ? [[`${name}_JSON`, json(text)]] : [];
}

/** As `--var` flags. */
export function flagsOf({ name, kind, text, override }: Variable): readonly string[] {
  return override === "flag" ? ["--var", `${name}=${variableKinds[kind].env(text)}`] : [];
}

/** What expressions may use. */
export function namesOf(variables: readonly Variable[], functions: number): Names {
  const ofKind = (wanted: string) =>
    variables.filter(({ kind }) => variableKinds[kind].names === wanted).map(({ name }) => name);
  return {
    texts: ofKind("texts"),
    numbers: ofKind("numbers"),
    flags: ofKind("flags"),
    lists: ofKind("lists"),
    maps: ofKind("maps"),
    nulls: ofKind("nulls"),
    functions: ["f0", "f1"].slice(0, functions),
  };
}

function numberOf(text: string): string {
  return ["0", "2.5", "-7", "1e3", "0.1", "123456789012"][text.length % 6] ?? "0";
}

function flagOf(text: string): string {
  return String(text.length % 2 === 0);
}
