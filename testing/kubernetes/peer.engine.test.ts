// The same builder for docker-buildx and for us: made there, run by both, and what each asks of the cluster.

import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, expect, inject, test } from "vitest";
import { deferred } from "../../lib/async/index.js";
import { chooseBuilder } from "../../lib/builder/index.js";
import { runCommand, startCommand, writeFiles } from "../tools/index.js";
import {
  type KubernetesOptions,
  type KubernetesSetting,
  kubeconfigFor,
  kubernetesSetting,
  startKubernetes,
} from "./index.js";
import { comparable, differences, type Objects } from "./same-objects.js";

const engine = inject("engine");
const { signal } = new AbortController();
let setting: KubernetesSetting;
const used = new Set<string>();

afterEach(() => setting[Symbol.asyncDispose]());

const cases: readonly {
  readonly title: string;
  readonly options?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  /** A buildkitd.toml; FOLDER stands for where its files are. */
  readonly config?: string;
}[] = [
  { title: "no options" },
  { title: "its own image and namespace", options: { image: "example/buildkit:1", namespace: "team-a" } },
  { title: "replicas", options: { replicas: "3" } },
  { title: "rootless", options: { rootless: "true" } },
  { title: "rootless switched off", options: { rootless: "false" } },
  { title: "rootless with an image", options: { rootless: "1", image: "example/buildkit:rootless" } },
  {
    title: "resources",
    options: {
      "requests.cpu": "0.5",
      "requests.memory": "1.5Gi",
      "requests.ephemeral-storage": "10G",
      "limits.cpu": "1500m",
      "limits.memory": "4096Mi",
      "limits.ephemeral-storage": "1e10",
    },
  },
  { title: "a node selector", options: { nodeselector: "kubernetes.io/arch=arm64,disk=ssd" } },
  {
    title: "tolerations",
    options: {
      tolerations:
        "key=dedicated,operator=Equal,value=builds,effect=NoSchedule;key=slow,operator=Exists,effect=NoExecute,tolerationSeconds=60",
    },
  },
  { title: "annotations and labels", options: { annotations: "example.com/team=a,b=c", labels: "team=a,tier=build" } },
  { title: "accounts and schedulers", options: { serviceaccount: "builder", schedulername: "own-scheduler" } },
  { title: "variables", options: { "env.HTTP_PROXY": "http://proxy.example:3128", "env.A": "" } },
  { title: "emulators", options: { "qemu.install": "true" } },
  { title: "emulators of an image", options: { "qemu.install": "true", "qemu.image": "example/binfmt:1" } },
  { title: "state in memory", options: { "buildkit-root-volume-memory": "2Gi" } },
  { title: "rootless state in memory", options: { "buildkit-root-volume-memory": "2Gi", rootless: "true" } },
  { title: "what no object shows", options: { loadbalance: "random", "default-load": "true", timeout: "90s" } },
  {
    title: "flags of buildkitd",
    args: ["--buildkitd-flags", "--debug --allow-insecure-entitlement security.insecure"],
  },
  { title: "platforms", args: ["--platform", "linux/arm64,linux/amd64,linux/arm/v7"] },
  { title: "the name of a node", args: ["--node", "my_node"] },
  { title: "a configuration", config: 'debug = true\n[registry."docker.io"]\n  mirrors = ["mirror.example"]\n' },
  {
    title: "a configuration with certificates, rootless",
    options: { rootless: "true" },
    config: '[registry."registry.example"]\n  ca = ["FOLDER/ca.pem"]\n',
  },
];

test.for(cases)("the cluster gets the same objects as from docker-buildx: $title", async (wish) => {
  setting = await kubernetesSetting();
  await createWithPeer(wish);
  const theirs = comparable(setting.kubernetes.objects);
  expect(setting.kubernetes.problems).toEqual([]);
  // The peer's builder, from its store, in a cluster that knows nothing yet.
  await using other = await startKubernetes();
  writeFileSync(setting.kubeconfig, kubeconfigFor(other));
  const builder = await chooseBuilder("farm", { env: peerEnv(), home: setting.folder, sockets: [] });
  for (const node of builder.nodes) await node.lifecycle.bootstrap(() => {}, signal);
  expect(other.problems).toEqual([]);
  expect(comparable(other.objects)).toEqual(asOurs(theirs, wish.options ?? {}));
});

afterAll(() => {
  // What is in the list without need is no difference any more.
  expect(differences.map(({ reason }) => reason).filter((reason) => !used.has(reason))).toEqual([]);
});

