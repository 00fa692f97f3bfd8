import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startFakeDaemon } from "../../testing/fake/index.js";
import { kubernetesSetting } from "../../testing/kubernetes/index.js";
import { chooseBuilder } from "./index.js";

const { signal } = new AbortController();
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "remote-"));
  // Without kubectl, wherever these tests run.
  vi.stubEnv("PATH", folder);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

test("a pod is reached through the cluster's API where there is no kubectl", async () => {
  await using daemon = await startFakeDaemon({ version: "v1" });
  await using setting = await kubernetesSetting({ buildkit: () => daemon.address.replace("unix://", "") });
  await (await setting.open()).lifecycle.bootstrap(() => {}, signal);
  const [pod = ""] = setting.kubernetes.podNames;
  const world = { ...setting.world, env: { KUBECONFIG: setting.kubeconfig } };
  const { nodes } = await chooseBuilder(`kube-pod://${pod}?namespace=default&container=buildkitd`, world);
  expect(await nodes[0].lifecycle.status(signal)).toBe("running");
  await using control = await nodes[0].connect(signal);
  expect(await control.info(signal)).toMatchObject({ version: "v1" });
  expect(setting.kubernetes.execs.at(-1)).toMatchObject({ pod, container: "buildkitd" });
});

test("a pod that there is not is told", async () => {
  await using setting = await kubernetesSetting();
  const world = { ...setting.world, env: { KUBECONFIG: setting.kubeconfig } };
  const { nodes } = await chooseBuilder("kube-pod://nobody", world);
  await using control = await nodes[0].connect(signal);
  await expect(control.info(signal)).rejects.toMatchObject({
    name: "DaemonError",
    message: expect.stringMatching(/^Cannot reach BuildKit at kube-pod:\/\/nobody: .*pods "nobody" not found/),
  });
});
