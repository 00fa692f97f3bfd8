import { expect, test } from "vitest";
import { loadMemory } from "../config/testing/index.js";
import { listTargets, listVariables } from "./index.js";

const definition = `variable "A" { default = "s\\"q" }
variable "B_LONG_NAME_HERE" {
  type        = list(string)
  default     = ["x", "y"]
  description = "words <b>"
}
variable "C" { default = 1.5 }
variable "E" { type = string }
variable "F" {
  type    = string
  default = "s\\"q<"
}
variable "_J" { default = true }
group "g" {
  targets     = ["z", "averyveryverylongname"]
  description = "dé"
}
group "none" { targets = [] }
target "z" { description = "ünï" }
target "averyveryverylongname" { inherits = ["z"] }
target "_hidden" {}
target "m" {
  name        = "m-\${i}"
  matrix      = { i = ["2", "1"] }
  description = "md \${i}"
}
target "none" {}`;

const { value: config } = await loadMemory({ files: { "docker-bake.hcl": definition } });

test("targets as a table are aligned with tabs", () => {
  expect(listTargets(config, "table")).toBe(
    [
      "TARGET\t\t\tDESCRIPTION",
      "averyveryverylongname\t",
      "g\t\t\tdé (averyveryverylongname, z)",
      "m\t\t\tm-1, m-2",
      "m-1\t\t\tmd 1",
      "m-2\t\t\tmd 2",
      "none\t\t\t",
      "none\t\t\t",
      "z\t\t\tünï",
      "",
    ].join("\n"),
  );
});

test("targets as JSON say what they have", () => {
  expect(JSON.parse(listTargets(config, "json"))).toEqual([
    { name: "averyveryverylongname" },
    { name: "g", description: "dé (averyveryverylongname, z)", group: true },
    { name: "m", description: "m-1, m-2", group: true },
    { name: "m-1", description: "md 1" },
    { name: "m-2", description: "md 2" },
    { name: "none" },
    { name: "none", group: true },
    { name: "z", description: "ünï" },
  ]);
});

test("variables as a table show their values", () => {
  expect(listVariables(config, "table")).toBe(
    [
      "VARIABLE\t\tTYPE\t\tVALUE\t\tDESCRIPTION",
      'A\t\t\t\t\ts"q\t\t',
      'B_LONG_NAME_HERE\tlist of string\t["x","y"]\twords <b>',
      "C\t\t\t\t\t1.5\t\t",
      "E\t\t\tstring\t\t<null>\t\t",
      'F\t\t\tstring\t\ts\\"q\\u003c\t',
      "_J\t\t\t\t\ttrue\t\t",
      "",
    ].join("\n"),
  );
});

test("variables as JSON leave out what is not said", () => {
  const text = listVariables(config, "json");
  expect(text).toContain('"description": "words \\u003cb\\u003e"');
  expect(JSON.parse(text)).toEqual([
    { name: "A", value: 's"q' },
    { name: "B_LONG_NAME_HERE", description: "words <b>", type: "list of string", value: '["x","y"]' },
    { name: "C", value: "1.5" },
    { name: "E", type: "string" },
    { name: "F", type: "string", value: 's\\"q\\u003c' },
    { name: "_J", value: "true" },
  ]);
});

test("without anything there are headers, or an empty list", async () => {
  const { value } = await loadMemory({ files: { "docker-bake.hcl": "foo = 1" } });
  expect(listTargets(value, "table")).toBe("TARGET\tDESCRIPTION\n");
  expect(listTargets(value, "json")).toBe("[]\n");
  expect(listVariables(value, "table")).toBe("VARIABLE\tTYPE\tVALUE\tDESCRIPTION\n");
  expect(listVariables(value, "json")).toBe("[]\n");
});
