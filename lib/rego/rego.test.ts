// Policies and what they come to, through the door of the room.

import { expect, test } from "vitest";
import { builtins } from "./builtins/index.js";
import {
  compileModules,
  evaluateRule,
  HaltError,
  jsonText,
  objectOf,
  parseModule,
  RegoErrors,
  Suspended,
  type Value,
  valueFromJson,
  withPackage,
} from "./index.js";

const INPUT = {
  x: 1,
  name: "bob",
  list: [1, 2, 3, 2],
  obj: { a: 1, b: { c: "d" } },
  users: [
    { n: "a", age: 3 },
    { n: "b", age: 5 },
  ],
  no: false,
};

interface Outcome {
  /** `data.t` as JSON */
  readonly value: string | undefined;
  readonly prints: readonly string[];
}

function run(policy: string, input: Value = valueFromJson(INPUT)): Outcome {
  const prints: string[] = [];
  const program = compileModules([parseModule("t.rego", `package t\n${policy}`)], { builtins });
  const onPrint = (text: string, { row }: { row: number }) => prints.push(`${row}: ${text}`);
  const value = evaluateRule(program, ["t"], { input, context: { now: 0n, onPrint } });
  return { value: value === undefined ? undefined : jsonText(value), prints };
}

const values: readonly (readonly [title: string, policy: string, value: string])[] = [
  ["a rule without a value is true", "p if input.x == 1", '{"p":true}'],
  ["what is undefined is left out of its package", "p if input.x == 2", "{}"],
  ["a default stands in", "default p := false\np if input.x == 2", '{"p":false}'],
  ["a default function stands in", "default f(_) := 0\nf(x) := 1 if x > 5\np := [f(1), f(9)]", '{"p":[0,1]}'],
  ["a constant rule needs no body", "p := {1, 2}", '{"p":[1,2]}'],
  ["contains collects a set", "p contains x if some x in input.list", '{"p":[1,2,3]}'],
  ["a variable in the head makes an object", "p[k] := v if some k, v in input.obj", '{"p":{"a":1,"b":{"c":"d"}}}'],
  [
    "a path in the head makes objects in objects",
    "a.b.c := 1\na.b.d := 2\na.e contains 3",
    '{"a":{"b":{"c":1,"d":2},"e":[3]}}',
  ],
  [
    "paths with variables meet those without",
    'a[x].b := 1 if x := "m"\na[x].c := 2 if x := "m"\na.n.d := 3',
    '{"a":{"m":{"b":1,"c":2},"n":{"d":3}}}',
  ],
  [
    "a path can end in a set",
    'a[x] contains y if { some x in ["p", "q"]; some y in [1, 2] }',
    '{"a":{"p":[1,2],"q":[1,2]}}',
  ],
  [
    "numbers and texts are different keys",
    'p[1] := "a"\np["1"] := "b"\nq := [p[1], p["1"]]',
    '{"p":{"1":"b"},"q":["a","b"]}',
  ],
  ["else follows what was undefined", "p := 1 if input.y\nelse := 2 if input.x\nelse := 3", '{"p":2}'],
  [
    "else belongs to functions, too",
    'f(x) := "one" if x == 1\nelse := "other"\np := [f(1), f(2)]',
    '{"p":["one","other"]}',
  ],
  ["arguments are taken apart", 'f([a, b]) := a + b\nf({"k": v}) := v\np := [f([1, 2]), f({"k": 9})]', '{"p":[3,9]}'],
  ["constants choose among functions", 'f(1) := "a"\nf(2) := "b"\np := f(2)', '{"p":"b"}'],
  ["one argument twice must be equal", "f(x, x) := x\np := f(1, 1)\nq := f(1, 2)", '{"p":1}'],
  [
    "a function that says false stops the body",
    "f(x) := x > 1\np contains x if { some x in input.list; f(x) }",
    '{"p":[2,3]}',
  ],
  ["a result can be an argument", "f(x) := x + 1\np := y if f(3, y)", '{"p":4}'],
  [
    "every holds for all members",
    "p if every x in input.list { x > 0 }\nq if every i, x in input.list { x > i }",
    '{"p":true}',
  ],
  [
    "every of nothing holds, of no collection does not",
    "p if every _ in [] { false }\nq if every _ in 5 { true }",
    '{"p":true}',
  ],
  ["not asks for nothing", "p if not input.missing\nq if not input.x\nr if not input.no", '{"p":true,"r":true}'],
  ["what is undefined in a call stops the body even behind not", "p if not count(input.missing) > 2", "{}"],
  [
    "bodies are put in order",
    "p if { z == 4; z = y * 2; y = x + 1; x = 1 }\nq := y if { y = x; x = 1 }",
    '{"p":true,"q":1}',
  ],
  ["closures come after what they close over", "p := xs if { xs := [y | y = z]; z = 2 }", '{"p":[2]}'],
  ["an inner variable may have the name of an outer one", "p := [x, [x | x := 2]] if x := 1", '{"p":[1,[2]]}'],
  [
    "unification goes both ways",
    'p := [x, y] if { [x, 2] = [1, y] }\nq := x if { {"a": x} = {"a": 5} }',
    '{"p":[1,2],"q":5}',
  ],
  ["unification goes through variables of both sides", "p := [x, y] if { [x, y] = [y, 1] }", '{"p":[1,1]}'],
  ["objects of other sizes do not fit", 'p := x if { {"a": x} = input.obj }', "{}"],
  [
    "patterns find members",
    'p := x if { input.users[_] = {"n": "b", "age": x} }\nq contains a if some {"n": _, "age": a} in input.users',
    '{"p":5,"q":[3,5]}',
  ],
  [
    "a variable in a path goes through all members",
    "p contains i if input.list[i] == 2\nq := [k | input.obj[k]]",
    '{"p":[1,3],"q":["a","b"]}',
  ],
  ["one variable twice joins", "p := n if { n := input.users[i].n; input.users[i].age == 5 }", '{"p":"b"}'],
  ["members of sets are their own keys", 'p := {"a", "b"}["a"]\nq if {"a"}["c"]', '{"p":"a"}'],
  ["lists have no negative indexes", "p := input.list[-1]\nq := input.list[count(input.list) - 1]", '{"q":2}'],
  [
    "comprehensions of all three kinds",
    'p := [x | x := input.list[_]; x > 1]\ns := {x | x := input.list[_]}\no := {k: v | some v, k in ["a"]}',
    '{"o":{"a":0},"p":[2,3,2],"s":[1,2,3]}',
  ],
  ["a bar in braces begins a body where it can", "p := {1 | 2}\nq := {{1} | {2}, {3}}", '{"p":[1],"q":[[1,2],[3]]}'],
  [
    "operators bind as they should",
    "p := 1 + 2 * 3 - 8 / 2 % 3\nq := (1 + 2) * 3\nr := {1, 2} & {2} | {3}",
    '{"p":6,"q":9,"r":[2,3]}',
  ],
  ["in finds values, and keys with them", 'p if { 1 in [1]; "k", "v" in {"k": "v"}; not 5 in {4} }', '{"p":true}'],
  ["comparisons are values", "p := 1 == 2\nq := [1] < [1, 2]\nr := null < false", '{"p":false,"q":true,"r":true}'],
  [
    "with replaces the input",
    'p := x if { x := input with input as {"a": 1} }\nq := x if x := input.obj with input.obj.b.c as 2',
    '{"p":{"a":1},"q":{"a":1,"b":{"c":2}}}',
  ],
  ["with makes way for itself", "p := x if x := input with input as 1 with input.a.b as 2", '{"p":{"a":{"b":2}}}'],
  [
    "with replaces data, and rules see it",
    "q := data.foo.bar\np := x if x := q with data.foo.bar as 3\nr := x if x := z with data.t.z as 9\nz := 1",
    '{"p":3,"r":9,"z":1}',
  ],
  [
    "with replaces functions by values and by functions",
    "f(x) := x * 2\ng(x) := x * 3\np := x if x := f(2) with f as g\nq := x if x := f(2) with f as 7\nr := x if x := count([1]) with count as 8",
    '{"p":6,"q":7,"r":8}',
  ],
  [
    "what replaces a function may call it",
    "mock(x) := count(x) + 100\np := x if x := count([1]) with count as mock",
    '{"p":101}',
  ],
  [
    "with ends with its expression",
    "q := input.x\np := [a, b] if { a := q with input.x as 9; b := q }",
    '{"p":[9,1],"q":1}',
  ],
  ["with reaches into not", "p if not q with input.x as 2\nq if input.x == 1", '{"p":true,"q":true}'],
  ["a package is a document", "p := {k | some k, _ in data.u}", '{"p":[]}'],
  [
    "templates are filled",
    'p := $"a{input.x}-{input.missing}-{[1, "b"]}"\nq := $`{input.name}\\n`\nr := $"\\{x}"',
    '{"p":"a1-\\u003cundefined\\u003e-[1, \\"b\\"]","q":"bob\\\\n","r":"{x}"}',
  ],
  ["templates are in templates", 'p := $"({$"{input.x}"})"', '{"p":"(1)"}'],
  ["strings have escapes, raw ones have none", 'p := "\\u0041\\n"\nq := `\\n`', '{"p":"A\\n","q":"\\\\n"}'],
  ["keywords are names behind a point", 'p := {"if": {"not": 1}}.if.not', '{"p":1}'],
  ["space ends a reference", "p := [x | x := input.list\n[1]]", '{"p":[[1,2,3,2]]}'],
  [
    "imports of the language are taken",
    "import rego.v1\nimport future.keywords\nimport future.keywords.in\np if 1 in [1]",
    '{"p":true}',
  ],
  ["imports of the input are names", "import input.obj as o\np := o.a", '{"p":1}'],
  ["one value found twice is one value", "p := 1 if input.x\np := 1 if input.name", '{"p":1}'],
  ["rules shadow functions of the language", "count(_) := 42\np := count([1])", '{"p":42}'],
];

