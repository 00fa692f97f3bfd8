// biome-ignore-all lint/suspicious/noTemplateCurlyInString: bake files are full of them

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bakeFiles } from "./harness.js";

/** What `--print` shows of `text`, a JSON bake file. */
async function reprint(text: string): Promise<string> {
  const baked = await bakeFiles({ files: { "docker-bake.json": text }, wanted: ["*"] });
  expect(baked.diagnostics).toEqual([]);
  return baked.text;
}

const word = fc.string({ unit: "binary", minLength: 1, maxLength: 12 });
const tricky = fc.constantFrom(
  "${x}",
  "%{ if x }",
  "$${",
  "$$${x}",
  "a%%{b",
  "<&>",
  "\u2028",
  '"',
  "\\",
  "\t",
  "{{",
  "é",
);
const text = fc.oneof(
  word,
  tricky,
  fc.tuple(word, tricky).map(([a, b]) => a + b),
);
// Every text that is read is brought to this form.
const normal = text.map((value) => value.normalize("NFC")).filter((value) => value !== "");

test("what is printed reads as the same again, whatever is in the texts", async () => {
  const texts = fc.record({
    args: fc.dictionary(normal, normal, { maxKeys: 3 }),
    labels: fc.dictionary(normal, normal, { maxKeys: 3 }),
    tags: fc.array(normal, { maxLength: 3 }),
    target: normal,
    "dockerfile-inline": normal,
    contexts: fc.dictionary(normal, normal, { maxKeys: 2 }),
    "no-cache-filter": fc.array(normal, { maxLength: 2 }),
    "extra-hosts": fc.dictionary(normal, normal, { maxKeys: 2 }),
    output: fc.array(fc.record({ type: normal, name: normal }), { maxLength: 2 }),
    secret: fc.array(fc.record({ id: normal, src: normal }), { maxLength: 2 }),
  });
  await fc.assert(
    fc.asyncProperty(texts, async (attributes) => {
      // Contexts that link to targets would need those.
      fc.pre(!Object.values(attributes.contexts).some((value) => value.startsWith("target:")));
      fc.pre(!attributes.output.some(({ type }) => type === "local"));
      const escaped = JSON.stringify({ target: { a: attributes } }).replace(
        /[$%]\{/g,
        (opening) => opening[0] + opening,
      );
      const first = await reprint(escaped);
      expect(await reprint(first)).toBe(first);
      const { a } = JSON.parse(first.replace(/([$%])\1\{/g, "$1{")).target;
      expect(a["dockerfile-inline"]).toBe(attributes["dockerfile-inline"]);
    }),
    { numRuns: 300 },
  );
});

describe("the layout", () => {
  test("is two blanks a level, keys in their order, and one newline at the end", async () => {
    const { text: shown } = await bakeFiles({
      files: {
        "docker-bake.hcl": `target "default" {
  tags   = ["b<&>", "a"]
  labels = { "10" = "ten", "9" = "nine", "é" = "e", B = "b", a = "" }
  pull   = true
  resources = {}
}`,
      },
    });
    expect(shown).toBe(`{
  "group": {
    "default": {
      "targets": [
        "default"
      ]
    }
  },
  "target": {
    "default": {
      "context": ".",
      "dockerfile": "Dockerfile",
      "labels": {
        "10": "ten",
        "9": "nine",
        "B": "b",
        "a": "",
        "é": "e"
      },
      "tags": [
        "b\\u003c\\u0026\\u003e",
        "a"
      ],
      "pull": true,
      "resources": {}
    }
  }
}
`);
  });
});

test("keys stand in the order of their bytes, numbers and names of objects too", async () => {
  const keys = ["9", "10", "a", "__proto__", "B", "\u{1f600}", "\uffee", ""];
  const args = keys.map((key) => `${JSON.stringify(key)}: "v"`).join(", ");
  const shown = await reprint(`{ "target": { "7": { "args": { ${args} } } } }`);
  const found = [...shown.matchAll(/"(.*)": "v"/g)].map(([, key]) => key);
  expect(found).toEqual(["", "10", "9", "B", "__proto__", "a", "\uffee", "\u{1f600}"]);
});
