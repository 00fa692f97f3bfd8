// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Compose writes its variables like that
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { argsOf, listDiagnostics, loadText } from "./harness.js";

const env = { SET: "set", OTHER: "other", EMPTY: "" };

// Recorded from docker-buildx 0.29.1, which gives the same for each.
const values: readonly (readonly [text: string, value: string])[] = [
  ["$SET", "set"],
  ["${SET}", "set"],
  ["$SET-x", "set-x"],
  ["$SET_x", ""],
  ["x${SET}y", "xsety"],
  ["{${SET}}", "{set}"],
  ["$SETü", "setü"],
  ["$UNSET", ""],
  ["$set", ""],
  ["$_x", ""],
  ["$$", "$"],
  ["a$$b", "a$b"],
  ["$$SET", "$SET"],
  ["$$$SET", "$set"],
  ["$${SET}", "${SET}"],
  ["$${UNSET", "${UNSET"],
  ["a$", "a$"],
  ["a$ b", "a$ b"],
  ["a$1", "a$1"],
  ["$(command)", "$(command)"],
  ["${UNSET:-default}", "default"],
  ["${EMPTY:-default}", "default"],
  ["${SET:-default}", "set"],
  ["${UNSET-default}", "default"],
  ["${EMPTY-default}", ""],
  ["${SET:+other}", "other"],
  ["${EMPTY:+other}", ""],
  ["${UNSET:+other}", ""],
  ["${EMPTY+other}", "other"],
  ["${UNSET+other}", ""],
  ["${SET:?message}", "set"],
  ["${EMPTY?message}", ""],
  ["${UNSET:-}", ""],
  ["${UNSET:- }", " "],
  ["${UNSET:--}", "-"],
  ["${UNSET-:-}", ":-"],
  ["${UNSET:-a?b:-c}", "a?b:-c"],
  ["${UNSET:-$SET}", "set"],
  ["${UNSET:-${SET}}", "set"],
  ["${UNSET:-${UNSET:-a}b}c", "abc"],
  ["${UNSET:-${EMPTY:-${UNSET:-x}}}}", "x}"],
  ["${UNSET:-a}-${UNSET:-b}", "a-b"],
  ["${UNSET:-a}b}", "ab}"],
  ["${UNSET:-a}}", "a}"],
  ["${UNSET:-{a}}", "{a}"],
  ["${UNSET:-{a}", "{a"],
  ["${UNSET:-{}}x}", "{}}x"],
  ["${UNSET:-{}}{}", "{}}{"],
  ["${UNSET:-{{x}}}", "{{x}}"],
  ["${UNSET:-$$x}", "$x"],
  ["${UNSET:-$}", "$"],
  ['${UNSET:-"q"}', '"q"'],
  ["${SET:+${OTHER}}", "other"],
  ["${UNSET:-x}${UNSET:-{y}", "x{y"],
  ["${UNSET:-a}\n${SET:-b}", "a\nset"],
];