test.for(values)("%s", ([, policy, value]) => {
  expect(run(policy).value).toBe(value);
});

const mistakes: readonly (readonly [policy: string, ...errors: string[]])[] = [
  ["p := x", "2:6 rego_unsafe_var_error var x is unsafe"],
  ["p if { x == 1 }", "2:8 rego_unsafe_var_error var x is unsafe"],
  ["p if { {1, y} = input.list[_] }", "2:8 rego_unsafe_var_error var y is unsafe"],
  ["p if not x == y", "2:6 rego_unsafe_var_error var x is unsafe", "2:6 rego_unsafe_var_error var y is unsafe"],
  [
    "p if { [x, y] = [y, x] }",
    "2:8 rego_unsafe_var_error var x is unsafe",
    "2:8 rego_unsafe_var_error var y is unsafe",
  ],
  ["p if { x := 1; x := 2 }", "2:16 rego_compile_error var x assigned above"],
  ["p if { x == 1; x := 1 }", "2:16 rego_compile_error var x referenced above"],
  ["p if { some x; some x; x = 1 }", "2:16 rego_compile_error var x declared above"],
  ["f(x) if x := 1", "2:9 rego_compile_error arg x redeclared"],
  ["p if { some x; true }", "2:8 rego_compile_error declared var x unused"],
  ["p if { not x := 1 }", "2:8 rego_compile_error cannot assign vars inside negated expression"],
  ["p if { 1 := 1 }", "2:8 rego_compile_error cannot assign to number"],
  ["p if print(x)", "2:12 rego_compile_error var x is undeclared"],
  ["p if { x := print(1) }", "2:13 rego_type_error print(...) used as value"],
  [
    "p if { some [x, z] in count(w) }",
    "2:8 rego_unsafe_var_error var x is unsafe",
    "2:8 rego_unsafe_var_error var z is unsafe",
    "2:23 rego_unsafe_var_error var w is unsafe",
  ],
  [
    "p if { w := y; print(w) }",
    "2:8 rego_unsafe_var_error var w is unsafe",
    "2:8 rego_unsafe_var_error var y is unsafe",
  ],
  ["p if foo(1)", "2:6 rego_type_error undefined function foo"],
  ["f(x) := x\np := f(1, 2)", "3:6 rego_type_error function data.t.f has arity 1, got 2 arguments"],
  ["p := any([true])", "2:6 rego_type_error deprecated built-in function calls in expression: any"],
  [
    "a := b\nb := a",
    "2:1 rego_recursion_error rule data.t.a is recursive: data.t.a -> data.t.b -> data.t.a",
    "3:1 rego_recursion_error rule data.t.b is recursive: data.t.b -> data.t.a -> data.t.b",
  ],
  ["p := data[input.x]", "2:1 rego_recursion_error rule data.t.p is recursive: data.t.p -> data.t.p"],
  ["p := 1\np contains 2", "2:1 rego_type_error conflicting rules data.t.p found"],
  ["p(_) := 1\np(_, _) := 2", "2:1 rego_type_error conflicting rules data.t.p found"],
  ["p.q := 1\np.q.r := 2", "2:1 rego_type_error rule data.t.p.q conflicts with [data.t.p.q.r]"],
  ["default p := 1\ndefault p := 2", "1:1 rego_type_error multiple default rules data.t.p found at t.rego:2, t.rego:3"],
  ["import data.a\nimport data.b as a", "3:1 rego_compile_error import must not shadow import data.a"],
  ["data := 1", "2:1 rego_compile_error rules must not shadow data (use a different rule name)"],
  ["p if { input := 1 }", "2:8 rego_compile_error variables must not shadow input (use a different variable name)"],
  [
    "p if data.t.q.r with data.t.q.r as 1\nq := 1",
    "2:22 rego_compile_error with keyword cannot partially replace virtual document(s)",
  ],
  [
    "p if { x := 1 with foo as 2 }",
    "2:20 rego_type_error with keyword target must reference existing input, data, or a function",
  ],
  [
    "p if not startswith(input.name, 5)",
    "2:6 rego_type_error argument 2 of startswith must be string, and here it is number",
  ],
  [
    'p if { x := count(input.list); startswith(x, "a") }',
    "2:32 rego_type_error argument 1 of startswith must be string, and here it is number",
  ],
  ['f(x) := x + 1\np := f("a")', "3:6 rego_type_error argument 1 of data.t.f must be number, and here it is string"],
  ['p := sprintf("%d", 3)', "2:6 rego_type_error argument 2 of sprintf must be array[any], and here it is number"],
  [
    'p if { [h, m, s] := time.clock(0); h == "a" }',
    "2:36 rego_type_error can never be equal: number on the left, string on the right",
  ],
  [
    "p := lower([x | some x in input.list])",
    "2:6 rego_type_error argument 1 of lower must be string, and here it is array[any]",
  ],
  [
    "p := [x | x := input.list[_]; startswith(x, 5)]",
    "2:31 rego_type_error argument 2 of startswith must be string, and here it is number",
  ],
  ['p if not 1 == "a"', "2:6 rego_type_error can never be equal: number on the left, string on the right"],
  [
    'p if { x := {"a": 1}; x == {"b": input.x} }',
    '2:23 rego_type_error can never be equal: object{"a": number} on the left, object{"b": any} on the right',
  ],
  ['o := {"a": 1, "b": {"c": "x"}}\np if o.b.d', '3:6 rego_type_error data.t.o.b.d is never there: data.t.o.b has "c"'],
  ['o := {"a": 1}\np := o.a.x', "3:6 rego_type_error data.t.o.a has nothing in it to refer to, being a number"],
  ['s contains "a" if input.x\np if s[1]', "3:6 rego_type_error data.t.s[1]: data.t.s is a set[string]"],
  [
    'q[k] := 1 if k := input.name\np if q.foo == "x"',
    "3:6 rego_type_error can never be equal: number on the left, string on the right",
  ],
  [
    'default p := false\np := "a" if input.x\nq if p == 1',
    "4:6 rego_type_error can never be equal: boolean or string on the left, number on the right",
  ],
  [
    'xs := [1, 2]\np if { some i; xs[i] > 1; startswith(i, "a") }',
    "3:27 rego_type_error argument 1 of startswith must be string, and here it is number",
  ],
  ["f(x) := x\np := f", "3:6 rego_type_error data.t.f is a function and has no value but where it is called"],
  [
    "f(x) := x\np if input.x with input as f",
    "3:28 rego_type_error data.t.f is a function and has no value but where it is called",
  ],
  [
    'f(x) := x\np if startswith("a", "b") with startswith as f',
    "3:27 rego_type_error startswith cannot be replaced: (string, string) is wanted, and the other takes (any)",
  ],
  ["p {\n  true\n}", "2:1 rego_parse_error `if` keyword is required before rule body"],
  ["p if { 1 == }", "2:13 rego_parse_error unexpected } token"],
  ["p if {}}", "2:8 rego_parse_error unexpected } token"],
  ['p := "abc', "2:6 rego_parse_error non-terminated string"],
  ['p := $"{x | }"', "2:13 rego_parse_error unexpected } token"],
  ["p := 01", "2:6 rego_parse_error unexpected number token: expected number without leading zero"],
  [
    "import foo.bar",
    "2:8 rego_parse_error unexpected import path, must begin with one of: {data, future, input, rego}, got: foo",
  ],
  ["p := input.x; q := 2", "2:1 rego_parse_error multiple expressions cannot be used for rule head"],
  ["p := (input.x)[0]", "2:7 rego_parse_error illegal ref (head cannot be ref)"],
  ["p := 1\np := 2", "3:1 eval_conflict_error complete rules must not produce multiple outputs"],
  [
    "f(_) := 1\nf(_) := 2\np := f(1)",
    "3:1 eval_conflict_error functions must not produce multiple outputs for same inputs",
  ],
  ["p[x] := y if { x := 1; some y in [1, 2] }", "2:1 eval_conflict_error object keys must be unique"],
  ['p[x] := {"b": 1} if x := 1\np[x].b := 2 if x := 1', "3:1 eval_conflict_error object keys must be unique"],
];

