// biome-ignore-all lint/suspicious/noTemplateCurlyInString: bake files are full of them
// Variables: defaults, types, overrides and rules. The results are those of buildx 0.36 unless a title says otherwise.

import { describe, expect, test } from "vitest";
import { loadMemory } from "../config/testing/index.js";
import { bakeFiles, printed } from "./harness.js";

/** The JSON of the variable X, declared by `block`. */
async function valueOfX(block: string, options: { env?: Record<string, string>; vars?: readonly string[] } = {}) {
  const { target } = await printed(
    `${block}\ntarget "default" { args = { X = jsonencode(X) } }`,
    options.env === undefined && options.vars === undefined ? {} : options,
  );
  const args = target["default"]?.["args"];
  return args !== null && typeof args === "object" && "X" in args ? args.X : undefined;
}

describe("without an override", () => {
  const rows: readonly (readonly [block: string, json: string])[] = [
    ['variable "X" {}', '""'],
    ['variable "X" { default = null }', "null"],
    ['variable "X" { default = "s" }', '"s"'],
    ['variable "X" { default = [1, "a"] }', '[1,"a"]'],
    ['variable "X" { type = string }', "null"],
    ['variable "X" {\n type = number\n default = "5"\n}', "5"],
    ['variable "X" {\n type = list(string)\n default = [1, true]\n}', '["1","true"]'],
    ['variable "X" {\n type = set(number)\n default = [3, 1, 3]\n}', "[1,3]"],
    ['variable "X" {\n type = map(string)\n default = {b=1, a=2}\n}', '{"a":"2","b":"1"}'],
    ['variable "X" {\n type = object({a=string, b=optional(number)})\n default = {a=1, c=2}\n}', '{"a":"1","b":null}'],
    ['variable "X" {\n type = tuple([string, number])\n default = [1, "2"]\n}', '["1",2]'],
    ['variable "X" {\n type = any\n default = [1]\n}', "[1]"],
    ['variable "X" { default = Y }\nvariable "Y" { default = upper(z) }\nz = "q"', '"Q"'],
    ['variable "X" { default = f("a") }\nfunction "f" {\n params = [p]\n result = "${p}!"\n}', '"a!"'],
  ];
  test.for(rows)("%s is %s", async ([block, json]) => {
    expect(await valueOfX(block)).toBe(json);
  });
});

describe("with an override from the environment", () => {
  const list = 'variable "X" {\n type = list(string)\n}';
  const rows: readonly (readonly [block: string, text: string, json: string])[] = [
    ['variable "X" {}', "v", '"v"'],
    ['variable "X" { default = null }', "v", '"v"'],
    ['variable "X" { default = "s" }', "true", '"true"'],
    ['variable "X" { default = "s" }', "", '""'],
    ['variable "X" { default = 1 }', "1e3", "1000"],
    ['variable "X" { default = 1 }', "1_000", "1000"],
    ['variable "X" { default = 1 }', "0x1p4", "16"],
    ['variable "X" { default = 1 }', "9007199254740993", "9007199254740992"],
    ['variable "X" { default = true }', "F", "false"],
    ['variable "X" { type = bool }', "1", "true"],
    ['variable "X" { type = string }', "5", '"5"'],
    [list, "a,b", '["a","b"]'],
    [list, 'x,"y,z"', '["x","y,z"]'],
    [list, " a ,,b", '[" a ","","b"]'],
    ['variable "X" { type = list(number) }', "1,2", "[1,2]"],
    ['variable "X" { type = set(string) }', "b,a,b", '["a","b"]'],
    ['variable "X" { type = tuple([string, bool]) }', "a,true", '["a",true]'],
    ['variable "X" { type = map(string) }', "a:1,b:2", '{"a":"1","b":"2"}'],
    ['variable "X" { type = map(string) }', '"a:""b:c""",d:e', '{"a":"b:c","d":"e"}'],
  ];
  test.for(rows)("%s takes %s as %s", async ([block, text, json]) => {
    expect(await valueOfX(block, { env: { X: text } })).toBe(json);
  });

  test("an empty text is an empty list, where buildx refuses it", async () => {
    expect(await valueOfX(list, { env: { X: "" } })).toBe("[]");
  });

  test("any is JSON or text, where buildx refuses both", async () => {
    const block = 'variable "X" {\n type = any\n default = 1\n}';
    expect(await valueOfX(block, { env: { X: '{"a":[1]}' } })).toBe('{"a":[1]}');
    expect(await valueOfX(block, { env: { X: "a b" } })).toBe('"a b"');
  });
});

