// Where the entries of a served directory come from: the disk, or a few files in memory such as an inline Dockerfile.
// All verbs are synchronous: four trips through the thread pool for each small file cost three times the file itself.

import { isUtf8 } from "node:buffer";
import * as fs from "node:fs";
import { basename, dirname, sep } from "node:path";
import { StatusCode, StatusError } from "../errors.js";
import { deviceNumbers, goMode, goModeOf, type Stat } from "./stat.js";

/** Paths are relative to the root, with `/`; the root is "". What is missing throws an error with code ENOENT or ENOTDIR. */
export interface Tree {
  /** The entries of a directory in any order. */
  readonly list: (directory: string) => readonly ListedEntry[];
  /** Of the entry itself, not of what it links to. */
  readonly stat: (path: string) => EntryStat;
  /** Opens a regular file. */
  readonly open: (path: string) => TreeFile;
  /** For messages. */
  readonly display: (path: string) => string;
}

export interface ListedEntry {
  readonly name: string;
  readonly isDirectory: boolean;
}

/** `linkname` is set for symlinks alone. */
export interface EntryStat extends Omit<Stat, "path" | "uid" | "gid"> {
  /** Set when the file has more than one name. */
  readonly inode: string | undefined;
}

export interface TreeFile {
  /** Reads at `position` into `target`; fewer bytes than asked for mean that the file ends there. */
  readonly readSync: (target: Buffer, at: number, length: number, position: number) => number;
  readonly read: (target: Buffer, at: number, length: number, position: number) => Promise<number>;
  readonly close: () => void;
}

/** @throws when `directory` is missing or is none; a symlink to one is followed. */
export function diskTree(directory: string): Tree {
  const root = fs.realpathSync(directory);
  const prefix = root.endsWith(sep) ? root : root + sep;
  const at = (path: string) => (path === "" ? root : prefix + path);
  return {
    list: (path) =>
      fs.readdirSync(at(path), { withFileTypes: true }).map((entry) => ({
        name: entry.name,
        isDirectory: entry.isDirectory(),
      })),
    stat(path) {
      try {
        return entryStat(at(path));
      } catch (error) {
        if (path.includes(replacement)) refuseBytes(at(path));
        throw error;
      }
    },
    open: (path) => openFile(at(path)),
    display: at,
  };
}

/** Files in memory, by path; all with mode 0644 and the same time, so that equal files are equal to the daemon. */
export function memoryTree(files: ReadonlyMap<string, Uint8Array>): Tree {
  const directories = new Set([""]);
  for (const path of files.keys()) {
    for (let slash = path.indexOf("/"); slash >= 0; slash = path.indexOf("/", slash + 1)) {
      directories.add(path.slice(0, slash));
    }
  }
  const base = { linkname: "", modTime: 0n, devMajor: 0, devMinor: 0, inode: undefined };
  return {
    list(directory) {
      const prefix = directory === "" ? "" : `${directory}/`;
      const below = [...directories, ...files.keys()].filter((path) => path.startsWith(prefix) && path !== directory);
      return below
        .filter((path) => path !== "" && !path.includes("/", prefix.length))
        .map((path) => ({ name: path.slice(prefix.length), isDirectory: directories.has(path) }));
    },
    stat(path) {
      const file = files.get(path);
      if (file !== undefined) return { ...base, mode: 0o644, size: file.length };
      if (directories.has(path)) return { ...base, mode: goMode.directory + 0o755, size: 0 };
      throw missing(path);
    },
    open(path) {
      const file = files.get(path);
      if (file === undefined) throw missing(path);
      const readSync: TreeFile["readSync"] = (target, at, length, position) => {
        const part = file.subarray(position, position + length);
        target.set(part, at);
        return part.length;
      };
      return { readSync, read: async (...range) => readSync(...range), close() {} };
    },
    display: (path) => path,
  };
}

/** What Node puts in place of bytes that are no UTF-8. */
const replacement = "\uFFFD";

/**
 * Without this a file whose name is no UTF-8 would count as vanished. The protocol cannot carry it.
 * @throws {StatusError} when there is such a name.
 */
function refuseBytes(path: string): void {
  const names = fs.readdirSync(dirname(path), { encoding: "buffer" });
  if (!names.some((name) => name.toString() === basename(path) && !isUtf8(name))) return;
  throw new StatusError(
    StatusCode.invalidArgument,
    `the name of "${path}" is not UTF-8, and no build context can hold it: rename it, or leave it out with a .dockerignore`,
  );
}

function entryStat(path: string): EntryStat {
  const stat = fs.lstatSync(path, { bigint: true });
  const mode = goModeOf(Number(stat.mode));
  const isLink = (mode & goMode.symlink) !== 0;
  const isDirectory = stat.isDirectory();
  const device = (mode & goMode.device) === 0 ? noDevice : deviceNumbers(stat);
  // Every field by hand: this runs once for each file of a context, and spreads are what it would spend its time on.
  return {
    mode: process.platform === "win32" ? windowsMode(mode) : mode,
    size: isDirectory ? 0 : Number(stat.size),
    modTime: stat.mtimeNs,
    linkname: isLink ? fs.readlinkSync(path) : "",
    devMajor: device.devMajor,
    devMinor: device.devMinor,
    inode: stat.nlink > 1n && !isDirectory && !isLink ? `${stat.dev}:${stat.ino}` : undefined,
  };
}

const noDevice = { devMajor: 0, devMinor: 0 };

/** Windows knows no permission to execute: fsutil stat.go makes everything executable and nothing writable for others. */
function windowsMode(mode: number): number {
  return (mode - (mode & goMode.permissions) + ((mode | 0o111) & 0o755)) >>> 0;
}

function openFile(path: string): TreeFile {
  const fd = fs.openSync(path, "r");
  return {
    readSync: (target, at, length, position) => fs.readSync(fd, target, at, length, position),
    read: (target, at, length, position) =>
      new Promise((resolve, reject) => {
        fs.read(fd, target, at, length, position, (error, count) => (error === null ? resolve(count) : reject(error)));
      }),
    close: () => fs.closeSync(fd),
  };
}

function missing(path: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`no such file: ${path}`), { code: "ENOENT" });
}