test.for(mistakes)("%s", ([policy, ...errors]) => {
  expect(mistakesIn(() => run(policy))).toEqual(errors);
});

function mistakesIn(work: () => unknown): readonly string[] {
  try {
    work();
  } catch (error) {
    if (!(error instanceof RegoErrors)) throw error;
    return error.errors.map(({ row, column, code, message }) => `${row}:${column} ${code} ${message}`);
  }
  return [];
}

test("print says where it stands, and shows what is undefined", () => {
  const { prints } = run('p if { print("x", input.x, input.missing)\n print({"a": ["b"]}) }');
  expect(prints).toEqual(["2: x 1 <undefined>", '3: {"a": ["b"]}']);
});

test("a rule that can only be one constant is looked at no further once it holds", () => {
  expect(run("p if { some x in input.list; print(x) }").prints).toEqual(["2: 1"]);
  expect(run("p := 1 if { some x in [1, 2]; print(x) }\nelse := 2").prints).toEqual(["2: 1", "2: 2"]);
});

test("a module can be put where its importer looks for it", () => {
  const helpers = withPackage(parseModule("lib/helpers.rego", "package anything\nok(x) if x == 1"), ["lib", "helpers"]);
  const policy = parseModule("t.rego", "package t\nimport data.lib.helpers\np if helpers.ok(input.x)");
  expect(policy.imports.map(({ path }) => path)).toEqual([["data", "lib", "helpers"]]);
  const program = compileModules([policy, helpers], { builtins });
  const options = { input: valueFromJson(INPUT), context: { now: 0n, onPrint: () => {} } };
  expect(evaluateRule(program, ["t", "p"], options)).toBe(true);
  expect(evaluateRule(program, ["t", "q"], options)).toBeUndefined();
});

