// `bakehouse build` on the real engine: what each flag makes, held against the peer where it has the same one.

import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { builders, identities } from "../examples/setting.js";
import { openPeer, type PeerBuilder } from "../peer.js";
import {
  type Image,
  imageFor,
  imageNames,
  openRegistry,
  readOciLayout,
  readTar,
  removeImage,
  rootFiles,
  runCommand,
} from "../tools/index.js";
import { type BuildProject, build, openProject } from "./setting.js";

const engine = inject("engine");

describe.for(builders)("on %s", (builder) => {
  test.for<readonly [title: string, compression: string]>([
    ["a tar", "c"],
    ["a tar.gz", "cz"],
  ])("%s on standard input is the context, with the Dockerfile that -f names in it", async ([, form]) => {
    using project = openProject(engine);
    // More than one message of the session holds.
    writeFileSync(join(project.folder, "large"), Buffer.alloc(9_000_000, Math.random().toString()));
    const input = execFileSync("tar", [form, "."], { cwd: project.folder, maxBuffer: 1 << 26 });
    const args = ["-f", "docker/app.Dockerfile", "-o", project.beside, "-"];
    const { code, stderr } = await buildIn(project, args, { input });
    expect(code, stderr).toBe(0);
    expect(readFileSync(join(project.beside, "elsewhere.txt"), "utf8")).toBe("hello\n");
  });

  test("a Dockerfile on standard input has an empty context", async () => {
    using project = openProject(engine);
    const input = "FROM scratch\nCOPY . /\nCOPY <<EOF /made.txt\nmade\nEOF\n";
    const { code, stderr } = await buildIn(project, ["-o", project.beside, "-"], { input });
    expect(code, stderr).toBe(0);
    expect(readdirSync(project.beside).filter((name) => name !== "docker-config")).toEqual(["made.txt"]);
  });

  test("flags reach the image and the steps", async () => {
    using project = openProject(engine);
    const shown = [
      "FROM scratch",
      "COPY nonce.txt busybox /bin/",
      'RUN ["/bin/busybox", "mkdir", "/out"]',
      'RUN ["/bin/busybox", "cp", "/etc/hosts", "/out/hosts"]',
      'RUN ["/bin/busybox", "sh", "-c", "ulimit -n > /out/files; /bin/busybox df -k /dev/shm > /out/shm"]',
      'RUN ["/bin/busybox", "sh", "-c", "/bin/busybox ls /sys/class/net > /out/net"]',
      "ARG GIVEN",
      "ARG FROM_ENV",
      "ARG NOT_SET=default",
      "LABEL args=$GIVEN,$FROM_ENV,$NOT_SET",
    ];
    writeFileSync(join(project.folder, "Dockerfile"), shown.join("\n"));
    const image = await builtImage(project, [
      ...["--add-host", "db.internal:10.0.0.2", "--add-host", "db.internal:10.0.0.3", "--add-host=v6=[2001:db8::1]"],
      ...["--ulimit", "nofile=77:88", "--shm-size", "12m"],
      ...["--build-arg", "GIVEN=a=b", "--build-arg=FROM_ENV", "--build-arg", "NOT_SET"],
      ...["--label", "one=1", "--label", "empty"],
      ...["--annotation", "who=me", "--network=none"],
    ]);
    const files = await rootFiles(image);
    const text = (name: string) => files.get(`out/${name}`)?.content.toString() ?? "";
    expect(text("hosts")).toMatch(/^10\.0\.0\.2\s+db\.internal$/m);
    expect(text("hosts")).toMatch(/^10\.0\.0\.3\s+db\.internal$/m);
    expect(text("hosts")).toMatch(/^2001:db8::1\s+v6$/m);
    expect(text("files")).toBe("77\n");
    expect(text("net")).toBe("lo\n");
    expect(text("shm")).toMatch(/\b12288\b/);
    expect(image.config.config?.Labels).toEqual({ one: "1", empty: "", args: "a=b,of env,default" });
    expect(image.manifest.annotations).toMatchObject({ who: "me" });
  });

  test("--push beside another output pushes an image, too", async () => {
    using project = openProject(engine);
    const repository = `pushed-${builder}`;
    const args = [
      "--push",
      "-o",
      "dist",
      "-t",
      `${engine.registry}/${repository}:a`,
      "-t",
      `${engine.registry}/${repository}:b`,
    ];
    const { code, stderr } = await buildIn(project, [...args, "."]);
    expect(code, stderr).toBe(0);
    expect(existsSync(join(project.folder, "dist/made.txt"))).toBe(true);
    expect(await openRegistry(engine.registry).tags(repository)).toEqual(["a", "b"]);
  });

  test("- as output is a tar on standard output", async () => {
    using project = openProject(engine);
    const { code, stderr, bytes } = await buildIn(project, ["--target=files", "--output=-", "."]);
    expect(code, stderr).toBe(0);
    expect((await readTar(bytes)).map(({ path }) => path)).toEqual(["hello-amd64.txt"]);
  });

  test("-q prints the id alone", async () => {
    using project = openProject(engine);
    const { code, stdout, stderr } = await buildIn(project, ["-q", "-o", "type=oci,dest=app.tar", "."]);
    expect(code, stderr).toBe(0);
    expect(stderr).toBe("");
    const image = imageFor(await readOciLayout(join(project.folder, "app.tar")), "linux/amd64");
    expect(stdout).toBe(`${image.configDigest}\n`);
  });

  test("a failure leaves no id and no metadata", async () => {
    using project = openProject(engine);
    writeFileSync(join(project.folder, "id.txt"), "sha256:of-an-earlier-build");
    writeFileSync(join(project.folder, "Dockerfile"), "FROM scratch\nCOPY nothing /\n");
    const { code, stderr } = await buildIn(project, ["--iidfile=id.txt", "--metadata-file=m.json", "."]);
    expect(code).toBe(1);
    expect(stderr).toContain("Dockerfile:2:1");
    expect(readdirSync(project.folder).filter((name) => name === "id.txt" || name === "m.json")).toEqual([]);
  });

  test.for<readonly [title: string, args: readonly string[], input: string | undefined, place: string]>([
    ["by the path that was typed", ["-f", "docker/bad.Dockerfile", "."], undefined, "docker/bad.Dockerfile:2:1"],
    ["as standard input", ["-f", "-", "."], "FROM scratch\nCOPY no /\n", "<stdin>:2:1"],
    ["by its path in the archive", ["-f", "docker/bad.Dockerfile", "-"], "the tar", " docker/bad.Dockerfile:2:1"],
  ])("a Dockerfile that fails is named %s", async ([, args, given, place]) => {
    using project = openProject(engine);
    writeFileSync(join(project.folder, "docker/bad.Dockerfile"), "FROM scratch\nCOPY nothing /\n");
    const input = given === "the tar" ? execFileSync("tar", ["c", "docker"], { cwd: project.folder }) : given;
    const { code, stderr } = await buildIn(project, args, input === undefined ? {} : { input });
    expect(code).toBe(1);
    expect(stderr).toContain(place);
  });

  test("--check tells what is wrong with the Dockerfile and builds nothing", async () => {
    using project = openProject(engine);
    writeFileSync(join(project.folder, "Dockerfile"), "FROM scratch as x\nCOPY hello.txt /\n");
    const checked = await buildIn(project, ["--check", "-o", "dist", "."]);
    expect(checked.code).toBe(1);
    expect(checked.stdout).toMatch(/^Check complete: 1 warning\n\nwarning\[dockerfile-check\]: FromAsCasing/);
    expect(existsSync(join(project.folder, "dist"))).toBe(false);
    const stages = await buildIn(project, ["--call=targets,format=json", "."]);
    expect(JSON.parse(stages.stdout)).toMatchObject({ targets: [{ name: "x", default: true }] });
  });

  test("config, layers and keys of the metadata are those of docker-buildx build", async () => {
    using project = openProject(engine);
    await using peer = await openPeer(engine, builder);
    const args = (who: string) => [
      ...["--no-cache", "--build-arg", "VERSION=2", "--label", "a=b", "--platform", "linux/amd64,linux/arm64"],
      ...["--target=files", "-t", "acme/equal", "--provenance=false"],
      ...["-o", `type=oci,rewrite-timestamp=true,dest=${project.beside}/${who}.tar`],
      ...[`--metadata-file=${project.beside}/${who}.json`, "."],
    ];
    // Of several platforms in an archive without attestations docker-buildx finds no provenance, and we do.
    const env = { SOURCE_DATE_EPOCH: "0", BUILDX_METADATA_PROVENANCE: "disabled" };
    const ours = await buildIn(project, args("ours"), { env });
    expect(ours.code, ours.stderr).toBe(0);
    const theirs = await runCommand([engine.buildx, "build", "--progress=plain", ...args("theirs")], {
      cwd: project.folder,
      env: { ...peer.env, ...env },
    });
    expect(theirs.code, theirs.stderr).toBe(0);
    const tars = await Promise.all(["ours", "theirs"].map((who) => identities(join(project.beside, `${who}.tar`))));
    expect(Object.keys(tars[0] ?? {}).sort()).toEqual(["linux/amd64", "linux/arm64"]);
    expect(tars[0]).toEqual(tars[1]);
    const keys = ["ours", "theirs"].map((who) =>
      Object.keys(JSON.parse(readFileSync(join(project.beside, `${who}.json`), "utf8"))).sort(),
    );
    expect(keys[0]).toEqual(keys[1]);
  });

  function buildIn(project: BuildProject, args: readonly string[], options: Parameters<typeof build>[4] = {}) {
    return build(engine, builder, project, args, options);
  }

  async function builtImage(project: BuildProject, args: readonly string[]): Promise<Image> {
    const tar = join(project.beside, "image.tar");
    const env = { FROM_ENV: "of env", BUILDX_NO_DEFAULT_ATTESTATIONS: "1" };
    const { code, stderr } = await buildIn(project, [...args, "-o", `type=oci,dest=${tar}`, "."], { env });
    expect(code, stderr).toBe(0);
    return imageFor(await readOciLayout(tar), "linux/amd64");
  }
});

