// What fsutil says about one entry of a tree, and Go's file modes, in which it says it.

import type { BigIntStats } from "node:fs";
import { constants } from "node:fs";

/** An entry of a tree on the wire. Follows tonistiigi/fsutil types/stat.proto. */
export interface Stat {
  /** Relative and clean, with `/`; the root itself has no entry. */
  readonly path: string;
  /** Go's FileMode: {@link goMode}. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  /** Nanoseconds since the epoch: in a double they would lose digits, and with them the daemon's "nothing changed". */
  readonly modTime: bigint;
  /** A symlink's text; for a regular file the path of the entry that it is another name of; else empty. */
  readonly linkname: string;
  readonly devMajor: number;
  readonly devMinor: number;
}

/** Type and flag bits of Go's io/fs.FileMode. */
export const goMode = {
  directory: 2 ** 31,
  symlink: 1 << 27,
  device: 1 << 26,
  namedPipe: 1 << 25,
  socket: 1 << 24,
  setuid: 1 << 23,
  setgid: 1 << 22,
  charDevice: 1 << 21,
  sticky: 1 << 20,
  irregular: 1 << 19,
  permissions: 0o777,
} as const;

const typeBits =
  goMode.directory |
  goMode.symlink |
  goMode.device |
  goMode.namedPipe |
  goMode.socket |
  goMode.charDevice |
  goMode.irregular;

export function isDirectory(mode: number): boolean {
  return (mode & goMode.directory) !== 0;
}

export function isSymlink(mode: number): boolean {
  return (mode & goMode.symlink) !== 0;
}

/** Whether its bytes can be asked for. */
export function isRegular(mode: number): boolean {
  return (mode & typeBits) === 0;
}

/** A file's mode as Go has it. A socket becomes an empty regular file, as in fsutil stat.go. */
export function goModeOf(unixMode: number): number {
  let mode = unixMode & goMode.permissions;
  if (unixMode & 0o4000) mode |= goMode.setuid;
  if (unixMode & 0o2000) mode |= goMode.setgid;
  if (unixMode & 0o1000) mode |= goMode.sticky;
  switch (unixMode & constants.S_IFMT) {
    case constants.S_IFDIR:
      return (mode | goMode.directory) >>> 0;
    case constants.S_IFLNK:
      return mode | goMode.symlink;
    case constants.S_IFBLK:
      return mode | goMode.device;
    case constants.S_IFCHR:
      return mode | goMode.device | goMode.charDevice;
    case constants.S_IFIFO:
      return mode | goMode.namedPipe;
    default:
      return mode;
  }
}

/** The bits for `chmod` in a mode of Go's. */
export function unixPermissions(mode: number): number {
  let bits = mode & goMode.permissions;
  if (mode & goMode.setuid) bits |= 0o4000;
  if (mode & goMode.setgid) bits |= 0o2000;
  if (mode & goMode.sticky) bits |= 0o1000;
  return bits;
}

/** Linux's device numbers, as fsutil takes them apart. */
export function deviceNumbers({ rdev }: BigIntStats): { readonly devMajor: number; readonly devMinor: number } {
  return {
    devMajor: Number((rdev >> 8n) & 0xfffn),
    devMinor: Number((rdev & 0xffn) | ((rdev >> 12n) & 0xfff00n)),
  };
}
