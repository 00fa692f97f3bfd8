// Regular expressions in RE2 syntax. Follows open-policy-agent/opa v1/topdown/regex.go, regex_template.go and Go's regexp for what is a match.

import { RE2JS, RE2JSException } from "re2js";
import { type BuiltinContext, type BuiltinDeclaration, BuiltinError } from "../builtin.js";
import { declare, intAt, stringAt } from "./arguments.js";
import { isValidBy } from "./encoding.js";
import { globsIntersect } from "./glob-intersection.js";

export const regexFunctions: readonly BuiltinDeclaration[] = [
  declare("regex.is_valid", "(string) -> boolean", isValidBy(compile)),
  ...["regex.match", "re_match"].map((name) =>
    declare(name, "(string, string) -> boolean", (args, context) =>
      compiled(stringAt(args, 0), context).matcher(stringAt(args, 1)).find(),
    ),
  ),
  declare("regex.split", "(string, string) -> array[string]", (args, context) =>
    split(stringAt(args, 0), stringAt(args, 1), context),
  ),
  declare("regex.find_n", "(string, string, number) -> array[string]", (args, context) =>
    matches(compiled(stringAt(args, 0), context), stringAt(args, 1), intAt(args, 2)).map(
      ({ groups }) => groups[0] ?? "",
    ),
  ),
  declare("regex.find_all_string_submatch_n", "(string, string, number) -> array[array[string]]", (args, context) =>
    matches(compiled(stringAt(args, 0), context), stringAt(args, 1), intAt(args, 2)).map(({ groups }) =>
      groups.map((group) => group ?? ""),
    ),
  ),
  declare("regex.replace", "(string, string, string) -> string", (args, context) =>
    replace(stringAt(args, 0), compiled(stringAt(args, 1), context), stringAt(args, 2)),
  ),
  declare("regex.template_match", "(string, string, string, string) -> boolean", (args, context) => {
    const [open, close] = [stringAt(args, 2), stringAt(args, 3)];
    if (!/^[\0-\x7f]$/.test(open) || !/^[\0-\x7f]$/.test(close))
      throw new BuiltinError("a delimiter must be one ASCII character");
    const pattern = templatePattern(stringAt(args, 0), open, close);
    return compiled(pattern, context).matcher(stringAt(args, 1)).find();
  }),
  declare("regex.globs_match", "(string, string) -> boolean", (args) =>
    globsIntersect(stringAt(args, 0), stringAt(args, 1)),
  ),
];

interface Match {
  readonly start: number;
  readonly end: number;
  /** The whole match first; undefined: the group took no part. */
  readonly groups: readonly (string | undefined)[];
}

function compiled(pattern: string, { cache }: BuiltinContext): RE2JS {
  const key = `regex ${pattern}`;
  const known = cache.get(key);
  if (known instanceof RE2JS) return known;
  const regex = compile(pattern);
  cache.set(key, regex);
  return regex;
}

function compile(pattern: string): RE2JS {
  try {
    return RE2JS.compile(pattern);
  } catch (error) {
    if (error instanceof RE2JSException) throw new BuiltinError("the pattern is wrong", { cause: error });
    throw error;
  }
}

/** Those that do not overlap, `limit` of them or, with a negative one, all. An empty one right behind another does not count. */
function matches(regex: RE2JS, text: string, limit: number): readonly Match[] {
  const found: Match[] = [];
  const matcher = regex.matcher(text);
  let before = -1;
  for (let at = 0; at <= text.length && found.length !== limit; ) {
    if (!matcher.find(at)) break;
    const [start, end] = [matcher.start(), matcher.end()];
    if (start !== end || start !== before) {
      const groups = Array.from({ length: matcher.groupCount() + 1 }, (_, i) => matcher.group(i) ?? undefined);
      found.push({ start, end, groups });
    }
    before = end;
    at = end > at ? end : at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
  }
  return found;
}

function split(pattern: string, text: string, context: BuiltinContext): readonly string[] {
  const regex = compiled(pattern, context);
  if (pattern !== "" && text === "") return [""];
  const pieces: string[] = [];
  let [from, last] = [0, 0];
  for (const { start, end } of matches(regex, text, -1)) {
    last = start;
    if (end !== 0) pieces.push(text.slice(from, start));
    from = end;
  }
  if (last !== text.length) pieces.push(text.slice(from));
  return pieces;
}

function replace(text: string, regex: RE2JS, template: string): string {
  let result = "";
  let last = 0;
  for (const match of matches(regex, text, -1)) {
    result += text.slice(last, match.start) + expand(template, match, regex);
    last = match.end;
  }
  return result + text.slice(last);
}

const REFERENCE = /\$(?:(\$)|\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))/gu;

/** A name is as long as it can be, so `$1x` means a group named `1x`; groups that are not there are empty. */
function expand(template: string, { groups }: Match, regex: RE2JS): string {
  const names = regex.namedGroups();
  return template.replace(REFERENCE, (_, dollar?: string, braced?: string, bare?: string) => {
    if (dollar !== undefined) return "$";
    const name = braced ?? bare ?? "";
    if (/^(?:0|[1-9]\d{0,8})$/.test(name)) return groups[Number(name)] ?? "";
    return (Object.hasOwn(names, name) ? groups[Number(names[name])] : undefined) ?? "";
  });
}

/** Between delimiters are patterns, outside of them is text. */
function templatePattern(template: string, open: string, close: string): string {
  let pattern = "^";
  let depth = 0;
  let from = 0;
  for (const [i, character] of template.split("").entries()) {
    if (character === open) {
      depth++;
      if (depth === 1) {
        pattern += quoteMeta(template.slice(from, i));
        from = i + 1;
      }
    } else if (character === close) {
      depth--;
      if (depth < 0) break;
      if (depth === 0) {
        const inner = template.slice(from, i);
        // By itself it must be one, so that no bracket reaches out of it.
        compile(`^${inner}$`);
        pattern += `(${inner})`;
        from = i + 1;
      }
    }
  }
  if (depth !== 0) throw new BuiltinError("the delimiters are not in pairs");
  return `${pattern}${quoteMeta(template.slice(from))}$`;
}

function quoteMeta(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, "\\$&");
}
