// biome-ignore-all lint/suspicious/noTemplateCurlyInString: HCL writes its interpolations like that
import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../source/index.js";
import { loadFunctions } from "../functions/index.js";
import { childScope, evaluate, FAILED, parseExpression, type Scope, type UserFunction } from "../index.js";
import {
  convert,
  FALSE,
  listOf,
  mapOf,
  NUMBER,
  nullValue,
  objectOf,
  STRING,
  setOf,
  showValue,
  stringValue,
  type Type,
  typeName,
  typeOf,
  type Value,
} from "../values/index.js";

const standard = await loadFunctions();

const variables = new Map<string, Value>([
  ["name", stringValue("app")],
  ["list", typed('["a", "b"]', listOf(STRING))],
  ["empty", typed("[]", listOf(objectOf([["a", NUMBER]])))],
  ["set", typed('["b", "a", "b"]', setOf(STRING))],
  ["map", typed('{ x = "1", y = "2" }', mapOf(STRING))],
  ["objects", constant('[{ n = "p", v = [1, 2] }, { n = "q", v = [3] }]')],
  ["nothing", nullValue(STRING)],
  ["no_list", nullValue(listOf(STRING))],
  ["no_bool", nullValue({ kind: "bool" })],
]);

const userFunctions = new Map<string, UserFunction>();

function scopeOf(variable: Scope["variable"]): Scope {
  return {
    variable,
    function: (name) => standard.get(name) ?? userFunctions.get(name),
    variableNames: () => variables.keys(),
    functionNames: () => [...standard.keys(), ...userFunctions.keys()],
    world: { now: 0, homeDir: "/home/me", random: (count) => new Uint8Array(count) },
  };
}

const scope = scopeOf((name) => variables.get(name));

for (const [name, params, result] of [
  ["img", ["name"], '"${name}:${join("-", rest)}"'],
  ["broken", ["x"], "x.y"],
  ["outer", ["x"], "broken(x)"],
  ["shadow", ["list"], "list"],
] as const) {
  const { value } = parseExpression({ name: `function ${name}`, text: result });
  const variadic = name === "img" ? { variadic: "rest" } : {};
  userFunctions.set(name, { kind: "user-function", name, params, ...variadic, result: value, scope });
}

function run(text: string, within: Scope = scope) {
  const file = { name: "a.hcl", text };
  const { value: expression, diagnostics } = parseExpression(file);
  const all: Diagnostic[] = [...diagnostics];
  return { value: evaluate(expression, within, (diagnostic) => all.push(diagnostic)), diagnostics: all };
}

function constant(text: string): Value {
  const empty = scopeOf(() => undefined);
  const { value } = run(text, empty);
  if (value === undefined) throw new Error(`no value: ${text}`);
  return value;
}

function typed(text: string, type: Type): Value {
  const converted = convert(constant(text), type);
  if (converted.kind === "failed") throw new Error(converted.reason);
  return converted.value;
}

type ValueCase = readonly [text: string, shown: string, type?: string];

function itGives(cases: readonly ValueCase[]): void {
  test.for(cases)("%s is %s", ([text, shown, type]) => {
    const { value, diagnostics } = run(text);
    expect(diagnostics.map(({ summary }) => summary)).toEqual([]);
    expect(value && showValue(value, Number.POSITIVE_INFINITY)).toBe(shown);
    if (type !== undefined) expect(value && typeName(typeOf(value))).toBe(type);
  });
}

type FailCase = readonly [text: string, marked: string, summary: string];

function itFails(cases: readonly FailCase[]): void {
  test.for(cases)("%s fails at %s", ([text, marked, summary]) => {
    const { value, diagnostics } = run(text);
    expect(value).toBeUndefined();
    expect(
      diagnostics.map(({ subject, summary: said }) => [subject && text.slice(subject.start, subject.end), said]),
    ).toEqual([[marked, summary]]);
  });
}

