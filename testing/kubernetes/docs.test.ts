// docs/kubernetes.md is tried as it is written: its options are all there are, and its role is enough, with nothing to spare.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { podTransport, validateKubernetesOptions } from "../../lib/builder/kubernetes/index.js";
import { dial } from "../../lib/buildkit/index.js";
import { fences, tables } from "../docs/markdown.js";
import { kubernetesSetting } from "./index.js";

const page = readFileSync(join(import.meta.dirname, "../../docs/kubernetes.md"), "utf8");
const { signal } = new AbortController();

test("the page tells of every option, and of no others", () => {
  const told = tables(page).flatMap(({ rows }) => rows.flatMap(([names = ""]) => [...names.matchAll(/`([^`]+)`/g)]));
  const names = told.map(([, name = ""]) => name).sort();
  // A name that is like no other is answered with all there are.
  const [answer = ""] = validateKubernetesOptions({ name: "b0", driverOpts: { "not-an-option-of-any-driver": "" } });
  const known = /there are (.*) and env\.NAME$/.exec(answer)?.[1]?.split(", ") ?? [];
  expect(names).toEqual([...known, "env.NAME"].sort());
});

test("the values that the page shows are taken", () => {
  const driverOpts = {
    namespace: "builds",
    replicas: "3",
    rootless: "true",
    "requests.cpu": "500m",
    "limits.cpu": "2",
    "limits.memory": "4Gi",
    nodeselector: "kubernetes.io/arch=arm64,disk=ssd",
    tolerations: "key=a,operator=Equal,value=b,effect=NoSchedule,tolerationSeconds=60",
    annotations: "a=b,c=d",
    timeout: "90s",
  };
  for (const value of Object.values(driverOpts)) expect(page).toContain(value);
  expect(validateKubernetesOptions({ name: "farm0", driverOpts })).toEqual([]);
});

test("the role allows what is asked of the cluster, and no more", async () => {
  await using setting = await kubernetesSetting();
  const { kubernetes } = setting;
  const files = { "buildkitd.toml": Buffer.from("debug = true\n") };
  for (const driverOpts of [{}, { "persistent-volume-claim.requests.storage": "1Gi" }]) {
    const { lifecycle } = await setting.open({ driverOpts, files });
    kubernetes.startPodsAs({ kind: "unready" });
    let lines = 0;
    // The second line comes with a look at the pods.
    const ready = () => {
      for (const pod of kubernetes.podNames)
        kubernetes.setPod(pod, { kind: lines++ === 0 ? "unschedulable" : "ready", message: "" });
    };
    await lifecycle.bootstrap(ready, signal);
    for (const path of kubernetes.objects.keys()) if (!path.includes("/configmaps/")) kubernetes.forget(path);
    kubernetes.startPodsAs({ kind: "ready" });
    await lifecycle.bootstrap(() => {}, signal);
    const [pod = ""] = kubernetes.podNames;
    const world = { ...setting.world, env: { KUBECONFIG: setting.kubeconfig } };
    (await dial(await podTransport({ pod, context: "", namespace: "", container: "" }, world), signal)).destroy();
    await lifecycle.remove({ keepState: false, keepDaemon: false }, signal);
  }
  const verbs: Readonly<Record<string, string>> = { POST: "create", PUT: "update", DELETE: "delete" };
  const asked = kubernetes.requests.map(({ method, path }) => {
    const [, group = "", plural = "", name, part] =
      /^\/apis?\/(apps)?\/?v1\/namespaces\/[^/]+\/([^/?]+)(?:\/([^/?]+))?(?:\/([^/?]+))?/.exec(path) ?? [];
    const resource = part === undefined ? plural : `${plural}/${part}`;
    return `${verbs[method] ?? (name === undefined ? "list" : "get")} ${resource} of "${group}"`;
  });
  const [role] = fences(page).filter(({ language }) => language === "yaml");
  const allowed = parse(role?.text ?? "").rules.flatMap((rule: Record<"apiGroups" | "resources" | "verbs", string[]>) =>
    rule.resources.flatMap((resource) => rule.verbs.map((verb) => `${verb} ${resource} of "${rule.apiGroups[0]}"`)),
  );
  // Said on the page to be for others.
  expect([...new Set([...asked, 'create pods/exec of ""'])].sort()).toEqual(allowed.sort());
});
