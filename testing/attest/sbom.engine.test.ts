// SBOMs, made by a generator of ours: what is attested of images, archives and folders, from every place that can ask for it.

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { builderEnv, builders } from "../examples/setting.js";
import { openPeer, type PeerBuilder } from "../peer.js";
import {
  builtCommand,
  type CommandResult,
  type Image,
  type ImageSet,
  openRegistry,
  pushScanner,
  readOciLayout,
  runCommand,
  writeFiles,
} from "../tools/index.js";

const engine = inject("engine");
const spdx = "https://spdx.dev/Document";

let scanner = "";
beforeAll(async () => {
  scanner = await pushScanner(engine);
});

let top = "";
let folder = "";
beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), "sbom-"));
  folder = join(top, "project");
  mkdirSync(folder);
  writeFiles(
    folder,
    new Map([
      [
        "Dockerfile",
        "FROM scratch AS first\nCOPY a.txt /first/\nFROM scratch\nCOPY --from=first / /\nCOPY b.txt /last/\n",
      ],
      ["on-base.Dockerfile", "FROM base\nCOPY b.txt /on-base/\n"],
      ["a.txt", "a\n"],
      ["b.txt", "b\n"],
      ["docker-bake.hcl", bakeFile],
    ]),
  );
});
afterEach(() => rmSync(top, { recursive: true, force: true }));

const bakeFile = `
variable "SCANNER" {}
target "attested" {
  attest = ["type=sbom,generator=\${SCANNER}"]
}
target "object" {
  attest = [{ type = "sbom", generator = SCANNER }, { type = "provenance", mode = "max" }]
}
target "plain" {}
target "base" {
  dockerfile-inline = "FROM scratch\\nCOPY a.txt /base/\\n"
}
target "on-base" {
  inherits   = ["attested"]
  dockerfile = "on-base.Dockerfile"
  contexts   = { base = "target:base" }
}
target "on-attested" {
  inherits   = ["attested"]
  dockerfile = "on-base.Dockerfile"
  contexts   = { base = "target:attested" }
}
target "stages" {
  inherits = ["attested"]
  args     = { BUILDKIT_SBOM_SCAN_CONTEXT = "true", BUILDKIT_SBOM_SCAN_STAGE = "true" }
  dockerfile-inline = <<-EOT
    ARG BUILDKIT_SBOM_SCAN_CONTEXT=true
    FROM scratch AS first
    ARG BUILDKIT_SBOM_SCAN_STAGE=true
    COPY a.txt /first/
    FROM scratch
    COPY --from=first /first/a.txt /last/
  EOT
}
target "platforms" {
  inherits  = ["attested"]
  platforms = ["linux/amd64", "linux/arm64"]
}
`;

/** What the image of each target holds, as the scanner names it. */
const held: Readonly<Record<string, readonly string[]>> = {
  attested: ["./first/a.txt", "./last/b.txt"],
  object: ["./first/a.txt", "./last/b.txt"],
  "on-base": ["./base/a.txt", "./on-base/b.txt"],
  "on-attested": ["./first/a.txt", "./last/b.txt", "./on-base/b.txt"],
};

