// Builds on a node in a cluster: the pods' buildkitd is the engine's BuildKit, reached through the API's exec.

import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, inject, test } from "vitest";
import { readTraits, type StoredNode, withEveryDaemon, writeStoredBuilder } from "../../lib/builder/index.js";
import { bake, writeFiles } from "../tools/index.js";
import { type KubernetesSetting, kubernetesSetting, type Login } from "./index.js";

const engine = inject("engine");
const { signal } = new AbortController();
const buildkit = (): string => engine.buildkitHost.replace("unix://", "");
let setting: KubernetesSetting;

afterEach(() => setting[Symbol.asyncDispose]());

const project = new Map([
  [
    "docker-bake.hcl",
    `
group "default" {
  targets = ["app", "docs"]
}
target "base" {
  context           = "data"
  dockerfile-inline = "FROM scratch\\nCOPY base.txt /"
}
target "app" {
  contexts          = { base = "target:base" }
  dockerfile-inline = "FROM base\\nCOPY data/app.txt /"
  output            = ["type=local,dest=out/app"]
}
target "docs" {
  contexts          = { base = "target:base" }
  dockerfile-inline = "FROM base\\nCOPY data/docs.txt /"
  output            = ["type=local,dest=out/docs"]
}
`,
  ],
  ["data/base.txt", "base\n"],
  ["data/app.txt", "app\n".repeat(300_000)],
  ["data/docs.txt", "docs\n"],
]);

/** Puts a builder into a store, as `create` does, and gives the variables with which a command finds it. */
async function stored(name: string, node: Partial<StoredNode>): Promise<Readonly<Record<string, string>>> {
  const env = { BUILDX_CONFIG: join(setting.folder, "buildx"), DOCKER_CONFIG: join(setting.folder, "docker") };
  const nodes = [setting.node({ name: `${name}0`, ...node })];
  await writeStoredBuilder({ name, driver: "kubernetes", nodes, isDynamic: false }, { env, home: setting.folder });
  return { ...env, BUILDX_BUILDER: name };
}

test.for(["certificate", "token"] as const satisfies readonly Login[])(
  "linked targets are built in a pod that is made for them, entered with a %s",
  async (login) => {
    setting = await kubernetesSetting({ buildkit }, { login, namespace: "builds" });
    const env = await stored("farm", { driverOpts: { replicas: "3", rootless: "true" } });
    const cwd = join(setting.folder, "project");
    mkdirSync(cwd);
    writeFiles(cwd, project);
    const first = await bake(["--progress=plain"], { cwd, env });
    expect(first).toMatchObject({ code: 0 });
    const files = ["app/base.txt", "app/app.txt", "docs/base.txt", "docs/docs.txt"];
    expect(files.map((file) => readFileSync(join(cwd, "out", file), "utf8").slice(0, 5))).toEqual([
      "base\n",
      "app\na",
      "base\n",
      "docs\n",
    ]);
    const { kubernetes } = setting;
    expect([...kubernetes.objects.keys()]).toEqual(["/apis/apps/v1/namespaces/builds/deployments/farm0"]);
    expect(kubernetes.problems).toEqual([]);
    // All of a folder's builds go to one pod, and a run needs one connection.
    const [pod] = new Set(kubernetes.execs.map((exec) => exec.pod));
    expect((await bake(["--progress=plain"], { cwd, env })).code).toBe(0);
    const command = ["buildctl", "dial-stdio"];
    const one = { pod, container: "buildkitd", command, protocol: "v5.channel.k8s.io" };
    expect(kubernetes.execs).toEqual([one, one]);
  },
);

test("a run on a cluster that refuses says so and ends with 1", async () => {
  setting = await kubernetesSetting({ buildkit }, { login: "wrong-token" });
  const env = await stored("farm", {});
  const cwd = join(setting.folder, "project");
  mkdirSync(cwd);
  writeFiles(cwd, project);
  const { code, stderr } = await bake(["--progress=plain"], { cwd, env });
  expect(code).toBe(1);
  expect(stderr).toContain(
    `The Kubernetes API at ${setting.kubernetes.server} refuses to list the pods in the namespace "default": Unauthorized`,
  );
});

