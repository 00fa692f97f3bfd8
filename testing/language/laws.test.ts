// Laws that hold for whatever is baked: recorded bake files and generated ones.

import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { writeFiles } from "../tools/index.js";
import { definition } from "./definition.js";
import { type Printed, printBake } from "./print.js";
import { answerOf, printCase, type RecordedCase, readCases } from "./recorded.js";
import type { Definition } from "./render.js";

const own = new URL("../fixtures/language/", import.meta.url).pathname;
const compose = new URL("../fixtures/compose/", import.meta.url).pathname;
const corpus = new URL("../../../shared/corpus/case/", import.meta.url).pathname;
const cases = [own, compose, corpus].filter((root) => existsSync(root)).flatMap(readCases);
const rows = cases.map((recorded) => [recorded.title, recorded] as const);

/** What docker-buildx prints, and we as it does, though it does not read as the same again. */
const lost: Readonly<Record<string, string>> = {
  "groups/all": "a group that was asked for is added to the group default, even one that has default for a member",
  "groups/empty": "a file without any target has no blocks of that type",
  "groups/plain-group": "the target default is left out of the group default when asked for behind others",
  "variables/var": "as before",
  "tonistiigi-xx-batsassert/all-targets": "as before",
};

describe("what is printed, read again, prints the same", () => {
  const isPrinted = ({ invocation: { expected, wanted } }: RecordedCase) =>
    (wanted ?? expected ?? "refused") !== "refused";
  const printed = rows.filter(([title, recorded]) => isPrinted(recorded) && !Object.hasOwn(lost, title));

  test.for(printed)("%s", async ([, recorded]) => {
    const { stdout } = await printCase(recorded);
    expect(await reprint(stdout)).toBe(stdout);
  });

  test("whatever the definition", async () => {
    let printed = 0;
    await fc.assert(
      fc.asyncProperty(definition("0.36"), async ({ files, args: typed, env }) => {
        // What is typed stays as it is, and what a file has is brought to Unicode's composed form.
        const args = typed.map((arg) => arg.normalize()).filter((arg) => arg !== "default");
        const { code, stdout } = await inFolder(files, (folder) => printBake({ folder, args, env }));
        if (code !== 0 || isLost(stdout)) return;
        printed += 1;
        expect(await reprint(stdout)).toBe(stdout);
      }),
      { numRuns: 200 },
    );
    expect(printed).toBeGreaterThan(100);
  });
});

describe("lines that end as on Windows change nothing", () => {
  test.for(rows)("%s", async ([, recorded]) => {
    const first = settled(recorded, await printCase(recorded));
    const second = settled(recorded, await printCase(recorded, endLinesAsOnWindows));
    expect(second).toEqual(first);
  });

  test("whatever the definition", async () => {
    await fc.assert(
      fc.asyncProperty(definition("0.36"), async (one) => {
        const files = Object.entries(one.files).map(([name, text]) => [name, withReturns(text)] as const);
        const printed = await printDefinition({ ...one, files: Object.fromEntries(files) });
        expect(withoutReturns(printed)).toBe(await printDefinition(one));
      }),
      { numRuns: 200 },
    );
  });
});

async function reprint(text: string): Promise<string> {
  const { code, stdout, stderr } = await inFolder({ "docker-bake.json": text }, (folder) => printBake({ folder }));
  expect(code, stderr).toBe(0);
  return stdout;
}

/** Whether `default` is a member of another group: see `lost`. */
function isLost(text: string): boolean {
  // The form of what is printed.
  const { group } = JSON.parse(text) as {
    readonly group: Readonly<Record<string, { readonly targets: readonly string[] }>>;
  };
  return Object.entries(group).some(([name, { targets }]) => name !== "default" && targets.includes("default"));
}

async function printDefinition({ files, args, env }: Definition): Promise<string> {
  const { stdout } = await inFolder(files, (folder) => printBake({ folder, args, env }));
  return stdout;
}

/** What was printed, as if here-documents had ended their lines with line feeds alone: they keep what is in the file. */
function settled({ invocation }: RecordedCase, { code, stdout, stderr }: Printed): unknown {
  return answerOf({ code, stdout: withoutReturns(stdout), stderr }, invocation);
}

function withoutReturns(json: string): string {
  return json.replaceAll("\\r\\n", "\\n");
}

function withReturns(text: string): string {
  return text.replace(/\r?\n/g, "\r\n");
}

function endLinesAsOnWindows(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    writeFileSync(path, withReturns(readFileSync(path, "utf8")));
  }
}

async function inFolder<T>(files: Readonly<Record<string, string>>, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "laws-")));
  try {
    writeFiles(folder, new Map(Object.entries(files)));
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
