// Bake files of public projects with what buildx 0.36 printed for them, where that folder lies beside the checkout.
// A clone without it is held to testing/fixtures/language and testing/fixtures/compose instead.

import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { answerOf, printCase, readCases, recordedAnswer } from "./recorded.js";

const folder = new URL("../../../shared/corpus/case/", import.meta.url).pathname;
const isHere = existsSync(folder);

/** Where ours is meant to differ; docs/deviations.md gives the reasons. */
const exceptions = [
  "docker-actions-toolkit-fx03b/no-env",
  "docker-compose-entitlements/default",
  "dunglas-frankenphp/set-shm",
];

const title = `bake files of public projects${isHere ? "" : " (passed over: there is no ../shared/corpus)"}`;

describe.skipIf(!isHere)(title, () => {
  const cases = isHere ? readCases(folder) : [];

  test("there are as many as the corpus says", () => {
    expect(cases).toHaveLength(295);
  });

  test.for(cases.map((recorded) => [recorded.title, recorded] as const))("%s", async ([title, recorded]) => {
    const printed = await printCase(recorded);
    const answer = answerOf(printed, recorded.invocation);
    if (exceptions.includes(title)) expect(answer).not.toEqual(recordedAnswer(recorded));
    else expect(answer, printed.stderr).toEqual(recordedAnswer(recorded));
  });
});

test.for(exceptions)("docs/deviations.md says why %s differs", (title) => {
  expect(readFileSync(new URL("../../docs/deviations.md", import.meta.url), "utf8")).toContain(`\`${title}\``);
});
