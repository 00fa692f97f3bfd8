import { expect, test } from "vitest";
import { argsOf, listDiagnostics, loadText } from "./harness.js";

// As docker-buildx 0.36.1 passes them on; infinities and what is no number are refused there.
test.for([
  ["5", "5"],
  ["+5", "5"],
  ["-0", "-0"],
  ["-00", "0"],
  ["-0x0", "0"],
  ["0777", "511"],
  ["-010", "-8"],
  ["0o17", "15"],
  ["0x1F", "31"],
  ["0X1f", "31"],
  ["-0x10", "-16"],
  ["0b11", "3"],
  ["1_000", "1000"],
  ["1__0", "10"],
  ["08", "8"],
  ["0_8", "8"],
  ["9223372036854775807", "9223372036854775807"],
  ["12345678901234567890", "12345678901234567890"],
  ["123456789012345678901234567890", "1.2345678901234568e+29"],
  ["1.10", "1.1"],
  ["1.0", "1"],
  ["5.", "5"],
  [".5", "0.5"],
  ["+.5", "0.5"],
  ["-0.0", "-0"],
  ["1_0.5", "10.5"],
  ["1e3", "1000"],
  ["12e03", "12000"],
  ["100000.0", "100000"],
  ["123456.5", "123456.5"],
  ["1234567.0", "1.234567e+06"],
  ["1500000.0", "1.5e+06"],
  ["1e21", "1e+21"],
  ["0.0001", "0.0001"],
  ["0.00001", "1e-05"],
  ["1.5e-7", "1.5e-07"],
  [".inf", "+Inf"],
  ["-.INF", "-Inf"],
  [".NaN", "NaN"],
  ["true", "true"],
  ["TRUE", "true"],
  ["False", "false"],
  ["tRUE", "tRUE"],
  ["yes", "yes"],
  ["on", "on"],
  ['"1.10"', "1.10"],
  ["'true'", "true"],
  ["1:30", "1:30"],
  ["0x1p4", "0x1p4"],
  ["0o8", "0o8"],
  ["0x", "0x"],
  ["1e", "1e"],
  ["._1", "._1"],
  ["=", "="],
  ["<<", "<<"],
  ["'~'", "~"],
  ['""', ""],
  ["!!str 5", "5"],
  ["!!int '5'", "5"],
  ["!!float 5", "5"],
  ["!!bool 'true'", "true"],
  ["!!binary aGVsbG8=", "hello"],
  ["!own 5", "5"],
  ["! 5", "5"],
  ["|-\n          a\n          b", "a\nb"],
  [">-\n          a\n          b", "a b"],
])("%s reads %j", async ([yaml, text]) => {
  const loaded = await loadText(`services:\n  app:\n    build:\n      args:\n        ARG: ${yaml}\n`);
  expect(argsOf(loaded)).toEqual({ ARG: text });
  expect(listDiagnostics(loaded.diagnostics)).toEqual([]);
});

test.for(["", "~", "null", "Null", "NULL"])("%j is no value", async (yaml) => {
  expect(argsOf(await loadText(`services:\n  app:\n    build:\n      args:\n        ARG: ${yaml}\n`))).toEqual({});
});

test("a date stays as it is written, where buildx refuses it", async () => {
  expect(argsOf(await loadText("services: { app: { build: { args: { DAY: 2024-01-31 } } } }"))).toEqual({
    DAY: "2024-01-31",
  });
});

test("a version directive changes nothing", async () => {
  const text = "%YAML 1.1\n---\nservices: { app: { build: { args: { A: yes, B: 010 } } } }\n";
  expect(argsOf(await loadText(text))).toEqual({ A: "yes", B: "8" });
});