describe("JSON from X_JSON", () => {
  const rows: readonly (readonly [block: string, text: string, json: string])[] = [
    ['variable "X" { type = string }', "5", '"5"'],
    ['variable "X" { type = number }', '"5"', "5"],
    ['variable "X" { type = list(string) }', "[]", "[]"],
    ['variable "X" { type = list(string) }', "[1,true]", '["1","true"]'],
    ['variable "X" { type = object({a=string, b=optional(number)}) }', '{"a":1}', '{"a":"1","b":null}'],
    ['variable "X" { type = list(list(number)) }', "[[1],[2,3]]", "[[1],[2,3]]"],
    ['variable "X" {\n type = string\n default = "d"\n}', "null", "null"],
  ];
  test.for(rows)("%s takes %s as %s", async ([block, text, json]) => {
    expect(await valueOfX(block, { env: { X_JSON: text } })).toBe(json);
  });

  test("is JSON for variables without a type, too, where buildx takes the text as it is", async () => {
    expect(await valueOfX('variable "X" { default = "s" }', { env: { X_JSON: '"j"' } })).toBe('"j"');
    expect(await valueOfX('variable "X" { default = [] }', { env: { X_JSON: "[1]" } })).toBe("[1]");
  });

  test("beats X when the variable is typed, even X of --var", async () => {
    const typed = 'variable "X" { type = string }';
    expect(await valueOfX(typed, { env: { X: "plain", X_JSON: '"json"' } })).toBe('"json"');
    expect(await valueOfX(typed, { env: { X_JSON: '"json"' }, vars: ["X=flag"] })).toBe('"json"');
    expect(await valueOfX('variable "X" {}', { env: { X: "plain", X_JSON: '"json"' } })).toBe('"plain"');
  });

  test("is a variable of its own when it is declared", async () => {
    const both = 'variable "X" { type = string }\nvariable "X_JSON" {}';
    expect(await valueOfX(both, { env: { X: "plain", X_JSON: '"json"' } })).toBe('"plain"');
  });
});

describe("--var", () => {
  test("wins over the environment, and its last value counts", async () => {
    expect(await valueOfX('variable "X" {}', { env: { X: "env" }, vars: ["X=1", "", "X=a=b"] })).toBe('"a=b"');
  });

  test("says what is wrong with it", async () => {
    const { diagnostics } = await bakeFiles({
      files: { "docker-bake.hcl": 'variable "REGISTRY" {}\ntarget "default" {}' },
      vars: ["X", "=v", "REGISTRI=x", "OTHER=y"],
    });
    expect(diagnostics.map(({ severity, summary, hint }) => [severity, summary, hint])).toEqual([
      ["error", '"X" given to --var has no value', undefined],
      ["error", '"=v" given to --var has no name', undefined],
      ["warning", 'There is no variable "REGISTRI", so --var has no effect', 'did you mean "REGISTRY"?'],
    ]);
  });
});

test("the environment can be turned off, and --var still counts", async () => {
  const env = { X: "env", BUILDX_BAKE_DISABLE_VARS_ENV_LOOKUP: "1" };
  expect(await valueOfX('variable "X" { default = "d" }', { env })).toBe('"d"');
  expect(await valueOfX('variable "X" { default = "d" }', { env, vars: ["X=flag"] })).toBe('"flag"');
  const unreadable = { X: "env", BUILDX_BAKE_DISABLE_VARS_ENV_LOOKUP: "maybe" };
  expect(await valueOfX('variable "X" { default = "d" }', { env: unreadable })).toBe('"env"');
});

