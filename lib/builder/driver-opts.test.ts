import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { tables } from "../../testing/docs/markdown.js";
import { BuilderError } from "./errors.js";
import { checkDriverOptions } from "./node.js";
import type { StoredNode } from "./store.js";

type Parts = Partial<StoredNode>;

function node(parts: Parts): StoredNode {
  return {
    name: "n0",
    endpoint: "tcp://build.test:1234",
    platforms: [],
    driverOpts: {},
    flags: [],
    files: {},
    ...parts,
  };
}

const container = "docker-container";

const good: readonly { readonly driver: string; readonly opts: Readonly<Record<string, string>> }[] = [
  { driver: container, opts: {} },
  { driver: container, opts: { memory: "512m", "memory-swap": "-1" } },
  { driver: container, opts: { memory: "1.5 GB", "memory-swap": "2GiB" } },
  { driver: container, opts: { memory: "1000000", "cpu-quota": "-1", "cpu-period": "+100000" } },
  { driver: container, opts: { "restart-policy": "on-failure:12", "env.A": "" } },
  { driver: container, opts: { "default-load": "T", "provenance-add-gha": "0", "allow-untrusted-image": "true" } },
  { driver: "remote", opts: { cacert: "/ca.pem", servername: "build.test", "default-load": "false" } },
  { driver: "remote", opts: { cacert: "/ca.pem", cert: "/cert.pem", key: "/key.pem" } },
  { driver: "docker", opts: {} },
];

test.for(good)("$driver takes $opts", ({ driver, opts }) => {
  expect(() => checkDriverOptions(driver, node({ driverOpts: opts }))).not.toThrow();
});

const bad: readonly { readonly driver: string; readonly parts: Parts; readonly message: string }[] = [
  {
    driver: container,
    parts: { driverOpts: { memory: "12x" } },
    message: 'The driver option memory of the node "n0" is "12x": expected a size such as 512m or 2g',
  },
  {
    driver: container,
    parts: { driverOpts: { memory: "-1" } },
    message: 'The driver option memory of the node "n0" is "-1": expected a size such as 512m or 2g',
  },
  {
    driver: container,
    parts: { driverOpts: { "cpu-shares": "half" } },
    message: 'The driver option cpu-shares of the node "n0" is "half": expected a whole number',
  },
  {
    driver: container,
    parts: { driverOpts: { "restart-policy": "always:3" } },
    message:
      'The driver option restart-policy of the node "n0" is "always:3": expected no, always, unless-stopped, on-failure or on-failure:TIMES',
  },
  {
    driver: container,
    parts: { driverOpts: { "restart-policy": "on-failure:" } },
    message:
      'The driver option restart-policy of the node "n0" is "on-failure:": expected no, always, unless-stopped, on-failure or on-failure:TIMES',
  },
  {
    driver: container,
    parts: { driverOpts: { "default-load": "yes" } },
    message: 'The driver option default-load of the node "n0" is "yes": expected true or false',
  },
  {
    driver: container,
    parts: { driverOpts: { "env.": "x" } },
    message: 'The driver option env. of the node "n0" is "x": expected a name after the dot, as in env.FOO=bar',
  },
  {
    driver: container,
    parts: { driverOpts: { mem: "1g" } },
    message: 'The driver docker-container of the node "n0" has no option "mem"',
  },
  {
    driver: "remote",
    parts: { driverOpts: { image: "x" } },
    message: 'The driver remote of the node "n0" has no option "image"',
  },
  {
    driver: "remote",
    parts: { driverOpts: { cacert: "ca.pem" } },
    message: 'The driver option cacert of the node "n0" is "ca.pem": expected an absolute path',
  },
  {
    driver: "remote",
    parts: { driverOpts: { servername: "build.test" } },
    message: 'The node "n0" has TLS options, but not the driver option cacert',
  },
  {
    driver: "remote",
    parts: { driverOpts: { cacert: "/ca", cert: "/cert" } },
    message: 'The driver option cert of the node "n0" takes key beside it',
  },
  {
    driver: "remote",
    parts: { driverOpts: { cacert: "/ca", key: "/key" } },
    message: 'The driver option key of the node "n0" takes cert beside it',
  },
  {
    driver: "remote",
    parts: { flags: ["--debug"] },
    message: 'The node "n0" cannot have flags or a configuration for buildkitd',
  },
  {
    driver: "remote",
    parts: { endpoint: "ssh://-l@farm" },
    message: '"ssh://-l@farm" is no address of a daemon: the user cannot begin with a hyphen',
  },
  {
    driver: "remote",
    parts: { endpoint: "docker-container://" },
    message: '"docker-container://" is no address of a daemon: the name is missing',
  },
  {
    driver: "docker",
    parts: { driverOpts: { image: "x" } },
    message: 'The driver docker of the node "n0" has no driver options',
  },
];

test.for(bad)("$driver: $message", ({ driver, parts, message }) => {
  expect(() => checkDriverOptions(driver, node(parts))).toThrow(
    expect.objectContaining({ name: "BuilderError", message }),
  );
});

test.for([container, "remote"])("docs/%s.md tells of every option, and of no others", (driver) => {
  const page = readFileSync(join(import.meta.dirname, `../../docs/${driver}.md`), "utf8");
  const options = tables(page).find(({ head }) => head[0] === "Option")?.rows ?? [];
  const told = options.flatMap(([names = ""]) => [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => name));
  // A name that is like no other is answered with all there are.
  const answer = helpOf(() => checkDriverOptions(driver, node({ driverOpts: { "not-an-option-of-any-driver": "" } })));
  const known = /^Its driver options are (.*)\.$/.exec(answer)?.[1]?.split(", ") ?? [];
  expect([...told].sort()).toEqual([...known].sort());
});

function helpOf(work: () => void): string {
  try {
    work();
  } catch (error) {
    if (error instanceof BuilderError) return error.help.join("\n");
  }
  return "";
}