describe("a value", () => {
  test.for(values)("%j is %j", async ([text, value]) => {
    const loaded = await loadText(fileWith(text), { env });
    expect(argsOf(loaded)).toEqual({ ARG: value });
    expect(loaded.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  });
});

const broken: readonly (readonly [text: string, diagnostic: string])[] = [
  ["${}", 'error[compose-interpolation] compose.yaml:1:42 "${}" "${}" is not a variable expression'],
  ["${1}", 'error[compose-interpolation] compose.yaml:1:42 "${1}" "${1}" is not a variable expression'],
  ["${ SET }", 'error[compose-interpolation] compose.yaml:1:42 "${ SET }" "${ SET }" is not a variable expression'],
  ["x ${SET", 'error[compose-interpolation] compose.yaml:1:44 "${SET" "${SET" is not a variable expression'],
  ["${SET:-a", 'error[compose-interpolation] compose.yaml:1:42 "${SET:-a" "${SET:-a" is not a variable expression'],
  ["${SET!x}", 'error[compose-interpolation] compose.yaml:1:42 "${SET!x}" "${SET!x}" is not a variable expression'],
  ["${SET:x}", 'error[compose-interpolation] compose.yaml:1:42 "${SET:x}" "${SET:x}" is not a variable expression'],
  ["${SET}${", 'error[compose-interpolation] compose.yaml:1:48 "${" "${" is not a variable expression'],
  ["${U:?}", 'error[missing-variable] compose.yaml:1:42 "${U:?}" Required variable "U" is not set'],
  ["${U?why}", 'error[missing-variable] compose.yaml:1:42 "${U?why}" Required variable "U" is not set: why'],
  [
    "${EMPTY:?to $SET}",
    'error[missing-variable] compose.yaml:1:42 "${EMPTY:?to $SET}" Required variable "EMPTY" is not set: to set',
  ],
  ["${SET:+${U:?in}}", 'error[missing-variable] compose.yaml:1:49 "${U:?in}" Required variable "U" is not set: in'],
];

describe("a value that cannot be read is underlined where it is wrong", () => {
  test.for(broken)("%j", async ([text, diagnostic]) => {
    const { diagnostics } = await loadText(fileWith(text), { env });
    expect(listDiagnostics(diagnostics)).toEqual([diagnostic]);
  });
});

test("a default that is not needed is not looked into", async () => {
  const { diagnostics } = await loadText(fileWith("${SET:-${U:?never}}"), { env });
  expect(diagnostics).toEqual([]);
});

test("keys are taken as they are", async () => {
  const loaded = await loadText('services: { app: { build: { args: { "${SET}": x } } } }', { env });
  expect(argsOf(loaded)).toEqual({ "${SET}": "x" });
});

test("a value with a variable is text, whatever comes of it", async () => {
  const { value, diagnostics } = await loadText("services: { app: { build: { target: $N, no_cache: $B } } }", {
    env: { N: "5", B: "true" },
  });
  expect(value.services[0]?.build?.target?.value).toBe("5");
  expect(value.services[0]?.build?.noCache?.value).toBe(true);
  expect(diagnostics).toEqual([]);
});

test("an unset variable is warned of once, over files, aliases and the parts that bake does not read", async () => {
  const { diagnostics } = await loadText(`
services:
  app: &app { command: $U, build: { target: "$U\${U}", network: $V } }
  two: *app
`);
  expect(listDiagnostics(diagnostics)).toEqual([
    'warning[unset-variable] compose.yaml:3:24 "$U" Variable "U" is not set and counts as empty',
    'warning[unset-variable] compose.yaml:3:64 "$V" Variable "V" is not set and counts as empty',
  ]);
});

test("a text without a dollar sign comes out as it went in", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "grapheme" }), async (text) => {
      const plain = text.replaceAll("$", "");
      expect(argsOf(await loadText(fileWith(plain)))).toEqual({ ARG: plain });
    }),
  );
});

test("doubling every dollar sign keeps any text", async () => {
  const piece = fc.constantFrom("$", "{", "}", ":-", "?", "A", "1", " ", "\n");
  await fc.assert(
    fc.asyncProperty(fc.array(piece), async (pieces) => {
      const text = pieces.join("");
      const loaded = await loadText(fileWith(text.replaceAll("$", "$$$$")));
      expect(argsOf(loaded)).toEqual({ ARG: text });
      expect(loaded.diagnostics).toEqual([]);
    }),
  );
});

test("defaults can be nested deeply, but not without end", async () => {
  const nested = (depth: number) => `${"${U:-".repeat(depth)}x${"}".repeat(depth)}`;
  expect(argsOf(await loadText(fileWith(nested(50))))).toEqual({ ARG: "x" });
  const { diagnostics } = await loadText(fileWith(nested(20_000)));
  expect(diagnostics.map(({ code }) => code)).toEqual(["compose-interpolation"]);
});

function fileWith(text: string): string {
  return `services: { app: { build: { args: [ ${JSON.stringify(`ARG=${text}`)} ] } } }`;
}
