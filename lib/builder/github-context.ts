// What a GitHub Actions run is, for the provenance of what is built in it. Follows docker/buildx util/ghutil/ghutil.go.

import { readFile } from "node:fs/promises";
import { isTrue } from "./driver-opts.js";
import { BuilderError } from "./errors.js";

/** Variables that tell something together: all of them or none. */
const groups: readonly (readonly string[])[] = [
  ["GITHUB_ACTOR", "GITHUB_ACTOR_ID", "GITHUB_TRIGGERING_ACTOR"],
  ["GITHUB_REF", "GITHUB_REF_NAME", "GITHUB_REF_PROTECTED", "GITHUB_REF_TYPE"],
  ["GITHUB_REPOSITORY", "GITHUB_REPOSITORY_ID", "GITHUB_REPOSITORY_OWNER", "GITHUB_REPOSITORY_OWNER_ID"],
  [
    "GITHUB_JOB",
    "GITHUB_RUN_ATTEMPT",
    "GITHUB_RUN_ID",
    "GITHUB_RUN_NUMBER",
    "GITHUB_SERVER_URL",
    "GITHUB_WORKFLOW",
    "GITHUB_WORKFLOW_REF",
    "GITHUB_WORKFLOW_SHA",
  ],
  ["ImageOS", "ImageVersion", "RUNNER_OS", "RUNNER_ARCH", "RUNNER_ENVIRONMENT", "RUNNER_TRACKING_ID", "RUNNER_NAME"],
];

/** Names that are not the variable's own in small letters. */
const keys: Readonly<Record<string, string>> = {
  ImageOS: "github_runner_image_os",
  ImageVersion: "github_runner_image_version",
};

/**
 * JSON for a buildkitd's `provenance.d`; undefined outside of GitHub Actions, and where the event is not told.
 * @throws {BuilderError} when the event's file cannot be read.
 */
export async function githubContext(env: Readonly<Record<string, string | undefined>>): Promise<Buffer | undefined> {
  const name = env["GITHUB_EVENT_NAME"];
  const path = env["GITHUB_EVENT_PATH"];
  if (!isTrue(env["GITHUB_ACTIONS"]) || !name || !path) return undefined;
  const told = groups
    .filter((group) => group.every((variable) => env[variable]))
    .flatMap((group) => group.map((variable) => [keyOf(variable), env[variable]]));
  const payload = await readEvent(path);
  return Buffer.from(
    JSON.stringify({ github_event_name: name, github_event_payload: payload, ...Object.fromEntries(told) }),
  );
}

function keyOf(variable: string): string {
  return keys[variable] ?? variable.toLowerCase().replace(/^runner_/, "github_runner_");
}

async function readEvent(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (cause) {
    const help = ["The driver option provenance-add-gha=false leaves it out."];
    throw new BuilderError(`The event of GitHub Actions cannot be read from "${path}" (GITHUB_EVENT_PATH)`, help, {
      cause,
    });
  }
}