test("only what a policy asks for is asked of the input", () => {
  const asked: Value[] = [];
  const whole = objectOf([["a", 1]]);
  const get = (key: Value) => {
    asked.push(key);
    return whole.get(key);
  };
  const watched: Value = { ...whole, get };
  run("p if input.a == 1\nq if input.b\nr := x if x := input.a with input.c as 3\ns if input.a == 1", watched);
  expect(new Set(asked)).toEqual(new Set(["a", "b", "c"]));
});

test("what a function throws to end the evaluation comes through as it is", () => {
  for (const error of [new HaltError("stop"), new Suspended(Promise.resolve())]) {
    const call = () => {
      throw error;
    };
    const program = compileModules([parseModule("t.rego", "package t\np := [x | x := ask(1)]")], {
      builtins: new Map([["ask", { name: "ask", arity: 1, call }]]),
    });
    expect(() => evaluateRule(program, ["t", "p"], { context: { now: 0n, onPrint: () => {} } })).toThrow(error);
  }
});

test("a function is called once for the same arguments", () => {
  let calls = 0;
  const call = () => ++calls;
  const program = compileModules(
    [parseModule("t.rego", "package t\nf(x) := ask(x)\np := [f(1), f(1), q, q]\nq := f(1)")],
    {
      builtins: new Map([["ask", { name: "ask", arity: 1, call }]]),
    },
  );
  const value = evaluateRule(program, ["t", "p"], { context: { now: 0n, onPrint: () => {} } });
  expect(value).toEqual([1, 1, 1, 1]);
});