describe("operators", () => {
  itGives([
    ["7 / 2", "3.5"],
    ["-7 % 3", "-1"],
    ["7 % -3", "1"],
    ["7.5 % 2", "1.5"],
    ["0.1 + 0.2", "0.3"],
    ["9007199254740993 + 0", "9007199254740993"],
    ["2 + 3 * 4 - 1", "13"],
    ["(2 + 3) * 4", "20"],
    ["10 - 2 - 3", "5"],
    ["-2 * -3", "6"],
    ["- -2", "2"],
    ["!true == false", "true"],
    ["!(true == false)", "true"],
    ["1 + 1 == 2 && 2 < 3 || nosuch", "true"],
    ['"1" + 2', "3"],
    ['-"5"', "-5"],
    ['"1" < 2', "true"],
    ["2 <= 2", "true"],
    ["2 >= 3", "false"],
    ["1 == 1.0", "true"],
    ['"1" == 1', "false"],
    ['true == "true"', "false"],
    ['["a"] == convert(["a"], list(string))', "false"],
    ["{ a = 1 } == { a = 1 }", "true"],
    ["{ a = 1 } != { a = 2 }", "true"],
    ["null == null", "true"],
    ["nothing == null", "true"],
    ["[] == []", "true"],
    ['"é" == "e\\u0301"', "true"],
    ['true && "true"', "true"],
    ['"0" || false', "false"],
    ["true || nosuch", "true"],
    ["false && nosuch", "false"],
    ["false && null", "false"],
    ["true || null", "true"],
    ["nosuch || true", "true"],
    ["nosuch && false", "false"],
    ["nosuch + 1 > 2 || nosuch2 || true", "true"],
    ["nosuch && true || 1 < 2", "true"],
    ["a-b == null ? 1 : 2".replace("a-b", "1 - 1"), "2"],
    [`1${" + 1".repeat(5000)}`, "5001"],
  ]);
  itFails([
    ["0 / 0", "0 / 0", '"/" has no result for these numbers'],
    ['"a" < "b"', '"a"', 'The left side of "<" is wrong: a number is required'],
    ['1 + "a"', '"a"', 'The right side of "+" is wrong: a number is required'],
    ["1 + true", "true", 'The right side of "+" is wrong: a number is required, but this is a bool'],
    ["-[1]", "[1]", 'The operand of "-" is wrong: a number is required, but this is a tuple'],
    ["!1", "1", 'The operand of "!" is wrong: a bool is required, but this is a number'],
    ["true && 1", "1", 'The right side of "&&" is wrong: a bool is required, but this is a number'],
    ["false && 1", "1", 'The right side of "&&" is wrong: a bool is required, but this is a number'],
    ["1 + null", "null", 'The right side of "+" is null'],
    ["!null", "null", 'The operand of "!" is null'],
    ["1 < null", "null", 'The right side of "<" is null'],
    ["null && true", "null", 'The left side of "&&" is null'],
    ["null && false", "null", 'The left side of "&&" is null'],
    ["null || true", "null", 'The left side of "||" is null'],
    ["true && null", "null", 'The right side of "&&" is null'],
    ["true && nosuch", "nosuch", 'There is no variable "nosuch"'],
    ["nosuch && true", "nosuch", 'There is no variable "nosuch"'],
    ["nosuch || false", "nosuch", 'There is no variable "nosuch"'],
    ["[nosuch][0] || false", "nosuch", 'There is no variable "nosuch"'],
  ]);
  test("each side that is wrong is reported", () => {
    expect(run("nosuch + nosuch2").diagnostics.map(({ summary }) => summary)).toEqual([
      'There is no variable "nosuch"',
      'There is no variable "nosuch2"',
    ]);
  });
});

