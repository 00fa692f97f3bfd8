// Sentences for what the file system says.

import { StatusCode, StatusError } from "../errors.js";

const reasons: ReadonlyMap<unknown, string> = new Map([
  ["EACCES", "permission denied"],
  ["EPERM", "operation not permitted"],
  ["ENOENT", "no such file or directory"],
  ["ENOTDIR", "it, or a part of its path, is not a directory"],
  ["EISDIR", "it is a directory"],
  ["ELOOP", "its symlinks go in a circle"],
  ["ENOSPC", "no space is left on the device"],
  ["EROFS", "the file system is read-only"],
  ["EDQUOT", "the disk quota is used up"],
  ["EMFILE", "too many files are open"],
  ["ENAMETOOLONG", "its name is too long"],
  ["ENOTEMPTY", "the directory is not empty"],
]);

/** Says which file could not be read or written, and why. `path` stands in when the error itself names none. */
export function fileProblem(verb: "read" | "write", error: unknown, path?: string): StatusError {
  if (error instanceof StatusError) return error;
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const named = path ?? (error instanceof Error && "path" in error ? String(error.path) : undefined);
  const reason = reasons.get(code) ?? (error instanceof Error ? error.message : String(error));
  const message = named === undefined ? reason : `cannot ${verb} "${named}": ${reason}`;
  return new StatusError(code === "EACCES" ? StatusCode.permissionDenied : StatusCode.unknown, message, {
    cause: error,
  });
}
