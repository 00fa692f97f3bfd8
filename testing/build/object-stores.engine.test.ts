// Caches of type=s3 and type=azblob, in stores on loopback. The BuildKit in dockerd is built without either, so a cache
// is written and read back where BUILDKIT_HOST names a buildkitd on this machine.

import { randomUUID } from "node:crypto";
import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { builderEnv, builders } from "../examples/setting.js";
import { builtCommand, runCommand } from "../tools/index.js";
import { type ObjectStore, openAzureBlobs, openS3 } from "./object-store.js";
import { build, openProject } from "./setting.js";

const engine = inject("engine");

const keyId = "baker";
const keys = { AWS_ACCESS_KEY_ID: keyId, AWS_SECRET_ACCESS_KEY: "secret" };

const kinds: readonly {
  readonly kind: string;
  readonly open: () => Promise<ObjectStore>;
  readonly cacheIn: (store: ObjectStore) => string;
  /** Of the cache's manifest in the store. */
  readonly manifest: string;
  readonly env: Readonly<Record<string, string>>;
}[] = [
  {
    kind: "s3",
    open: () => openS3(keyId),
    cacheIn: ({ url }) => `type=s3,endpoint_url=${url},use_path_style=true,bucket=acme,region=here`,
    manifest: "/acme/manifests/buildkit",
    env: keys,
  },
  {
    kind: "azblob",
    open: () => openAzureBlobs(keyId),
    // The key is base64, as Azure gives it out.
    cacheIn: ({ url }) =>
      `type=azblob,account_url=${url}/${keyId},account_name=${keyId},container=acme,secret_access_key=c2VjcmV0`,
    manifest: `/${keyId}/acme/manifests/buildkit`,
    env: {},
  },
];

describe.for(builders.filter((builder) => builder === "buildkit-host"))("on %s", (builder) => {
  test.for(kinds)(
    "a cache in $kind gives back a step that the daemon has forgotten",
    async ({ open, cacheIn, manifest, env }) => {
      using project = openProject(engine);
      await using store = await open();
      const mark = randomUUID();
      appendFileSync(
        join(project.folder, "Dockerfile"),
        `RUN read -r x < /proc/sys/kernel/random/uuid; echo $x > /${mark}\n`,
      );
      const random = async (...args: readonly string[]): Promise<string> => {
        const output = ["-o", "dist", "--secret=id=token,src=token.txt", "."];
        const { code, stderr } = await build(engine, builder, project, [...args, ...output], { env });
        expect(code, stderr).toBe(0);
        return readFileSync(join(project.folder, "dist", mark), "utf8");
      };
      /** The daemon is the user's: only what this test made goes. */
      const forget = async (): Promise<void> => {
        const { code, stdout, stderr } = await runCommand(
          await builtCommand("bakehouse", ["prune", "--force", "--all", `--filter=description~=${mark}`]),
          { cwd: project.folder, env: builderEnv(engine, builder, project.beside) },
        );
        expect(code, stderr).toBe(0);
        expect(stdout).toMatch(/true/);
      };

      const first = await random(`--cache-to=${cacheIn(store)},mode=max`);
      expect(store.objects.has(manifest)).toBe(true);
      await forget();
      // Without the cache it is made anew.
      expect(await random()).not.toBe(first);
      await forget();
      expect(await random(`--cache-from=${cacheIn(store)}`)).toBe(first);
      expect(store.refused()).toBe(0);
    },
  );

  test("a key of s3 that the store does not know fails the build with its refusal", async () => {
    using project = openProject(engine);
    await using store = await openS3("another");
    const args = [`--cache-to=${kinds[0]?.cacheIn(store)}`, "--target=files", "-o", "dist", "."];
    const { code, stderr } = await build(engine, builder, project, args, { env: keys });
    expect(code).toBe(1);
    expect(stderr).toMatch(/operation error S3: .*StatusCode: 403/);
    expect(store.objects.size).toBe(0);
  });
});

describe.for(builders.filter((builder) => builder !== "buildkit-host"))("on %s", (builder) => {
  test.for(kinds)("a cache in $kind is refused by name", async ({ kind, open, cacheIn, env }) => {
    using project = openProject(engine);
    await using store = await open();
    const args = [`--cache-to=${cacheIn(store)}`, "--target=files", "-o", "dist", "."];
    const { code, stderr } = await build(engine, builder, project, args, { env });
    expect(code).toBe(1);
    expect(stderr).toContain(`unknown cache exporter: "${kind}"`);
    expect(store.requests).toEqual([]);
  });
});
