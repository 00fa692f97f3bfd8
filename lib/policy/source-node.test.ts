import { expect, test } from "vitest";
import { ask, op, shownInput, testPolicy } from "../../testing/policies/ask.js";

const env = { filename: "Dockerfile", depth: 0 };

const downloads: readonly { readonly url: string; readonly http: object }[] = [
  { url: "https://example.com", http: { schema: "https", host: "example.com" } },
  { url: "http://example.com:80/a/../b", http: { schema: "http", host: "example.com:80", path: "/a/../b" } },
  {
    url: "https://u:p@Example.COM/a%20b%2Fc?q=a+b&q=2&%3D=%26&&flag#part",
    http: {
      schema: "https",
      host: "Example.COM",
      path: "/a b/c",
      query: { q: ["a b", "2"], "=": ["&"], flag: [""] },
    },
  },
  {
    url: "https://[::1]:8080/a?x=%zz&y=1;z=2&w=3",
    http: { schema: "https", host: "[::1]:8080", path: "/a", query: { w: ["3"] } },
  },
  {
    url: "https://example.com/a?__proto__=1",
    http: { schema: "https", host: "example.com", path: "/a", query: { ["__proto__"]: ["1"] } },
  },
];

test.for(downloads)("of $url the address tells", async ({ url, http }) => {
  expect(await shownInput({ source: op(url) })).toEqual({ env, http: { url, ...http } });
});

test("that a download is asked for with credentials, and its checksum, are told", async () => {
  const checksum = `sha256:${"d".repeat(64)}`;
  const source = op("https://example.com/a", { "http.authheadersecret": "token" });
  expect(await shownInput({ source, http: { checksum, filename: "a" } })).toEqual({
    env,
    http: { url: "https://example.com/a", schema: "https", host: "example.com", path: "/a", hasAuth: true, checksum },
  });
});

test("a folder here is told by its name", async () => {
  expect(await shownInput({ source: op("local://context") })).toEqual({ env, local: { name: "context" } });
  expect(await shownInput({ source: op("local://") })).toEqual({ env, local: {} });
});

const strange: readonly (readonly [string, string])[] = [
  ["", 'the daemon asks about "", which is no source'],
  ["docker-image:/x", 'the daemon asks about "docker-image:/x", which is no source'],
  ["oci-layout://x@y", 'policies know nothing of sources of the kind "oci-layout", such as oci-layout://x@y'],
  ["https://ex ample.com/", '"https://ex ample.com/" is no address of a download'],
  ["https://example.com/%zz", '"https://example.com/%zz" is no address of a download'],
  ["https://example.com:port/", '"https://example.com:port/" is no address of a download'],
];

test.for(strange)("%j: %s", async ([identifier, message]) => {
  await expect(ask(await testPolicy('decision := {"allow": true}'), { source: op(identifier) })).rejects.toThrow(
    message,
  );
});
