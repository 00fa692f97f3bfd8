import { afterEach, expect, test } from "vitest";
import { type KubernetesSetting, kubernetesSetting } from "../../../testing/kubernetes/index.js";

const { signal } = new AbortController();
const files = {
  "buildkitd.toml": Buffer.from("debug = true\n"),
  "certs/registry.example/ca.pem": Buffer.from("a certificate\n"),
};
let setting: KubernetesSetting;

afterEach(() => setting[Symbol.asyncDispose]());

test("pods are made, waited for while they say why they are late, and taken away", async () => {
  setting = await kubernetesSetting();
  const { kubernetes } = setting;
  kubernetes.startPodsAs({ kind: "unschedulable", message: "0/3 nodes are available" });
  const { lifecycle } = await setting.open({ driverOpts: { replicas: "2" }, files });
  expect(await lifecycle.status(signal)).toBe("inactive");

  const said: string[] = [];
  await lifecycle.bootstrap((line) => {
    said.push(line);
    const [first = "", second = ""] = kubernetes.podNames;
    // Each line is an answer to what was there before, so that none of them can be missed.
    if (said.length === 2) kubernetes.setPod(first, { kind: "ready" });
    if (said.length === 3)
      kubernetes.setPod(second, { kind: "waiting", reason: "ErrImagePull", message: "no such image" });
    if (said.length === 4) kubernetes.setPod(second, { kind: "ready" });
  }, signal);
  expect(said).toEqual([
    "waiting for 2 pods of b0: 0 ready",
    "waiting for 2 pods of b0: 0 ready; b0-7c9f-0x0q: Unschedulable: 0/3 nodes are available",
    "waiting for 2 pods of b0: 1 ready; b0-7c9f-1x1q: Unschedulable: 0/3 nodes are available",
    "waiting for 2 pods of b0: 1 ready; b0-7c9f-1x1q: ErrImagePull: no such image",
  ]);
  expect(await lifecycle.status(signal)).toBe("running");
  expect([...kubernetes.objects.keys()].sort()).toEqual([
    "/api/v1/namespaces/default/configmaps/b0-config",
    "/api/v1/namespaces/default/configmaps/b0-config-1",
    "/apis/apps/v1/namespaces/default/deployments/b0",
  ]);
  expect(kubernetes.problems).toEqual([]);

  await lifecycle.remove({ keepState: true, keepDaemon: true }, signal);
  await lifecycle.stop(signal);
  expect(await lifecycle.status(signal)).toBe("running");
  await lifecycle.remove({ keepState: false, keepDaemon: false }, signal);
  await lifecycle.remove({ keepState: false, keepDaemon: false }, signal);
  expect([...kubernetes.objects.keys()]).toEqual([]);
});

test("with a volume for each pod there is a stateful set, and configuration is mounted beside it", async () => {
  setting = await kubernetesSetting();
  const { lifecycle } = await setting.open({
    driverOpts: { "persistent-volume-claim.requests.storage": "10Gi", namespace: "team-a", "default-load": "1" },
    files,
  });
  await lifecycle.bootstrap(() => {}, signal);
  const { kubernetes } = setting;
  expect(kubernetes.problems).toEqual([]);
  expect(kubernetes.objects.get("/apis/apps/v1/namespaces/team-a/statefulsets/b0")).toMatchObject({
    spec: {
      serviceName: "buildkitd",
      podManagementPolicy: "Parallel",
      template: {
        spec: {
          containers: [
            {
              volumeMounts: [
                { name: "config", mountPath: "/etc/buildkit" },
                { name: "config-1", mountPath: "/etc/buildkit/certs/registry.example" },
                { name: "buildkitd", mountPath: "/var/lib/buildkit" },
              ],
            },
          ],
        },
      },
      volumeClaimTemplates: [
        {
          metadata: { name: "buildkitd" },
          spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "10Gi" } } },
        },
      ],
    },
  });
  await lifecycle.remove({ keepState: false, keepDaemon: false }, signal);
  expect([...kubernetes.objects.keys()]).toEqual([]);
});

test("configuration that is no text is kept as it is, and one that is there is replaced", async () => {
  setting = await kubernetesSetting();
  const der = Buffer.from([0x30, 0x82, 0xff, 0xfe]);
  const first = await setting.open({ files: { "buildkitd.toml": Buffer.from("debug = false\n"), "ca.der": der } });
  await first.lifecycle.bootstrap(() => {}, signal);
  // Somebody took the deployment away by hand.
  const second = await setting.open({ files: { "buildkitd.toml": Buffer.from("debug = true\n"), "ca.der": der } });
  await first.lifecycle.remove({ keepState: false, keepDaemon: false }, signal);
  await first.lifecycle.bootstrap(() => {}, signal);
  const { kubernetes } = setting;
  kubernetes.forget("/apis/apps/v1/namespaces/default/deployments/b0");
  await second.lifecycle.bootstrap(() => {}, signal);
  expect(kubernetes.objects.get("/api/v1/namespaces/default/configmaps/b0-config")).toMatchObject({
    data: { "buildkitd.toml": "debug = true\n" },
    binaryData: { "ca.der": der.toString("base64") },
  });
  expect(kubernetes.problems).toEqual([]);
});

test("pods that do not come up in time are told with their reason", async () => {
  setting = await kubernetesSetting({}, { namespace: "team-a" });
  setting.kubernetes.startPodsAs({ kind: "waiting", reason: "ImagePullBackOff", message: "Back-off pulling image" });
  const { lifecycle } = await setting.open({ driverOpts: { timeout: "50ms", replicas: "3" } });
  await expect(lifecycle.bootstrap(() => {}, signal)).rejects.toMatchObject({
    message: 'The deployment "b0" in the namespace "team-a" has 0 of 3 pods ready after 0.05 s',
    help: [
      "b0-7c9f-0x0q: ImagePullBackOff: Back-off pulling image",
      "`kubectl --namespace team-a describe pods --selector app=b0` tells more.",
      "The driver option timeout=5m waits longer.",
    ],
  });
  expect(await lifecycle.status(signal)).toBe("starting");
});

test("waiting ends with its signal", async () => {
  setting = await kubernetesSetting();
  setting.kubernetes.startPodsAs({ kind: "unready" });
  const { lifecycle } = await setting.open();
  const controller = new AbortController();
  const stopped = new Error("stopped by the test");
  await expect(lifecycle.bootstrap(() => controller.abort(stopped), controller.signal)).rejects.toBe(stopped);
});

test("a refusal names what was tried, and which rights it takes", async () => {
  const forbidden = { kind: "Status", status: "Failure", message: "deployments.apps is forbidden", code: 403 };
  setting = await kubernetesSetting({
    refuse: (method) => (method === "POST" ? { status: 403, body: forbidden } : undefined),
  });
  const { lifecycle } = await setting.open();
  await expect(lifecycle.bootstrap(() => {}, signal)).rejects.toMatchObject({
    message: `The Kubernetes API at ${setting.kubernetes.server} refuses to create the deployment "b0" in the namespace "default": deployments.apps is forbidden`,
    help: [
      "The driver needs the verbs get, create and delete for deployments (or statefulsets),",
      "create, update and delete for configmaps, list for pods, and get and create for pods/exec.",
    ],
  });
});
