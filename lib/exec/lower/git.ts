// Where the source of a target comes from, for its provenance and its labels. Follows docker/buildx build/git.go.

import { execFile } from "node:child_process";
import { realpath } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import type { Repository } from "../repository.js";
import type { Local, LowerWorld } from "./lowered.js";
import { parseBool } from "./text.js";

export interface GitSource {
  /** Absolute; undefined for a context that is fetched. */
  readonly context: string | undefined;
  /** Absolute. */
  readonly dockerfile: string | undefined;
  readonly locals: readonly Local[];
}

/** `BUILDX_GIT_INFO=0` leaves the provenance alone; `BUILDX_GIT_LABELS=1` adds labels to the image. */
export async function lowerGit(
  { context, dockerfile, locals }: GitSource,
  { env, repositoryOf }: LowerWorld,
): Promise<Readonly<Record<string, string>>> {
  const hasInfo = parseBool(env["BUILDX_GIT_INFO"] ?? "") ?? true;
  const labels = env["BUILDX_GIT_LABELS"] ?? "";
  const hasLabels = labels === "full" || parseBool(labels) === true;
  if (context === undefined || !(hasInfo || hasLabels)) return {};
  const repository = await repositoryOf(context);
  if (repository === undefined) return {};
  const attrs: Record<string, string> = {};
  const revision = await revisionOf(repository, parseBool(env["BUILDX_GIT_CHECK_DIRTY"] ?? "") === true);
  if (revision !== undefined) {
    if (hasLabels) attrs["label:org.opencontainers.image.revision"] = revision;
    if (hasInfo) attrs["vcs:revision"] = revision;
  }
  if (repository.remoteUrl !== undefined) {
    if (hasLabels) attrs["label:org.opencontainers.image.source"] = repository.remoteUrl;
    if (hasInfo) attrs["vcs:source"] = repository.remoteUrl;
  }
  const entrypoint = dockerfile === undefined ? undefined : inside(repository.root, dockerfile);
  if (hasLabels && entrypoint !== undefined) attrs["label:com.docker.image.source.entrypoint"] = entrypoint;
  if (!hasInfo) return attrs;
  for (const { name, directory } of locals) {
    if (directory.kind !== "disk") continue;
    const place = inside(repository.root, await realpath(directory.path).catch(() => directory.path));
    if (place !== undefined) attrs[`vcs:localdir:${name}`] = place;
  }
  return attrs;
}

async function revisionOf({ root, revision }: Repository, checksDirty: boolean): Promise<string | undefined> {
  if (revision === undefined || !checksDirty) return revision;
  const changes = await promisify(execFile)("git", ["-C", root, "status", "--porcelain", "--ignored"]).then(
    ({ stdout }) => stdout.trim(),
    () => "unknown",
  );
  return changes === "" ? revision : `${revision}-dirty`;
}

/** `file` relative to `root`, `.` for the root itself; undefined when it is elsewhere. */
function inside(root: string, file: string): string | undefined {
  const place = path.relative(root, file);
  if (place === "") return ".";
  return place === ".." || place.startsWith(`..${path.sep}`) || path.isAbsolute(place) ? undefined : place;
}