describe("conditions", () => {
  itGives([
    ["true ? 1 : 2", "1"],
    ['"true" ? 1 : 2', "1"],
    ["false ? 1 : false ? 2 : 3", "3"],
    ['true ? 1 : "a"', '"1"'],
    ['false ? "a" : true', '"true"'],
    ["true ? null : 1", "null", "number"],
    ["false ? null : 1", "1"],
    ["true ? 1 : nosuch", "1"],
    ["false ? 1 / null : 2", "2"],
    // What fails in the other branch still is text, or a number, and so the result is text.
    ['false ? "x ${nosuch}" : 2', '"2"'],
    ['false ? "${nosuch}" : 2', "2"],
    ['true ? "a" : nosuch + 1', '"a"'],
    ["true ? [1, 2] : [3, 4]", "[1, 2]", "tuple"],
    ['true ? [1, "a"] : []', '["1", "a"]', "list of string"],
    ["true ? [1] : [true]".replace("[true]", '["x"]'), '["1"]', "tuple"],
    ["true ? { a = 1 } : { a = 2 }", "{ a = 1 }", "object"],
    ['true ? { a = 1 } : { b = "x" }', '{ a = "1" }', "map of string"],
    ['false ? set : ["z"]', '["z"]', "set of string"],
    ['true ? map : { z = "1" }', '{ x = "1", y = "2" }', "map of string"],
  ]);
  itFails([
    ["null ? 1 : 2", "null", "The condition is null"],
    ["no_bool ? 1 : 2", "no_bool", "The condition is null"],
    ["5 ? 1 : 2", "5", "The condition is wrong: a bool is required, but this is a number"],
    ['"yes" ? 1 : 2', '"yes"', "The condition is wrong: a bool is required"],
    ["true ? 1 : true", "1 : true", "The two results of this condition have no type in common"],
    ["true ? {} : []", "{} : []", "The two results of this condition have no type in common"],
    ["true ? 1 : [1]", "1 : [1]", "The two results of this condition have no type in common"],
    ["true ? nosuch : 1", "nosuch", 'There is no variable "nosuch"'],
  ]);
  test("the part in which two results differ is named", () => {
    const [diagnostic] = run("true ? { a = { b = 1 } } : { a = { b = [] } }").diagnostics;
    expect(diagnostic?.detail).toBe(
      'Attribute "a", attribute "b": the value when true is number, but the value when false is tuple.',
    );
  });
});

describe("objects and lists", () => {
  itGives([
    ["{ a = 1, b : 2 }", "{ a = 1, b = 2 }"],
    ["{ name = 1 }", "{ name = 1 }"],
    ["{ (name) = 1 }", "{ app = 1 }"],
    ['{ "${name}-x" = 1 }', "{ app-x = 1 }"],
    ["{ true = 1, null = 2, 5 = 3 }", '{ "5" = 3, null = 2, true = 1 }'],
    ["{ a = 1, a = 2 }", "{ a = 2 }"],
    ["{ (map.x) = 1 }", '{ "1" = 1 }'],
    ['{ "for" = 1 }', "{ for = 1 }"],
    ["[1, [2, {}], null]", "[1, [2, {}], null]"],
  ]);
  itFails([
    ["{ map.x = 1 }", "map.x", 'It is not clear whether the key "map.x" is a text or a reference'],
    ["{ (null) = 1 }", "(null)", "The key is null"],
    ["{ ([]) = 1 }", "([])", "A key is text, and this is a tuple"],
  ]);
});

describe("access", () => {
  itGives([
    ["objects[1].n", '"q"'],
    ['objects["1"].n', '"q"'],
    ["objects.0.n", '"p"'],
    ["objects[0].v[1]", "2"],
    ["list[0]", '"a"'],
    ["map.x", '"1"'],
    ['map["y"]', '"2"'],
    ["{ 1 = 2 }[1]", "2"],
    ["{ a = { b = 3 } }.a.b", "3"],
    ["objects[*].v[0]", "[1, 3]", "tuple"],
    ["objects.*.v[0]", "[1, 2]"],
    ["objects.*.n", '["p", "q"]'],
    ["list[*]", '["a", "b"]', "list of string"],
    ["set[*]", '["a", "b"]', "list of string"],
    ["name[*]", '["app"]', "tuple"],
    ["{ a = 1 }.*.a", "[1]"],
    ["nothing[*]", "[]", "tuple"],
    ["null[*]", "[]", "tuple"],
    ["empty[*].a", "[]", "list of number"],
    ["objects[*].v[*]", "[[1, 2], [3]]"],
    ["{ objects = objects }.objects[*].n", '["p", "q"]'],
  ]);
  itFails([
    ["{ ab = 1 }.ac", ".ac", 'This object has no attribute "ac"'],
    ["map.z", ".z", 'This map has no element "z"'],
    ['map["z"]', '["z"]', 'This map has no element "z"'],
    ["list[2]", "[2]", "There is no element 2"],
    ["list[-1]", "[-1]", "The index -1 is negative"],
    ["list[0.5]", "[0.5]", "The index 0.5 is not a whole number"],
    ['list["x"]', '["x"]', "The index of a list of string is wrong: a number is required"],
    ["list[null]", "[null]", "The index is null"],
    ["map[null]", "[null]", "The key is null"],
    ["nothing.a", ".a", 'This takes ".a" of a value that is null'],
    ["nothing[0]", "[0]", "This takes an index of a value that is null"],
    ["name.a", ".a", 'A string has no ".a"'],
    ["name[0]", "[0]", "A string has no elements"],
    ["objects.n", ".n", 'A tuple has no ".n"'],
    ["set[0]", "[0]", "A set has no order, so its elements have no index"],
    ["no_list[*]", "[*]", "This goes over a list that is null"],
    ["objects[0].v[5].x", "[5]", "There is no element 5"],
    ["objects[*].nn", ".nn", 'This object has no attribute "nn"'],
  ]);
});