test("what some input can make come true is no mistake of types", () => {
  const policies = [
    'p if { startswith(input.x, "a"); input.x == 5 }',
    'p if 1 != "a"',
    'default q := false\nq := "a" if input.x\np if { q == true; r }\nr if startswith(q, "a")',
    'f(x) if startswith(x, "a")\nf(x) if x == 3\np if f(3)\nq if f("a")',
    'p if { x := {input.name: 1, "k": "z"}; x.foo == 1 }',
    'p if { x := [1, "a"]; startswith(x[i], "a") }',
    "f(x) := y if y := x.foo\np := f(3)",
    "p := data.t2[k]\nq if data.nothing.here == 1",
    "p if every x in [1] { startswith(x, 5) }",
    'p if startswith("a", "b") with startswith as true',
  ];
  for (const policy of policies) expect(mistakesIn(() => run(policy))).toEqual([]);
});

test("nesting without end is a mistake, not a crash", () => {
  const deep = 100_000;
  const nested = [
    `p := ${"[".repeat(deep)}`,
    `p := ${"(".repeat(deep)}1`,
    `p if ${"{".repeat(deep)}`,
    `p := ${"1 + ".repeat(deep)}1`,
    `p := ${"[x | x := ".repeat(deep)}1`,
    `p := 1 if input.y\n${"else := 2 if input.y\n".repeat(deep)}`,
    Array.from({ length: 5000 }, (_, i) => `r${i} := r${i + 1}`).join("\n"),
  ];
  for (const policy of nested)
    expect(mistakesIn(() => run(`${policy}\nr5000 := 1`)).join()).toMatch(/max recursion depth exceeded|unexpected/);
});

test("what nests a hundred deep is evaluated", () => {
  const deep = 100;
  expect(run(`p := ${"[".repeat(deep)}1${"]".repeat(deep)}`).value).toBe(
    `{"p":${"[".repeat(deep)}1${"]".repeat(deep)}}`,
  );
  const chain = Array.from({ length: deep }, (_, i) => `r${i} := x if x := r${i + 1}`).join("\n");
  expect(run(`${chain}\nr${deep} := 7`).value).toContain('"r0":7');
});