test("what a source policy forbids is not read", async () => {
  using project = openProject(engine);
  const name = `${engine.registry}/acme-build/forbidden:1`;
  const rules = [{ action: "DENY", selector: { identifier: `docker-image://${engine.registry}/*` } }];
  writeFileSync(join(project.beside, "policy.json"), JSON.stringify({ rules }));
  const env = { EXPERIMENTAL_BUILDKIT_SOURCE_POLICY: join(project.beside, "policy.json") };
  const free = await build(engine, "docker", project, ["-t", name, "--push", "--target=files", "."], { env });
  expect(free.code, free.stderr).toBe(0);
  const args = ["-f-", "."];
  const allowed = await build(engine, "docker", project, args, { input: `FROM ${name}\n` });
  expect(allowed.code, allowed.stderr).toBe(0);
  const denied = await build(engine, "docker", project, args, { env, input: `FROM ${name}\n` });
  expect(denied.code).toBe(1);
  expect(denied.stderr).toMatch(/source .* denied by policy/);
});

test("what scripts for docker and nerdctl say is understood", async () => {
  using project = openProject(engine);
  const args = ["--buildkit-host", engine.buildkitHost, "--rm=false", "--force-rm", "-o", "dist", "."];
  const { code, stderr } = await build(engine, "docker", project, args);
  expect(code, stderr).toBe(0);
  expect(stderr).toContain("remote driver");
  expect(existsSync(join(project.folder, "dist/made.txt"))).toBe(true);
});

