// biome-ignore-all lint/suspicious/noTemplateCurlyInString: HCL writes its interpolations like that
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse as parseWithHashicorp } from "@cdktf/hcl2json";
import fc from "fast-check";
import { expect, test } from "vitest";
import { brokenFile, rightFile } from "./arbitrary.js";
import { type Expression, type NativeBody, type ObjectKey, parse, type TemplatePart } from "./index.js";
import { numberToDouble, numberToText } from "./values/index.js";

// Holds our parser against hashicorp/hcl, as @cdktf/hcl2json has it: a file is accepted by both or by neither, and what
// both accept has the same blocks, labels, attributes and literal values. hcl2json gives JSON in which expressions are
// text as `${…}`; the same is made of our tree.

/** Where we differ on purpose. Each looks at the text alone, so that nothing else hides behind it. */
const exceptions: readonly { readonly why: string; readonly applies: (text: string) => boolean }[] = [
  {
    why: "a here-document is complete when its marker ends the file, with or without a line end",
    applies: (text) => /<<-?([\p{L}_][\p{L}\p{N}_-]*)\r?\n[\s\S]*^[ \t]*\1[ \t]*$(?![\s\S])/mu.test(text),
  },
  {
    why: "theirs takes a carriage return behind a dollar or percent sign into the sign: it passes alone, and is not stripped",
    applies: (text) => /[$%]\r/.test(text),
  },
  {
    why: "numbers end at 2^1048576, so that none takes gigabytes",
    applies: (text) => /[eE]\+?\d{6}/.test(text),
  },
];

const count = Number(process.env["DIFFERENTIAL_FILES"] ?? 10_000);

test(`${count} generated files are read as hashicorp/hcl reads them`, { timeout: 600_000 }, async () => {
  let accepted = 0;
  const property = fc.asyncProperty(fc.oneof(rightFile, brokenFile), async (text) => {
    if (exceptions.some(({ applies }) => applies(text))) return;
    const theirs = await readTheirs(text);
    const { value, diagnostics } = parse({ name: "a.hcl", text });
    expect({ isAccepted: diagnostics.length === 0 }).toEqual({ isAccepted: theirs.isAccepted });
    if (!theirs.isAccepted) return;
    accepted += 1;
    if (theirs.json !== undefined && !hasMixedNames(value)) expect(plainBody(value)).toEqual(comparable(theirs.json));
  });
  await fc.assert(property, { numRuns: count });
  // Both kinds have to be there for this to say anything.
  expect(accepted).toBeGreaterThan(count / 5);
  expect(accepted).toBeLessThan((count * 4) / 5);
});

