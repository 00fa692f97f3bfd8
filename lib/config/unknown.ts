// What is written where nobody reads it: buildx passes over it in silence, we say so.

import type { Attribute, Block } from "../hcl/index.js";
import { type Diagnostic, suggest } from "../source/index.js";
import { attributeByName, attributes } from "./attributes.js";
import { type BlockType, blockAttributes } from "./block-attributes.js";

/** Groups have neither a matrix nor a name, but that is told where they are read. */
const known: Readonly<Record<string, readonly string[]>> = {
  target: [...attributeByName.keys(), ...namesOf("target")],
  group: [...namesOf("group"), "name", "matrix"],
  variable: namesOf("variable"),
  function: namesOf("function"),
  validation: namesOf("validation"),
};

function namesOf(type: BlockType): readonly string[] {
  return blockAttributes[type].map(({ name }) => name);
}

const blockTypes = ["target", "group", "variable", "function"];

/** Names that other tools have for what is meant. */
const otherNames: Readonly<Record<string, string>> = {
  "build-args": "args",
  build_args: "args",
  buildargs: "args",
  image: "tags",
  images: "tags",
  secrets: "secret",
  platform: "platforms",
  outputs: "output",
  "depends-on": "contexts",
  depends_on: "contexts",
  "build-contexts": "contexts",
  additional_contexts: "contexts",
  stage: "target",
  extends: "inherits",
  value: "default",
  parameters: "params",
  expression: "result",
};

/** undefined: it is known. `kind` is the type of the block that it stands in. */
export function unknownAttribute(kind: string, where: string, { name, nameRange }: Attribute): Diagnostic | undefined {
  const names = known[kind] ?? [];
  if (names.includes(name)) return undefined;
  const near = nearest(name, names);
  // As in buildx, which is silent about the others.
  const isError = kind === "function";
  return {
    severity: isError ? "error" : "warning",
    code: "unknown-attribute",
    summary: `A ${kind} has no attribute "${name}"`,
    ...(!isError && { detail: "It is ignored." }),
    subject: nameRange,
    where,
    ...(near !== undefined && { hint: `did you mean "${near}"?` }),
  };
}

export const unknownBlock = {
  /** At the top of a file. */
  atTop: ({ type, typeRange }: Block): Diagnostic => {
    const near = suggest(type, blockTypes);
    return {
      severity: "warning",
      code: "unknown-block",
      summary: `There is no block "${type}"`,
      detail:
        type === "locals"
          ? "It is ignored. Write what it declares as attributes at the top of the file: NAME = VALUE."
          : `It is ignored. The blocks are ${blockTypes.join(", ")}.`,
      subject: typeRange,
      ...(near !== undefined && { hint: `did you mean "${near}"?` }),
    };
  },

  /** Inside a block of the type `kind`. */
  inside: (kind: string, where: string, { type, typeRange }: Block): Diagnostic => {
    const names = known[kind] ?? [];
    const near = names.includes(type) ? type : nearest(type, names);
    const form = near === undefined ? undefined : howToWrite(near);
    if (blockTypes.includes(type) && !names.includes(type)) {
      return {
        severity: "warning",
        code: "unknown-block",
        summary: `A ${type} cannot stand inside a ${kind}`,
        detail: "It is ignored.",
        subject: typeRange,
        where,
        hint: 'is a "}" missing above?',
      };
    }
    return {
      severity: "warning",
      code: "unknown-block",
      summary: names.includes(type)
        ? `"${type}" is an attribute, but is written as a block`
        : `A ${kind} has no block "${type}"`,
      detail: "It is ignored.",
      subject: typeRange,
      where,
      ...(form !== undefined && { hint: names.includes(type) ? `write ${form}` : `did you mean ${form}?` }),
    };
  },

  /** In JSON a property at the top that is an object of objects, and named nearly as a block is; undefined: it is no such. */
  asProperty: ({ name, nameRange, expression }: Attribute): Diagnostic | undefined => {
    const isJson = expression.kind === "object" && expression.form === "json";
    const holdsObjects = isJson && expression.items.every(({ value }) => value.kind === "object");
    const near = holdsObjects ? suggest(name, blockTypes) : undefined;
    if (near === undefined) return undefined;
    return {
      severity: "warning",
      code: "unknown-block",
      summary: `"${name}" is no block, but is written as one`,
      detail: "It is taken for a value that expressions can refer to by this name.",
      subject: nameRange,
      hint: `did you mean "${near}"?`,
    };
  },

  /** A block type with `=` behind it. */
  asAttribute: ({ name, nameRange }: Attribute): Diagnostic => ({
    severity: "warning",
    code: "unknown-block",
    summary: `"${name}" is a block, but is written as an attribute`,
    detail: "It is ignored.",
    subject: nameRange,
    hint: `write ${name} "NAME" { … }`,
  }),
};

function nearest(name: string, names: readonly string[]): string | undefined {
  const other = Object.hasOwn(otherNames, name) ? otherNames[name] : undefined;
  if (other !== undefined && names.includes(other)) return other;
  const dashed = name.replaceAll("_", "-");
  return names.includes(dashed) ? dashed : suggest(name, names);
}

function howToWrite(name: string): string {
  const key = attributeByName.get(name);
  const kind = key === undefined ? undefined : attributes[key].shape.kind;
  if (name === "matrix" || kind === "string-map" || kind === "resources") return `${name} = { … }`;
  return kind === "strings" || kind === "entries" || name === "inherits" || name === "targets"
    ? `${name} = [ … ]`
    : `${name} = …`;
}
