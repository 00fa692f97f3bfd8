// A target whose platforms several nodes build: what each of them is asked for. Follows docker/buildx build/build.go.

import type { Attrs } from "../../buildkit/index.js";
import type { Lowered, Output } from "../lower/lowered.js";
import type { ReportMistake } from "../lower/mistake.js";
import { parseBool } from "../lower/text.js";

/** What is made of the images that the nodes pushed. */
export interface IndexWish {
  /** `HOST/NAME:TAG` each. With `isByDigest` the index gets no tag. */
  readonly names: readonly string[];
  readonly isByDigest: boolean;
  /** As outputs have them: `annotation-index.KEY` and the like. */
  readonly annotations: Attrs;
  readonly isInsecure: boolean;
}

export interface LoweredShare {
  readonly lowered: Lowered;
  readonly index?: IndexWish;
}

/** `lowered` is the target with the platforms of this share alone. */
export function lowerShare(lowered: Lowered, report: ReportMistake): LoweredShare {
  for (const output of lowered.outputs) reportUnmergeable(output, report);
  const pushed = lowered.outputs.filter(isPushed);
  if (new Set(pushed.map(makingOf)).size > 1) reportDifferentImages(report);
  const share: Lowered = {
    ...lowered,
    attrs: { ...lowered.attrs, "multi-platform": "true" },
    outputs: lowered.outputs.map((output) => (isPushed(output) ? pushedByDigest(output) : output)),
    notes: [...lowered.notes, ...cacheNotes(lowered)],
  };
  const [first] = pushed;
  if (first === undefined) return { lowered: share };
  const { attrs } = first.exporter;
  const names = new Set(pushed.flatMap(({ exporter }) => namesIn(exporter.attrs)));
  return {
    lowered: share,
    index: {
      names: [...names],
      isByDigest: parseBool(attrs["push-by-digest"] ?? "") ?? false,
      annotations: Object.fromEntries(Object.entries(attrs).filter(([key]) => key.startsWith("annotation-"))),
      isInsecure: parseBool(attrs["registry.insecure"] ?? "") ?? false,
    },
  };
}

/** Inline caches travel with the image of their platform; others have one name for all. */
function cacheNotes({ cacheExports }: Lowered): readonly string[] {
  const types = new Set(cacheExports.map(({ type }) => type).filter((type) => type !== "inline"));
  return [...types].map(
    (type) => `each node writes the cache of type=${type} under the same name, and the last one stays: use type=inline`,
  );
}

function isPushed({ exporter }: Output): boolean {
  return exporter.type === "image" && parseBool(exporter.attrs["push"] ?? "") === true;
}

function pushedByDigest(output: Output): Output {
  const repositories = new Set(namesIn(output.exporter.attrs).map(repositoryOf));
  const attrs = { ...output.exporter.attrs, name: [...repositories].join(","), "push-by-digest": "true" };
  return { ...output, exporter: { type: "image", attrs } };
}

function namesIn({ name = "" }: Attrs): readonly string[] {
  return name
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");
}

/** Without tag and digest. */
export function repositoryOf(name: string): string {
  return name.replace(/@.*$/, "").replace(/:[^/:]*$/, "");
}

/** What an output says of an image beside where it goes, as text to compare. */
function makingOf({ exporter }: Output): string {
  const { name, ...making } = exporter.attrs;
  return JSON.stringify(Object.entries(making).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Daemons tell one digest for all images of a build, so that an index of each could not be made. docker-buildx makes only the first. */
function reportDifferentImages(report: ReportMistake): void {
  report({
    code: "unsupported-by-builder",
    attribute: "output",
    summary: "Pushed images that differ cannot be put together from several nodes",
    detail:
      "The nodes of this builder build different platforms of the target, and what they push becomes one index under all names. Give the outputs the same options but for their names, or build one platform at a time.",
  });
}

function reportUnmergeable({ exporter, destination }: Output, report: ReportMistake): void {
  const isMirror = destination.kind === "directory" && destination.isMirror;
  if (exporter.type !== "oci" && exporter.type !== "docker" && exporter.type !== "tar" && !isMirror) return;
  const what =
    destination.kind === "load"
      ? "An image for docker"
      : isMirror
        ? "A folder with mode=delete"
        : `An archive of type=${exporter.type}`;
  report({
    code: "unsupported-by-builder",
    attribute: "output",
    typed: exporter.type,
    summary: `${what} cannot be put together from several nodes`,
    detail:
      "The nodes of this builder build different platforms of the target, and each would write its own. Push the image, use type=local, or build one platform at a time.",
  });
}
