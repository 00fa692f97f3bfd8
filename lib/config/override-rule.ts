// What `--set TARGET.KEY[.SUBKEY][+]=VALUE` does to each kind of attribute.

import type { Range } from "../source/index.js";
import { parseBool } from "./bool-text.js";
import type { EntryCodec } from "./composite/codec.js";
import { outputEntry } from "./composite/output.js";
import { resourceFields, resourceFromText } from "./resources.js";
import { fixedSite } from "./site.js";
import type { OutputEntry, Resources, SecretEntry } from "./target.js";

export interface OverrideRule<T> {
  /** The KEY; others that are taken for it follow. */
  readonly keys: readonly string[];
  /** What SUBKEY is, when there has to be one. */
  readonly subkey?: string;
  /** `list`: `=` drops what the bake file has and `+=` does not; `add`: both add; `set`: `=` alone. */
  readonly mode: "list" | "add" | "set";
  /** VALUE, for the reference. */
  readonly value: string;
  /** Without `=` the value is `true`, or for `env` that of the environment variable SUBKEY. */
  readonly withoutValue?: "true" | "env";
  /** Works on what the other keys leave. */
  readonly isLast?: boolean;
  /** Called once an override; undefined: wrong, which is reported. */
  readonly read: (request: OverrideRequest) => Patch<T> | undefined;
}

/** The change to one target; undefined leaves the attribute unset. */
export type Patch<T> = (current: T | undefined, problem: (detail: string) => void) => T | undefined;

export interface OverrideRequest {
  readonly subkey: string;
  readonly value: string;
  readonly range: Range;
  /** Tells in sentences what is wrong with the value. */
  readonly problem: (detail: string, range?: Range) => void;
}

export function setText(...keys: readonly string[]): OverrideRule<string> {
  return {
    keys,
    mode: "add",
    value: "a string",
    read:
      ({ value }) =>
      () =>
        value,
  };
}

export function setBool(key: string): OverrideRule<boolean> {
  return {
    keys: [key],
    mode: "add",
    value: "true or false",
    withoutValue: "true",
    read: (request) => {
      const flag = readBool(request);
      return flag === undefined ? undefined : () => flag;
    },
  };
}

export function setEntry(
  key: string,
  subkey: string,
  options?: { readonly withoutValue: "env" },
): OverrideRule<ReadonlyMap<string, string>> {
  return {
    keys: [key],
    subkey,
    mode: "add",
    value: "a string",
    ...options,
    read:
      ({ subkey: name, value }) =>
      (current = new Map()) =>
        new Map([...current, [name, value]]),
  };
}

/** `mode` is `add` for attributes that can only grow. */
export function addText(mode: "list" | "add", ...keys: readonly string[]): OverrideRule<readonly string[]> {
  return {
    keys,
    mode,
    value: "one item",
    read:
      ({ value }) =>
      (current = []) =>
        value === "" ? current : [...current, value],
  };
}

export function addEntry<E>(
  codec: EntryCodec<E>,
  mode: "list" | "add",
  ...keys: readonly string[]
): OverrideRule<readonly E[]> {
  return {
    keys,
    mode,
    value: `one ${codec.noun}, as fields separated by commas`,
    read: (request) => {
      const added = readEntries(codec, request);
      return added && ((current = []) => [...current, ...added]);
    },
  };
}

/** `secret.ID`: another source for a secret that the target has. */
export function pointSecret(codec: EntryCodec<SecretEntry>): OverrideRule<readonly SecretEntry[]> {
  return {
    keys: ["secret"],
    subkey: "ID",
    mode: "set",
    value: "`src=FILE` or `env=NAME`",
    read: (request) => {
      const { subkey: id, value, problem } = request;
      if (value === "") return void problem(`Say where the secret comes from: "src=FILE" or "env=NAME".`);
      const [entry] = readEntries(codec, request) ?? [];
      if (entry === undefined) return undefined;
      if (entry.id !== "" && entry.id !== id) return void problem(`The value speaks of another secret, "${entry.id}".`);
      return (current = [], missing) => {
        if (!current.some((secret) => secret.id === id)) {
          const ids = current.map((secret) => `"${secret.id}"`).join(", ");
          missing(`It has no secret "${id}"${ids === "" ? "" : `; its secrets are ${ids}`}.`);
        }
        return current.map((secret) => (secret.id === id ? { ...entry, id } : secret));
      };
    },
  };
}

