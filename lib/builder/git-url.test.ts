import { expect, test } from "vitest";
import { FetchError } from "./errors.js";
import { areOnOneGitHost, gitAgentPaths, gitSecrets } from "./git-access.js";
import { parseGitUrl } from "./git-url.js";

/** What a URL adds to what every source has. */
const rows: readonly (readonly [
  url: string,
  want: readonly [identifier: string, remote: string, attrs?: Readonly<Record<string, string>>],
])[] = [
  ["https://e.com/r.git", ["git://e.com/r.git", "https://e.com/r.git"]],
  ["https://e.com:8443/r.git", ["git://e.com:8443/r.git", "https://e.com:8443/r.git"]],
  ["https://me:pw@e.com/r.git#v1", ["git://e.com/r.git#v1", "https://me:pw@e.com/r.git"]],
  ["https://e.com/r.git#v1:a/b", ["git://e.com/r.git#v1:a/b", "https://e.com/r.git"]],
  ["https://e.com/r.git#:a", ["git://e.com/r.git#:a", "https://e.com/r.git"]],
  ["https://e.com/r.git?ref=v1&subdir=a%2Fb", ["git://e.com/r.git#v1:a/b", "https://e.com/r.git"]],
  ["https://e.com/r.git?tag=v1", ["git://e.com/r.git#refs/tags/v1", "https://e.com/r.git"]],
  ["https://e.com/r.git?branch=b", ["git://e.com/r.git#refs/heads/b", "https://e.com/r.git"]],
  ["https://e.com/r.git?commit=abc", ["git://e.com/r.git", "https://e.com/r.git", { "git.checksum": "abc" }]],
  [
    "https://e.com/r.git?submodules=false&keep-git-dir=1",
    ["git://e.com/r.git", "https://e.com/r.git", { "git.skipsubmodules": "true", "git.keepgitdir": "true" }],
  ],
  ["git://e.com/r", ["git://e.com/r", "git://e.com/r"]],
  ["github.com/acme/app#main", ["git://github.com/acme/app#main", "https://github.com/acme/app"]],
  ["git@e.com:a/r.git", ["git://e.com/a/r.git", "git@e.com:a/r.git", { "git.mountsshsock": "default" }]],
  [
    "ssh://git@e.com:22/r.git#b",
    ["git://e.com:22/r.git#b", "ssh://git@e.com:22/r.git", { "git.mountsshsock": "default" }],
  ],
];

test.for(rows)("%s is a source of the daemon", ([url, [identifier, remote, attrs = {}]]) => {
  const secrets = { "git.authtokensecret": "GIT_AUTH_TOKEN", "git.authheadersecret": "GIT_AUTH_HEADER" };
  expect(parseGitUrl(url).source).toEqual({ identifier, attrs: { "git.fullurl": remote, ...secrets, ...attrs } });
});

test("a query that no daemon knows is refused, without the password of the URL", () => {
  const parse = () => parseGitUrl("https://me:pw@e.com/r.git?rev=1");
  expect(parse).toThrow(FetchError);
  expect(parse).toThrow('Cannot fetch "https://me:***@e.com/r.git?rev=1": its query has "rev"');
});

test("secrets are for the host of the URL, whatever the case of their variables", () => {
  const env = { buildx_bake_git_auth_token: "a", BUILDX_BAKE_GIT_AUTH_HEADER: "b" };
  expect(gitSecrets("https://e.com:8443/r.git", env)).toEqual([
    { id: "GIT_AUTH_TOKEN.e.com:8443", variable: "buildx_bake_git_auth_token" },
    { id: "GIT_AUTH_HEADER.e.com:8443", variable: "BUILDX_BAKE_GIT_AUTH_HEADER" },
  ]);
  expect(gitSecrets("https://e.com/r.git", { BUILDX_BAKE_GIT_AUTH_TOKEN: "" })).toEqual([]);
});

test("a host is one with its port", () => {
  expect(areOnOneGitHost("https://e.com/a.git#x", "https://me@e.com/b.git")).toBe(true);
  expect(areOnOneGitHost("https://e.com/a.git", "https://e.com:8443/a.git")).toBe(false);
  expect(areOnOneGitHost("https://e.com/a.git", "https://e.com.evil/a.git")).toBe(false);
});

test("an agent is what is named, else the running one", () => {
  const running = { SSH_AUTH_SOCK: "/agent" };
  expect(gitAgentPaths({ ...running, BUILDX_BAKE_GIT_SSH: "/a, /b" })).toEqual(["/a", "/b"]);
  expect(gitAgentPaths(running)).toEqual(["/agent"]);
  expect(gitAgentPaths({})).toEqual([]);
});