const written: readonly (readonly [title: string, text: string])[] = [
  ["an empty file", ""],
  ["a byte order mark", "\ufeffa = 1\n"],
  ["no line end at the end", "a = 1"],
  ["comments of all kinds", "# a\n// b\n/* c\n d */ a = 1 # e\n"],
  ["a comment inside a comment", "/* /* */ a = 1\n"],
  ["a name with a dash", "a-b = c-d - e\n"],
  ["a name that begins with a digit", "1a = 2\n"],
  ["a name that begins with a dash", "-a = 2\n"],
  ["a hexadecimal number", "a = 0x10\n"],
  ["a number with a separator", "a = 1_000\n"],
  ["a number that begins with a dot", "a = .5\n"],
  ["a number that ends with a dot", "a = 5.\n"],
  ["a number with a sign", "a = +5\n"],
  ["a number with two dots", "a = 1.2.3\n"],
  ["a number with a dot before its exponent", "a = 1.e3\n"],
  ["an exponent without digits", "a = 1e\n"],
  ["an operator at the end of a line", "a = 1 +\n2\n"],
  ["an operator at the end of a line in parentheses", "a = (1 +\n2)\n"],
  ["a condition over lines", "a = true ?\n1 : 2\n"],
  ["a trailing comma", "a = [1, 2,]\n"],
  ["two trailing commas", "a = [1, 2,,]\n"],
  ["an object with commas and lines", "a = {\n b = 1,\n c = 2\n d : 3, e = 4\n}\n"],
  ["an object without separators", "a = { b = 1 c = 2 }\n"],
  ["an object with for in quotes", 'a = { "for" = 1 }\n'],
  ["an object with for", "a = { for = 1 }\n"],
  ["a list with for in parentheses", "a = [(for)]\n"],
  ["a block on one line", "a { b = 1 }\n"],
  ["a block on one line with a value over lines", "a { b = [\n1\n] }\n"],
  ["a block on one line with two attributes", "a { b = 1, c = 2 }\n"],
  ["a block on one line that is closed below", "a { b = 1\n}\n"],
  ["a block on one line in a block on one line", "a { b { } }\n"],
  ["an empty block", 'a "b" "c" {}\n'],
  ["a label with an interpolation", 'a "${b}" {}\n'],
  ["a label with an escape", 'a "b\\n" {}\n'],
  ["two blocks on one line", "a {} b {}\n"],
  ["a brace on the next line", "a\n{\n}\n"],
  ["a colon", "a: 1\n"],
  ["no value", "a =\n"],
  ["a semicolon", "a = 1;\n"],
  ["a stray brace", "}\n"],
  ["an unclosed brace", "a {\n"],
  ["single quotes", "a = 'b'\n"],
  ["a line end in a string", 'a = "b\nc"\n'],
  ["all escapes", 'a = "\\n\\r\\t\\"\\\\\\u00e9\\U0001F600"\n'],
  ["an escape that does not exist", 'a = "\\d"\n'],
  ["an escaped dollar", 'a = "\\${b}"\n'],
  ["half of a surrogate pair", 'a = "\\ud800"\n'],
  ["a code point too high", 'a = "\\U00110000"\n'],
  ["dollars and percent signs", 'a = "$ $$ $a $$a % %% %a $${ $$${ %%{ $"\n'],
  ["an empty interpolation", 'a = "${}"\n'],
  ["an interpolation over lines", 'a = "${\nb\n}"\n'],
  ["a directive", 'a = "%{ if b }c%{ else }d%{ endif }"\n'],
  ["a directive without its end", 'a = "%{ if b }c"\n'],
  ["an end without its directive", 'a = "c%{ endif }"\n'],
  ["two elses", 'a = "%{ if b }c%{ else }d%{ else }e%{ endif }"\n'],
  ["an else in a for", 'a = "%{ for b in c }c%{ else }d%{ endfor }"\n'],
  ["an unknown directive", 'a = "%{ unless b }c%{ endif }"\n'],
  ["a here-document", "a = <<EOT\nb\n  c\nEOT\n"],
  ["an indented here-document", "a = <<-EOT\n    b\n      c\n\n    EOT\n"],
  ["tabs and blanks as indentation", "a = <<-EOT\n\tb\n  c\n  EOT\n"],
  ["a here-document that is empty", "a = <<EOT\nEOT\n"],
  ["a here-document with a word behind the marker", "a = <<EOT b\nc\nEOT\n"],
  ["a here-document with a comment behind the marker", "a = <<EOT # b\nc\nEOT\n"],
  ["a here-document with a quoted marker", 'a = <<"EOT"\nb\nEOT\n'],
  ["a here-document in a call", "a = f(<<EOT\nb\nEOT\n)\n"],
  ["a here-document with something behind its end", "a = f(<<EOT\nb\nEOT)\n"],
  ["a here-document without its end", "a = <<EOT\nb\n"],
  ["markers that strip", 'a = "b ${~ c ~} d %{~ if e ~} f %{~ endif ~} g"\n'],
  ["stripping lines of a here-document", "a = <<EOT\n  b ${~ c ~}\n  d\n%{~ if e ~}\n f\n%{ endif ~}\nEOT\n"],
  ["stripping and indentation", "a = <<-EOT\n    %{ for x in y ~}\n      ${x}\n    %{ endfor ~}\n    EOT\n"],
  ["a call with namespaces", "a = b::c::d(1)\n"],
  ["a call with an expansion", "a = b(c...)\n"],
  ["an expansion before the last argument", "a = b(c..., d)\n"],
  ["an expansion and a comma", "a = b(c...,)\n"],
  ["older indexes", "a = b.0.c\n"],
  ["two older indexes in a row", "a = b.0.1\n"],
  ["both splats", "a = [b[*].c[0].d, b.*.c[0]]\n"],
  ["a splat after a splat", "a = [b[*].c[*].d, b.*.c.*.d]\n"],
  ["a for without a key", "a = {for b in c : d}\n"],
  ["a for with a key in a list", "a = [for b in c : d => e]\n"],
  ["a grouping for in a list", "a = [for b in c : d...]\n"],
  ["an ampersand", "a = b & c\n"],
  ["zero bytes in a string", 'a = "b\0c"\n'],
  ["zero bytes outside of strings", "a = \0\n"],
];

test.for(written)("%s is read as hashicorp/hcl reads it", async ([, text]) => {
  for (const each of [text, text.replaceAll("\n", "\r\n")]) {
    const theirs = await readTheirs(each);
    const { value, diagnostics } = parse({ name: "a.hcl", text: each });
    expect({ isAccepted: diagnostics.length === 0 }).toEqual({ isAccepted: theirs.isAccepted });
    if (theirs.json !== undefined) expect(plainBody(value)).toEqual(comparable(theirs.json));
  }
});

const root = join(import.meta.dirname, "../..");
const examples = [
  "bake.example.hcl",
  ...readdirSync(join(root, "examples"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".hcl"))
    .map((name) => join("examples", name)),
];

test.for(examples)("%s is read as hashicorp/hcl reads it", async (name) => {
  const text = readFileSync(join(root, name), "utf8");
  for (const each of [text, text.replaceAll("\n", "\r\n")]) {
    const { value, diagnostics } = parse({ name, text: each });
    expect(diagnostics).toEqual([]);
    expect(plainBody(value)).toEqual(comparable((await readTheirs(each)).json));
  }
});