export function setResource(): OverrideRule<Resources> {
  return {
    keys: ["resources"],
    subkey: "FIELD",
    mode: "set",
    value: "a size, number or string",
    read: ({ subkey, value, problem }) => {
      const field = resourceFields.find(({ name }) => name === subkey);
      if (field === undefined) {
        const names = resourceFields.map(({ name }) => name).join(", ");
        return void problem(`"resources" has no field "${subkey}"; the fields are ${names}.`);
      }
      const change = resourceFromText(field, value, problem);
      return change && ((current) => ({ ...current, ...change }));
    },
  };
}

/** `push`: follows buildx bake.go, setPushOverride; entries are never changed in place. */
export const push: OverrideRule<readonly OutputEntry[]> = {
  keys: ["push"],
  mode: "add",
  value: "true or false",
  withoutValue: "true",
  isLast: true,
  read: (request) => {
    const isPushed = readBool(request);
    if (isPushed === undefined) return undefined;
    return (current = []) => (isPushed ? withPush(current) : withoutPush(current));
  },
};

/** `load`: follows buildx bake.go, setLoadOverride. */
export const load: OverrideRule<readonly OutputEntry[]> = {
  keys: ["load"],
  mode: "add",
  value: "true or false",
  withoutValue: "true",
  isLast: true,
  read: (request) => {
    const isLoaded = readBool(request);
    if (isLoaded === undefined) return undefined;
    return (current = []) => (isLoaded ? withLoad(current) : current);
  },
};

function withPush(outputs: readonly OutputEntry[]): readonly OutputEntry[] {
  if (outputs.every(({ type }) => type === "docker")) {
    return [...outputs, outputEntry("image", new Map([["push", "true"]]))];
  }
  return outputs.map((entry) => (entry.type === "image" ? pushing(entry, "true") : entry));
}

function withoutPush(outputs: readonly OutputEntry[]): readonly OutputEntry[] {
  return outputs
    .filter(({ type }) => type !== "registry")
    .map((entry) => (entry.type === "image" ? pushing(entry, "false") : entry));
}

function pushing(entry: OutputEntry, push: "true" | "false"): OutputEntry {
  return outputEntry(entry.type, new Map([...entry.attrs, ["push", push]]));
}

function withLoad(outputs: readonly OutputEntry[]): readonly OutputEntry[] {
  // What goes elsewhere than to a registry or a daemon is left as it is.
  const isLoadable = outputs.every(({ type }) => ["docker", "image", "registry", "oci"].includes(type));
  const isLoaded = outputs.some(({ type, attrs }) => type === "docker" && !attrs.has("dest"));
  return !isLoadable || isLoaded ? outputs : [...outputs, outputEntry("docker", new Map())];
}

function readBool({ value, problem }: OverrideRequest): boolean | undefined {
  const flag = parseBool(value);
  if (flag === undefined) problem(`"${value}" is neither true nor false.`);
  return flag;
}

function readEntries<E>(codec: EntryCodec<E>, { value, range, problem }: OverrideRequest): readonly E[] | undefined {
  if (value === "") return [];
  let isReadable = true;
  const added = codec.fromText(value, {
    site: fixedSite(range),
    problem: ({ summary, detail, range: part }) => {
      isReadable = false;
      problem(`${summary}.${detail === undefined ? "" : ` ${detail}`}`, part);
    },
  });
  return isReadable ? added : undefined;
}
