import { expect, test } from "vitest";
import { parseArguments } from "./flags.js";

const table = {
  file: { kind: "string", short: "f", description: "" },
  tag: { kind: "list", short: "t", description: "" },
  quiet: { kind: "bool", short: "q", description: "" },
} as const;

test.for<readonly [args: readonly string[], wanted: object]>([
  [["-f", "a"], { file: "a" }],
  [["-fa"], { file: "a" }],
  [["-f=a"], { file: "a" }],
  [["--file=a=b"], { file: "a=b" }],
  [["--file", "=a"], { file: "=a" }],
  [["-f", "=a"], { file: "=a" }],
  [["-f", "-"], { file: "-" }],
  [["-qta", "-t=b"], { quiet: true, tag: ["a", "b"] }],
  [["-q=false", "-f", "a"], { quiet: false, file: "a" }],
  [["-f=-q=a"], { file: "-q=a" }],
  [["--quiet=false", "-f", "a", "-f", "b"], { quiet: false, file: "b" }],
])("%j is read as pflag reads it", ([args, wanted]) => {
  const { flags, operands } = parseArguments(table, [...args, "."]);
  expect(flags).toEqual({ file: undefined, tag: [], quiet: undefined, ...wanted });
  expect(operands).toEqual(["."]);
});

test.for([
  [["--fil", "a"], "unknown flag: --fil, did you mean --file?"],
  [["--file"], "flag needs a value: --file VALUE"],
  [["-q=maybe"], 'invalid value "maybe" for --quiet: write --quiet, --quiet=true or --quiet=false'],
  [["--quiet=maybe"], 'invalid value "maybe" for --quiet: write --quiet, --quiet=true or --quiet=false'],
] as const)("%j is refused", ([args, message]) => {
  expect(() => parseArguments(table, args)).toThrow(message);
});
