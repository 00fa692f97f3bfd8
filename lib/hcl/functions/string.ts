// Text. Follows zclconf/go-cty function/stdlib/string.go and, where that leans on it, Go's strings package.

import { posix } from "node:path";
import { integerValue, listOf, listValue, NUMBER, STRING, stringValue, type Value } from "../values/index.js";
import { argumentAt, collectionAt, integerAt, parameter, textAt } from "./arguments.js";
import { CallError, type EagerFunction, type FunctionExample, type Parameter } from "./declare.js";
import { graphemeCount, graphemes } from "./graphemes.js";
import { toLower, toTitle, toUpper } from "./letter-case.js";

const STR = parameter("str", STRING);

export const stringFunctions: readonly EagerFunction[] = [
  mapping("lower", "Turns all letters into small ones.", [STR], ([str = ""]) => toLower(str), [
    { call: 'lower("HELLO")', result: '"hello"' },
  ]),
  mapping("upper", "Turns all letters into capitals.", [STR], ([str = ""]) => toUpper(str), [
    { call: 'upper("hello")', result: '"HELLO"' },
    { call: 'upper("ß")', result: '"ß"' },
  ]),
  mapping(
    "title",
    "Turns the first letter of each word into a capital; `_` and digits belong to words.",
    [STR],
    ([str = ""]) => toTitle(str),
    [{ call: 'title("hello world-from_docker")', result: '"Hello World-From_docker"' }],
  ),
  {
    kind: "function",
    name: "strlen",
    description: "Counts the characters of a string as people see them (grapheme clusters).",
    params: [STR],
    returns: "number",
    examples: [
      { call: 'strlen("hello")', result: "5" },
      { call: 'strlen("👨‍👩‍👧")', result: "1" },
    ],
    call: (args) => integerValue(graphemeCount(textAt(args, 0))),
  },
  mapping(
    "reverse",
    "Reverses the characters of a string; `reverselist` is for lists.",
    [STR],
    ([str = ""]) => [...graphemes(str)].reverse().join(""),
    [{ call: 'reverse("hello")', result: '"olleh"' }],
  ),
  {
    kind: "function",
    name: "substr",
    description:
      "Takes a part of a string by offset and length in characters; a negative offset counts from the end, length -1 means all the rest.",
    params: [STR, parameter("offset", NUMBER), parameter("length", NUMBER)],
    returns: "string",
    examples: [
      { call: 'substr("hello world", 1, 4)', result: '"ello"' },
      { call: 'substr("hello", -3, -1)', result: '"llo"' },
    ],
    call: (args) => stringValue(substring(textAt(args, 0), integerAt(args, 1), integerAt(args, 2))),
  },
  mapping(
    "trim",
    "Removes the characters of a set from both ends of a string.",
    [STR, parameter("cutset", STRING, "Each character of it is removed, in any order.")],
    ([str = "", cutset = ""]) => {
      const cut = new Set(cutset);
      return trimmed(str, (char) => cut.has(char));
    },
    [{ call: 'trim("?!hello?!", "!?")', result: '"hello"' }],
  ),
  mapping(
    "trimprefix",
    "Removes a prefix from the start of a string, once.",
    [STR, parameter("prefix", STRING)],
    ([str = "", prefix = ""]) => (str.startsWith(prefix) ? str.slice(prefix.length) : str),
    [{ call: 'trimprefix("v1.2", "v")', result: '"1.2"' }],
  ),
  mapping(
    "trimsuffix",
    "Removes a suffix from the end of a string, once.",
    [STR, parameter("suffix", STRING)],
    ([str = "", suffix = ""]) => (str.endsWith(suffix) ? str.slice(0, str.length - suffix.length) : str),
    [{ call: 'trimsuffix("a.tar.gz", ".gz")', result: '"a.tar"' }],
  ),
  mapping(
    "trimspace",
    "Removes blanks, tabs, line ends and all other white space of Unicode from both ends of a string.",
    [STR],
    ([str = ""]) => trimmed(str, (char) => /\p{White_Space}/u.test(char)),
    [{ call: 'trimspace("  hello\\n")', result: '"hello"' }],
  ),
  mapping("chomp", "Removes all line ends from the end of a string.", [STR], ([str = ""]) => withoutLineEnds(str), [
    { call: 'chomp("hello\\n\\n")', result: '"hello"' },
  ]),
  {
    kind: "function",
    name: "indent",
    description: "Inserts blanks after every line end of a string; the first line stays as it is.",
    params: [parameter("spaces", NUMBER), STR],
    returns: "string",
    examples: [{ call: 'indent(2, "a\\nb")', result: '"a\\n  b"' }],
    call: (args) => {
      const spaces = integerAt(args, 0);
      if (spaces < 0) throw new CallError(`a number of blanks cannot be negative, but this is ${spaces}`, 0);
      if (spaces > MAX_INDENT) throw new CallError(`a line is indented by ${MAX_INDENT} blanks at most`, 0);
      return stringValue(textAt(args, 1).replaceAll("\n", `\n${" ".repeat(spaces)}`));
    },
  },
  {
    kind: "function",
    name: "join",
    description: "Joins the elements of one or more lists of strings, with a separator between them.",
    params: [parameter("separator", STRING)],
    variadic: parameter("lists", listOf(STRING)),
    returns: "string",
    examples: [
      { call: 'join("-", ["a", "b", "c"])', result: '"a-b-c"' },
      { call: 'join(",", ["a"], ["b", "c"])', result: '"a,b,c"' },
    ],
    call: join,
  },
  {
    kind: "function",
    name: "split",
    description: "Splits a string at each occurrence of a separator; an empty separator splits it into characters.",
    params: [parameter("separator", STRING), STR],
    returns: "list of string",
    examples: [
      { call: 'split(",", "a,b,c")', result: '["a", "b", "c"]' },
      { call: 'split(",", "")', result: '[""]' },
    ],
    call: (args) => {
      const separator = textAt(args, 0);
      const text = textAt(args, 1);
      const pieces = separator === "" ? Array.from(text) : text.split(separator);
      return listValue(STRING, pieces.map(stringValue));
    },
  },
  mapping(
    "replace",
    "Replaces all occurrences of a text in a string by another text; `regex_replace` is for patterns.",
    [STR, parameter("substr", STRING), parameter("replace", STRING)],
    ([str = "", substr = "", replace = ""]) => replaceAll(str, substr, replace),
    [{ call: 'replace("1 + 2 + 3", "+", "-")', result: '"1 - 2 - 3"' }],
  ),
  mapping(
    "sanitize",
    "Replaces every character that a target name cannot have by `_`.",
    [parameter("name", STRING)],
    ([name = ""]) => name.replace(/[^\w-]/gu, "_"),
    [{ call: 'sanitize("app/1.0")', result: '"app_1_0"' }],
  ),
  mapping(
    "basename",
    "Returns the last element of a path.",
    [parameter("path", STRING)],
    ([path = ""]) => posix.basename(path) || (path === "" ? "." : "/"),
    [{ call: 'basename("/a/b/")', result: '"b"' }],
  ),
  mapping(
    "dirname",
    "Returns a path without what follows its last slash, cleaned of `.`, `..` and doubled slashes.",
    [parameter("path", STRING)],
    ([path = ""]) => {
      const folder = posix.normalize(path.slice(0, path.lastIndexOf("/") + 1));
      return folder.length > 1 && folder.endsWith("/") ? folder.slice(0, -1) : folder;
    },
    [
      { call: 'dirname("/a/b/c.txt")', result: '"/a/b"' },
      { call: 'dirname("a/b/../c")', result: '"a"' },
    ],
  ),
];