describe("text that is no value points at where it came from", () => {
  const rows: readonly (readonly [block: string, text: string, underlined: string, detail: string])[] = [
    ['variable "X" { type = bool }', "", "", '"" is neither true nor false.'],
    ['variable "X" { default = 1 }', "0x10", "0x10", '"0x10" is not a number.'],
    ['variable "X" { default = 1 }', " 1", " 1", '" 1" is not a number.'],
    ['variable "X" { default = 1 }', "inf", "inf", '"inf" is not a number.'],
    ['variable "X" { type = list(number) }', "1,x,3", "x", '"x" is not a number.'],
    [
      'variable "X" { type = tuple([string, string]) }',
      "a",
      "a",
      "It wants 2 items separated by commas, but there is 1.",
    ],
    [
      'variable "X" { type = map(string) }',
      "b:1,a=1",
      "a=1",
      '"a=1" is not KEY:VALUE; a part with a colon or comma in it is wrapped in quotes.',
    ],
    [
      'variable "X" { type = object({}) }',
      "a",
      "a",
      "An object cannot be written as plain text; give it as JSON in a variable with _JSON behind its name.",
    ],
    [
      'variable "X" { type = list(list(string)) }',
      "a",
      "a",
      "A list of list of string cannot be written as plain text; give it as JSON in a variable with _JSON behind its name.",
    ],
    [
      'variable "X" { default = [] }',
      "a",
      "a",
      "Give it a type, such as type = list(string), or the value as JSON in X_JSON.",
    ],
  ];
  test.for(rows)("%s and %s", async ([block, text, underlined, detail]) => {
    const { diagnostics } = await bakeFiles({
      files: { "docker-bake.hcl": `${block}\ntarget "default" {}` },
      env: { X: text },
    });
    expect(diagnostics.map((diagnostic) => [diagnostic.code, diagnostic.detail])).toEqual([
      ["invalid-variable", detail],
    ]);
    const subject = diagnostics[0]?.subject;
    expect(subject?.file.name).toBe("environment variable X");
    expect(subject?.file.text.slice(subject.start, subject.end)).toBe(underlined);
  });

  test("JSON that lacks a required attribute is refused, where buildx puts null there", async () => {
    const { diagnostics } = await bakeFiles({
      files: { "docker-bake.hcl": 'variable "X" { type = object({a=string}) }\ntarget "default" {}' },
      env: { X_JSON: "{}" },
    });
    expect(diagnostics.map(({ detail }) => detail)).toEqual(['Attribute "a" is required.']);
  });
});

describe("validation", () => {
  const block = `variable "X" {
  type    = number
  default = 1
  validation {
    condition     = X > 0 && X < LIMIT
    error_message = "X must be 1..\${LIMIT - 1}, got \${X}"
  }
  validation {
    condition     = even(X)
    error_message = "X must be even"
  }
}
variable "LIMIT" { default = 10 }
function "even" {
  params = [n]
  result = n % 2 == 0
}
target "default" {}`;

  test("reports every rule that does not hold, with functions of the file at hand", async () => {
    const { diagnostics } = await bakeFiles({ files: { "docker-bake.hcl": block }, env: { X: "11" } });
    expect(diagnostics.map(({ code, detail }) => [code, detail])).toEqual([
      ["validation-failed", "X must be 1..9, got 11"],
      ["validation-failed", "X must be even"],
    ]);
  });

  test("is silent about values that hold", async () => {
    const { diagnostics } = await bakeFiles({ files: { "docker-bake.hcl": block }, env: { X: "8" } });
    expect(diagnostics).toEqual([]);
  });

  const rules: readonly (readonly [rule: string, problems: readonly string[]])[] = [
    ['condition = "false"\n error_message = "no"', ['The value of variable "X" is not valid']],
    ['condition = "true"', []],
    ["condition = null", ['The condition of a validation of variable "X" must be true or false, not null']],
    ["condition = 1", ['The condition of a validation of variable "X" must be true or false, not a number']],
    ['error_message = "x"', ['A validation of variable "X" has no "condition"']],
    ["condition = false", ['The value of variable "X" is not valid']],
    [
      "condition = false\n error_message = [1]",
      [
        'The value of variable "X" is not valid',
        'The error_message of a validation of variable "X" must be a string, not a list',
      ],
    ],
  ];
  test.for(rules)("%s", async ([rule, problems]) => {
    const hcl = `variable "X" {\n validation {\n ${rule}\n }\n}\ntarget "default" {}`;
    const { diagnostics } = await bakeFiles({ files: { "docker-bake.hcl": hcl } });
    expect(diagnostics.map(({ summary }) => summary)).toEqual(problems);
  });
});

test("a wrong default is an error even when an override takes its place", async () => {
  const { diagnostics } = await bakeFiles({
    files: { "docker-bake.hcl": 'variable "X" {\n type = number\n default = "x"\n}\ntarget "default" {}' },
    env: { X: "1" },
  });
  expect(diagnostics.map(({ summary, detail }) => [summary, detail])).toEqual([
    ['The default of variable "X" is not of the type number', "A number is required."],
  ]);
});

test("a variable that is declared again is replaced as a whole", async () => {
  const { value } = await loadMemory({
    files: {
      "docker-bake.hcl": 'variable "X" {\n type = number\n default = 1\n description = "one"\n}',
      "docker-bake.override.hcl": 'variable "X" { default = "two" }',
    },
  });
  expect(value.variables.map(({ name, value: text, type, description }) => [name, text, type, description])).toEqual([
    ["X", "two", undefined, undefined],
  ]);
});
