// Regular expressions in RE2 syntax. Follows zclconf/go-cty function/stdlib/regexp.go and Go's regexp for what is a match.

import { RE2JS, RE2JSException } from "re2js";
import {
  listValue,
  nullValue,
  objectOf,
  objectValue,
  STRING,
  stringValue,
  type Type,
  tupleOf,
  tupleValue,
  type Value,
} from "../values/index.js";
import { parameter, textAt } from "./arguments.js";
import { CallError, type EagerFunction } from "./declare.js";

const PATTERN = parameter("pattern", STRING, "RE2 syntax: no lookaround and no backreferences.");

export const regexFunctions: readonly EagerFunction[] = [
  {
    kind: "function",
    name: "regex",
    description:
      "Finds the first match of a pattern: the text when the pattern has no groups, a tuple of its groups, or an object when they are named; no match is an error.",
    params: [PATTERN, parameter("string", STRING)],
    returns: "string, tuple or object",
    examples: [
      { call: 'regex("[a-z]+", "53453453.345345aaabbbccc23454")', result: '"aaabbbccc"' },
      { call: 'regex("(\\\\d+)-(\\\\d+)", "2024-05")', result: '["2024", "05"]' },
      { call: 'regex("(?P<year>\\\\d+)-", "2024-05")', result: '{ year = "2024" }' },
    ],
    call: (args) => {
      const pattern = compile(textAt(args, 0), 0);
      const shape = shapeOf(pattern);
      const text = textAt(args, 1);
      const match = findFrom(pattern, text, 0);
      if (match === undefined) throw new CallError("the pattern does not match any part of the string");
      return capture(match, shape);
    },
  },
  {
    kind: "function",
    name: "regexall",
    description: "Finds all matches of a pattern, each as `regex` returns it; none is an empty list.",
    params: [PATTERN, parameter("string", STRING)],
    returns: "list of string, tuple or object",
    examples: [
      { call: 'regexall("[a-z]+", "12ab34cd")', result: '["ab", "cd"]' },
      { call: 'regexall("[a-z]+", "1234")', result: "[]" },
    ],
    call: (args) => {
      const pattern = compile(textAt(args, 0), 0);
      const shape = shapeOf(pattern);
      return listValue(
        shape.type,
        allMatches(pattern, textAt(args, 1)).map((match) => capture(match, shape)),
      );
    },
  },
  {
    kind: "function",
    name: "regex_replace",
    description:
      "Replaces all matches of a pattern in a string; `$1` in the replacement stands for a group, as does `$name`, or in braces, with the dollar doubled in a bake file, where more letters follow.",
    params: [parameter("str", STRING), PATTERN, parameter("replace", STRING)],
    returns: "string",
    examples: [
      { call: 'regex_replace("hello", "l+", "L")', result: '"heLo"' },
      { call: 'regex_replace("-ab-axxb-", "a(x*)b", "$1W")', result: '"---"' },
      { call: 'regex_replace("-ab-axxb-", "a(x*)b", "$${1}W")', result: '"-W-xxW-"' },
    ],
    call: (args) => stringValue(replaceAll(compile(textAt(args, 1), 1), textAt(args, 0), textAt(args, 2))),
  },
];

interface Pattern {
  readonly regex: RE2JS;
  /** One for each group; undefined: the group has no name. */
  readonly groupNames: readonly (string | undefined)[];
}

interface Match {
  readonly start: number;
  readonly end: number;
  /** The whole match first; undefined: the group took no part. */
  readonly groups: readonly (string | undefined)[];
}

function compile(source: string, argument: number): Pattern {
  try {
    const regex = RE2JS.compile(source);
    const names = new Map(Object.entries(regex.namedGroups()).map(([name, group]) => [Number(group), name]));
    const groupNames = Array.from({ length: regex.groupCount() }, (_, i) => names.get(i + 1));
    return { regex, groupNames };
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    const reason = error.message.replace(/^error parsing regexp: /, "");
    throw new CallError(`the pattern is wrong: ${reason}`, argument);
  }
}

interface Shape {
  readonly type: Type;
  readonly names: readonly string[];
}

function shapeOf({ groupNames }: Pattern): Shape {
  const names = groupNames.filter((name) => name !== undefined);
  if (groupNames.length === 0) return { type: STRING, names };
  if (names.length === 0) return { type: tupleOf(groupNames.map(() => STRING)), names };
  if (names.length === groupNames.length) return { type: objectOf(names.map((name) => [name, STRING])), names };
  throw new CallError("either all groups of the pattern have names or none; `(?:…)` groups without capturing", 0);
}

function capture({ groups }: Match, { type, names }: Shape): Value {
  const [whole, ...parts] = groups.map((text) => (text === undefined ? nullValue(STRING) : stringValue(text)));
  if (type.kind === "tuple") return tupleValue(parts);
  if (type.kind !== "object") return whole ?? nullValue(STRING);
  return objectValue(new Map(names.map((name, i) => [name, parts[i] ?? nullValue(STRING)])));
}

function findFrom({ regex }: Pattern, text: string, from: number): Match | undefined {
  const matcher = regex.matcher(text);
  if (!matcher.find(from)) return undefined;
  const groups = Array.from({ length: matcher.groupCount() + 1 }, (_, i) => matcher.group(i) ?? undefined);
  return { start: matcher.start(), end: matcher.end(), groups };
}

/** Matches that do not overlap; an empty one right behind another match does not count. */
function allMatches(pattern: Pattern, text: string): readonly Match[] {
  const matches: Match[] = [];
  let before = -1;
  let at = 0;
  while (at <= text.length) {
    const match = findFrom(pattern, text, at);
    if (match === undefined) break;
    if (match.start !== match.end || match.start !== before) matches.push(match);
    before = match.end;
    at = match.end > at ? match.end : at + unitsAt(text, at);
  }
  return matches;
}

function replaceAll(pattern: Pattern, text: string, template: string): string {
  let result = "";
  let last = 0;
  for (const match of allMatches(pattern, text)) {
    result += text.slice(last, match.start) + expand(template, match, pattern);
    last = match.end;
  }
  return result + text.slice(last);
}

const REFERENCE = /\$(?:(\$)|\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))/gu;

/** A name is as long as it can be, so `$1x` means a group named `1x`; groups that are not there are empty. */
function expand(template: string, { groups }: Match, { groupNames }: Pattern): string {
  return template.replace(REFERENCE, (_, dollar?: string, braced?: string, bare?: string) => {
    if (dollar !== undefined) return "$";
    const name = braced ?? bare ?? "";
    if (/^(?:0|[1-9]\d{0,8})$/.test(name)) return groups[Number(name)] ?? "";
    const index = groupNames.indexOf(name);
    return index < 0 ? "" : (groups[index + 1] ?? "");
  });
}

/** How many code units the character at `at` has; 1 behind the end. */
function unitsAt(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}
