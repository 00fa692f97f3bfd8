import { expect, test } from "vitest";
import { debianMirror, parseDeb822Sources, parseListSources } from "./apt-sources.js";

const list = `# deb http://old.example/debian bookworm main
deb http://one.example/debian bookworm main contrib # the release
deb [arch=amd64 signed-by=/usr/share/keyrings/x.gpg] https://two.example/debian  bookworm-updates  main
deb-src http://one.example/debian bookworm main
`;

const deb822 = `# http://snapshot.example
Types: deb deb-src
URIs: http://one.example/debian
# of old: http://old.example/debian
  http://spare.example/debian
Suites: bookworm bookworm-updates
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

Types: deb
URIs: http://security.example/debian-security
Suites: bookworm-security
Components: main

Enabled: no
Types: deb
URIs: http://off.example/debian
Suites: bookworm
Components: main
`;

test("a one-line file gives its binary sources", () => {
  expect(parseListSources(list)).toEqual([
    { uri: "http://one.example/debian", suite: "bookworm", components: ["main", "contrib"] },
    { uri: "https://two.example/debian", suite: "bookworm-updates", components: ["main"] },
  ]);
});

test("a deb822 file gives each URI with each suite, without what is disabled", () => {
  expect(parseDeb822Sources(deb822).map(({ uri, suite }) => `${uri} ${suite}`)).toEqual([
    "http://one.example/debian bookworm",
    "http://one.example/debian bookworm-updates",
    "http://spare.example/debian bookworm",
    "http://spare.example/debian bookworm-updates",
    "http://security.example/debian-security bookworm-security",
  ]);
});

test.for([
  ["the release's own mirror", [...parseListSources(list)], "bookworm", "http://one.example/debian"],
  [
    "its updates when nothing else is left",
    [...parseListSources(list)].slice(1),
    "bookworm",
    "https://two.example/debian",
  ],
  [
    "a source by the name of the suite",
    parseListSources("deb mirror+file:/m stable main"),
    "bookworm",
    "mirror+file:/m",
  ],
  ["nobody else's packages", parseListSources("deb https://x.example nodistro main"), "bookworm", undefined],
  ["no security updates", parseListSources("deb http://s.example bookworm-security main"), "bookworm", undefined],
] as const)("the mirror is %s", ([, sources, codename, mirror]) => {
  expect(debianMirror(sources, codename)).toBe(mirror);
});