test("a pod's BuildKit tells what it can do", async () => {
  setting = await kubernetesSetting({ buildkit });
  const node = await setting.open({ driverOpts: { "default-load": "true" } });
  await using control = await node.connect(signal);
  const { capabilities, platforms } = await readTraits(control, signal);
  expect(capabilities.llb.size).toBeGreaterThan(50);
  expect(platforms).toContainEqual({ os: "linux", architecture: "amd64" });
  expect(node.isDefaultLoad).toBe(true);
});

test("a pod that is going away gets no builds", async () => {
  setting = await kubernetesSetting({ buildkit });
  const node = await setting.open({ driverOpts: { replicas: "2" } });
  await node.lifecycle.bootstrap(() => {}, signal);
  const { kubernetes } = setting;
  const [first = "", second = ""] = kubernetes.podNames;
  kubernetes.setPod(first, { kind: "terminating" });
  {
    await using control = await node.connect(signal);
    await control.listWorkers(signal);
  }
  kubernetes.setPod(first, { kind: "ready" });
  kubernetes.setPod(second, { kind: "waiting", reason: "CrashLoopBackOff", message: "" });
  await using control = await node.connect(signal);
  await control.listWorkers(signal);
  expect(kubernetes.execs.map(({ pod }) => pod)).toEqual([second, first]);
});

test("with random load balancing each pod is a daemon by itself; else a run keeps to one", async () => {
  setting = await kubernetesSetting({ buildkit });
  const { kubernetes } = setting;
  const builder = async (loadbalance: string) => {
    const node = await setting.open({ driverOpts: { replicas: "3", loadbalance } });
    return { name: "farm", driver: "kubernetes", reason: "the test names it", nodes: [node] } as const;
  };
  const { nodes } = await withEveryDaemon(await builder("random"), signal);
  expect(nodes.map(({ name }) => name)).toEqual(kubernetes.podNames);
  for (const node of nodes) {
    await using control = await node.connect(signal);
    await control.listWorkers(signal);
  }
  expect(kubernetes.execs.map(({ pod }) => pod)).toEqual(kubernetes.podNames);
  expect((await withEveryDaemon(await builder("sticky"), signal)).nodes.map(({ name }) => name)).toEqual(["b0"]);
});

test("whoever connects is told what it waits for", async () => {
  setting = await kubernetesSetting({ buildkit });
  const { kubernetes } = setting;
  kubernetes.startPodsAs({ kind: "unready" });
  const node = await setting.open();
  const said: string[] = [];
  await using _control = await node.connect(signal, (line) => {
    said.push(line);
    for (const pod of kubernetes.podNames) kubernetes.setPod(pod, { kind: "ready" });
  });
  expect(said).toEqual(["waiting for 1 pod of b0: 0 ready"]);
});

test("a run is spread over all pods when the load balancing is random", async () => {
  setting = await kubernetesSetting({ buildkit });
  const env = await stored("farm", { driverOpts: { replicas: "3", loadbalance: "random" } });
  const file = `
target "default" {
  name              = "t\${i}"
  matrix            = { i = [1, 2, 3, 4, 5] }
  dockerfile-inline = "FROM scratch\\nCOPY data/base.txt /t\${i}"
  output            = ["type=local,dest=out"]
}
`;
  writeFiles(setting.folder, new Map([...project, ["docker-bake.hcl", file]]));
  expect(await bake(["--progress=plain"], { cwd: setting.folder, env })).toMatchObject({ code: 0 });
  expect(readdirSync(join(setting.folder, "out")).sort()).toEqual(["t1", "t2", "t3", "t4", "t5"]);
  const { execs, podNames } = setting.kubernetes;
  expect(execs.map(({ pod }) => pod).sort()).toEqual(podNames);
});
