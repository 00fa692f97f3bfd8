// buildkitd.toml before it is sent: what is wrong with it, each at its place, and what becomes of certificates.

import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkGolden, goldenFiles } from "../../../testing/tools/index.js";
import { renderDiagnostics } from "../../source/index.js";
import { buildkitdConfig } from "./buildkitd-config.js";

async function configOf(text: string, files: Readonly<Record<string, string>> = {}) {
  const { value, diagnostics } = await buildkitdConfig({ name: "buildkitd.toml", text }, async (path) => {
    const content = files[path];
    if (content === undefined) throw Object.assign(new Error(path), { code: "ENOENT" });
    return new TextEncoder().encode(content);
  });
  const written = Object.entries(value.files).map(([name, content]) => [name, new TextDecoder().decode(content)]);
  return { files: Object.fromEntries(written), entitlements: value.entitlements, diagnostics };
}

test.for([...goldenFiles(join(import.meta.dirname, "golden"))])("mistakes: %s", async ([, path]) => {
  await checkGolden(path, async ({ files }) => {
    const { diagnostics } = await configOf(files.get("buildkitd.toml") ?? "");
    return { diagnostics: renderDiagnostics(diagnostics) };
  });
});

describe("certificates", () => {
  const text = `# kept
[registry."docker.io"]
  mirrors = ["mirror.test:5000"]
  ca = ["pki/a.pem", 'pki/b.pem'] # both
[[registry."docker.io".keypair]]
  key = "pki/key.pem"
  cert = "pki/cert.pem"
[registry."mirror.test:5000"]
  keypair = [{ key = "pki/key.pem", cert = "pki/cert.pem" }]
`;
  const pki = { "pki/a.pem": "A", "pki/b.pem": "B", "pki/key.pem": "K", "pki/cert.pem": "C" };

  test("are put beside the file, which keeps all but their paths", async () => {
    const { files, diagnostics } = await configOf(text, pki);
    expect(diagnostics).toEqual([]);
    expect(files).toEqual({
      "buildkitd.toml": `# kept
[registry."docker.io"]
  mirrors = ["mirror.test:5000"]
  ca = ["/etc/buildkit/certs/docker.io/a.pem", "/etc/buildkit/certs/docker.io/b.pem"] # both
[[registry."docker.io".keypair]]
  key = "/etc/buildkit/certs/docker.io/key.pem"
  cert = "/etc/buildkit/certs/docker.io/cert.pem"
[registry."mirror.test:5000"]
  keypair = [{ key = "/etc/buildkit/certs/mirror.test_5000/key.pem", cert = "/etc/buildkit/certs/mirror.test_5000/cert.pem" }]
`,
      "certs/docker.io/a.pem": "A",
      "certs/docker.io/b.pem": "B",
      "certs/docker.io/key.pem": "K",
      "certs/docker.io/cert.pem": "C",
      "certs/mirror.test_5000/key.pem": "K",
      "certs/mirror.test_5000/cert.pem": "C",
    });
  });

  test("that are not there are told of where they are named", async () => {
    const { diagnostics } = await configOf(text, { ...pki, "pki/b.pem": undefined as unknown as string });
    expect(diagnostics.map(({ code, summary }) => [code, summary])).toEqual([
      ["buildkitd-certificate", '"pki/b.pem" cannot be read: there is no such file'],
    ]);
    expect(diagnostics[0]?.subject?.start).toBe(text.indexOf("'pki/b.pem'"));
  });

  test("of one registry cannot have one name", async () => {
    const { diagnostics } = await configOf('[registry.a]\nca = ["x/ca.pem", "y/ca.pem"]\n', {
      "x/ca.pem": "1",
      "y/ca.pem": "2",
    });
    expect(diagnostics.map(({ summary }) => summary)).toEqual([
      '"y/ca.pem" and "x/ca.pem" would be one file beside buildkitd',
    ]);
  });
});

test("what builds may ask for is read from it", async () => {
  const { entitlements } = await configOf('insecure-entitlements = ["network.host", "device"]\n');
  expect(entitlements).toEqual(["network.host", "device"]);
});

test("no text makes it throw, and places lie in the text", async () => {
  const piece = fc.constantFrom(
    "[",
    "]",
    "[[",
    "]]",
    "a",
    "worker",
    ".oci",
    "=",
    '"x"',
    "1",
    "true",
    "\n",
    "{",
    "}",
    ",",
    "'",
    "#",
    "é",
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 30 }), async (pieces) => {
      const text = pieces.join("");
      for (const { subject } of (await configOf(text)).diagnostics) {
        if (subject === undefined) throw new Error("a mistake without a place");
        expect(subject.start).toBeGreaterThanOrEqual(0);
        expect(subject.start).toBeLessThanOrEqual(subject.end);
        expect(subject.end).toBeLessThanOrEqual(text.length);
      }
    }),
  );
});