interface Theirs {
  readonly isAccepted: boolean;
  /** Absent when it was accepted but has no form in their JSON, such as blocks whose labels differ in number. */
  readonly json?: unknown;
}

async function readTheirs(text: string): Promise<Theirs> {
  try {
    return { isAccepted: true, json: await parseWithHashicorp("a.tf", text) };
  } catch (error) {
    return { isAccepted: !String(error).includes("parse config") };
  }
}

/** hcl2json forgets blocks that share their name with an attribute. */
function hasMixedNames(body: NativeBody): boolean {
  const names = new Set(body.items.flatMap((item) => (item.kind === "attribute" ? [item.name] : [])));
  return body.items.some((item) => {
    if (item.kind !== "block") return false;
    return names.has(item.type) || (item.body.kind === "native-body" && hasMixedNames(item.body));
  });
}

type Plain = null | boolean | number | string | readonly Plain[] | { readonly [name: string]: Plain };
type PlainObject = { [name: string]: Plain | PlainObject[] | PlainObject };

function plainBody(body: NativeBody): PlainObject {
  const out: PlainObject = {};
  for (const item of body.items) if (item.kind === "attribute") out[item.name] = plain(item.expression);
  for (const item of body.items) {
    if (item.kind !== "block" || item.body.kind !== "native-body") continue;
    let holder = out;
    const path = [item.type, ...item.labels.map(({ value }) => value)];
    const last = path.pop() ?? "";
    for (const step of path) {
      const next = holder[step] ?? {};
      holder[step] = next;
      // Of blocks whose labels differ in number hcl2json makes nothing, so this is an object of ours.
      holder = next as PlainObject;
    }
    const list = holder[last] ?? [];
    holder[last] = list;
    if (Array.isArray(list)) list.push(plainBody(item.body));
  }
  return out;
}

function plain(expression: Expression): Plain {
  switch (expression.kind) {
    case "literal": {
      const { value } = expression;
      if (value.kind === "bool") return value.value;
      return value.kind === "number" ? finite(numberToDouble(value.value)) : null;
    }
    case "template": {
      const [only, ...others] = expression.parts;
      if (only?.kind === "interpolation" && others.length === 0) return plain(only.expression);
      return expression.parts.map(plainPart).join("");
    }
    case "tuple":
      return expression.items.map(plain);
    case "object":
      return Object.fromEntries(expression.items.map(({ key, value }) => [plainKey(key), plain(value)]));
    case "unary": {
      const operand = plain(expression.operand);
      if (expression.operand.kind !== "literal") return source(expression);
      if (expression.operator === "-" && typeof operand === "number") return 0 - operand;
      return expression.operator === "!" && typeof operand === "boolean" ? !operand : source(expression);
    }
    default:
      return source(expression);
  }
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function plainKey(key: ObjectKey): string {
  if (key.kind === "name") return key.name;
  const { expression } = key;
  if (expression.kind === "access")
    return expression.range.file.text.slice(expression.range.start, expression.range.end);
  return inText(expression);
}

function plainPart(part: TemplatePart): string {
  switch (part.kind) {
    case "text":
      return part.value.normalize("NFC").replaceAll(/\$\{|%\{/g, (opening) => opening.charAt(0) + opening);
    case "interpolation":
      return inText(part.expression);
    case "if": {
      const otherwise = part.whenFalse.map(plainPart).join("");
      const end = otherwise === "" ? "%{endif}" : `%{else}${otherwise}%{endif}`;
      return `%{if ${bare(part.condition)}}${part.whenTrue.map(plainPart).join("")}${end}`;
    }
    case "for": {
      const names = part.keyName ? `${part.keyName.name}, ${part.valueName.name}` : part.valueName.name;
      return `%{for ${names} in ${bare(part.collection)}}${part.parts.map(plainPart).join("")}%{endfor}`;
    }
  }
}

/** How hcl2json puts an expression into text: what is text already is part of it, and a condition becomes a directive. */
function inText(expression: Expression): string {
  if (expression.kind === "template") return expression.parts.map(plainPart).join("");
  if (expression.kind === "conditional") {
    const otherwise = inText(expression.whenFalse);
    const end = otherwise === "" ? "%{endif}" : `%{else}${otherwise}%{endif}`;
    return `%{if ${bare(expression.condition)}}${inText(expression.whenTrue)}${end}`;
  }
  if (expression.kind !== "literal") return source(expression);
  const { value } = expression;
  // Numbers in text have all their digits.
  if (value.kind === "number") return numberToText(value.value);
  return value.kind === "bool" ? String(value.value) : "null";
}

function bare({ range }: Expression): string {
  return range.file.text.slice(range.start, range.end);
}

function source(expression: Expression): string {
  return `\${${bare(expression)}}`;
}

function comparable(json: unknown): unknown {
  return JSON.parse(JSON.stringify(json));
}
