// biome-ignore-all lint/suspicious/noTemplateCurlyInString: bake files are full of them

// Generated expressions that have a value of the type that is wanted, and texts that are awkward to write.

import fc from "fast-check";
import type { Release } from "./release.js";

/** The text of an expression. */
type Code = fc.Arbitrary<string>;

/** Names that expressions may use, by the type of what they stand for. */
export interface Names {
  readonly texts: readonly string[];
  readonly numbers: readonly string[];
  readonly flags: readonly string[];
  readonly lists: readonly string[];
  readonly maps: readonly string[];
  /** Typed variables without a value. */
  readonly nulls: readonly string[];
  /** Functions of one text, which give a text. */
  readonly functions: readonly string[];
}

export interface Expressions {
  readonly text: Code;
  readonly number: Code;
  readonly flag: Code;
  readonly list: Code;
  readonly map: Code;
}

/** Letters that no syntax reacts to. */
export const plainText = fc
  .array(fc.constantFrom("a", "b", "z", "0", "7", "-", "_", "é", "ß", "日"), { minLength: 1, maxLength: 6 })
  .map((all) => all.join(""));

/** Letters that quoting, templates, JSON or Unicode could trip over. */
export const awkwardText = fc
  .array(
    fc.constantFrom(
      "a",
      "B",
      " ",
      "$",
      "%",
      "{",
      "}",
      '"',
      "\\",
      "\n",
      "\t",
      "'",
      "<",
      "&",
      ">",
      "#",
      "é",
      "e\u0301",
      "\u2028",
      "😀",
      "${x}",
      "%{if}",
    ),
    { maxLength: 6 },
  )
  .map((all) => all.join(""));

