import { expect, test } from "vitest";
import { ask, op, testPolicy } from "../../testing/policies/ask.js";
import { positionAt } from "../source/index.js";
import { PolicyError } from "./index.js";

const image = op("docker-image://a.io/b:1");

const imports: readonly {
  readonly title: string;
  readonly text: string;
  readonly files: Readonly<Record<string, string>>;
}[] = [
  {
    title: "is the package that the import names, whatever it calls itself",
    text: 'import data.lib.names\ndecision := {"allow": names.ok}',
    files: { "lib/names.rego": "package other\nok if true" },
  },
  {
    title: "may have another name here",
    text: 'import data.lib.names as n\ndecision := {"allow": n.ok}',
    files: { "lib/names.rego": "package lib.names\nok if true" },
  },
  {
    title: "imports others, and they it",
    text: 'import data.a\ndecision := {"allow": a.ok}',
    files: {
      "a.rego": 'package a\nimport data.b\nname := "a"\nok if b.ok',
      "b.rego": 'package b\nimport data.a\nok if a.name == "a"',
    },
  },
  {
    title: "sees the source, and calls the functions there are",
    text: 'import data.a\ndecision := {"allow": a.ok}',
    files: { "a.rego": 'package a\nok if load_json("x.json")[0] == input.image.tag', "x.json": '["1"]' },
  },
  {
    title: "is not needed for what is here, for input, or for the language",
    text: 'import rego.v1\nimport future.keywords.if\nimport input.image\nimport data.docker\nok if image.tag == "1"\ndecision := {"allow": docker.ok}',
    files: {},
  },
];

test.for(imports)("a file that is imported $title", async ({ text, files }) => {
  expect(await ask(await testPolicy(text, { files }), { source: image })).toMatchObject({ action: "allow" });
});

interface Mistake {
  readonly text: string;
  readonly files?: Readonly<Record<string, string>>;
  /** Of each: file:line:column and the text there. */
  readonly places: readonly (readonly [string, string])[];
  readonly message: RegExp;
}

const mistakes: readonly Mistake[] = [
  {
    text: "import data.lib.names\ndecision := {}",
    message: /^there is no file "lib\/names\.rego" for the import of data\.lib\.names$/,
    places: [["Dockerfile.rego:2:1", "import"]],
  },
  {
    text: "import data.a\ndecision := {}",
    files: { "a.rego": "package a\n\nimport data.b" },
    message: /^there is no file "b\.rego" for the import of data\.b$/,
    places: [["a.rego:3:1", "import"]],
  },
  {
    text: "import data.a\ndecision := {}",
    files: { "a.rego": "package a\nx := " },
    message: /./,
    places: [["a.rego:2:6", ""]],
  },
  { text: 'decision := {"allow": nope}', message: /nope/, places: [["Dockerfile.rego:2:23", "nope"]] },
  {
    text: 'decision := {"ä😀": 1, "allow": nope}',
    message: /nope/,
    places: [["Dockerfile.rego:2:32", "nope"]],
  },
  { text: "decision := http.send({})", message: /http\.send/, places: [["Dockerfile.rego:2:13", "http"]] },
  { text: "decision := pin_image(input.image)", message: /pin_image/, places: [["Dockerfile.rego:2:13", "pin_image"]] },
];

test.for(mistakes)("$text ($files): $message", async ({ text, files = {}, places, message }) => {
  const error = await testPolicy(text, { files }).catch((caught: unknown) => caught);
  if (!(error instanceof PolicyError)) throw new Error(`no mistake was found: ${error}`);
  expect(error.message).toMatch(message);
  const found = error.places.map(({ range }) => {
    const { line, column } = positionAt(range.file, range.start);
    return [`${range.file.name}:${line}:${column}`, range.file.text.slice(range.start, range.end)];
  });
  expect(found).toEqual(places);
});