test("a builder that docker-buildx runs is used, and taken away by either", async () => {
  setting = await kubernetesSetting();
  await createWithPeer({ options: { replicas: "2" }, config: "debug = true\n" });
  const { kubernetes } = setting;
  const world = { env: peerEnv(), home: setting.folder, sockets: [] };
  const [node] = (await chooseBuilder("farm", world)).nodes;
  expect(await node.lifecycle.status(signal)).toBe("running");
  const made = kubernetes.requests.filter(({ method }) => method === "POST").length;
  await node.lifecycle.bootstrap(() => {}, signal);
  expect(kubernetes.requests.filter(({ method }) => method === "POST").length).toBe(made);
  await node.lifecycle.remove({ keepState: false, keepDaemon: false }, signal);
  expect(kubernetes.objects.size).toBe(0);

  await node.lifecycle.bootstrap(() => {}, signal);
  expect(kubernetes.objects.size).toBe(2);
  expect(await peer(["rm", "farm"])).toMatchObject({ code: 0 });
  expect(kubernetes.objects.size).toBe(0);
});

test("a folder's builds go to one pod, by the name of the folder as docker-buildx's do", async () => {
  let asked = deferred<string>();
  const refuse: KubernetesOptions["refuse"] = (method, path) => {
    const pod = /\/pods\/([^/]+)\/exec/.exec(path)?.[1];
    // The peer's way of exec, after which it has told what it wanted to.
    if (method === "POST" && pod !== undefined) asked.resolve(pod);
    return undefined;
  };
  setting = await kubernetesSetting({ refuse, buildkit: () => engine.buildkitHost.replace("unix://", "") });
  await createWithPeer({ options: { replicas: "7" } });
  const { kubernetes } = setting;
  const ours: (string | undefined)[] = [];
  for (const name of ["a", "b", "web/site", "project", "x y", "a"]) {
    const cwd = join(setting.folder, "projects", name);
    mkdirSync(cwd, { recursive: true });
    writeFiles(cwd, new Map([["docker-bake.hcl", 'target "default" {\n  dockerfile-inline = "FROM scratch"\n}\n']]));
    asked = deferred();
    const baking = startCommand([engine.buildx, "bake", "--builder", "farm", "--progress=plain"], {
      cwd,
      env: peerEnv(),
    });
    const theirs = await asked.promise;
    baking.signal("SIGKILL");
    await baking.finished;
    expect(theirs).toBe(debianChoice(kubernetes.podNames, cwd));
    const world = { env: peerEnv(), home: setting.folder, sockets: [], workingDir: cwd };
    await using control = await (await chooseBuilder("farm", world)).nodes[0].connect(signal);
    await control.listWorkers(signal);
    ours.push(kubernetes.execs.at(-1)?.pod);
  }
  expect(ours[0]).toBe(ours.at(-1));
  expect(new Set(ours).size).toBeGreaterThan(1);
});

/**
 * Debian builds docker-buildx with a hash ring of before 2019, which has 120 places for a pod. Its choice shows what the key
 * is; our ring is the newer one that docker's own builds have, and is held to that library's examples elsewhere.
 */
function debianChoice(pods: readonly string[], key: string): string | undefined {
  const digest = (text: string) => createHash("md5").update(text).digest();
  const ring = pods.flatMap((pod) =>
    Array.from({ length: 120 }, (_, at) => ({
      pod,
      place: digest(`${pod}-${Math.floor(at / 3)}`).readUInt32LE((at % 3) * 4),
    })),
  );
  ring.sort((a, b) => a.place - b.place);
  const wanted = digest(key).readUInt32LE(0);
  return (ring.find(({ place }) => place > wanted) ?? ring[0])?.pod;
}

/** Makes the builder `farm` and its pods. */
async function createWithPeer({ options = {}, args = [], config }: Partial<(typeof cases)[number]>): Promise<void> {
  const opts = Object.entries(options).flatMap(([key, value]) => ["--driver-opt", `"${key}=${value}"`]);
  const toml = join(setting.folder, "buildkitd.toml");
  if (config !== undefined) writeFileSync(toml, config.replaceAll("FOLDER", setting.folder));
  writeFileSync(join(setting.folder, "ca.pem"), setting.kubernetes.authority.cert);
  const files = config === undefined ? [] : ["--buildkitd-config", toml];
  const create = ["create", "--name", "farm", "--driver", "kubernetes", "--bootstrap", ...opts, ...files, ...args];
  expect(await peer(create)).toMatchObject({ code: 0 });
}

function peer(args: readonly string[]) {
  return runCommand([engine.buildx, ...args], { cwd: setting.folder, env: peerEnv() });
}

function peerEnv(): Readonly<Record<string, string>> {
  return {
    KUBECONFIG: setting.kubeconfig,
    DOCKER_HOST: engine.dockerHost,
    DOCKER_CONFIG: join(setting.folder, "docker"),
    BUILDX_CONFIG: join(setting.folder, "buildx"),
    BUILDX_BAKE_ENTITLEMENTS_FS: "0",
  };
}

function asOurs(theirs: Objects, options: Readonly<Record<string, string>>): Objects {
  let objects = theirs;
  for (const { reason, change } of differences) {
    const changed = comparable(change(objects, options));
    if (JSON.stringify(changed) !== JSON.stringify(objects)) used.add(reason);
    objects = changed;
  }
  return objects;
}
