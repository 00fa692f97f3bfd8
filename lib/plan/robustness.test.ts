// biome-ignore-all lint/suspicious/noTemplateCurlyInString: bake files are full of them
// Whatever is done to a bake file, what comes out is diagnostics with places in it.

import fc from "fast-check";
import { expect, test } from "vitest";
import { bakeFiles } from "./harness.js";

const definition = `variable "TAG" {
  type        = string
  default     = "v1"
  description = "words"
  validation {
    condition     = strlen(TAG) > 0
    error_message = "empty \${TAG}"
  }
}
root = { a = [1, 2], b = target.base.tags }
function "img" {
  params          = [name]
  variadic_params = rest
  result          = "\${name}:\${join("-", concat([TAG], rest))}"
}
group "default" { targets = ["app", "all"] }
group "all" {
  targets     = ["base", "app"]
  description = "everything"
}
target "base" {
  args   = { A = 1, B = null, (TAG) = "x" }
  tags   = [img("base"), upper(TAG)]
  secret = ["id=a,env=HOME", { id = "b", src = "f" }]
  output = [{ type = "image", push = true }]
}
target "app" {
  name      = "app-\${os.name}-\${replace(v, ".", "-")}"
  matrix    = { os = [{ name = "x" }, { name = "y" }], v = ["1.0", "2"] }
  inherits  = ["base"]
  contexts  = { base = "target:base", d = "../d" }
  platforms = v == "2" ? ["linux/amd64"] : root.b == null ? [] : ["linux/arm64"]
  labels    = { for k, v in { a = "b" } : upper(k) => v }
  resources = { memory = "1g" }
  dockerfile-inline = <<-EOT
    FROM alpine
    %{ if true }RUN echo \${os.name}%{ endif }
  EOT
}`;

const json = JSON.stringify({
  variable: { V: { type: "list(string)", default: ["a"], validation: [{ condition: "${length(V) > 0}" }] } },
  function: { f: { params: ["x"], result: "${x}-1" } },
  group: { default: { targets: ["m"] } },
  target: {
    m: [
      { name: "m-${v}", matrix: { v: ["1"] }, tags: "${V}" },
      { args: { a: '${f("x")}' }, output: ["type=image"] },
    ],
  },
});

/** Small damages: text cut out, text put in, a piece moved. */
const damage = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat(12),
    text: fc.oneof(
      fc.constantFrom(
        "",
        "{",
        "}",
        "[",
        "]",
        '"',
        "${",
        "%{",
        "null",
        "=",
        ",",
        "\n",
        "target",
        "[]",
        "{}",
        "é",
        "\u0000",
      ),
      fc.string({ maxLength: 4 }),
    ),
  }),
  { minLength: 1, maxLength: 3 },
);

test.for([
  ["docker-bake.hcl", definition],
  ["docker-bake.json", json],
] as const)("a damaged %s is told of, never thrown at", async ([name, sound]) => {
  const whole = await bakeFiles({ files: { [name]: sound } });
  expect(whole.diagnostics).toEqual([]);
  await fc.assert(
    fc.asyncProperty(damage, async (damages) => {
      const text = damages.reduce((known, { at, length, text: put }) => {
        const start = Math.floor(at * known.length);
        return known.slice(0, start) + put + known.slice(start + length);
      }, sound);
      const { diagnostics, text: shown } = await bakeFiles({ files: { [name]: text } });
      for (const { subject, summary } of diagnostics) {
        expect(summary).not.toMatch(/undefined|\[object/);
        expect(subject?.start ?? 0).toBeLessThanOrEqual(subject?.end ?? 0);
        expect(subject?.end ?? 0).toBeLessThanOrEqual(subject?.file.text.length ?? 0);
      }
      if (shown !== "") JSON.parse(shown);
    }),
    { numRuns: 1000 },
  );
});
