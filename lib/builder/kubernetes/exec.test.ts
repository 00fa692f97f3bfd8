import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import http from "node:http";
import net from "node:net";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import { afterEach, expect, test } from "vitest";
import {
  type KubernetesOptions,
  type KubernetesSetting,
  kubernetesSetting,
} from "../../../testing/kubernetes/index.js";
import { dial, type Transport } from "../../buildkit/index.js";
import { podTransport } from "./index.js";

const { signal } = new AbortController();
const target = { context: "", namespace: "", container: "" };
let setting: KubernetesSetting;
let echo: net.Server | undefined;

afterEach(async () => {
  await setting[Symbol.asyncDispose]();
  echo?.close();
  echo = undefined;
});

/** A cluster with one pod, in which `buildctl dial-stdio` gives back what it is given. */
async function openPod(options: KubernetesOptions = {}): Promise<Transport> {
  setting = await kubernetesSetting({ buildkit: () => join(setting.folder, "echo.sock"), ...options });
  echo = net.createServer({ allowHalfOpen: true }, (socket) => {
    // Whoever goes away in the middle is no concern of the program's.
    socket.on("error", () => {});
    socket.pipe(socket);
  });
  echo.listen(join(setting.folder, "echo.sock"));
  await once(echo, "listening");
  await (await setting.open()).lifecycle.bootstrap(() => {}, signal);
  const [pod = ""] = setting.kubernetes.podNames;
  return podTransport({ ...target, pod }, { ...setting.world, env: { KUBECONFIG: setting.kubeconfig } });
}

async function readAll(stream: Duplex): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

test("megabytes come back as they went, and the end of what is sent reaches the program", async () => {
  const stream = await dial(await openPod(), signal);
  const sent = randomBytes(9_000_000);
  const received = readAll(stream);
  for (let at = 0; at < sent.length; at += 1_000_003) stream.write(sent.subarray(at, at + 1_000_003));
  stream.end();
  expect((await received).equals(sent)).toBe(true);
  const command = ["buildctl", "dial-stdio"];
  expect(setting.kubernetes.execs).toEqual([
    { pod: "b0-7c9f-0x0q", container: "", command, protocol: "v5.channel.k8s.io" },
  ]);
});

test("a server before Kubernetes 1.30 is spoken to in its way", async () => {
  const stream = await dial(await openPod({ execProtocol: "v4.channel.k8s.io" }), signal);
  stream.write("hello");
  expect(String(await once(stream, "data"))).toBe("hello");
  stream.destroy();
  expect(setting.kubernetes.execs).toMatchObject([{ protocol: "v4.channel.k8s.io" }]);
});

test("a reader that waits makes the program wait", async () => {
  const stream = await dial(await openPod(), signal);
  let taken = 0;
  const chunk = Buffer.alloc(1_000_000);
  // Nobody reads what comes back, so that at some point nothing more is taken.
  while (stream.write(chunk) || (await isTaken())) taken += 1;
  expect(taken).toBeLessThan(200);
  stream.destroy();

  /** Whether what was written is taken while others have their turn many times. */
  async function isTaken(): Promise<boolean> {
    for (let turn = 0; turn < 20_000 && stream.writableNeedDrain; turn++) await new Promise(setImmediate);
    return !stream.writableNeedDrain;
  }
});

test("a program that ends at once is told with what it said", async () => {
  const stream = await dial(await openPod({ buildkit: () => undefined }), signal);
  await expect(readAll(stream)).rejects.toThrow(
    'The program in the pod "b0-7c9f-0x0q" failed: command terminated with exit code 1: error: failed to dial: connect: no such file or directory',
  );
});

test("a connection that breaks is an error, and no end", async () => {
  const stream = await dial(await openPod(), signal);
  stream.write("hello");
  await once(stream, "data");
  setting.kubernetes.cutExecs();
  await expect(readAll(stream)).rejects.toThrow('The connection to the pod "b0-7c9f-0x0q" was closed (1006)');
});

test("a pod that is gone, and a right that is missing, are told", async () => {
  const gone = await openPod();
  setting.kubernetes.forget("/apis/apps/v1/namespaces/default/deployments/b0");
  await expect(dial(gone, signal)).rejects.toThrow(
    'refuses to run a program in the pod "b0-7c9f-0x0q" in the namespace "default": pods "b0-7c9f-0x0q" not found',
  );
  await setting[Symbol.asyncDispose]();
  echo?.close();
  const body = { kind: "Status", status: "Failure", message: "pods/exec is forbidden", code: 403 };
  const closed = await openPod({ refuse: (_, path) => (path.includes("/exec") ? { status: 403, body } : undefined) });
  await expect(dial(closed, signal)).rejects.toMatchObject({
    message: expect.stringContaining("pods/exec is forbidden"),
    help: expect.arrayContaining([expect.stringContaining("get and create for pods/exec")]),
  });
});

test("a kubelet that has no certificate yet is tried again", async () => {
  let attempts = 0;
  const message = "error dialing backend: remote error: tls: internal error";
  const body = { kind: "Status", status: "Failure", message, code: 500 };
  const transport = await openPod({
    refuse: (_, path) => (path.includes("/exec") && ++attempts === 1 ? { status: 500, body } : undefined),
  });
  (await dial(transport, signal)).destroy();
  expect(attempts).toBe(2);
});

test("a proxy that the kubeconfig names is gone through", async () => {
  await openPod();
  const passed: string[] = [];
  await using proxy = await openProxy(passed);
  const config = JSON.parse(readFileSync(setting.kubeconfig, "utf8"));
  config.clusters[0].cluster["proxy-url"] = proxy.address;
  writeFileSync(setting.kubeconfig, JSON.stringify(config));
  const node = await setting.open();
  expect(await node.lifecycle.status(signal)).toBe("running");
  const [pod = ""] = setting.kubernetes.podNames;
  const world = { ...setting.world, env: { KUBECONFIG: setting.kubeconfig } };
  const stream = await dial(await podTransport({ ...target, pod }, world), signal);
  stream.write("hello");
  expect(String(await once(stream, "data"))).toBe("hello");
  stream.destroy();
  const { host } = new URL(setting.kubernetes.server);
  expect(passed).toEqual([host, host]);
});

/** A proxy for CONNECT, which notes where it was asked to go. */
async function openProxy(passed: string[]): Promise<AsyncDisposable & { readonly address: string }> {
  const server = http.createServer();
  const tunnels = new Set<Duplex>();
  server.on("connect", (request, socket) => {
    tunnels.add(socket);
    passed.push(request.url ?? "");
    const { hostname, port } = new URL(`http://${request.url}`);
    const onward = net.connect(Number(port), hostname, () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      socket.pipe(onward).pipe(socket);
    });
    onward.on("error", () => socket.destroy());
    socket.on("error", () => onward.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // It listens on TCP, so its address is no text.
  const { port } = server.address() as net.AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      for (const tunnel of tunnels) tunnel.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

test("dialing ends with its signal", async () => {
  const transport = await openPod();
  await expect(dial(transport, AbortSignal.abort(new Error("stopped by the test")))).rejects.toThrow(
    "stopped by the test",
  );
});
