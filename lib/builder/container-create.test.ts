// What the test engine is not: engines with user namespaces, systemd's cgroups, graphics cards.

import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import http from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createContainer } from "./container-create.js";
import type { StoredNode } from "./store.js";

const { signal } = new AbortController();
const node: StoredNode = { name: "n0", endpoint: "", platforms: [], driverOpts: {}, flags: [], files: {} };

/** Answers as docker does, to `/info` with `info`; a start is refused with the texts of `refusals`, one after the other. */
async function startEngine(info: object, refusals: readonly string[] = []) {
  const folder = await mkdtemp(join(tmpdir(), "engine-"));
  const created: { readonly HostConfig: Readonly<Record<string, unknown>> }[] = [];
  const requests: string[] = [];
  const left = [...refusals];
  const server = http.createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const path = request.url ?? "";
    requests.push(`${request.method} ${path.replace(/\?.*/, "")}`);
    if (path === "/info") return response.end(JSON.stringify(info));
    if (path.startsWith("/containers/create")) created.push(JSON.parse(body));
    const refusal = path.endsWith("/start") ? left.shift() : undefined;
    if (refusal !== undefined) response.statusCode = 500;
    return response.end(refusal === undefined ? "{}" : JSON.stringify({ message: refusal }));
  });
  const socket = join(folder, "docker.sock");
  server.listen(socket);
  await once(server, "listening");
  return {
    endpoint: { kind: "dockerd", address: `unix://${socket}` } as const,
    created,
    requests,
    async [Symbol.asyncDispose]() {
      server.close();
      await rm(folder, { recursive: true });
    },
  };
}

const gpus = { DeviceRequests: [{ Driver: "", Count: -1, Capabilities: [["gpu"]] }] };

const engines: readonly { readonly title: string; readonly info: object; readonly more: object }[] = [
  { title: "that leaves cgroups to systemd", info: { CgroupDriver: "systemd" }, more: {} },
  {
    title: "that manages cgroups itself",
    info: { CgroupDriver: "cgroupfs" },
    more: { CgroupParent: "/docker/buildx" },
  },
  {
    title: "with user namespaces",
    info: { SecurityOptions: ["name=seccomp,profile=builtin", "name=userns"] },
    more: { UsernsMode: "host" },
  },
  { title: "with the runtime of graphics cards", info: { Runtimes: { runc: {}, nvidia: {} } }, more: gpus },
  {
    title: "that found graphics cards",
    info: { DiscoveredDevices: [{ Source: "cdi", ID: "nvidia.com/gpu=0" }] },
    more: gpus,
  },
];

test.for(engines)("the container fits an engine $title", async ({ info, more }) => {
  await using engine = await startEngine(info);
  const place = { endpoint: engine.endpoint, container: "c", node, world: { env: {}, home: "/nowhere" } };
  await createContainer(place, () => {}, signal);
  const plain = {
    Privileged: true,
    Init: true,
    RestartPolicy: { Name: "unless-stopped", MaximumRetryCount: 0 },
    Mounts: [{ Type: "volume", Source: "c_state", Target: "/var/lib/buildkit" }],
  };
  expect(engine.created).toEqual([
    { Image: "moby/buildkit:buildx-stable-1", Env: [], Cmd: [], HostConfig: { ...plain, ...more } },
  ]);
});

test("graphics cards that cannot be handed out are done without", async () => {
  const refusal = 'could not select device driver "" with capabilities: [[gpu]]';
  await using engine = await startEngine({ Runtimes: { nvidia: {} } }, [refusal]);
  const place = { endpoint: engine.endpoint, container: "c", node, world: { env: {}, home: "/nowhere" } };
  await createContainer(place, () => {}, signal);
  expect(engine.created.map(({ HostConfig }) => "DeviceRequests" in HostConfig)).toEqual([true, false]);
  expect(engine.requests.slice(-4)).toEqual([
    "POST /containers/c/start",
    "DELETE /containers/c",
    "POST /containers/create",
    "POST /containers/c/start",
  ]);
});
