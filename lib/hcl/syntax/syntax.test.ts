// biome-ignore-all lint/suspicious/noTemplateCurlyInString: HCL writes its interpolations like that
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { brokenFile, rightFile } from "../arbitrary.js";
import { type NativeBody, parse, parseExpression, scan } from "./index.js";

const anyText = fc.oneof(
  { weight: 2, arbitrary: brokenFile },
  { weight: 1, arbitrary: rightFile },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
  {
    weight: 1,
    arbitrary: fc.string({ unit: fc.constantFrom(..."{}[]()\"'$%~<E-\n\r \\=:,.?!a1#/*\ufeff\ud800é"), maxLength: 60 }),
  },
);

describe("tokens", () => {
  test("joined give the source back, and none is empty", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let end = 0;
        for (const token of scan(text)) {
          expect(token.start).toBe(end);
          expect(token.end).toBeGreaterThan(token.start);
          end = token.end;
        }
        expect(end).toBe(text.length);
      }),
      { numRuns: 2000 },
    );
  });

  const cases: readonly (readonly [text: string, tokens: string])[] = [
    ["a-b - c", "identifier:a-b space -:- space identifier:c"],
    ["für_1 = 日本", "identifier:für_1 space =:= space identifier:日本"],
    ["\ufeffa", "bom identifier:a"],
    ["1.5e3.a", "number:1.5e3 .:. identifier:a"],
    ["1...", "number:1 ...:..."],
    ["a/*b*/# c\r\n//d", "identifier:a comment:/*b*/ comment:# c newline comment://d"],
    ['"a${b}c"', "open-quote text:a interpolation:${ identifier:b close-sequence:} text:c close-quote"],
    [
      '"${{a = "}"}}"',
      "open-quote interpolation:${ {:{ identifier:a space =:= space open-quote text:} close-quote }:} close-sequence:} close-quote",
    ],
    [
      '"%{~ if a ~}"',
      "open-quote directive:%{~ space identifier:if space identifier:a space close-sequence:~} close-quote",
    ],
    ['"$$${a} $${b} $c"', "open-quote text:$$${a} $${b} $c close-quote"],
    ["<<-E\n a\n  E \nb", "open-heredoc text: a\\n close-heredoc newline identifier:b"],
    ["a<<b", "identifier:a open-heredoc"],
    ["a < <b", "identifier:a space <:< space <:< identifier:b"],
    ['"a\nb = 1', "open-quote text:a newline identifier:b space =:= space number:1"],
    ['"a\nsome words"', "open-quote text:a string-newline text:some words close-quote"],
    ["a ~ b", "identifier:a space bad:~ space identifier:b"],
    ["😀", "bad:😀"],
  ];
  test.for(cases)("%j", ([text, tokens]) => {
    const silent = new Set([
      "space",
      "newline",
      "bom",
      "open-quote",
      "close-quote",
      "open-heredoc",
      "close-heredoc",
      "string-newline",
    ]);
    const shown = scan(text).map(({ kind, start, end }) => {
      return silent.has(kind) ? kind : `${kind}:${text.slice(start, end).replaceAll("\n", "\\n")}`;
    });
    expect(shown.join(" ")).toBe(tokens);
  });
});

describe("parsing", () => {
  test("never throws, and what it reports lies in the file", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { subject } of parse({ name: "a.hcl", text }).diagnostics) {
          expect(subject?.start).toBeGreaterThanOrEqual(0);
          expect(subject?.end).toBeGreaterThanOrEqual(subject?.start ?? 0);
          expect(subject?.end).toBeLessThanOrEqual(text.length);
        }
        parseExpression({ name: "a", text });
      }),
      { numRuns: 3000 },
    );
  });

  test("a child's range lies inside its parent's", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        checkRanges(parse({ name: "a.hcl", text }).value, { start: 0, end: text.length });
      }),
      { numRuns: 2000 },
    );
  });

  test("line ends of both kinds give the same tree", () => {
    fc.assert(
      fc.property(rightFile, (text) => {
        const unix = text.replaceAll("\r\n", "\n").replaceAll("\r", "");
        const windows = unix.replaceAll("\n", "\r\n");
        expect(withoutRanges(parse({ name: "a", text: windows }).value)).toEqual(
          withoutRanges(parse({ name: "a", text: unix }).value),
        );
      }),
      { numRuns: 1000 },
    );
  });

  const deep = 100_000;
  const nests: readonly (readonly [title: string, text: string])[] = [
    ["brackets", `a = ${"[".repeat(deep)}`],
    ["parentheses", `a = ${"(".repeat(deep)}1${")".repeat(deep)}`],
    ["objects", `a = ${"{a=".repeat(deep)}`],
    ["strings", `a = ${'"${'.repeat(deep)}`],
    ["signs", `a = ${"-".repeat(deep)}1`],
    ["calls", `a = ${"f(".repeat(deep)}`],
    ["conditions", `a = ${"b ? c : ".repeat(deep)}d`],
    ["conditions in conditions", `a = ${"b ? ".repeat(deep)}d`],
    ["for expressions", `a = ${"[for a in ".repeat(deep)}`],
    ["blocks", "a {\n".repeat(deep)],
    ["directives", `a = "${"%{ if a }".repeat(deep)}"`],
    ["splats", `a = b${"[*]".repeat(deep)}`],
    ["indexes", `a = ${"b[".repeat(deep)}`],
  ];
  test.for(nests)("%s that are nested too deep are reported and not followed", ([, text]) => {
    const codes = parse({ name: "a.hcl", text }).diagnostics.map(({ code }) => code);
    expect(codes).toContain("nesting-too-deep");
    expect(codes.length).toBeLessThan(3);
  });

  test.for([
    ["operators", `a = 1${" + 1".repeat(deep)}\n`],
    ["names behind one another", `a = b${".c".repeat(deep)}\n`],
    ["items", `a = [${"1, ".repeat(deep)}]\n`],
  ] as const)("%s may be many", ([, text]) => {
    expect(parse({ name: "a.hcl", text }).diagnostics).toEqual([]);
  });
});

/** Every object with a range lies in the next one around it that has one. */
function checkRanges(node: unknown, outer: { readonly start: number; readonly end: number }): void {
  if (typeof node !== "object" || node === null) return;
  const range = "range" in node && isRange(node.range) ? node.range : undefined;
  if (range !== undefined) {
    expect(range.start).toBeLessThanOrEqual(range.end);
    expect(
      [range.start >= outer.start, range.end <= outer.end],
      JSON.stringify({ outer, range: { ...range, file: 0 } }),
    ).toEqual([true, true]);
  }
  for (const [key, child] of Object.entries(node))
    if (key !== "file" && key !== "range") checkRanges(child, range ?? outer);
}

function isRange(value: unknown): value is { readonly start: number; readonly end: number } {
  return typeof value === "object" && value !== null && "start" in value && "end" in value;
}

/** The tree as text is what counts here; in here-documents the line ends are part of the text. */
function withoutRanges(body: NativeBody): unknown {
  return JSON.parse(
    JSON.stringify(body, (key, value) => {
      if (/range/i.test(key) || key === "close" || key === "marker") return undefined;
      if (typeof value === "bigint") return String(value);
      return typeof value === "string" ? value.replaceAll("\r\n", "\n") : value;
    }),
  );
}
