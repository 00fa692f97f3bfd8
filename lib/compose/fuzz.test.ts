// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Compose writes its variables like that
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Diagnostic, Range } from "../source/index.js";
import { loadFiles } from "./harness.js";
import type { ComposeProject } from "./index.js";

// Keys and values that mean something, so that random trees get past the first check.
const keys = [
  ..."services secrets include name x-bake build image environment env_file extends ports provider".split(" "),
  ..."context dockerfile dockerfile_inline args labels tags platforms cache_from cache_to target network".split(" "),
  ..."additional_contexts secrets ssh shm_size ulimits extra_hosts no_cache pull provenance sbom".split(" "),
  ..."entitlements privileged no_cache_filter isolation contexts output secret source file path required".split(" "),
  ..."format service project_directory external soft hard nofile a b <<".split(" "),
];
const texts = [
  ..."a b . ./x ~ ~/x A=1 A default k=v service:a target:b host=1.1.1.1 h:::1 64m 1:2 raw false yes".split(" "),
  ..."$A ${A} ${A:-b} ${A:?c} ${ $ x.yaml compose.yaml x.env https://x.y/z.git".split(" "),
  "",
  " ",
];
const tags = ["", "", "", "", "!reset ", "!override ", "!!str ", "!!int ", "!own ", "&n ", "*n "];

const scalar = fc.oneof(
  fc.constantFrom(...texts).map((text) => JSON.stringify(text)),
  fc.string().map((text) => JSON.stringify(text)),
  fc.integer().map(String),
  fc.constantFrom("null", "true", "1.5", "0777", ".inf", "2024-01-01", "-1"),
);

/** Flow style YAML: valid, but for what tags, anchors and aliases do to it. */
const { tree } = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    fc.tuple(fc.constantFrom(...tags), scalar).map(([tag, text]) => (tag === "*n " ? "*n" : tag + text)),
    fc
      .tuple(fc.constantFrom(...tags.slice(0, -1)), fc.array(tie("tree"), { maxLength: 4 }))
      .map(([tag, items]) => `${tag}[${items.join(", ")}]`),
    mapOf(tie("tree")),
    mapOf(tie("tree")),
  ),
}));

function mapOf(member: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.constantFrom(...tags.slice(0, -1)),
      fc.array(fc.tuple(fc.constantFrom(...keys), member), { maxLength: 6 }),
    )
    .map(([tag, pairs]) => `${tag}{${pairs.map(([key, value]) => `${JSON.stringify(key)}: ${value}`).join(", ")}}`);
}

/** A file in which random trees stand where they are looked at. */
const composeFile = fc
  .tuple(fc.array(tree, { minLength: 4, maxLength: 4 }), mapOf(tree), mapOf(tree))
  .map(([[root = "", service = "", include = "", secret = ""], build, other]) =>
    [
      `x-root: ${root}`,
      `services: { a: { build: ${build} }, b: ${service}, c: { extends: a, image: i, build: ${other} } }`,
      `include: ${include}`,
      `secrets: { a: ${secret} }`,
    ].join("\n"),
  );

const anyFile = fc.oneof(
  composeFile,
  tree,
  fc.string(),
  fc
    .array(fc.constantFrom(..."{}[]:,-?&*!|>#'\"%@`\n \t$", "a", "services", "<<", "---"), { maxLength: 60 })
    .map((parts) => parts.join("")),
);

test("whatever is in the files, every mistake has its place, and nothing is thrown", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({ first: anyFile, second: composeFile, third: anyFile, env: anyFile }),
      async (texts) => {
        const files = new Map([
          ["compose.yaml", texts.first],
          ["over.yaml", texts.second],
          [".env", texts.env],
          ["sub/x.yaml", texts.third],
          ["x.yaml", texts.third],
          ["x.env", texts.env],
        ]);
        const { value, diagnostics } = await loadFiles(files, { order: ["compose.yaml", "over.yaml"] });
        for (const diagnostic of diagnostics) expectPlaced(diagnostic);
        expectRanges(value);
      },
    ),
    { numRuns: 300 },
  );
});

function expectPlaced({ subject, related = [], summary }: Diagnostic): void {
  expect(summary).not.toBe("");
  expect(subject).toBeDefined();
  for (const range of [subject, ...related.map((place) => place.range)]) if (range !== undefined) expectInside(range);
}

function expectRanges({ services }: ComposeProject): void {
  for (const { name, build } of services) {
    expectInside(name.range);
    for (const field of Object.values(build ?? {})) {
      if (typeof field === "object" && "range" in field) expectInside(field.range);
    }
  }
}

function expectInside({ file, start, end }: Range): void {
  expect(start).toBeGreaterThanOrEqual(0);
  expect(end).toBeGreaterThanOrEqual(start);
  expect(end).toBeLessThanOrEqual(file.text.length);
}
