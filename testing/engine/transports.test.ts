import { expect, test } from "vitest";
import { transportOf, transportsLine } from "./transports.js";

test.for([
  ["on docker > the image of target a has an SBOM", "dockerd"],
  ["over dockerd > a step that fails tells its place", "dockerd"],
  ["equal to docker-buildx on plain > 'args', arguments", "plain"],
  ["hello: every form of here-document leaves its file, built on plain", "plain"],
  // As vitest writes $title.
  ["over 'dockerd' > an image is built", "dockerd"],
  ["over 'the plain transport' > an image is built", "plain"],
  ["over 'BUILDKIT_HOST' > an image is built", "BUILDKIT_HOST"],
  ["over the plain transport > links hand over the platform", "plain"],
  ["a bake file at a URL > is built by docker with a context of this machine", "dockerd"],
  ["on buildkit-host > - as output is a tar", "BUILDKIT_HOST"],
  ["over BUILDKIT_HOST > an image is pushed", "BUILDKIT_HOST"],
  ["an image is loaded into dockerd, from either side", undefined],
  ["equal to docker-buildx: what frontends answer", undefined],
] as const)("%s goes over %s", ([title, transport]) => {
  expect(transportOf(title)).toBe(transport);
});

test("the line counts what ran", () => {
  const tests = [
    { title: "on docker", ran: true },
    { title: "on docker", ran: false },
    { title: "on plain", ran: true },
    { title: "over BUILDKIT_HOST", ran: true },
    { title: "elsewhere", ran: true },
  ];
  expect(transportsLine(tests, undefined)).toBe(
    "Transports: dockerd ran 1 tests, plain 1 tests; BUILDKIT_HOST: not set",
  );
  expect(transportsLine(tests, "tcp://b:1")).toBe(
    "Transports: dockerd ran 1 tests, plain 1 tests; BUILDKIT_HOST: tcp://b:1 ran 1 tests",
  );
  expect(transportsLine([{ title: "elsewhere", ran: true }])).toBeUndefined();
});
