import { mkdir, mkdtemp, realpath, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { planOf, type TargetSpec } from "../../../testing/exec/index.js";
import { consentLines, isBlocked, type MissingConsent, missingConsent, parseGrants, resolvePath } from "../index.js";

const world = { cwd: "/home/me/work", env: { GIVEN: "x" }, resolvePath: (file: string) => path.normalize(file) };
const map = (pairs: Readonly<Record<string, string>>): ReadonlyMap<string, string> => new Map(Object.entries(pairs));
const entry = (type: string, attrs: Readonly<Record<string, string>>) => ({ type, attrs: map(attrs) });

const nothing: MissingConsent = {
  isNetworkHost: false,
  isSecurityInsecure: false,
  devices: [],
  isLocalDelete: false,
  isSsh: false,
  readWrite: [],
  read: [],
  write: [],
};

function missing(
  targets: Readonly<Record<string, TargetSpec>>,
  allow: readonly string[] = [],
  set: readonly string[] = [],
) {
  const { grants, problems } = parseGrants(allow, set);
  expect(problems).toEqual([]);
  return missingConsent(planOf(targets), grants, world);
}

test("relative named contexts of a definition from git are in its repository", () => {
  const url = "https://host/x.git";
  const plan = planOf({ a: { context: url, contexts: map({ x: "../sub", y: "cwd://../z", z: "target:b" }) } });
  const { read } = missingConsent({ ...plan, remote: { kind: "git", url } }, parseGrants([]).grants, world);
  expect(read).toEqual(["/home/me/z"]);
});

const needs: readonly (TargetSpec & { readonly is: string; readonly lacks: Partial<MissingConsent> })[] = [
  { is: "what lies in the working directory", dockerfile: "sub/D", contexts: map({ a: "sub" }), lacks: {} },
  { is: "a context outside", context: "../other", lacks: { read: ["/home/me/other"] } },
  { is: "a remote context", context: "https://host/x.git", lacks: {} },
  { is: "a Dockerfile outside of its context", dockerfile: "../D", lacks: { read: ["/home/me/D"] } },
  { is: "a Dockerfile by its own path", context: "git://h/x", dockerfile: "/d/D", lacks: { read: ["/d/D"] } },
  {
    is: "named contexts",
    contexts: map({ a: "/a", b: "target:x", c: "docker-image://x", d: "https://h/x.git" }),
    lacks: { read: ["/a"] },
  },
  { is: "an OCI layout", contexts: map({ a: "oci-layout:///l:v1" }), lacks: { read: ["/l"] } },
  { is: "a policy", policy: [{ filenames: ["/p.rego"], reset: false, disabled: false }], lacks: { read: ["/p.rego"] } },
  {
    is: "a policy outside of the context",
    context: "sub",
    policy: [{ filenames: ["a.rego", "../../b.rego", "cwd://c.rego"], reset: false, disabled: false }],
    lacks: { read: ["/home/me/b.rego"] },
  },
  {
    is: "a policy in a context that is fetched",
    context: "https://host/x.git",
    policy: [{ filenames: ["/p.rego"], reset: false, disabled: false }],
    lacks: {},
  },
  {
    is: "caches in folders",
    cacheFrom: [entry("local", { src: "/i" })],
    cacheTo: [entry("local", { dest: "/e" })],
    lacks: { read: ["/i"], write: ["/e"] },
  },
  {
    is: "a secret file",
    secret: [{ id: "a", src: "/s" }, { id: "GIVEN" }, { id: "e", env: "X" }],
    lacks: { read: ["/s"] },
  },
  { is: "keys", ssh: [{ id: "default", paths: ["/k"] }], lacks: { read: ["/k"] } },
  { is: "the default agent", ssh: [{ id: "default", paths: [] }], lacks: { isSsh: true } },
  {
    is: "outputs",
    output: [entry("local", { dest: "/o" }), entry("tar", { dest: "-" }), entry("image", { dest: "/no" })],
    lacks: { write: ["/o"] },
  },
  { is: "a mirrored folder", output: [entry("local", { dest: "o", mode: "delete" })], lacks: { isLocalDelete: true } },
  { is: "the host's network", network: "host", lacks: { isNetworkHost: true } },
  { is: "privileges", entitlements: ["security.insecure"], lacks: { isSecurityInsecure: true } },
  { is: "devices by name", entitlements: ["device=b", "device=a,alias=x"], lacks: { devices: ["a", "b"] } },
  { is: "all devices", entitlements: ["device=b", "device"], lacks: { devices: "all" } },
  {
    is: "a path for reading and writing",
    context: "/x",
    output: [entry("local", { dest: "/x" })],
    lacks: { readWrite: ["/x"] },
  },
  { is: "a path below another", context: "/x/y", contexts: map({ a: "/x", b: "/xy" }), lacks: { read: ["/x", "/xy"] } },
];

test.for(needs)("$is needs consent for just that", ({ is: _is, lacks, ...spec }) => {
  const rest =
    spec.context?.startsWith("/") && spec.dockerfile === undefined ? { dockerfile: path.join(spec.context, "D") } : {};
  expect(missing({ app: { ...spec, ...rest } })).toEqual({ ...nothing, ...lacks });
});

test.for(needs)("$is is granted by the flags that the message names", ({ is: _is, lacks: _lacks, ...spec }) => {
  const lacking = missing({ app: spec });
  const lines = consentLines(lacking, { cwd: world.cwd, command: [], isInteractive: false, isFilesystemDecided: true });
  const [, flags = ""] = /^Pass "(.*)" to grant/.exec(lines.find((line) => line.startsWith("Pass")) ?? "") ?? [];
  const allow = flags
    .split(" ")
    .filter((flag) => flag !== "")
    .map((flag) => flag.replace("--allow=", ""));
  expect(missing({ app: spec }, allow)).toEqual(nothing);
});

test("all targets count, whatever their order", () => {
  const targets = {
    a: { context: "/a", dockerfile: "/a/D" },
    b: { network: "host" },
    c: { context: "/c", dockerfile: "/c/D" },
  };
  expect(missing(targets)).toEqual({ ...nothing, isNetworkHost: true, read: ["/a", "/c"] });
  const backwards = Object.fromEntries(Object.entries(targets).toReversed());
  expect(missing(backwards)).toEqual(missing(targets));
});

test.for([
  ["--set cache-from", "app.cache-from=type=local,src=/x", { cacheFrom: [entry("local", { src: "/x" })] }],
  ["--set cache-to", "app.cache-to+=type=local,dest=/x", { cacheTo: [entry("local", { dest: "/x" })] }],
  ["--set output", "app.output=type=tar,dest=/x", { output: [entry("tar", { dest: "/x" })] }],
  ["--set output in short", "*.output=/x", { output: [entry("local", { dest: "/x" })] }],
  ["--set secrets", "app.secrets=id=a,src=/x", { secret: [{ id: "a", src: "/x" }] }],
  ["--set secret.ID", "app.secret.a=src=/x", { secret: [{ id: "a", src: "/x" }] }],
  ["--set ssh", "app.ssh=default=/x", { ssh: [{ id: "default", paths: ["/x"] }] }],
  ["--set entitlements", "app.entitlements=network.host", { entitlements: ["network.host"] }],
] as const)("%s grants what it names", ([, set, spec]) => {
  expect(missing({ app: spec })).not.toEqual(nothing);
  expect(missing({ app: spec }, [], [set])).toEqual(nothing);
});

test.for([
  ["fs", "--allow of everything", ["fs=*"]],
  ["/", "the root", ["fs.read=/", "fs.write=/"]],
  ["..", "a path above", ["fs=.."]],
] as const)("%s grants %s", ([, , allow]) => {
  const target = { context: "../x", output: [entry("local", { dest: "../y" })] };
  expect(missing({ app: target }, [...allow])).toEqual(nothing);
});

test("a path that begins like a granted one is another path", () => {
  expect(missing({ app: { context: "/xy", dockerfile: "/xy/D" } }, ["fs.read=/x"]).read).toEqual(["/xy"]);
});

test.for([
  ["nonsense", /there is no right "nonsense"/],
  ["buildx.local.delete=x", /takes no value/],
] as const)("--allow=%s is a mistake", ([value, said]) => {
  expect(parseGrants([value]).problems).toEqual([expect.stringMatching(said)]);
});

test("the message names the rights, the flags and the whole command", () => {
  const lacking = missing({
    app: {
      context: "..",
      network: "host",
      entitlements: ["security.insecure", "device=gpu"],
      ssh: [{ id: "default", paths: [] }],
      output: [entry("local", { dest: "/far/away", mode: "delete" })],
    },
  });
  const command = ["bakehouse", "bake", "--set", "a.args.x=two words", "app"];
  const lines = consentLines(lacking, { cwd: world.cwd, command, isInteractive: false, isFilesystemDecided: false });
  expect(`${lines.join("\n")}\n`).toBe(`This build asks for rights that may be misused:

 - Containers on the network of the host
 - Privileged containers, which can change the system
 - Device gpu
 - Deleting files in local output folders that the build does not make
 - The default SSH agent
 - Reading ..
 - Writing /far/away

Pass "--allow=network.host --allow=security.insecure --allow=device=gpu --allow=buildx.local.delete --allow=ssh --allow=fs.read=.. --allow=fs.write=/far/away" to grant them.

The whole command with these rights:

bakehouse bake --allow=network.host --allow=security.insecure --allow=device=gpu --allow=buildx.local.delete --allow=ssh --allow=fs.read=.. --allow=fs.write=/far/away --set 'a.args.x=two words' app

BUILDX_BAKE_ENTITLEMENTS_FS=0 turns off the check of paths and agents.
`);
});

test("nothing missing is nothing to say", () => {
  const options = { cwd: world.cwd, command: ["bake"], isInteractive: true, isFilesystemDecided: false };
  expect(consentLines(nothing, options)).toEqual([]);
  expect(isBlocked(nothing, true)).toBe(false);
});

test("with the filesystem part turned off paths do not block, and the rest does", () => {
  expect(isBlocked({ ...nothing, read: ["/x"] }, true)).toBe(true);
  expect(isBlocked({ ...nothing, read: ["/x"], isSsh: true }, false)).toBe(false);
  expect(isBlocked({ ...nothing, isLocalDelete: true }, false)).toBe(true);
});

test("symlinks are followed as far as a path exists", async () => {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), "consent-")));
  try {
    await mkdir(path.join(folder, "real"));
    await symlink(path.join(folder, "real"), path.join(folder, "link"));
    expect(resolvePath(path.join(folder, "link", "not", "there"))).toBe(path.join(folder, "real", "not", "there"));
    expect(resolvePath(path.join(folder, "link"))).toBe(path.join(folder, "real"));
  } finally {
    await rm(folder, { recursive: true });
  }
});
