import { expect, test } from "vitest";
import { BuiltinError, HaltError } from "../builtin.js";
import { signature } from "../compile/types/signature.js";
import { formatValue, objectOf, parseJsonValue, setOf, type Value } from "../values/index.js";
import { builtins } from "./index.js";

/** What OPA 1.x answers; undefined where it has none. Arguments are JSON; `set` makes sets of arrays. */
const cases: readonly (readonly [name: string, args: readonly Value[] | string, result: string | undefined])[] = [
  ["plus", "[0.1, 0.2]", "0.3"],
  ["plus", "[9007199254740991, 2]", "9007199254740993"],
  ["minus", [setOf([1, 2]), setOf([2])], "{1}"],
  ["minus", '[1, "a"]', undefined],
  ["div", "[1, 0]", undefined],
  ["div", "[7, 2]", "3.5"],
  ["rem", "[-7, 3]", "-1"],
  ["rem", "[1.5, 1]", undefined],
  ["round", "[-2.5]", "-3"],
  ["floor", "[-1.5]", "-2"],
  ["floor", "[-0.5]", "0"],
  ["ceil", "[-0.5]", "1"],
  ["bits.lsh", "[1, 70]", "1180591620717411303424"],
  ["bits.rsh", "[1, -1]", undefined],
  ["lt", '["a", [1]]', "true"],
  ["count", '["日本"]', "2"],
  ["sum", "[[0.1, 0.2]]", "0.3"],
  ["sum", '[[1, "a"]]', undefined],
  ["product", "[[1e30, 0]]", "0"],
  ["plus", "[1e30, 7]", "1000000000000000000000000000000"],
  ["max", "[[]]", undefined],
  ["min", [setOf([null, 1])], "1"],
  ["internal.member_2", '["b", {"a": "b"}]', "true"],
  ["internal.member_3", '[1, "b", ["a", "b"]]', "true"],
  ["array.slice", "[[1, 2, 3], -1, 2]", "[1, 2]"],
  ["array.flatten", "[[1, [2, [3]]]]", "[1, 2, [3]]"],
  ["intersection", [setOf([setOf([1, 2]), setOf([2, 3])])], "{2}"],
  ["union", [setOf([])], "set()"],
  ["to_number", '["1e3"]', "1000"],
  ["to_number", '["inf"]', undefined],
  ["cast_array", [setOf([2, 1])], "[1, 2]"],
  ["is_set", "[[]]", "false"],
  ["type_name", "[null]", '"null"'],
  ["regex.match", '["^a+$", "aaa"]', "true"],
  ["regex.match", '["(?=a)", "a"]', undefined],
  ["regex.split", '["b|$", "abc"]', '["a", "c"]'],
  ["regex.find_n", '["a*", "baac", 2]', '["", "aa"]'],
  ["regex.find_all_string_submatch_n", '["(a)(x)?", "ab", -1]', '[["a", "a", ""]]'],
  ["regex.replace", '["abc", "(b)", "<$1>"]', '"a<b>c"'],
  ["regex.template_match", '["urn:{.*}:x", "urn:foo:x", "{", "}"]', "true"],
  ["regex.globs_match", '["a.*", ".b.+c"]', "true"],
  ["regex.globs_match", '["a", "ab*"]', "false"],
  ["concat", '[",", ["a", "b"]]', '"a,b"'],
  ["format_int", "[-255.9, 16]", '"-ff"'],
  ["indexof", '["😀日本", "本"]', "2"],
  ["indexof", '["a", ""]', undefined],
  ["indexof_n", '["aaa", "aa"]', "[0, 1]"],
  ["substring", '["日本語", 1, -1]', '"本語"'],
  ["upper", '["ßǆ"]', '"ßǄ"'],
  ["trim", '["xxayx", "xy"]', '"a"'],
  ["trim_space", ["\u0085 a\ufeff"], '"a\\ufeff"'],
  ["strings.replace_n", '[{"a": "1", "ab": "2"}, "ab"]', '"1b"'],
  ["strings.any_prefix_match", '[["ab", "c"], ["x", "a"]]', "true"],
  [
    "sprintf",
    '["%s|%5d|%-4v|%05.1f|%x|%q|%t", ["a", 7, "b", 2.25, 255, "q", true]]',
    '"a|    7|b   |002.2|ff|\\"q\\"|%!t(string=true)"',
  ],
  ["sprintf", '["%d %s", ["a"]]', '"%!d(string=a) %!s(MISSING)"'],
  ["sprintf", '["%[2]*[1]d", [12, 5]]', '"   12"'],
  ["sprintf", '["x", [1, 1.5]]', '"x%!(EXTRA int=1, float64=1.5)"'],
  ["sprintf", '["%v %v", [1234567.5, {"a": [1]}]]', '"1.2345675e+06 {\\"a\\": [1]}"'],
  ["strings.render_template", '["a {{- .b.c }} {{.x}}", {"b": {"c": 1}}]', '"a1 <undefined>"'],
  ["numbers.range", "[3, 1]", "[3, 2, 1]"],
  ["numbers.range_step", "[1, 6, 2]", "[1, 3, 5]"],
  ["json.marshal", '[{"b": "<", "a": [1, null]}]', '"{\\"a\\":[1,null],\\"b\\":\\"\\\\u003c\\"}"'],
  ["json.marshal_with_options", '[{"a": [1]}, {"indent": " "}]', '"{\\n \\"a\\": [\\n  1\\n ]\\n}"'],
  ["json.unmarshal", '["[1,]"]', undefined],
  ["json.is_valid", "[1]", "false"],
  ["base64.decode", '["YWI"]', undefined],
  ["base64url.decode", '["YWI"]', '"ab"'],
  ["hex.decode", '["c3a9"]', '"é"'],
  ["urlquery.encode", '["a b/é(*)"]', '"a+b%2F%C3%A9%28%2A%29"'],
  ["urlquery.decode_object", '["a=1&a=2&b"]', '{"a": ["1", "2"], "b": [""]}'],
  ["urlquery.decode", '["%zz"]', undefined],
  [
    "yaml.unmarshal",
    '["a: yes\\nb: 010\\nc: 1:30\\nd: 2001-01-01"]',
    '{"a": true, "b": 8, "c": "1:30", "d": "2001-01-01"}',
  ],
  ["yaml.marshal", '[{"b": ["*"], "a": {}}]', "\"a: {}\\nb:\\n- '*'\\n\""],
  ["yaml.is_valid", '["a: ["]', "false"],
  ["object.get", '[{"a": {"b": null}}, ["a", "b"], 1]', "null"],
  ["object.union_n", '[[{"a": {"b": 2}}, {"a": 4}, {"a": {"c": 3}}]]', '{"a": {"c": 3}}'],
  ["object.subset", '[{"a": {"b": 1, "c": 2}}, {"a": {"b": 1}}]', "true"],
  ["object.subset", "[[1, 2], {}]", undefined],
  ["json.filter", '[{"a": {"b": 1, "c": [1, 2]}}, ["a/c/1"]]', '{"a": {"c": [2]}}'],
  ["json.remove", '[{"a": {"b": 1, "c": [1, 2]}}, ["/a/c/0"]]', '{"a": {"b": 1, "c": [2]}}'],
  ["json.patch", '[{"a": [1]}, [{"op": "add", "path": "/a/-", "value": 2}]]', '{"a": [1, 2]}'],
  ["json.patch", '[{}, [{"op": "test", "path": "/a", "value": 2}]]', undefined],
  ["time.parse_ns", '["RFC1123", "Mon, 02 Jan 2006 15:04:05 MST"]', "1136214245000000000"],
  ["time.parse_ns", '["2006-002", "2024-060"]', "1709164800000000000"],
  ["time.parse_rfc3339_ns", '["2023-02-29T00:00:00Z"]', undefined],
  ["time.parse_duration_ns", '["1h1.5ms"]', "3600001500000"],
  [
    "time.format",
    '[[1700000000120000000, "America/New_York", "Mon Jan _2 3:04PM MST .999"]]',
    '"Tue Nov 14 5:13PM EST .12"',
  ],
  ["time.add_date", "[1709164800000000000, 1, 0, 0]", "1740787200000000000"],
  ["time.diff", "[1709164800000000000, 1740787201000000000]", "[1, 0, 1, 0, 0, 1]"],
  ["glob.match", '["*.{c,d}", ["."], "a.c"]', "true"],
  ["glob.match", '["a*c", [], "a.c"]', "false"],
  ["glob.match", '["[b-a]", null, "a"]', undefined],
  ["glob.quote_meta", '["*.{a}"]', '"\\\\*.\\\\{a\\\\}"'],
  ["units.parse", '["1.5Ki"]', "1536"],
  ["units.parse", '["100m"]', "0.1"],
  ["units.parse_bytes", '["1.5MiB"]', "1572864"],
  ["units.parse_bytes", '["1 k"]', undefined],
  ["uuid.parse", '["f47ac10b-58cc-4372-a567-0e02b2c3d479"]', '{"variant": "RFC4122", "version": 4}'],
  ["uuid.parse", '["x"]', undefined],
  ["semver.compare", '["1.2.3-rc.2", "v1.2.3-rc.10"]', "-1"],
  ["semver.is_valid", '["1.2"]', "false"],
  ["internal.template_string", [["a", setOf([]), setOf([1])]], '"a<undefined>1"'],
];