/** As a quoted string of HCL, without templates in it. */
export function quote(text: string): string {
  return JSON.stringify(text).replace(/[$%](?=\{)/g, "$&$&");
}

const integer = fc.integer({ min: -20, max: 200 }).map(String);
const decimal = fc.constantFrom("0", "1", "0.5", "2.25", "1e3", "0.1", "1e-2", "12345678901234567890", "3.14159");

export interface ExpressionOptions {
  readonly release: Release;
  /** How many expressions may lie in each other. Default 2. */
  readonly depth?: number;
}

export function expressions(names: Names, { release, depth = 2 }: ExpressionOptions): Expressions {
  const isNew = release !== "0.29";
  const named = (all: readonly string[]): readonly Code[] => (all.length === 0 ? [] : [fc.constantFrom(...all)]);
  const leaves: Expressions = {
    text: fc.oneof(fc.oneof(plainText, awkwardText).map(quote), ...named(names.texts)),
    number: fc.oneof(integer, decimal, ...named(names.numbers)),
    flag: fc.oneof(fc.constantFrom("true", "false"), ...named(names.flags)),
    list: fc.oneof(
      fc.array(plainText.map(quote), { maxLength: 3 }).map((all) => `[${all.join(", ")}]`),
      ...named(names.lists),
    ),
    map: fc.oneof(
      fc
        .dictionary(fc.constantFrom("k", "l", "m"), plainText.map(quote), { maxKeys: 3, noNullPrototype: true })
        .map(object),
      ...named(names.maps),
    ),
  };
  if (depth === 0) return leaves;
  const inner = expressions(names, { release, depth: depth - 1 });
  return {
    text: fc.oneof(
      { weight: 3, arbitrary: leaves.text },
      ...forms(
        code`"${literal}\${${inner.text}}"`,
        code`"\${${inner.number}}${literal}\${~ ${inner.flag} ~} ${literal}"`,
        code`"%{ if ${inner.flag} }${literal}%{ else }\${${inner.text}}%{ endif }"`,
        code`"%{ for x in ${inner.list} }\${x},%{~ endfor }"`,
        code`(${inner.flag} ? ${inner.text} : ${inner.text})`,
        code`(${inner.flag} ? ${inner.number} : ${inner.text})`,
        code`upper(${inner.text})`,
        code`lower(${inner.text})`,
        code`title(${inner.text})`,
        code`reverse(${inner.text})`,
        code`trimspace(${inner.text})`,
        code`sanitize(${inner.text})`,
        code`md5(${inner.text})`,
        code`base64encode(${inner.text})`,
        code`urlencode(${inner.text})`,
        code`join(${quoted}, ${inner.list})`,
        code`substr(${inner.text}, ${fc.constantFrom("0", "1", "-2")}, ${fc.constantFrom("1", "2", "-1")})`,
        code`replace(${inner.text}, ${quoted}, ${inner.text})`,
        code`regex_replace(${inner.text}, "[a-z]", ${quoted})`,
        code`format("%s-%v-%05.1f", ${inner.text}, ${inner.flag}, ${inner.number})`,
        code`jsonencode(${inner.map})`,
        code`jsonencode([${inner.number}, ${inner.list}, null])`,
        code`lookup(${inner.map}, "k", ${quoted})`,
        code`coalesce(null, ${inner.text})`,
        code`try(${inner.list}[0], ${inner.text})`,
        code`try(${inner.map}.k, ${inner.map}["l"], ${inner.text})`,
        code`trimprefix(${inner.text}, ${quoted})`,
        code`indent(2, ${inner.text})`,
        ...named(names.functions).map((name) => code`${name}(${inner.text})`),
        ...(isNew
          ? [
              code`formattimestamp("${clockFormat}", ${instant})`,
              code`try(element(${inner.list}, ${fc.constantFrom("-1", "-2", "-7")}), ${inner.text})`,
              code`try(coalesce(${orNothing(names.nulls)}, ${inner.text}), "no text")`,
            ]
          : []),
      ),
    ),
    number: fc.oneof(
      { weight: 2, arbitrary: leaves.number },
      ...forms(
        code`(${inner.number} ${fc.constantFrom("+", "-", "*")} ${inner.number})`,
        code`(${inner.number} ${fc.constantFrom("/", "%")} ${fc.constantFrom("3", "-2", "0.5")})`,
        code`-(${inner.number})`,
        code`length(${inner.list})`,
        code`strlen(${inner.text})`,
        code`max(${inner.number}, ${inner.number})`,
        code`min(${inner.number}, ${inner.number})`,
        code`floor(${inner.number})`,
        code`ceil(${inner.number})`,
        code`absolute(${inner.number})`,
        code`(${inner.flag} ? ${inner.number} : ${inner.number})`,
        code`try(indexof(${inner.list}, ${quoted}), -1)`,
        code`parseint("${fc.constantFrom("12", "7f", "-1")}", 16)`,
        ...(isNew
          ? [code`unixtimestampparse(${seconds}).${fc.constantFrom("year", "year_day", "weekday", "iso_week", "hour")}`]
          : []),
      ),
    ),
    flag: fc.oneof(
      { weight: 2, arbitrary: leaves.flag },
      ...forms(
        code`!${inner.flag}`,
        code`(${inner.flag} ${fc.constantFrom("&&", "||")} ${inner.flag})`,
        code`(${inner.number} ${fc.constantFrom("<", "<=", ">", ">=", "==", "!=")} ${inner.number})`,
        code`(${inner.text} ${fc.constantFrom("==", "!=")} ${inner.text})`,
        code`(${inner.list} == ${inner.list})`,
        code`contains(${inner.list}, ${inner.text})`,
        code`can(regex("^[a-z]+$", ${inner.text}))`,
        ...(isNew
          ? [
              code`semvercmp("${semver}", "${semverConstraint}")`,
              code`(true || parseint(${inner.text}, 10) > 0)`,
              code`(false && parseint(${inner.text}, 10) > 0)`,
            ]
          : []),
      ),
    ),
    list: fc.oneof(
      { weight: 2, arbitrary: leaves.list },
      ...forms(
        code`[${inner.text}, ${inner.text}]`,
        code`[for x in ${inner.list} : "\${x}${literal}"]`,
        code`[for i, x in ${inner.list} : "\${i}\${x}" if i != 1]`,
        code`[for k, v in ${inner.map} : "\${k}=\${v}"]`,
        code`[for x in range(${fc.constantFrom("0", "2", "3")}) : "n\${x}"]`,
        code`concat(${inner.list}, ${inner.list})`,
        code`distinct(concat(${inner.list}, ${inner.list}))`,
        code`sort(${inner.list})`,
        code`compact(${inner.list})`,
        code`keys(${inner.map})`,
        code`split(${quoted}, ${inner.text})`,
        code`formatlist("%s.%s", ${inner.list}, ${inner.text})`,
        code`flatten([${inner.list}, [${inner.text}]])`,
        code`reverselist(${inner.list})`,
        code`setunion(${inner.list}, ${inner.list})`,
        code`(${inner.flag} ? ${inner.list} : ${inner.list})`,
        code`[{ n = ${inner.text} }, { n = ${quoted} }][*].n`,
        code`regexall("[a-z0-9]", ${inner.text})`,
      ),
    ),
    map: fc.oneof(
      { weight: 2, arbitrary: leaves.map },
      ...forms(
        code`{ k = ${inner.text}, (${quoted}) = ${inner.number} }`,
        code`{ for x in ${inner.list} : sanitize(x) => upper(x)... }`.map(
          (text) => `{ for k, v in ${text} : k => join("+", v) }`,
        ),
        code`{ for k, v in ${inner.map} : "\${k}2" => v }`,
        code`merge(${inner.map}, ${inner.map})`,
        code`zipmap(["k", "m"], [${inner.text}, ${inner.text}])`,
        code`(${inner.flag} ? ${inner.map} : {})`,
      ),
    ),
  };
}

const literal = fc.constantFrom("", "a", " b ", "-", "$${x}", "é", "\\n", "$", "%");
const clockFormat = fc.constantFrom("X", "YYYY-MM-DD'T'hh:mm:ssZ", "EEEE, D MMM YY", "HH:mm AA ZZZZ", "'o''clock' h");
const seconds = fc.integer({ min: -3_000_000_000, max: 5_000_000_000 }).map(String);
const instant = fc.oneof(
  seconds,
  fc.constantFrom("2024-02-29T23:59:60Z", "2024-12-30T00:00:00+05:30", "1969-07-20T20:17:40.123Z").map(quote),
);
const semver = fc.constantFrom("1.2.3", "v1.2", "1", "0.0.3", "2.0.0-rc.1", "1.2.3+build", "01.2.3", "1.10.0");
const semverConstraint = fc.constantFrom(
  ...[">=1.2", "~1.2.3", "^0.0.3", "^1", "1.x", "1.0 - 1.6", ">1, <2 || 2.0.0-rc.1", "!=1.2", "*", ">= 1.2.0-0", "=>1"],
);

function orNothing(all: readonly string[]): Code {
  return all.length === 0 ? fc.constant("null") : fc.constantFrom(...all);
}

const quoted = fc.constantFrom("a", "b", "-", "z0").map(quote);

export function object(entries: Readonly<Record<string, string>>): string {
  const items = Object.entries(entries).map(([key, value]) => `${quote(key)} = ${value}`);
  return items.length === 0 ? "{}" : `{ ${items.join(", ")} }`;
}

function forms(...all: readonly Code[]): readonly Code[] {
  return all;
}

/** A text with generated parts. */
function code(strings: TemplateStringsArray, ...parts: readonly Code[]): Code {
  return fc.tuple(...parts).map((all) => strings.reduce((text, next, at) => `${text}${all[at - 1] ?? ""}${next}`));
}
