// docs/attributes.md, made from the attribute table.

import {
  type AttributeName,
  attributeNames,
  attributes,
  type BlockType,
  blockAttributes,
  type EntriesShape,
  type OverrideRule,
  resourceFields,
} from "../../lib/config/index.js";
import { code, table } from "./markdown.js";

/** All that the reference tells of a rule; what it does to which type is left out. */
type OverrideFacts = Omit<OverrideRule<unknown>, "read">;

const MERGING = {
  replace: "the child's value replaces the parent's",
  append: "the child's items follow the parent's",
  merge: "merged by key; the child's value of a key wins",
} as const;

export function attributeReference(): string {
  const names = [...attributeNames].sort((a, b) => (attributes[a].name < attributes[b].name ? -1 : 1));
  const intro = `# Attributes

<!-- Made by \`npm run gen:docs\` from lib/config/attributes.ts and lib/config/block-attributes.ts. -->

Blocks of a bake file and what can stand in them. How they work together is told in [the language](language.md).

${BLOCKS.map(blockSection).join("\n")}
# Attributes of targets

Each says what it takes, what becomes of a parent's value when a child has one, and how \`--set\` changes it. \`null\` is the same as
not writing the attribute.
`;
  return [intro, ...names.map(section)].join("\n");
}

const BLOCKS: readonly (readonly [type: BlockType, heading: string])[] = [
  ["group", "group"],
  ["variable", "variable"],
  ["validation", "validation, in a variable"],
  ["function", "function"],
  ["target", "target, beside the attributes below"],
];

function blockSection([type, heading]: (typeof BLOCKS)[number]): string {
  const rows = blockAttributes[type].map(({ name, wanted, isRequired, description, example }) => [
    code(name),
    `${wanted}${isRequired ? ", required" : ""}`,
    description,
    code(example),
  ]);
  return `## ${heading}\n\n${table(["Attribute", "Takes", "Meaning", "Example"], rows)}`;
}

function section(key: AttributeName): string {
  const { name, description, example, shape, merge, values, overrides } = attributes[key];
  const facts = [
    `- Takes ${shape.wanted}${values === undefined ? "" : `; known are ${values.map(code).join(", ")}`}`,
    `- With a parent: ${MERGING[merge.kind]}${keyNote(key)}`,
    overrides.length === 0
      ? "- Not for `--set`"
      : `- ${overrides.map((rule: OverrideFacts) => overrideNote(rule)).join("; ")}`,
  ];
  return `## ${name}\n\n${description}\n\n\`\`\`hcl\n${example}\n\`\`\`\n\n${facts.join("\n")}\n${fields(key)}`;
}

function keyNote(key: AttributeName): string {
  const { shape, merge } = attributes[key];
  if (shape.kind !== "entries" || merge.kind !== "append") return "";
  const { codec } = entriesOf(shape);
  return codec.keyOf === undefined ? "" : `, but an item takes the place of one with the same ${code(keyField(codec))}`;
}

function keyField({ fields }: EntriesShape<unknown>["codec"]): string {
  return fields[0]?.name ?? "";
}

function overrideNote({ keys, subkey, mode, value, withoutValue }: OverrideFacts): string {
  const [key = "", ...others] = keys;
  const written = code(`--set TARGET.${key}${subkey === undefined ? "" : `.${subkey}`}=VALUE`);
  const also = others.length === 0 ? "" : ` (or ${others.map(code).join(", ")})`;
  const meaning = mode === "list" ? "; `=` replaces the list, `+=` adds to it" : "";
  const bare =
    withoutValue === "true"
      ? "; without `=` it is true"
      : withoutValue === "env"
        ? "; without `=` the value is that of the environment variable"
        : "";
  return `${written}${also} with ${value}${meaning}${bare}`;
}

function fields(key: AttributeName): string {
  const { shape } = attributes[key];
  if (shape.kind === "resources") {
    return `\n${table(
      ["Field", "Meaning"],
      resourceFields.map(({ name, description }) => [code(name), `${description}.`]),
    )}`;
  }
  if (shape.kind !== "entries") return "";
  const { codec } = entriesOf(shape);
  const rows = codec.fields.map(({ name, alias, description, isRequired, values }) => [
    alias === undefined ? code(name) : `${code(name)}, ${code(alias)}`,
    `${description}${values === undefined ? "" : `: ${values.map(code).join(", ")}`}.${isRequired ? " Required." : ""}`,
  ]);
  const texts =
    codec.shortForms.length === 0
      ? "An item is an object with these fields, or a text of them as `key=value,key=value`."
      : `An item is an object with these fields, a text of them as \`key=value,key=value\`, or ${codec.shortForms.join(", or ")}.`;
  const others = { kept: " Other fields are handed on.", ignored: "", refused: "" }[codec.unknownFields];
  return `\n${texts}${others}\n\n${table(["Field", "Meaning"], rows)}`;
}

function entriesOf(shape: unknown): EntriesShape<unknown> {
  // What has the kind "entries" is made by `entries`, which adds the codec.
  return shape as EntriesShape<unknown>;
}
