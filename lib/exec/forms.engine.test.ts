// The forms in which newer daemons give what was built, and the limits that they put on steps. What one of them cannot do is
// said in a sentence instead.

import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, inject, test } from "vitest";
import { namedBuildkitHost } from "../../testing/engine/index.js";
import { planOf, runToEnd, startEngineWorld } from "../../testing/exec/index.js";
import { imageFor, readOciLayout } from "../../testing/tools/index.js";

const engine = inject("engine");

const drivers: readonly { readonly title: string; readonly driver: "docker" | "remote"; readonly host: string }[] = [
  { title: "dockerd", driver: "docker", host: engine.buildkitHost },
  { title: "the plain transport", driver: "remote", host: engine.buildkitHost },
  ...(namedBuildkitHost === undefined
    ? []
    : [{ title: "BUILDKIT_HOST", driver: "remote", host: namedBuildkitHost } as const]),
];

const entry = (type: string, attrs: Readonly<Record<string, string>> = {}) => ({
  type,
  attrs: new Map(Object.entries(attrs)),
});

/** Tells the limit of its memory, by the first or the second kind of control groups. */
const limited = `FROM scratch AS run
COPY --chmod=755 busybox /bin/busybox
RUN ["/bin/busybox", "sh", "-c", "cd /sys/fs/cgroup; busybox cat memory/memory.limit_in_bytes memory.max > /limit 2> /dev/null || true"]
FROM scratch
COPY --from=run /limit /
`;
const perPlatform = "FROM scratch\nARG TARGETARCH\nCOPY Dockerfile /$TARGETARCH\n";
const two = ["linux/amd64", "linux/arm64"];

describe.for(drivers)("over $title", ({ driver, host: buildkitHost }) => {
  const open = (files: Readonly<Record<string, string>>) =>
    startEngineWorld({ ...engine, buildkitHost }, { driver, files });

  test("steps have the memory that resources grant them, where the daemon limits steps", async () => {
    await using world = await open({ Dockerfile: limited });
    const plan = planOf({
      app: { resources: { memory: "64m" }, noCache: true, output: [entry("local", { dest: "out" })] },
    });
    const { outcomes, result } = await runToEnd(plan, world.options);
    if (outcomes["app"] === "built")
      expect(await readFile(path.join(world.cwd, "out", "limit"), "utf8")).toBe(`${64 * 1024 * 1024}\n`);
    else
      expect(result.diagnostics.map(({ summary }) => summary)).toEqual([
        expect.stringMatching(/^"resources" needs BuildKit 0\.31 or later/),
      ]);
  });

  test("a folder is split by platforms where that is asked for, and not where it is not wanted", async () => {
    await using world = await open({ Dockerfile: perPlatform });
    const plan = planOf({
      one: { platforms: ["linux/amd64"], output: [entry("local", { dest: "one", "platform-split": "true" })] },
      many: { platforms: two, output: [entry("local", { dest: "many", "platform-split": "false" })] },
    });
    expect((await runToEnd(plan, world.options)).outcomes).toEqual({ one: "built", many: "built" });
    expect(await readdir(path.join(world.cwd, "one"))).toEqual(["linux_amd64"]);
    expect((await readdir(path.join(world.cwd, "many"))).toSorted()).toEqual(["amd64", "arm64"]);
  });

  test("attestations are artifacts about their image, or images, as the output says", async () => {
    await using world = await open({ Dockerfile: perPlatform });
    const attest = [{ type: "provenance", isDisabled: false, attrs: new Map([["mode", "max"]]) }];
    const output = (form: string) => [entry("oci", { dest: `${form}.tar`, "oci-artifact": form })];
    const plan = planOf({ artifact: { attest, output: output("true") }, image: { attest, output: output("false") } });
    expect((await runToEnd(plan, world.options)).outcomes).toEqual({ artifact: "built", image: "built" });
    const artifact = await readOciLayout(path.join(world.cwd, "true.tar"));
    const subject = { digest: imageFor(artifact, "linux/amd64").descriptor.digest };
    expect(artifact.attestations.map(({ manifest }) => manifest)).toMatchObject([
      { artifactType: "application/vnd.docker.attestation.manifest.v1+json", subject },
    ]);
    const image = await readOciLayout(path.join(world.cwd, "false.tar"));
    expect(image.attestations).toHaveLength(1);
    expect(image.attestations[0]?.manifest.subject).toBeUndefined();
  });

  test("a cache is an image or an index, as it is asked for", async () => {
    await using world = await open({ Dockerfile: perPlatform });
    const cacheTo = (form: string) => [entry("local", { dest: form, "image-manifest": form })];
    const plan = planOf({ image: { cacheTo: cacheTo("true") }, index: { cacheTo: cacheTo("false") } });
    expect((await runToEnd(plan, world.options)).outcomes).toEqual({ image: "built", index: "built" });
    const formOf = async (folder: string) => {
      const text = await readFile(path.join(world.cwd, folder, "index.json"), "utf8");
      // BuildKit writes an index, which this narrows no further than it is compared below.
      const { manifests } = JSON.parse(text) as { readonly manifests: readonly { readonly mediaType: string }[] };
      return manifests.map(({ mediaType }) => mediaType);
    };
    expect(await formOf("true")).toEqual(["application/vnd.oci.image.manifest.v1+json"]);
    expect(await formOf("false")).toEqual(["application/vnd.oci.image.index.v1+json"]);
  });
});
