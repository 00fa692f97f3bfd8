// biome-ignore-all lint/suspicious/noTemplateCurlyInString: .env writes its variables like that
import { describe, expect, test } from "vitest";
import { argsOf, listDiagnostics, loadFiles } from "./harness.js";

const compose = "services: { app: { build: { args: [A, B, C, KEY, with.dot, é] } } }";

function load(dotenv: string, env: Readonly<Record<string, string>> = {}) {
  return loadFiles(
    new Map([
      ["compose.yaml", compose],
      [".env", dotenv],
    ]),
    { env },
  );
}

// As docker-buildx 0.29.1 reads them.
describe("a line of .env", () => {
  test.for([
    ["A=1", { A: "1" }],
    ["A: 1", { A: "1" }],
    ["A:1", { A: "1" }],
    ["A:=1", { A: "=1" }],
    ["A=a=b=c", { A: "a=b=c" }],
    ["  A  =  spaced out  ", { A: "spaced out" }],
    ["export A=1", { A: "1" }],
    ["export\tA=1", { A: "1" }],
    ["exportA=1", {}],
    ["A=", { A: "" }],
    ["A=\n\n\nB=2", { A: "", B: "2" }],
    ["A=1 # comment", { A: "1" }],
    ["A=a#b", { A: "a#b" }],
    ["A= # no comment", { A: "# no comment" }],
    ["A=x\t# no comment", { A: "x\t# no comment" }],
    ["# A=1\n  # B=1 ${\nC=2", { C: "2" }],
    ["A='single $B \\' \\n'", { A: "single $B ' \\n" }],
    ['A="\\n\\t\\"\\\\\\x\\c"', { A: '\n\t"\\\\x\\c' }],
    ['A="\\$B $$B"', { A: "$B $B" }],
    ['A="\\0101 \\101 \\0 \\01 \\0400"', { A: "A \\101 \\ \\1 \\400" }],
    ["A='it'", { A: "it" }],
    ['A="" # comment', { A: "" }],
    ["A='x'#comment\nB=1", { A: "x", B: "1" }],
    ['A="x" B="y"', { A: "x", B: "y" }],
    ['A="two\nlines"\nB=1', { A: "two\nlines", B: "1" }],
    ["A='two\nlines'", { A: "two\nlines" }],
    ["A=a 'b' \"c\"", { A: "a 'b' \"c\"" }],
    ["A= 'q' x", { A: "q" }],
    ["A=x\\\nB=2", { A: "x\\", B: "2" }],
    ["A=1\nB=$A-${A}-${C:-c}", { A: "1", B: "1-1-c" }],
    ["A=${C}\nC=1", { A: "", C: "1" }],
    ["A=1\nA=2", { A: "2" }],
    ["A=a$$b", { A: "a$b" }],
    ["with.dot=1\né=2", { "with.dot": "1", é: "2" }],
    ["A[0]=1\nA-x=2\n1A=3", {}],
    ["A\nB=1", { B: "1" }],
    ["export\nB=2", { B: "2" }],
    ['A=1\r\nB="x"\r\nC=2 # d\r\n', { A: "1", B: "x", C: "2" }],
    ["\uFEFFA=1", { A: "1" }],
  ] as const)("%j gives %j", async ([text, args]) => {
    const loaded = await load(text);
    expect(argsOf(loaded)).toEqual(args);
    expect(loaded.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  });
});

test("a bare name inherits, also when it ends the file", async () => {
  expect(argsOf(await load("A\nexport B\nKEY", { A: "a", B: "b", KEY: "key" }))).toEqual({
    A: "a",
    B: "b",
    KEY: "key",
  });
});

test("the environment wins over the file, in expansions too", async () => {
  expect(argsOf(await load("A=file\nB=$A", { A: "env" }))).toEqual({ A: "env", B: "env" });
});

test("every broken line has its message, and the lines around it count", async () => {
  const { value, diagnostics } = await load("A B=1\nB=2\nC*=1\n'x'=1\nKEY=\"open\nA=1\n=x\n");
  expect(argsOf({ value, diagnostics })).toEqual({ A: "1", B: "2" });
  expect(listDiagnostics(diagnostics)).toEqual([
    'error[dotenv-syntax] .env:1:1 "A B" The name "A B" has a blank in it',
    'error[dotenv-syntax] .env:3:1 "C*" The name "C*" has the character "*" in it',
    `error[dotenv-syntax] .env:4:1 "'x'" The name "'x'" has the character "'" in it`,
    'error[dotenv-syntax] .env:5:5 "\\"open" The value of "KEY" has no closing "',
    'warning[dotenv-syntax] .env:7:1 "" A name is missing before the value',
  ]);
});

test("a raw env file is taken letter by letter", async () => {
  const { value, diagnostics } = await loadFiles(
    new Map([
      ["compose.yaml", "services: { app: { env_file: [{ path: x/.env, format: raw }], build: { args: [A, B, C] } } }"],
      ["x/.env", '\uFEFF# comment\r\nA="$X" # kept \r\n\n  B\nC=\'\nno name here=1\n=x\n'],
    ]),
    { env: { B: "inherited" } },
  );
  expect(argsOf({ value, diagnostics })).toEqual({ A: '"$X" # kept ', B: "inherited", C: "'" });
  expect(listDiagnostics(diagnostics)).toEqual([
    'error[dotenv-syntax] x/.env:6:1 "no name here" The name "no name here" has a blank in it',
    'error[dotenv-syntax] x/.env:7:1 "=" A name is missing before the value',
  ]);
});
