// Asks the docker-buildx that is there whether the recorded answers are still what it says.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { releaseOf } from "../../../testing/language/release.js";
import { openPeer } from "../../../testing/peer.js";
import { type PeerRow, readPeerAnswers, writePeerAnswers } from "./testing/peer-answers.js";

const NO_VALUE = "(no value)";

test("the recorded answers are those of docker-buildx", async (context) => {
  await using peer = await openPeer(inject("engine"));
  const recorded = readPeerAnswers();
  const folder = mkdtempSync(join(tmpdir(), "functions-"));
  try {
    const expressions = recorded.rows.map(([expression]) => expression);
    writeFileSync(join(folder, "docker-bake.hcl"), bakeFileOf(expressions));
    const answers = answersIn(await peer.print(folder, []), expressions);
    const now = { peer: `docker-buildx ${peer.version}`, rows: answers };
    if (process.env["UPDATE_GOLDEN"] === "1") writePeerAnswers(now);
    const release = releaseOf(peer.version);
    // Other releases may answer differently, which says nothing about us.
    if (release === undefined) return context.skip(`recorded with ${recorded.peer}, this is ${now.peer}`);
    const isKnown = ([expression]: PeerRow) => release !== "0.29" || !isNewer(expression);
    expect(readPeerAnswers().rows.filter(isKnown)).toEqual(answers.filter(isKnown));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Answered otherwise, or not at all, by docker-buildx 0.29. */
function isNewer(expression: string): boolean {
  return /^(?:semvercmp|formattimestamp|unixtimestampparse)\(/.test(expression) || newer.has(expression);
}

const newer: ReadonlySet<string> = new Set([
  'true || parseint("x",10) > 0',
  'false && parseint("x",10) > 0',
  'parseint("x",10) > 0 || true',
  "element([1,2],-3)",
  'element(convert(["a"],list(string)),-2)',
  'jsondecode("{\\"a\\":1,\\"a\\":\\"x\\"}")',
  'element(["a","b","c"],-1)',
  'timeadd("2017-11-22T0:00:00Z","1h")',
  'timeadd("2017-11-22T00:00:00,5Z","1h")',
  'timeadd("2017-11-22T00:00:00+24:00","1h")',
  'cidrsubnet("10.1.2.0/24",4,-1)',
]);

/** All in one file: an argument for each expression, and variables for the type keywords, which it takes for such. */
function bakeFileOf(expressions: readonly string[]): string {
  const keywords = ["string", "number", "bool", "any"].map((name) => `variable "${name}" {}`);
  const args = expressions.map((text, i) => `    k${i} = try(jsonencode(${text}), "${NO_VALUE}")`);
  return [...keywords, 'target "default" {', "  args = {", ...args, "  }", "}", ""].join("\n");
}

function answersIn(printed: unknown, expressions: readonly string[]): readonly PeerRow[] {
  // The shape that `bake --print` has; a missing part fails the comparison.
  const { target } = printed as { readonly target: { readonly default: { readonly args: Record<string, string> } } };
  return expressions.map((expression, i) => {
    const answer = target.default.args[`k${i}`] ?? NO_VALUE;
    // It prints what could be read back, with the openings of templates escaped.
    return [expression, answer === NO_VALUE ? null : answer.replace(/([$%])\1\{/g, "$1{")];
  });
}