test("docker keeps what is built without an output", async () => {
  using project = openProject(engine);
  const name = "acme-build/kept:latest";
  const { code, stderr } = await build(engine, "docker", project, ["-t", name, "."]);
  expect(code, stderr).toBe(0);
  expect(await imageNames(engine.dockerHost)).toContain(name);
  await removeImage(engine.dockerHost, name);
});

const docker: PeerBuilder = "docker";

test.for<readonly [title: string, args: readonly string[], input: string, says: string]>([
  ["no context", [], "", "there is no context"],
  ["two contexts", ["a", "b"], "", "there can be one context, but here are a, b"],
  ["standard input twice", ["-f", "-", "-"], "FROM scratch", "cannot be both the context and the Dockerfile"],
  ["empty standard input", ["-"], "", "standard input is empty"],
  [
    "a zip on standard input",
    ["-"],
    "PK\u0003\u0004",
    "standard input is an archive (zip) that BuildKit does not unpack",
  ],
  ["two Dockerfiles", ["-f", "Dockerfile", "-"], "FROM scratch", "-f Dockerfile names another one"],
  ["two ways to show progress", ["-q", "--progress=tty", "."], "", "--quiet and --progress=tty exclude each other"],
  ["a folder that is not there", ["nowhere"], "", 'Context "nowhere" does not exist'],
  ["a Dockerfile that is not there", ["-f", "no.Dockerfile", "."], "", 'Dockerfile "no.Dockerfile" does not exist'],
  ["a context that is another target", ["--build-context=a=target:b", "."], "", "is another target"],
  ["a right that is none", ["--allow=everything", "."], "", 'There is no right "everything"'],
  ["a host without an address", ["--add-host=db", "."], "", '"db" is no host with its address'],
])("%s is told of, and nothing is built", async ([, args, input, says]) => {
  using project = openProject(engine);
  const { code, stderr, stdout } = await build(engine, docker, project, args, { input });
  expect(code).toBe(1);
  expect(stderr).toContain(says);
  expect(stdout).toBe("");
});
