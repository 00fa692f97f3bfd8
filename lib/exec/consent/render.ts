// What is missing, in words and as the flags that give it.

import path from "node:path";
import type { MissingConsent } from "./missing.js";

export interface ConsentTextOptions {
  /** Absolute, symlinks followed: paths in or just above it are shown relative to it. */
  readonly cwd: string;
  /** The command line as typed, such as `["bakehouse", "bake", "app"]`. */
  readonly command: readonly string[];
  /** The user can be asked: the flags are then a way not to be. */
  readonly isInteractive: boolean;
  /** BUILDX_BAKE_ENTITLEMENTS_FS is set: nobody needs to be told of it. */
  readonly isFilesystemDecided: boolean;
}

/** Whether the build may not start. With the filesystem part turned off, missing paths and agents are shown, but do not block. */
export function isBlocked(missing: MissingConsent, isFilesystemEnforced: boolean): boolean {
  return otherRights(missing).length > 0 || (isFilesystemEnforced && filesystemRights(missing, "/").length > 0);
}

/** Lines to print, without line ends; none when nothing is missing. The question, if any, is for whoever can ask it. */
export function consentLines(missing: MissingConsent, options: ConsentTextOptions): readonly string[] {
  const filesystem = filesystemRights(missing, options.cwd);
  const rights = [...otherRights(missing), ...filesystem];
  if (rights.length === 0) return [];
  const flags = rights.map(({ flag }) => `--allow=${flag}`);
  const lines = ["This build asks for rights that may be misused:", "", ...rights.map(({ text }) => ` - ${text}`), ""];
  const given = JSON.stringify(flags.join(" "));
  lines.push(
    options.isInteractive ? `Pass ${given} to grant them without being asked.` : `Pass ${given} to grant them.`,
  );
  const at = options.command.indexOf("bake");
  if (at !== -1) {
    const words = [...options.command.slice(0, at + 1), ...flags, ...options.command.slice(at + 1)];
    lines.push("", "The whole command with these rights:", "", words.map(quoted).join(" "));
  }
  if (filesystem.length > 0 && !options.isFilesystemDecided) {
    lines.push("", "BUILDX_BAKE_ENTITLEMENTS_FS=0 turns off the check of paths and agents.");
  }
  return lines;
}

interface Right {
  readonly text: string;
  readonly flag: string;
}

function otherRights({ isNetworkHost, isSecurityInsecure, devices, isLocalDelete }: MissingConsent): readonly Right[] {
  return [
    ...when(isNetworkHost, "Containers on the network of the host", "network.host"),
    ...when(isSecurityInsecure, "Privileged containers, which can change the system", "security.insecure"),
    ...(devices === "all"
      ? [{ text: "All CDI devices", flag: "device" }]
      : devices.map((name) => ({ text: `Device ${name}`, flag: `device=${name}` }))),
    ...when(
      isLocalDelete,
      "Deleting files in local output folders that the build does not make",
      "buildx.local.delete",
    ),
  ];
}

function filesystemRights({ isSsh, readWrite, read, write }: MissingConsent, cwd: string): readonly Right[] {
  const rights = (paths: readonly string[], text: string, flag: string): readonly Right[] =>
    paths.map((file) => ({ text: `${text} ${shown(file, cwd)}`, flag: `${flag}=${shown(file, cwd)}` }));
  return [
    ...when(isSsh, "The default SSH agent", "ssh"),
    ...rights(readWrite, "Reading and writing", "fs"),
    ...rights(read, "Reading", "fs.read"),
    ...rights(write, "Writing", "fs.write"),
  ];
}

function when(isMissing: boolean, text: string, flag: string): readonly Right[] {
  return isMissing ? [{ text, flag }] : [];
}

function shown(file: string, cwd: string): string {
  const relative = path.relative(cwd, file);
  return relative.startsWith(path.join("..", "..")) || path.isAbsolute(relative) ? file : relative || ".";
}

/** As a shell reads it back. */
function quoted(word: string): string {
  return /^[\w@%+=:,./*-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