describe.for(builders)("on %s", (builder) => {
  test.for(Object.entries(held))("the image of target %s has an SBOM of its files", async ([name, files]) => {
    // What is attested of an image is attested of its names.
    await mustBake(builder, ["--set=*.output=type=oci,dest=../out.tar", `--set=${name}.tags=attested:1`, name]);
    const layout = await readOciLayout(join(top, "out.tar"));
    expect(scans(layout, layout.blob)).toEqual([{ name: "sbom", files }]);
    const [image] = layout.images;
    const [attestation] = layout.attestations;
    expect(attestation?.descriptor).toMatchObject({
      platform: { os: "unknown", architecture: "unknown" },
      annotations: {
        "vnd.docker.reference.type": "attestation-manifest",
        "vnd.docker.reference.digest": image?.descriptor.digest,
      },
    });
    // The default provenance is beside what was asked for.
    expect(predicateTypes(attestation).toSorted()).toEqual([
      expect.stringMatching(/^https:\/\/slsa\.dev\/provenance\//),
      spdx,
    ]);
    for (const { predicateType, subject } of statements(layout, layout.blob)) {
      if (predicateType !== spdx) continue;
      expect(subject).toEqual([
        expect.objectContaining({ digest: { sha256: image?.descriptor.digest.slice("sha256:".length) } }),
      ]);
    }
  });

  test("stages and the context are scanned where the Dockerfile says so", async () => {
    await mustBake(builder, ["--set=*.output=type=oci,dest=../out.tar", "stages"]);
    const layout = await readOciLayout(join(top, "out.tar"));
    const found = scans(layout, layout.blob);
    expect(found.map(({ name }) => name)).toEqual(["sbom", "sbom-context", "sbom-first"]);
    expect(found[0]?.files).toEqual(["./last/a.txt"]);
    expect(found[2]?.files).toEqual(["./first/a.txt"]);
  });

  test.for<readonly [title: string, args: readonly string[]]>([
    ["the flag --sbom", ["--sbom=generator=SCANNER", "plain"]],
    ["--set", ["--set=plain.attest=type=sbom,generator=SCANNER", "plain"]],
  ])("an image that is pushed has one by %s", async ([, args]) => {
    const repository = `sbom-${builder}`;
    await mustBake(builder, [...args.map(named), "--push", `--set=*.tags=${engine.registry}/${repository}:1`]);
    const registry = openRegistry(engine.registry);
    const set = await registry.images(repository, "1");
    const blobs = new Map<string, Buffer>();
    for (const { manifest } of set.attestations) {
      for (const { digest } of manifest.layers) blobs.set(digest, await registry.blob(repository, digest));
    }
    expect(scans(set, (digest) => blobs.get(digest) ?? Buffer.of())).toEqual([
      { name: "sbom", files: held["attested"] },
    ]);
  });

  test("each platform has its own", async () => {
    await mustBake(builder, ["--set=*.output=type=oci,dest=../out.tar", "platforms"]);
    const layout = await readOciLayout(join(top, "out.tar"));
    expect(layout.attestations).toHaveLength(2);
    expect(scans(layout, layout.blob).map(({ files }) => files)).toEqual([held["attested"], held["attested"]]);
  });

  test("a folder has a file of it beside the files that it tells of", async () => {
    await mustBake(builder, ["--set=*.output=type=local,dest=../tree", "attested"]);
    expect(readdirSync(join(top, "tree")).toSorted()).toEqual(["first", "last", "sbom.spdx.json"]);
    const statement: unknown = JSON.parse(readFileSync(join(top, "tree/sbom.spdx.json"), "utf8"));
    expect(statement).toMatchObject({ predicateType: spdx, predicate: { packages: packages(held["attested"]) } });
  });

  test("--sbom=false leaves out what the file asks for", async () => {
    await mustBake(builder, ["--sbom=false", "--set=*.output=type=oci,dest=../out.tar", "attested"]);
    const layout = await readOciLayout(join(top, "out.tar"));
    expect(layout.attestations.flatMap(predicateTypes)).not.toContain(spdx);
  });

  test("a generator that is not there fails the build by its name", async () => {
    const missing = `${engine.registry}/no-such-scanner:latest`;
    const result = await bake(builder, [
      "--set=*.output=type=oci,dest=../out.tar",
      `--sbom=generator=${missing}`,
      "plain",
    ]);
    expect(result.code).toBe(1);
    expect(result.stderr).toContain(missing);
    expect(readdirSync(top)).not.toContain("out.tar");
  });

  test.for([
    ["--sbom", "--sbom=generator=SCANNER"],
    ["--attest", "--attest=type=sbom,generator=SCANNER"],
  ])("bakehouse build %s makes what docker-buildx build makes", async ([, flag = ""]) => {
    const args = (dest: string) => [named(flag), `--output=type=oci,dest=../${dest}`, "."];
    const env = { ...builderEnv(engine, builder, top), BUILDKIT_PROGRESS: "plain" };
    const ours = await runCommand(await builtCommand("bakehouse", ["build", ...args("ours.tar")]), {
      cwd: folder,
      env,
    });
    expect(ours.code, ours.stderr).toBe(0);
    await using peer = await openPeer(engine, builder);
    const theirs = await runCommand([engine.buildx, "build", ...args("peer.tar")], { cwd: folder, env: peer.env });
    expect(theirs.code, theirs.stderr).toBe(0);
    const [mine, other] = [await readOciLayout(join(top, "ours.tar")), await readOciLayout(join(top, "peer.tar"))];
    const bare = (layout: typeof mine) => scans(layout, layout.blob);
    expect(bare(mine)).toEqual([{ name: "sbom", files: held["attested"] }]);
    expect(bare(mine)).toEqual(bare(other));
    expect(mine.attestations.map(predicateTypes)).toEqual(other.attestations.map(predicateTypes));
  });
});

function bake(builder: PeerBuilder, args: readonly string[]): Promise<CommandResult> {
  return builtCommand("bake", ["--progress=plain", "--allow=fs=*", ...args]).then((argv) =>
    runCommand(argv, { cwd: folder, env: { ...builderEnv(engine, builder, top), SCANNER: scanner } }),
  );
}

async function mustBake(builder: PeerBuilder, args: readonly string[]): Promise<void> {
  const { code, stderr } = await bake(builder, args);
  expect(code, stderr).toBe(0);
}

function named(flag: string): string {
  return flag.replace("SCANNER", scanner);
}

interface Statement {
  readonly predicateType: string;
  readonly subject: readonly unknown[];
  readonly predicate: { readonly name?: string; readonly packages?: readonly { readonly name: string }[] };
}

function statements({ attestations }: ImageSet, blob: (digest: string) => Buffer): readonly Statement[] {
  return attestations.flatMap(({ manifest }) =>
    // What lies in an attestation manifest are statements in this form.
    manifest.layers.map(({ digest }) => JSON.parse(blob(digest).toString()) as Statement),
  );
}

/** The SBOMs that are attested, in the order of their names. */
function scans(set: ImageSet, blob: (digest: string) => Buffer) {
  return statements(set, blob)
    .filter(({ predicateType }) => predicateType === spdx)
    .map(({ predicate }) => ({ name: predicate.name ?? "", files: predicate.packages?.map(({ name }) => name) ?? [] }))
    .sort((left, right) => (left.name < right.name ? -1 : 1));
}

function predicateTypes(attestation: Image | undefined): readonly string[] {
  return attestation?.manifest.layers.map(({ annotations }) => annotations?.["in-toto.io/predicate-type"] ?? "") ?? [];
}

function packages(files: readonly string[] = []): readonly { readonly name: string }[] {
  return files.map((name) => ({ name }));
}