describe("for", () => {
  itGives([
    ["[for x in list : upper(x)]", '["A", "B"]', "tuple"],
    ["[for i, x in list : i]", "[0, 1]"],
    ["[for k, v in { b = 1, a = 2 } : k]", '["a", "b"]'],
    ["[for k, v in map : v]", '["1", "2"]'],
    ["[for k, v in set : k]", '["a", "b"]'],
    ["[for x in [1, 2, 3] : x if x > 1]", "[2, 3]"],
    ['[for x in [1] : x if "true"]', "[1]"],
    ["{for k, v in map : v => k}", '{ "1" = "x", "2" = "y" }'],
    ["{for i, x in list : i => x}", '{ "0" = "a", "1" = "b" }'],
    ["{for x in [1, 2, 3] : x % 2 == 0 ? 0 : 1 => x...}", '{ "0" = [2], "1" = [1, 3] }'],
    ["[for list in list : list]", '["a", "b"]'],
    ["[for x in [[1], [2]] : [for y in x : y + 1]]", "[[2], [3]]"],
    ["[for x in [] : nosuch]", "[]"],
  ]);
  itFails([
    ["[for x in null : x]", "null", "This goes over a value that is null"],
    ["[for x in 5 : x]", "5", "A for goes over a list, set, map or object, and this is a number"],
    ["[for x in list : nosuch]", "nosuch", 'There is no variable "nosuch"'],
    ["[for x in list : x if null]", "null", "The condition is null"],
    ["[for x in list : x if 1]", "1", "The condition is wrong: a bool is required, but this is a number"],
    ["{for x in list : null => x}", "null", "The key is null"],
    ["{for x in list : [] => x}", "[]", "A key is text, and this is a tuple"],
    ["{for x in [1, 1] : x => x}", "x", 'Two elements give the key "1"'],
  ]);
});

describe("templates", () => {
  itGives([
    ['"a ${1 + 1} ${true} ${name}"', '"a 2 true app"'],
    ['"${[1]}"', "[1]", "tuple"],
    ['"${null}"', "null"],
    ['"$${a} %%{b} $ % $x $$x"', '"$${a} %%{b} $ % $x $$x"'],
    ['"$$${name}"', '"$$${name}"'],
    ['"\\u0041\\U0001F600\\n\\t\\"\\\\"', '"A😀\\n\\t\\"\\\\"'],
    ['"%{ if true }a%{ else }b%{ endif }"', '"a"'],
    ['"%{ if false }a%{ endif }"', '""'],
    ['"%{ if false }${nosuch}%{ else }b%{ endif }"', '"b"'],
    ['"%{ for x in list }<${x}>%{ endfor }"', '"<a><b>"'],
    ['"%{ for i, x in list }${i}=${x} %{ endfor }"', '"0=a 1=b "'],
    ['"%{ for x in list }%{ if x == "a" }A%{ else }${x}%{ endif }%{ endfor }"', '"Ab"'],
    ['"a  ${~ name ~}  b"', '"aappb"'],
    ['"a\\n ${~ name ~} \\n b"', '"aappb"'],
    ['"%{~ if true ~}  a  %{~ endif ~}  b"', '"ab"'],
    ["<<E\na\n  b\nE\n", '"a\\n  b\\n"'],
    ["<<E\nE\n", '""'],
    ["<<E\na\\n${name}\n  E\n", '"a\\\\napp\\n"'],
    ["<<E\r\na\r\nE\r\n", '"a\\r\\n"'],
    ["<<-E\n    a\n      b\n\n    c\nE\n", '"a\\n  b\\n\\nc\\n"'],
    ["<<-E\n    a\n   \n  b\nE\n", '"  a\\n   \\nb\\n"'],
    ["<<-E\n\ta\n\t\tb\nE\n", '"a\\n\\tb\\n"'],
    ["<<-E\n    %{ if true }\n      b\n    %{ endif }\nE\n", '"\\n  b\\n\\n"'],
    ['<<-E\n    %{ for x in ["p","q"] ~}\n      ${x}\n    %{ endfor ~}\nE\n', '"      p\\n      q\\n"'],
    ["<<E\n  a ${~ name ~} \n  b\nE\n", '"  aapp  b\\n"'],
    ["<<E\na\n  %{~ if true ~}\nb\n  %{~ endif ~}\nc\nE\n", '"a\\nb\\nc\\n"'],
  ]);
  itFails([
    ['"a ${null}"', "null", "A value that is null cannot be put into text"],
    ['"a ${nothing}"', "nothing", "A value that is null cannot be put into text"],
    ['"a ${[1]}"', "[1]", "A tuple cannot be put into text"],
    ['"a ${map}"', "map", "A map of string cannot be put into text"],
    ['"%{ if null }a%{ endif }"', "null", "The condition is null"],
    ['"%{ for x in 5 }a%{ endfor }"', "5", "A for goes over a list, set, map or object, and this is a number"],
  ]);
  test("each part that has no value is reported", () => {
    expect(run('"${nosuch1} ${name} ${nosuch2}"').diagnostics.map(({ subject }) => subject?.start)).toEqual([3, 22]);
  });
});

