import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { checkGolden, goldenFiles } from "../../testing/tools/index.js";
import {
  type Diagnostic,
  type DiagnosticCode,
  diagnosticsToJson,
  type Range,
  renderDiagnostic,
  renderDiagnostics,
  type SourceFile,
  sortDiagnostics,
} from "./index.js";

// An archive holds files and `diagnostics.json`, in which a place is a file and the text that stands there:
// `["bake.hcl", "bse"]`; the last such text of the file counts with `"last"` behind it.

const folder = fileURLToPath(new URL("golden", import.meta.url));

test.for(goldenFiles(folder))("%s", async ([, path]) => {
  await checkGolden(path, ({ files }) => {
    const sources = [...files].filter(([name]) => name !== "diagnostics.json").map(([name, text]) => ({ name, text }));
    const diagnostics = readDiagnostics(files.get("diagnostics.json") ?? "[]", sources);
    return {
      text: renderDiagnostics(diagnostics, { files: sources }),
      narrow: renderDiagnostics(diagnostics, { files: sources, width: 50 }),
      color: renderDiagnostics(diagnostics, { files: sources, color: true }).replaceAll("\x1b", "<ESC>"),
      json: diagnosticsToJson(diagnostics, { files: sources }),
    };
  });
});

type Place = readonly [file: string, text: string, which?: "last"];

interface Written {
  readonly severity?: "error" | "warning";
  readonly code?: DiagnosticCode;
  readonly summary: string;
  readonly detail?: string;
  readonly subject?: Place;
  readonly where?: string;
  readonly hint?: string;
  readonly related?: readonly { readonly message: string; readonly place: Place }[];
}

function readDiagnostics(json: string, files: readonly SourceFile[]): readonly Diagnostic[] {
  // The archives are ours and are seen to have this shape.
  const written = JSON.parse(json) as readonly Written[];
  return written.map(({ subject, related, severity = "error", code = "syntax", ...rest }) => ({
    ...rest,
    severity,
    code,
    ...(subject && { subject: rangeOf(subject, files) }),
    ...(related && { related: related.map(({ message, place }) => ({ message, range: rangeOf(place, files) })) }),
  }));
}

function rangeOf([name, text, which]: Place, files: readonly SourceFile[]): Range {
  const file = files.find((each) => each.name === name);
  const start = which === "last" ? file?.text.lastIndexOf(text) : file?.text.indexOf(text);
  if (file === undefined || start === undefined || start === -1) throw new Error(`no place: ${name}: ${text}`);
  return { file, start, end: start + text.length };
}

const first: SourceFile = { name: "a.hcl", text: "one\ntwo\n" };
const second: SourceFile = { name: "b.hcl", text: "one\ntwo\n" };

function at(file: SourceFile, start: number, summary: string): Diagnostic {
  return { severity: "error", code: "syntax", summary, subject: { file, start, end: start + 1 } };
}

test("diagnostics come in the order of the files, then of the places, and those without a place last", () => {
  const placeless: Diagnostic = { severity: "error", code: "syntax", summary: "no place" };
  const unlisted: SourceFile = { name: "c.hcl", text: "" };
  const all = [placeless, at(unlisted, 0, "c1"), at(first, 4, "a2"), at(second, 0, "b1"), at(first, 0, "a1")];
  const sorted = sortDiagnostics(all, [second, first]);
  expect(sorted.map(({ summary }) => summary)).toEqual(["b1", "a1", "a2", "c1", "no place"]);
});

test("the same diagnostic is shown once, though its file was read twice", () => {
  const again = { ...first };
  const all = [at(first, 0, "x"), at(again, 0, "x"), at(first, 0, "y"), at(first, 1, "x")];
  expect(sortDiagnostics(all, []).map(({ summary }) => summary)).toEqual(["x", "y", "x"]);
});

test("nothing to show is no text", () => {
  expect(renderDiagnostics([])).toBe("");
  expect(diagnosticsToJson([])).toBe("");
});

test("a line of a million characters is shown by its neighbourhood", () => {
  const file: SourceFile = { name: "a.json", text: `{"a":[${"1,".repeat(250_000)}x${",1".repeat(250_000)}]}` };
  const shown = renderDiagnostic(at(file, file.text.indexOf("x"), "wrong"), { width: 40 });
  expect(shown).toBe(
    [
      "error[syntax]: wrong",
      "  ──▶ a.json:1:500007",
      "  │",
      "1 │ …,1,1,1,1,1,x,1,1,1,1,1,1,1,1,1,1,1…",
      "  │             ^",
      "",
    ].join("\n"),
  );
});

test("what would steer the terminal is not shown", () => {
  const file: SourceFile = { name: "a\x1b[2J.hcl", text: "x = \x1b[31m\u202eabc\n" };
  const shown = renderDiagnostic({ ...at(file, 0, "bad \x1b[0m name"), hint: "a\nb", where: 'target "\x07"' });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what may not be there
  expect(shown).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f\u202e]/);
});
