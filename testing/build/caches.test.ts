// What the command sends for caches that live in a cloud: a fake daemon tells, as no real one could reach them here.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FakeDaemon, startFakeDaemon } from "../fake/index.js";
import { builtCommand, runCommand, writeFiles } from "../tools/index.js";

let daemon: FakeDaemon;
let folder: string;

const files = {
  Dockerfile: "FROM scratch\n",
  ".aws/credentials": `[default]
aws_access_key_id = of-default
aws_secret_access_key = default-secret

[work]
aws_access_key_id = of-work
aws_secret_access_key = work-secret
aws_session_token = work-token
`,
  ".aws/config": `[profile program]
credential_process = sh credentials.sh
`,
  "credentials.sh": `echo '{"Version": 1, "AccessKeyId": "of-program", "SecretAccessKey": "program-secret"}'\n`,
  "elsewhere/credentials": `[default]
aws_access_key_id = of-elsewhere
aws_secret_access_key = elsewhere-secret
`,
};

beforeAll(async () => {
  daemon = await startFakeDaemon({ llbCaps: ["cache.s3", "cache.gha", "cache.azblob", "exporter.multiple"] });
  folder = mkdtempSync(join(tmpdir(), "clouds-"));
  writeFiles(folder, new Map(Object.entries(files)));
});

afterAll(async () => {
  await daemon[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

interface Case {
  readonly title: string;
  readonly cache?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Attributes beside those that were written. */
  readonly adds: Readonly<Record<string, string>>;
  readonly says?: string;
}

const work = { access_key_id: "of-work", secret_access_key: "work-secret", session_token: "work-token" };

const cases: readonly Case[] = [
  {
    title: "the default profile of the shared file",
    adds: { access_key_id: "of-default", secret_access_key: "default-secret" },
  },
  { title: "the profile that AWS_PROFILE names", env: { AWS_PROFILE: "work" }, adds: work },
  {
    title: "keys of the environment, before a profile",
    env: { AWS_PROFILE: "work", AWS_ACCESS_KEY_ID: "k", AWS_SECRET_ACCESS_KEY: "s" },
    adds: { access_key_id: "k", secret_access_key: "s" },
  },
  {
    title: "another file",
    env: { AWS_SHARED_CREDENTIALS_FILE: "elsewhere/credentials" },
    adds: { access_key_id: "of-elsewhere", secret_access_key: "elsewhere-secret" },
  },
  {
    title: "a program that a profile names",
    env: { AWS_PROFILE: "program" },
    adds: { access_key_id: "of-program", secret_access_key: "program-secret" },
  },
  {
    title: "keys of the cache itself, alone",
    cache: "access_key_id=own,secret_access_key=own-secret",
    env: { AWS_PROFILE: "work", AWS_SESSION_TOKEN: "t" },
    adds: {},
  },
  {
    title: "none, which is said when a profile was named",
    env: { AWS_PROFILE: "missing" },
    adds: {},
    says: 'cache of type=s3 of target "default" has no credentials from profile "missing"',
  },
  {
    title: "none, as the daemon may have its own",
    env: { AWS_SHARED_CREDENTIALS_FILE: "none", AWS_CONFIG_FILE: "none" },
    adds: {},
  },
];

test.for(cases)("an S3 cache gets $title", async ({ cache = "", env = {}, adds, says }) => {
  const more = cache === "" ? "" : `,${cache}`;
  const args = ["build", "--progress=plain", `--cache-to=type=s3,bucket=b,region=r${more}`, "."];
  const { code, stderr } = await runCommand(await builtCommand("bakehouse", args), {
    cwd: folder,
    env: {
      HOME: folder,
      PATH: `${folder}:${process.env["PATH"]}`,
      BUILDKIT_HOST: daemon.address,
      AWS_EC2_METADATA_DISABLED: "true",
      ...env,
    },
  });
  expect(code, stderr).toBe(0);
  const own = Object.fromEntries(more.split(",").flatMap((field) => (field === "" ? [] : [field.split("=")])));
  expect(daemon.solves.at(-1)?.cache?.exports).toEqual([
    { type: "s3", attrs: { bucket: "b", region: "r", ...own, ...adds } },
  ]);
  if (says === undefined) expect(stderr).not.toContain("credentials");
  else expect(stderr).toContain(says);
});