describe("calls", () => {
  itGives([
    ['upper("a")', '"A"'],
    ["add(1, 2,)", "3"],
    ["max([1, 3, 2]...)", "3"],
    ["max(5, [1, 3]...)", "5"],
    ["max(convert([1, 3], list(number))...)", "3"],
    ['img("app", "v1", "slim")', '"app:v1-slim"'],
    ['img("app")', '"app:"'],
    ['img(["a", "b"]...)', '"a:b"'],
    ["shadow(5)", "5"],
    ["shadow(null)", "null"],
    ["equal(null, null)", "true"],
    ["try(nosuch, 1)", "1"],
    ["try(objects[5], objects[0].n)", '"p"'],
    ["try(null, 1)", "null"],
    ["can(nosuch)", "false"],
    ["can(name.x)", "false"],
    ["can(name)", "true"],
    ["can(nosuch) || can(nosuch)", "false"],
    ['convert(["1"], list(number))', "[1]", "list of number"],
    ["convert(1, string)", '"1"'],
    ["[convert(1, number), convert(2, number)]", "[1, 2]"],
    ["convert({ a = 1 }, object({ a = string, b = optional(number) }))", '{ a = "1", b = null }'],
    ["convert([1, true], tuple([string, bool]))", '["1", true]'],
  ]);
  itFails([
    ["uper(1)", "uper", 'There is no function "uper"'],
    ["a::b()", "a::b", 'There is no function "a::b"'],
    ["add(1)", ")", 'The function "add" needs "b", which is not given'],
    ["add(1, 2, 3, 4)", "3, 4", 'The function "add" takes 2 arguments, and here are 4'],
    ['absolute("x")', '"x"', '"num" of the function "absolute" is wrong: a number is required'],
    ["absolute(null)", "null", '"num" of the function "absolute" may not be null'],
    ["max(5...)", "5", 'Only a list, tuple or set can be expanded with "...", and this is a number'],
    ["max(null...)", "null", 'Only a list, tuple or set can be expanded with "...", and this is null'],
    ["img()", ")", 'The function "img" needs "name", which is not given'],
    ["shadow(1, 2)", "2", 'The function "shadow" takes one argument, and here are 2'],
    ["try(nosuch, nosuch2)", "try(nosuch, nosuch2)", 'The function "try" fails: none of its arguments has a value'],
    ["try()", ")", 'The function "try" takes at least one argument, and here are 0'],
    ["can(1, 2)", "2", 'The function "can" takes one argument, and here are 2'],
    ["convert(1)", ")", 'The function "convert" takes a value and a type, and here is one'],
    ["convert([], string)", "[]", 'The function "convert" fails: a string is required, but this is a tuple'],
    ["convert(1, strin)", "strin", 'There is no type "strin"'],
    ['convert(1, "string")', '"string"', "This is not a type"],
  ]);

  test("what goes wrong in a function of the file is told at the call, with the place inside", () => {
    const [diagnostic, ...others] = run("outer(name)").diagnostics;
    expect(others).toEqual([]);
    expect(diagnostic?.summary).toBe('The function "broken" fails: a string has no ".y"');
    expect(diagnostic?.subject?.file.name).toBe("a.hcl");
    expect(diagnostic?.related?.map(({ range }) => [range.file.name, range.start, range.end])).toEqual([
      ["function outer", 0, 9],
      ["function broken", 1, 3],
    ]);
  });

  test("functions that lead too deep are told of once, with the beginning and the end of the way", () => {
    for (let at = 0; at < 2000; at += 1) {
      const { value } = parseExpression({ name: `function f${at}`, text: `[f${at + 1}(x)]` });
      userFunctions.set(`f${at}`, { kind: "user-function", name: `f${at}`, params: ["x"], result: value, scope });
    }
    const { value, diagnostics } = run("f0(1)");
    expect(value).toBeUndefined();
    expect(diagnostics.map(({ code }) => code)).toEqual(["nesting-too-deep"]);
    expect(diagnostics[0]?.related?.map(({ range }) => range.file.name)).toEqual(
      ["f0", "f1", "f497", "f498", "f499"].map((name) => `function ${name}`),
    );
    // And the next evaluation starts afresh.
    expect(run("1").value).toBeDefined();
  });

  test("all arguments are looked at", () => {
    expect(run("add(nosuch, nosuch2)").diagnostics).toHaveLength(2);
    expect(run('add("x", "y")').diagnostics).toHaveLength(2);
  });
});

