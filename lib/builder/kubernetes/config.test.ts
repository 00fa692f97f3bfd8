import { readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { type KubernetesSetting, kubeconfigFor, kubernetesSetting } from "../../../testing/kubernetes/index.js";

const { signal } = new AbortController();
/** As the store says it when KUBECONFIG was not set. */
const endpoint = "kubernetes:///b?deployment=&kubeconfig=";
let setting: KubernetesSetting;

afterEach(() => setting[Symbol.asyncDispose]());

test.for(["certificate", "token"] as const)("a cluster is entered with a %s", async (login) => {
  setting = await kubernetesSetting({}, { login });
  const { lifecycle } = await setting.open();
  expect(await lifecycle.status(signal)).toBe("inactive");
});

test.for(["expired-certificate", "wrong-token", "none"] as const)("a cluster refuses: %s", async (login) => {
  setting = await kubernetesSetting({}, { login });
  const { lifecycle } = await setting.open();
  await expect(lifecycle.status(signal)).rejects.toMatchObject({
    message: `The Kubernetes API at ${setting.kubernetes.server} refuses to read the deployment "b0" in the namespace "default": Unauthorized`,
    help: [
      `The credentials are those of the context "test" of ${setting.kubeconfig}; \`kubectl auth whoami\` tells whether they are still good.`,
    ],
  });
});

test("a plugin is asked for credentials once, and again when they are refused", async () => {
  setting = await kubernetesSetting();
  const { folder, kubeconfig, kubernetes } = setting;
  const plugin = join(folder, "plugin.mjs");
  const asked = join(folder, "asked");
  writeFileSync(
    plugin,
    `import { appendFileSync, readFileSync } from "node:fs";
appendFileSync(${JSON.stringify(asked)}, "x");
// The first is good for nothing, the third is as good as the second.
const token = readFileSync(${JSON.stringify(asked)}, "utf8") === "x" ? "old" : ${JSON.stringify(kubernetes.token)};
console.log(JSON.stringify({ kind: "ExecCredential", status: { token } }));`,
  );
  const exec = { apiVersion: "client.authentication.k8s.io/v1", command: process.execPath, args: [plugin] };
  writeFileSync(kubeconfig, kubeconfigFor(kubernetes, { user: { exec } }));
  const { lifecycle } = await setting.open();
  await expect(lifecycle.status(signal)).rejects.toThrow("Unauthorized");
  await lifecycle.bootstrap(() => {}, signal);
  expect(await lifecycle.status(signal)).toBe("running");
  expect(readFileSync(asked, "utf8")).toBe("xx");
});

test("a plugin that fails is quoted", async () => {
  setting = await kubernetesSetting();
  const exec = {
    apiVersion: "client.authentication.k8s.io/v1",
    command: process.execPath,
    args: ["-e", "console.error('log in first'); process.exit(1)"],
  };
  writeFileSync(setting.kubeconfig, kubeconfigFor(setting.kubernetes, { user: { exec } }));
  const { lifecycle } = await setting.open();
  await expect(lifecycle.status(signal)).rejects.toThrow(
    `The credentials of the context "test" of ${setting.kubeconfig} cannot be had: log in first`,
  );
});

test("several files make one configuration, in which the first that says something counts", async () => {
  setting = await kubernetesSetting({}, { namespace: "team-a" });
  const whole = JSON.parse(readFileSync(setting.kubeconfig, "utf8"));
  const nowhere = { name: "test", cluster: { server: "https://localhost:1" } };
  const paths = ["missing", "first", "second"].map((name) => join(setting.folder, name));
  writeFileSync(paths[1] ?? "", JSON.stringify({ ...whole, users: [], "current-context": "test" }));
  writeFileSync(
    paths[2] ?? "",
    JSON.stringify({ ...whole, clusters: [nowhere], contexts: [], "current-context": "other" }),
  );
  const KUBECONFIG = paths.join(delimiter);
  const { lifecycle } = await setting.open({ endpoint }, { env: { KUBECONFIG } });
  await lifecycle.bootstrap(() => {}, signal);
  expect([...setting.kubernetes.objects.keys()]).toEqual(["/apis/apps/v1/namespaces/team-a/deployments/b0"]);
});

test("without a server there is a sentence on where it was looked for", async () => {
  setting = await kubernetesSetting();
  const { kubernetes, kubeconfig } = setting;
  const gone = JSON.parse(kubeconfigFor(kubernetes));
  gone.clusters[0].cluster.server = "https://localhost:1/";
  writeFileSync(kubeconfig, JSON.stringify(gone));
  const { lifecycle } = await setting.open();
  await expect(lifecycle.status(signal)).rejects.toMatchObject({
    message: expect.stringMatching(
      /^The Kubernetes API at https:\/\/localhost:1 cannot be reached: connect ECONNREFUSED (127\.0\.0\.1|::1):1$/,
    ),
    help: [`It is named by the context "test" of ${kubeconfig}.`],
  });
});

test("what cannot be used is told before anything is connected to", async () => {
  setting = await kubernetesSetting();
  const { folder, kubeconfig } = setting;
  const write = (change: Readonly<Record<string, unknown>>) =>
    writeFileSync(kubeconfig, JSON.stringify({ ...JSON.parse(kubeconfigFor(setting.kubernetes)), ...change }));
  const problem = async (stored: { readonly endpoint?: string } = {}) => {
    const { lifecycle } = await setting.open(stored);
    return lifecycle.status(signal).then(
      () => "none",
      ({ message, help }) => [message, ...help],
    );
  };
  expect(await problem({ endpoint })).toEqual([
    `There is no ${join(folder, ".kube", "config")}, which would name a Kubernetes cluster`,
    "KUBECONFIG names another file; inside of a pod its service account is used.",
  ]);
  write({ "current-context": "tset" });
  expect(await problem()).toEqual([
    `There is no context "tset" in ${kubeconfig}`,
    "Contexts are test; `kubectl config use-context NAME` chooses one.",
  ]);
  write({ "current-context": undefined });
  expect(await problem()).toEqual([
    `There is no current context in ${kubeconfig}`,
    "Contexts are test; `kubectl config use-context NAME` chooses one.",
  ]);
  write({ clusters: [] });
  expect(await problem()).toEqual([
    `The context "test" of ${kubeconfig} is for a cluster that is not there`,
    'It is called "test".',
  ]);
  writeFileSync(kubeconfig, "{");
  expect(await problem()).toEqual([expect.stringContaining(`${kubeconfig} is no kubeconfig: `)]);
  expect(setting.kubernetes.requests).toEqual([]);
});

test("a wrong option is told before the cluster is asked for", async () => {
  setting = await kubernetesSetting();
  await expect(setting.open({ driverOpts: { replicas: "many", loadbalance: "no" } })).rejects.toMatchObject({
    message: 'The driver option replicas="many" is wrong: expected a whole number of pods, at least 1',
    help: ['The driver option loadbalance="no" is wrong: expected sticky or random'],
  });
});