/** So much that nobody feels it, and so little that it cannot fill the memory. */
const MAX_INDENT = 10_000;

/** A function from strings to a string. */
function mapping(
  name: string,
  description: string,
  params: readonly Parameter[],
  map: (texts: readonly string[]) => string,
  examples: readonly FunctionExample[],
): EagerFunction {
  const call = (args: readonly Value[]) => stringValue(map(args.map((_, i) => textAt(args, i))));
  return { kind: "function", name, description, params, returns: "string", examples, call };
}

function substring(text: string, offset: number, length: number): string {
  const chars = graphemes(text);
  // A length of 0 means nothing only with an offset from the start; from the end it means all. So in cty/stdlib/string.go.
  if (offset >= 0 && length === 0) return "";
  const start = offset < 0 ? Math.max(offset + chars.length, 0) : offset;
  return chars.slice(start, length <= 0 ? undefined : start + length).join("");
}

function trimmed(text: string, isCut: (char: string) => boolean): string {
  const chars = Array.from(text);
  let start = 0;
  let end = chars.length;
  while (start < end && isCut(chars[start] ?? "")) start += 1;
  while (end > start && isCut(chars[end - 1] ?? "")) end -= 1;
  return chars.slice(start, end).join("");
}

function withoutLineEnds(text: string): string {
  let end = text.length;
  while (end > 0 && (text[end - 1] === "\n" || text[end - 1] === "\r")) end -= 1;
  return text.slice(0, end);
}

function join(args: readonly Value[]): Value {
  if (args.length < 2) throw new CallError("at least one list is required");
  const pieces: string[] = [];
  for (const i of args.keys()) {
    if (i === 0) continue;
    for (const [at, item] of collectionAt(args, i).entries()) {
      if (item.kind === "null") throw new CallError(`element ${at} is null, and null cannot be joined`, i);
      pieces.push(textAt([item], 0));
    }
  }
  const separator = argumentAt(args, 0);
  return stringValue(pieces.join(textAt([separator], 0)));
}

function replaceAll(text: string, search: string, replacement: string): string {
  if (search !== "") return text.replaceAll(search, () => replacement);
  // Before each character and at the end.
  return replacement + Array.from(text, (char) => char + replacement).join("");
}
