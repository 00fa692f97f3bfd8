import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test, vi } from "vitest";
import { openStandIn, type SshLine, solveDockerfile, sshKinds } from "../../testing/builder/index.js";
import { type BuilderWorld, chooseBuilder } from "./index.js";

const engine = inject("engine");
const { signal } = new AbortController();
const buildkitSocket = engine.buildkitHost.replace("unix://", "");

const Dockerfile = Buffer.from("FROM scratch\n");

let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "ssh-"));
});
afterAll(() => rm(home, { recursive: true }));

for (const { name, isThere, open } of sshKinds) {
  describe.skipIf(!isThere)(`through ${name}`, () => {
    let line: SshLine;
    let world: BuilderWorld;

    beforeAll(async () => {
      line = await open(engine);
    });
    afterAll(() => line[Symbol.asyncDispose]());
    beforeEach(() => {
      for (const [key, value] of Object.entries(line.env)) vi.stubEnv(key, value);
      vi.stubEnv("PATH", `${line.folder}${delimiter}${process.env["PATH"] ?? ""}`);
      world = { env: {}, home, sockets: [] };
    });
    afterEach(() => {
      vi.unstubAllEnvs();
    });

    test.for(["ssh://farm", `ssh://${userInfo().username}@farm`, `ssh://farm${buildkitSocket}`])(
      "a build goes to the buildkitd at %s",
      async (address) => {
        const { nodes } = await chooseBuilder(address, world);
        expect(await nodes[0].lifecycle.status(signal)).toBe("running");
        await using control = await nodes[0].connect(signal);
        const files = { data: randomBytes(3_000_000) };
        await solveDockerfile(control, { dockerfile: "FROM scratch\nCOPY data /\n", files });
      },
    );

    test("a build goes to the docker of a DOCKER_HOST behind ssh", async () => {
      const { driver, nodes } = await chooseBuilder(undefined, { ...world, env: { DOCKER_HOST: "ssh://farm" } });
      expect(driver).toBe("docker");
      expect(await nodes[0].lifecycle.status(signal)).toBe("running");
      expect(await nodes[0].docker?.takesOci(signal)).toBe(true);
      await using control = await nodes[0].connect(signal);
      const files = { data: randomBytes(3_000_000) };
      await solveDockerfile(control, { dockerfile: "FROM scratch\nCOPY data /\n", files });
    });

    test("a builder's container is made on a docker behind ssh, and built in", async () => {
      await using image = await openStandIn(engine);
      const node = { Name: `s${randomBytes(4).toString("hex")}`, Endpoint: "ssh://farm", DriverOpts: image.driverOpts };
      await mkdir(join(home, ".docker/buildx/instances"), { recursive: true });
      const stored = { Name: "boxed", Driver: "docker-container", Nodes: [node], Dynamic: false };
      await writeFile(join(home, ".docker/buildx/instances/boxed"), JSON.stringify(stored));
      const { nodes } = await chooseBuilder("boxed", world);
      try {
        await using control = await nodes[0].connect(signal);
        await solveDockerfile(control, { dockerfile: "FROM scratch\nCOPY Dockerfile /\n", files: { Dockerfile } });
      } finally {
        await nodes[0].lifecycle.remove({ keepState: false, keepDaemon: false }, signal);
      }
      expect(await nodes[0].lifecycle.status(signal)).toBe("inactive");
    });

    test("a host that there is not is told with what ssh says", async () => {
      const { nodes } = await chooseBuilder("ssh://nowhere", world);
      await using control = await nodes[0].connect(signal);
      await expect(control.listWorkers(signal)).rejects.toMatchObject({
        name: "DaemonError",
        message: expect.stringMatching(
          /^Cannot reach BuildKit at ssh:\/\/nowhere: `ssh -T -o ConnectTimeout=30 -- nowhere buildctl dial-stdio` ended with exit code 255: .*nowhere/,
        ),
      });
    });

    test("a socket that is not on the host is told with what its program says", async () => {
      const { nodes } = await chooseBuilder("ssh://farm/nowhere/buildkitd.sock", world);
      await using control = await nodes[0].connect(signal);
      await expect(control.listWorkers(signal)).rejects.toThrow(
        /ended with exit code 1: .*"?\/nowhere\/buildkitd\.sock"?.*No such file or directory/,
      );
    });
  });
}
