// docs/functions.md, made from the declarations of the standard library.

import {
  FUNCTION_FAMILIES,
  type FunctionDeclaration,
  type FunctionFamily,
  loadFunctions,
  type Parameter,
} from "../../lib/hcl/functions/index.js";
import { typeName } from "../../lib/hcl/values/index.js";
import { code } from "./markdown.js";

/** Headings, in the order of the reference. */
const TITLES: Readonly<Record<FunctionFamily, string>> = {
  string: "Strings",
  format: "Formatting",
  regex: "Regular expressions",
  number: "Numbers",
  logic: "Logic and conversion",
  access: "Looking into collections",
  sequence: "Lists",
  mapping: "Maps and objects",
  set: "Sets",
  encoding: "Encoding",
  hash: "Hashes and ids",
  bcrypt: "Passwords",
  time: "Time",
  version: "Versions",
  network: "Networks",
  system: "System",
};

export async function functionReference(): Promise<string> {
  const functions = await loadFunctions();
  // The keys are those of the type, which has no others.
  const families = Object.keys(TITLES) as FunctionFamily[];
  const sections = families.map((family) => {
    const names: readonly string[] = [...FUNCTION_FAMILIES[family]].sort();
    return `## ${TITLES[family]}\n\n${names.map((name) => section(functions.get(name))).join("\n")}`;
  });
  return `# Functions

<!-- Made by \`npm run gen:docs\` from lib/hcl/functions. -->

The ${functions.size} functions that every expression can call. Arguments are converted to the type of the parameter where that is possible;
null is refused unless a parameter says otherwise. A last argument with \`...\` behind it is a list whose items become arguments.

${sections.join("\n")}`;
}

function section(declaration: FunctionDeclaration | undefined): string {
  if (declaration === undefined) throw new Error("internal error: a family names a function that it does not declare");
  const { name, description, returns, params, variadic, examples } = declaration;
  const notes = [...params, ...(variadic === undefined ? [] : [variadic])].flatMap(note);
  const shown = examples.map(({ call, result }) => `${call} # ${result.replaceAll("\n", " ")}`).join("\n");
  return [
    `### ${name}\n`,
    `${code(`${name}(${parameters(params, variadic)})`)} → ${returns}\n`,
    `${description}\n`,
    ...(notes.length === 0 ? [] : [`${notes.join("\n")}\n`]),
    ...(examples.length === 0 ? [] : [`\`\`\`text\n${shown}\n\`\`\`\n`]),
  ].join("\n");
}

function parameters(params: readonly Parameter[], variadic: Parameter | undefined): string {
  const texts = params.map(({ name, type }) => `${name}: ${typeName(type)}`);
  return [...texts, ...(variadic === undefined ? [] : [`${variadic.name}: ${typeName(variadic.type)}...`])].join(", ");
}

function note({ name, description, allowsNull }: Parameter): readonly string[] {
  const parts = [...(description === undefined ? [] : [description]), ...(allowsNull ? ["may be null"] : [])];
  return parts.length === 0 ? [] : [`- ${code(name)}: ${parts.join("; ")}`];
}