const context = { now: 1_700_000_000_123_456_789n, cache: new Map(), onPrint: () => {} };

test.for(cases)("%s(%s) is %s", ([name, given, result]) => {
  const args = typeof given === "string" ? parseJsonValue(given) : given;
  expect(call(name, Array.isArray(args) ? args : [])).toBe(result);
});

function call(name: string, args: readonly Value[]): string | undefined {
  try {
    const value = builtins.get(name)?.call(args, context);
    return value === undefined ? undefined : formatValue(value);
  } catch (error) {
    if (error instanceof BuiltinError) return undefined;
    throw error;
  }
}

test("zero has one form, whatever it comes from", () => {
  expect(builtins.get("product")?.call([[10n ** 30n, 0]], context)).toBe(0);
});

test("chance is the same throughout one evaluation", () => {
  expect(call("rand.intn", ["a", 1000])).toBe(call("rand.intn", ["a", -1000]));
  expect(call("uuid.rfc4122", ["a"])).toBe(call("uuid.rfc4122", ["a"]));
  expect(call("time.now_ns", [])).toBe("1700000000123456789");
});

test("every combination of members is printed", () => {
  const lines: string[] = [];
  const print = builtins.get("internal.print");
  expect(
    print?.call([[setOf(["x", objectOf([])]), setOf([])]], { ...context, onPrint: (line) => lines.push(line) }),
  ).toBe(true);
  expect(lines).toEqual(["x <undefined>", "{} <undefined>"]);
  expect(() => print?.call([[[1]]], context)).toThrow(HaltError);
});

test("a template with more than names ends the evaluation, and says what is missing", () => {
  expect(() => call("strings.render_template", ["{{if .a}}x{{end}}", objectOf([])])).toThrow("{{if .a}}");
});

test("many stars do not take forever", () => {
  expect(call("glob.match", [`${"*a".repeat(30)}b`, null, "a".repeat(2000)])).toBe("false");
  expect(call("regex.match", ["(a*)*b", "a".repeat(2000)])).toBe("false");
});

test("every function declares the types of as many arguments as it takes", () => {
  for (const { name, arity, type } of builtins.values()) {
    expect([name, signature(type ?? "").args.length]).toEqual([name, arity]);
  }
});