describe("names", () => {
  itFails([
    ["nmae", "nmae", 'There is no variable "nmae"'],
    ["nosuch.a.b", "nosuch", 'There is no variable "nosuch"'],
    ["upper", "upper", 'There is no variable "upper"'],
  ]);

  test.for([
    ["nmae", 'did you mean "name"?'],
    ["True", 'did you mean "true"?'],
    ["upper", "to call the function write upper(…)"],
    ["nosuch", undefined],
  ] as const)("%s is advised: %s", ([text, hint]) => {
    expect(run(text).diagnostics[0]?.hint).toBe(hint);
  });

  test("a name that failed where it is defined stays silent", () => {
    const failing = scopeOf(() => FAILED);
    for (const text of ["x", "x.y", '"${x}"', "f(x)".replace("f", "upper"), "[x]", "x + 1"]) {
      expect(run(text, failing)).toEqual({ value: undefined, diagnostics: [] });
    }
    expect(run("can(x)", failing).value).toBe(FALSE);
  });

  test("the scope is asked once for a name, with the place that asks", () => {
    const asked: unknown[] = [];
    const asking = scopeOf((name, { start, end }) => {
      asked.push([name, start, end]);
      return stringValue(name);
    });
    run("[a, b]", asking);
    expect(asked).toEqual([
      ["a", 1, 2],
      ["b", 4, 5],
    ]);
  });

  test("a traversal takes the steps that it knows, and the others go on from there", () => {
    const traversing: Scope = {
      ...scope,
      traversal: ({ root, steps }) =>
        root === "target" ? { steps: 2, value: stringValue(steps.map(({ name }) => name).join("+")) } : undefined,
    };
    expect(showValue(run("target.app.tags", traversing).value ?? FALSE)).toBe('"app+tags"');
    expect(showValue(run("map.x", traversing).value ?? FALSE)).toBe('"1"');
    expect(run("target.app.tags.more", traversing).diagnostics[0]?.summary).toBe('A string has no ".more"');
    expect(showValue(run("[for target in [{ app = 1 }] : target.app]", traversing).value ?? FALSE)).toBe("[1]");
    const child = childScope(traversing, new Map([["target", constant("{ app = 2 }")]]));
    expect(showValue(run("target.app", child).value ?? FALSE)).toBe("2");
  });

  test("a traversal that fails stays silent", () => {
    const failing: Scope = { ...scope, traversal: () => ({ steps: 1, value: FAILED }) };
    expect(run("target.app", failing)).toEqual({ value: undefined, diagnostics: [] });
  });
});

test("what could not be read has no value and says no more", () => {
  expect(run("1 +").diagnostics).toHaveLength(1);
});
