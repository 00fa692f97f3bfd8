import fc from "fast-check";
import { expect, test } from "vitest";
import { parseDuration } from "../duration.js";
import { validateKubernetesOptions } from "./index.js";

const wrong = [
  {
    driverOpts: { replica: "2" },
    problem: 'The kubernetes driver has no option "replica": did you mean "replicas"?',
  },
  {
    driverOpts: { "env.": "x" },
    problem: 'The driver option "env." has no name of a variable: write env.NAME=VALUE',
  },
  {
    driverOpts: { replicas: "0" },
    problem: 'The driver option replicas="0" is wrong: expected a whole number of pods, at least 1',
  },
  {
    driverOpts: { rootless: "yes" },
    problem: 'The driver option rootless="yes" is wrong: expected true or false',
  },
  {
    driverOpts: { "limits.memory": "4GB" },
    problem: 'The driver option limits.memory="4GB" is wrong: expected a quantity such as 500m, 2 or 4Gi',
  },
  {
    driverOpts: { nodeselector: "arch=amd64,ssd" },
    problem:
      'The driver option nodeselector="arch=amd64,ssd" is wrong: expected pairs such as a=b,c=d, and "ssd" is none',
  },
  {
    driverOpts: { tolerations: "key=a,operater=Exists" },
    problem:
      'The driver option tolerations="key=a,operater=Exists" is wrong: expected the fields key, operator, value, effect and tolerationSeconds, and "operater" is none',
  },
  {
    driverOpts: { tolerations: "key=a,tolerationSeconds=1m" },
    problem:
      'The driver option tolerations="key=a,tolerationSeconds=1m" is wrong: expected a number of seconds, and tolerationSeconds is "1m"',
  },
  {
    driverOpts: { labels: "team=a,app=b" },
    problem: 'The driver option labels cannot set "app": the driver finds its pods by it',
  },
  {
    driverOpts: { loadbalance: "stick" },
    problem: 'The driver option loadbalance="stick" is wrong: expected sticky or random',
  },
  {
    driverOpts: { timeout: "90" },
    problem: 'The driver option timeout="90" is wrong: expected a time such as 90s or 5m',
  },
  {
    driverOpts: { namespace: "Team A" },
    problem: 'The driver option namespace="Team A" is wrong: expected a name of small letters, digits and hyphens',
  },
  {
    driverOpts: { "persistent-volume-claim.requests.storage": "10Gi", "buildkit-root-volume-memory": "2Gi" },
    problem:
      "The driver options persistent-volume-claim.requests.storage and buildkit-root-volume-memory exclude each other: what buildkitd keeps is on a volume or in memory",
  },
];

test.for(wrong)("a wrong option is told: $problem", ({ driverOpts, problem }) => {
  expect(validateKubernetesOptions({ name: "b0", driverOpts: defined(driverOpts) })).toEqual([problem]);
});

test("all that is wrong is told, the name that Kubernetes would refuse first", () => {
  expect(validateKubernetesOptions({ name: "My_Builder0", driverOpts: { replicas: "x", timeout: "y" } })).toEqual([
    'The node "My_Builder0" would be the deployment "My-Builder0", which is no name in Kubernetes: expected at most 63 small letters, digits and hyphens',
    'The driver option replicas="x" is wrong: expected a whole number of pods, at least 1',
    'The driver option timeout="y" is wrong: expected a time such as 90s or 5m',
  ]);
});

test("every option in a right form is taken", () => {
  const driverOpts = {
    image: "example/buildkit",
    namespace: "team-a",
    replicas: "3",
    "requests.cpu": "0.5",
    "requests.memory": "1e3",
    "requests.ephemeral-storage": "10G",
    "limits.cpu": "500m",
    "limits.memory": "4Gi",
    "limits.ephemeral-storage": ".5Ti",
    "persistent-volume-claim.requests.storage": "10Gi",
    rootless: "T",
    nodeselector: '"kubernetes.io/arch=amd64,disk=ssd"',
    annotations: "a=b=c",
    labels: "team=a",
    tolerations: "key=a,operator=Exists,effect=NoSchedule;key=b,value=c,tolerationSeconds=60",
    serviceaccount: "builder",
    schedulername: "own",
    loadbalance: "random",
    "qemu.install": "1",
    "qemu.image": "example/binfmt",
    "default-load": "false",
    timeout: "2m30s",
    "env.HTTP_PROXY": "http://proxy.example",
  };
  expect(validateKubernetesOptions({ name: "a_b0", driverOpts })).toEqual([]);
});

test("lengths of time are read as Go writes them", () => {
  const parts = fc.record({ h: fc.nat(50), m: fc.nat(59), s: fc.nat(59), ms: fc.nat(999) });
  fc.assert(
    fc.property(parts, ({ h, m, s, ms }) => {
      expect(parseDuration(`${h}h${m}m${s}.${String(ms).padStart(3, "0")}s`)).toBeCloseTo(
        ((h * 60 + m) * 60 + s) * 1000 + ms,
      );
    }),
  );
  expect(["", "5", "1x", "h", "1.5.2s"].map(parseDuration)).toEqual(Array(5).fill(undefined));
});

/** Without the keys that only other cases of the table have. */
function defined(opts: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(opts).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}
