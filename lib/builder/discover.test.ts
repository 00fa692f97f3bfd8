import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import http from "node:http";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startFakeDaemon } from "../../testing/fake/index.js";
import { type BuilderWorld, chooseBuilder, type DefaultSocket } from "./index.js";

let home: string;
let open: net.Server[];
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "discover-"));
  open = [];
});
afterEach(async () => {
  for (const server of open) server.close();
  await rm(home, { recursive: true });
});

const debian = { platform: "linux", uid: 0, osRelease: 'PRETTY_NAME="Debian GNU/Linux"\nID=debian\n' };

function worldWith(sockets: readonly DefaultSocket[], more: Partial<BuilderWorld> = {}): BuilderWorld {
  return { env: {}, home, sockets, machine: debian, ...more };
}

async function listen(server: net.Server, name: string): Promise<string> {
  const path = join(home, name);
  open.push(server.listen(path));
  await once(server, "listening");
  return path;
}

/** Answers docker's /_ping with these headers, as an engine does. */
function engine(headers: Readonly<Record<string, string>>): http.Server {
  return http.createServer((_request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.end("OK");
  });
}

const docker = { "Api-Version": "1.51", "Builder-Version": "2", Server: "Docker/28.5.2 (linux)" };
/** Podman 5.6 says 1 for buildah; before, it said nothing. */
const podman = { "Api-Version": "1.41", "Builder-Version": "1", "Libpod-Buildah-Version": "1.41" };
const olderPodman = { "Api-Version": "1.41", "Builder-Version": "", "Libpod-API-Version": "4.9.3" };

test("the first default socket that speaks BuildKit is taken, and the reason tells what was passed over", async () => {
  await using daemon = await startFakeDaemon({});
  const left = join(home, "left.sock");
  await writeFile(left, "");
  const podmanSocket = await listen(engine(podman), "podman.sock");
  const web = await listen(engine({ Server: "web" }), "web.sock");
  const live = daemon.address.replace("unix://", "");
  const { name, driver, reason, nodes } = await chooseBuilder(
    undefined,
    worldWith([
      { kind: "dockerd", path: join(home, "absent.sock") },
      { kind: "dockerd", path: left },
      { kind: "dockerd", path: podmanSocket },
      { kind: "buildkitd", path: web },
      { kind: "buildkitd", path: live, owner: "nerdctl" },
    ]),
  );
  expect({ name, driver, reason, endpoint: nodes[0].endpoint }).toEqual({
    name: "buildkitd",
    driver: "remote",
    reason:
      "it is the first that answers where daemons listen by default (the socket of nerdctl)" +
      `; passed over: ${left} (left over from a daemon that has ended), ${podmanSocket} (podman has no BuildKit), ` +
      `${web} (the engine there has no BuildKit)`,
    endpoint: `unix://${live}`,
  });
});

test("what is behind a socket is asked, not guessed from its place", async () => {
  await using daemon = await startFakeDaemon({});
  const buildkit = daemon.address.replace("unix://", "");
  const first = await chooseBuilder(undefined, worldWith([{ kind: "dockerd", path: buildkit }]));
  expect(first).toMatchObject({ driver: "remote", name: "buildkitd" });
  const dockerSocket = await listen(engine(docker), "d.sock");
  const second = await chooseBuilder(undefined, worldWith([{ kind: "buildkitd", path: dockerSocket }]));
  expect(second).toMatchObject({ driver: "docker", name: "dockerd" });
});

test("an engine like podman's that has BuildKit one day is taken", async () => {
  const path = await listen(engine({ ...olderPodman, "Builder-Version": "2" }), "podman.sock");
  expect(await chooseBuilder(undefined, worldWith([{ kind: "dockerd", path }]))).toMatchObject({ driver: "docker" });
});

test("what hangs up or says something else is passed over", async () => {
  const mute = await listen(
    net.createServer((socket) => socket.end()),
    "mute.sock",
  );
  const chatty = await listen(
    net.createServer((socket) => socket.on("error", () => {}).end("220 welcome\r\n\r\n")),
    "chatty.sock",
  );
  const older = await listen(engine(olderPodman), "podman.sock");
  const world = worldWith([
    { kind: "dockerd", path: mute },
    { kind: "buildkitd", path: chatty },
    { kind: "dockerd", path: older },
  ]);
  await expect(chooseBuilder(undefined, world)).rejects.toThrow(
    "There is no BuildKit to build on: no builder is named, there is no buildkitd on PATH, and " +
      `${mute} (it does not speak BuildKit), ${chatty} (it does not speak BuildKit), ${older} (podman has no BuildKit)`,
  );
});

const elsewhere = "Elsewhere: set BUILDKIT_HOST=tcp://HOST:PORT or DOCKER_HOST, or name a builder with --builder.";
const put = "(https://github.com/moby/buildkit/releases) on PATH; it is started when there is something to build.";
const systems: readonly {
  readonly title: string;
  readonly machine: NonNullable<BuilderWorld["machine"]>;
  readonly docker: string;
  readonly buildkit: string;
}[] = [
  {
    title: "Debian as root",
    machine: debian,
    docker: "`apt-get install docker.io`",
    buildkit: `put buildkitd and runc ${put}`,
  },
  {
    title: "Linux Mint as a user",
    machine: { platform: "linux", uid: 1000, osRelease: 'ID=linuxmint\nID_LIKE="ubuntu debian"\n' },
    docker: "`sudo apt-get install docker.io`",
    buildkit: `put buildkitd, runc and rootlesskit ${put}`,
  },
  {
    title: "Fedora as a user",
    machine: { platform: "linux", uid: 1000, osRelease: "NAME=Fedora\nID=fedora\n" },
    docker: "`sudo dnf install moby-engine` and `sudo systemctl enable --now docker`",
    buildkit: `put buildkitd, runc and rootlesskit ${put}`,
  },
  {
    title: "Rocky Linux, which is like RHEL before it is like Fedora",
    machine: { platform: "linux", uid: 0, osRelease: 'ID="rocky"\nID_LIKE="rhel centos fedora"\n' },
    docker:
      "add its repository (https://docs.docker.com/engine/install), `dnf install docker-ce` and `systemctl enable --now docker`",
    buildkit: `put buildkitd and runc ${put}`,
  },
  {
    title: "openSUSE",
    machine: { platform: "linux", uid: 0, osRelease: 'ID="opensuse-tumbleweed"\nID_LIKE="opensuse suse"\n' },
    docker: "`zypper install docker` and `systemctl enable --now docker`",
    buildkit: `put buildkitd and runc ${put}`,
  },
  {
    title: "a Linux that tells nothing of itself",
    machine: { platform: "linux", uid: 0, osRelease: "" },
    docker: "https://docs.docker.com/engine/install says how for each system",
    buildkit: `put buildkitd and runc ${put}`,
  },
  {
    title: "macOS",
    machine: { platform: "darwin", uid: 501, osRelease: "" },
    docker: "install Docker Desktop, or `brew install colima docker` and `colima start`",
    buildkit: "`brew install lima` and `limactl start template:buildkit`, which says its BUILDKIT_HOST.",
  },
];

test.for(systems)("without any daemon there are three lines for $title", async ({ machine, docker, buildkit }) => {
  await expect(chooseBuilder(undefined, worldWith([], { machine }))).rejects.toMatchObject({
    name: "BuilderError",
    message:
      "There is no BuildKit to build on: no builder is named, there is no buildkitd on PATH, and no daemon listens on a default socket",
    help: [`Docker: ${docker}.`, `BuildKit alone: ${buildkit}`, elsewhere],
  });
});
