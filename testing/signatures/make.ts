// Signs commits, tags and files with throw-away keys, using git, gpg and ssh-keygen as people do.

import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Texts are ASCII. `at` is milliseconds since 1970. */
export interface SignedCase {
  readonly name: string;
  /** What a policy would be given. */
  readonly keys: string;
  readonly objects: readonly SignedObject[];
  readonly file?: { readonly content: string; readonly signature: string };
}

export interface SignedObject {
  readonly kind: "commit" | "tag";
  /** As git keeps it. */
  readonly raw: string;
}

/** Why signatures cannot be made here, or `undefined`. */
export function lackOfTools(): string | undefined {
  const lacking = ["git", "gpg", "gpgconf"].filter((tool) => spawnSync(tool, ["--version"]).error !== undefined);
  if (spawnSync("ssh-keygen", ["-?"]).error !== undefined) lacking.push("ssh-keygen");
  return lacking.length === 0 ? undefined : `${lacking.join(", ")} not found`;
}

/** In `folder`, which is empty, and whose path is short enough for the sockets of gpg. */
export function makeSignedCases(folder: string): readonly SignedCase[] {
  const home = join(folder, "g");
  mkdirSync(home, { mode: 0o700 });
  const repository = join(folder, "r");
  const environment = {
    PATH: process.env["PATH"],
    HOME: folder,
    GNUPGHOME: home,
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_AUTHOR_NAME: "A",
    GIT_AUTHOR_EMAIL: "a@example.com",
    GIT_COMMITTER_NAME: "C",
    GIT_COMMITTER_EMAIL: "c@example.com",
  };
  try {
    run("git", ["init", "--quiet", repository]);
    return [...pgpCases(), ...sshCases()];
  } finally {
    spawnSync("gpgconf", ["--homedir", home, "--kill", "all"], { env: environment });
  }

  function run(tool: string, args: readonly string[], input?: string): string {
    return execFileSync(tool, args, {
      cwd: folder,
      env: environment,
      input,
      encoding: "latin1",
      stdio: ["pipe", "pipe", "pipe"],
    });
  }

  function gpg(date: string, args: readonly string[], input?: string): string {
    // In the file, so that it holds when git calls as well.
    const lines = [
      "batch",
      "pinentry-mode loopback",
      'passphrase ""',
      `faked-system-time ${date}T000000!`,
      "allow-weak-key-signatures",
    ];
    writeFileSync(join(home, "gpg.conf"), `${lines.join("\n")}\n`);
    return run("gpg", ["--armor", ...args], input);
  }

  function pgpCases(): readonly SignedCase[] {
    const plain = [
      "rsa2048",
      "ed25519",
      "nistp256",
      "nistp384",
      "nistp521",
      "rsa1024",
      "brainpoolP256r1",
      "dsa2048",
    ].map((algorithm) => {
      addKey(algorithm, algorithm, "never");
      return { name: algorithm, keys: exported(algorithm), ...signed(algorithm, "20240601") };
    });

    addKey("subkey", "ed25519", "never", "cert");
    const owner = fingerprint("subkey");
    gpg("20240101", ["--quick-add-key", owner, "rsa2048", "sign", "never"]);
    gpg("20240101", ["--quick-add-key", owner, "cv25519", "encr", "never"]);
    const subkey = { name: "subkey", keys: exported("subkey"), ...signed("subkey", "20240601") };
    gpg("20240501", ["--no-tty", "--command-fd", "0", "--edit-key", owner], "key 1\nrevkey\ny\n0\n\ny\nsave\n");
    const revokedSubkey = { ...subkey, name: "subkey-revoked-before", keys: exported("subkey") };

    addKey("expiring", "ed25519", "2024-07-01");
    const expiring = { name: "expired-since", keys: exported("expiring"), ...signed("expiring", "20240601") };
    gpg("20240601", ["--quick-set-expire", fingerprint("expiring"), "0"]);
    const expired = { name: "expired-before", keys: expiring.keys, ...signed("expiring", "20240801") };

    addKey("revoked", "ed25519", "never");
    const beforeRevoking = signed("revoked", "20240601");
    const revocation = readFileSync(join(home, "openpgp-revocs.d", `${fingerprint("revoked")}.rev`), "latin1");
    gpg("20240801", ["--import"], revocation.slice(revocation.indexOf(":-----BEGIN") + 1));
    const revoked = { name: "revoked", keys: exported("revoked"), ...beforeRevoking };

    const weak = { name: "sha1", keys: exported("rsa2048"), ...signed("rsa2048", "20240601", "SHA1") };
    const several = {
      name: "second-of-two-keys",
      keys: exported("rsa2048") + exported("ed25519"),
      ...signed("ed25519", "20240601"),
    };
    const another = { name: "another-key", keys: exported("rsa2048"), ...signed("ed25519", "20240601") };
    return [...plain, subkey, revokedSubkey, expiring, expired, revoked, weak, several, another];
  }

  function addKey(name: string, algorithm: string, expiry: string, use = "sign"): void {
    gpg("20240101", ["--quick-gen-key", `${name} <${name}@example.com>`, algorithm, use, expiry]);
  }

  function fingerprint(name: string): string {
    const listing = gpg("20240101", ["--with-colons", "--list-keys", `${name}@example.com`]);
    return /^fpr:+([0-9A-F]+):/m.exec(listing)?.[1] ?? "";
  }

  function exported(name: string): string {
    return gpg("20240601", ["--export", `${name}@example.com`]);
  }

  function signed(name: string, date: string, hash = "SHA512"): Pick<SignedCase, "objects" | "file"> {
    const user = `${name}@example.com`;
    const content = `A file for ${name}.\n`;
    const signature = gpg(
      date,
      ["--digest-algo", hash, "--local-user", user, "--output", "-", "--detach-sign"],
      content,
    );
    if (hash !== "SHA512")
      writeFileSync(join(home, "gpg.conf"), `${readFileSync(join(home, "gpg.conf"), "latin1")}digest-algo ${hash}\n`);
    return { objects: objects(["-c", `user.signingkey=${user}`]), file: { content, signature } };
  }

  function objects(options: readonly string[]): readonly SignedObject[] {
    const git = (...args: readonly string[]) => run("git", ["-C", repository, ...options, ...args]);
    git("commit", "--quiet", "--allow-empty", "--gpg-sign", "--message", "A commit\n\nwith: a body");
    git("tag", "--force", "--sign", "--message", "A tag", "v1");
    return [
      { kind: "commit", raw: git("cat-file", "commit", "HEAD") },
      { kind: "tag", raw: git("cat-file", "tag", "v1") },
    ];
  }

  function sshCases(): readonly SignedCase[] {
    const kinds = [
      ["ed25519"],
      ["rsa", "-b", "2048"],
      ["ecdsa", "-b", "256"],
      ["ecdsa", "-b", "384"],
      ["ecdsa", "-b", "521"],
    ];
    for (const kind of kinds)
      run("ssh-keygen", ["-q", "-N", "", "-C", "c", "-f", join(folder, `ssh-${kind.join("")}`), "-t", ...kind]);
    const keys = readdirSync(folder).filter((file) => file.startsWith("ssh-") && !file.endsWith(".pub"));
    const signing = (key: string) =>
      objects(["-c", "gpg.format=ssh", "-c", `user.signingkey=${join(folder, key)}.pub`]);
    const publicKey = (key: string) => readFileSync(join(folder, `${key}.pub`), "latin1");
    const cases = keys.map((key) => ({ name: key, keys: publicKey(key), objects: signing(key) }));
    const mine = signing("ssh-ed25519");
    return [
      ...cases,
      {
        name: "ssh-allowed-signers",
        keys: `# comment\n\nc@example.com,"a b" ${publicKey("ssh-ed25519")}`,
        objects: mine,
      },
      { name: "ssh-another-key", keys: publicKey("ssh-rsa-b2048"), objects: mine },
      { name: "ssh-second-line", keys: publicKey("ssh-rsa-b2048") + publicKey("ssh-ed25519"), objects: mine },
    ];
  }
}
