// Outputs: exporters of the request, and where their bytes go on this side. Follows docker/buildx build/opt.go.

import path from "node:path";
import type { OutputEntry, Target } from "../../config/index.js";
import { lowerAnnotations } from "./annotations.js";
import { reportBadBool } from "./attest.js";
import { kindOf } from "./context.js";
import type { Destination, LowerWorld, NodeFeatures, Output } from "./lowered.js";
import type { ReportMistake } from "./mistake.js";
import { hasRequired } from "./requirements.js";
import { checkedTags } from "./tags.js";
import { parseBool } from "./text.js";

export interface ExportOptions {
  readonly platforms: readonly string[];
  readonly areAttestationsWanted: boolean;
  /** Built for others only: it has no outputs of its own, and gets none by default. */
  readonly isLinked: boolean;
}

export interface LoweredOutputs {
  readonly outputs: readonly Output[];
  /** Nothing was said about outputs, and the builder has no default. */
  readonly lacksOutput: boolean;
}

export async function lowerOutputs(
  target: Target,
  options: ExportOptions,
  world: LowerWorld,
  report: ReportMistake,
): Promise<LoweredOutputs> {
  const written = target.output ?? [];
  const isOpen = written.length === 0 && !options.isLinked && !isCall(target) && !isDefaultLoadOff(world, report);
  const entries = isOpen ? defaultOutputs(world.node) : written;
  const tags = checkedTags(target, report);
  const annotations = lowerAnnotations(target, report);
  if (Object.keys(annotations).length > 0) hasRequired("annotations", world, report);
  const outputs: Output[] = [];
  for (const entry of entries) {
    if (entry.type === "cacheonly") continue;
    const output = await lowerOutput(entry, options, world, report);
    if (output === undefined) continue;
    const attrs = {
      ...output.exporter.attrs,
      ...annotations,
      ...nameAttrs(entry, tags),
      ...buildInfoAttrs(entry, target),
    };
    checkPush(entry, attrs, world, report);
    const exporter = { type: output.exporter.type, attrs: { ...attrs, ...artifactAttrs(output, world, report) } };
    outputs.push(withPush({ ...output, exporter }, world));
  }
  if (outputs.filter(({ destination }) => destination.kind === "stdout").length > 1) {
    report({
      code: "invalid-output",
      attribute: "output",
      summary: "Two outputs go to standard output",
      detail: `Give all but one of them a file: dest=FILE.`,
    });
  }
  const images = outputs.filter(({ exporter }) => ["image", "moby", "oci", "docker"].includes(exporter.type));
  if (images.length > 1 && images.some(({ destination }) => destination.kind === "layout")) {
    report({
      code: "invalid-output",
      attribute: "output",
      typed: "tar",
      summary: "A layout folder (tar=false) cannot stand beside another image output",
      detail: "The daemon tells the digest of one of them only, and the index of the folder would name the wrong one.",
    });
  }
  if (outputs.length > 1) hasRequired("outputs", world, report);
  if (outputs.some(({ exporter }) => parseBool(exporter.attrs["rewrite-timestamp"] ?? "") === true))
    hasRequired("rewriteTimestamp", world, report);
  return { outputs, lacksOutput: isOpen && entries.length === 0 };
}

function defaultOutputs({ driver, isDefaultLoad }: NodeFeatures): readonly OutputEntry[] {
  if (driver === "docker") return [{ type: "image", attrs: new Map() }];
  return isDefaultLoad ? [{ type: "docker", attrs: new Map() }] : [];
}

function isDefaultLoadOff({ env }: LowerWorld, report: ReportMistake): boolean {
  const text = env["BUILDX_NO_DEFAULT_LOAD"] ?? "";
  if (text === "") return false;
  const isOff = parseBool(text);
  if (isOff === undefined) reportBadBool("BUILDX_NO_DEFAULT_LOAD", text, report);
  return isOff ?? false;
}

export function isCall({ call }: Target): boolean {
  return call !== undefined && call !== "" && call !== "build";
}

async function lowerOutput(
  entry: OutputEntry,
  { platforms, areAttestationsWanted }: ExportOptions,
  world: LowerWorld,
  report: ReportMistake,
): Promise<Output | undefined> {
  const { node } = world;
  const attrs = Object.fromEntries([...entry.attrs].filter(([name]) => name !== "dest"));
  const dest = entry.attrs.get("dest") ?? "";
  const isTar = parseBool(attrs["tar"] ?? "") ?? true;
  switch (entry.type) {
    case "":
      bad(`An output has no type`, `Write type=image, registry, oci, docker, tar, local or cacheonly.`);
      return undefined;
    case "registry":
      return image({ unpack: "false", ...attrs, push: "true" });
    case "image":
      return image(attrs);
    case "local":
      return withDirectory("local", {
        kind: "directory",
        path: path.resolve(world.cwd, dest),
        isMirror: attrs["mode"] === "delete",
      });
    case "tar":
      return await withFile("tar");
    case "oci":
      if (!node.hasContentStore) return unsupportedStore("OCI archives");
      return isTar ? await withFile("oci") : withDirectory("oci", layout());
    case "docker":
      return await docker();
    default:
      return { exporter: { type: entry.type, attrs }, destination: { kind: "none" } };
  }

  function image(imageAttrs: Readonly<Record<string, string>>): Output {
    if (node.driver !== "docker")
      return { exporter: { type: "image", attrs: imageAttrs }, destination: { kind: "none" } };
    // docker's store finds images by the digest of their manifest or index.
    const preferred = node.hasContentStore ? { "prefer-image-digest": "true" } : {};
    return { exporter: { type: "moby", attrs: { ...imageAttrs, ...preferred } }, destination: { kind: "none" } };
  }

  async function docker(): Promise<Output | undefined> {
    if (dest === "") {
      const form = await node.loadForm().catch((error: unknown) => unreachable(error));
      if (form === undefined) return undefined;
      if (form === "kept") return image(attrs);
      if (form === "none") {
        bad(
          "This builder has no docker to load the image into",
          "Point DOCKER_HOST at one, or write the archive to a file with type=docker,dest=FILE.",
        );
        return undefined;
      }
      if (form === "oci-archive") {
        return {
          exporter: { type: "oci", attrs: { ...attrs, "prefer-image-digest": "true" } },
          destination: { kind: "load" },
        };
      }
    } else if (!node.hasContentStore) return unsupportedStore("docker archives");
    if (platforms.length > 1 || areAttestationsWanted) {
      bad(
        `A docker archive holds one image and no attestations`,
        platforms.length > 1
          ? `The target builds ${platforms.length} platforms: use type=oci.`
          : `The target asks for attestations: use type=oci.`,
      );
    }
    if (dest === "") return { exporter: { type: "docker", attrs }, destination: { kind: "load" } };
    return isTar ? await withFile("docker") : withDirectory("docker", layout());
  }

  function layout(): Destination {
    return { kind: "layout", path: path.resolve(world.cwd, dest) };
  }

  async function withFile(type: string): Promise<Output | undefined> {
    if (dest === "" || dest === "-") {
      if (world.isStdoutTerminal) {
        bad(
          `Output type=${type} would write an archive to the terminal`,
          `Give it a file with dest=FILE, or redirect standard output.`,
        );
      }
      return { exporter: { type, attrs }, destination: { kind: "stdout" } };
    }
    const file = path.resolve(world.cwd, dest);
    if ((await kindOf(file)) === "directory") {
      bad(`Output "${dest}" is a folder`, `An output of type=${type} is one file.`);
    }
    return { exporter: { type, attrs }, destination: { kind: "file", path: file } };
  }

  async function withDirectory(type: string, destination: Destination): Promise<Output | undefined> {
    if (dest === "" || dest === "-") {
      bad(`Output type=${type} needs a folder`, `Write dest=FOLDER.`);
      return undefined;
    }
    if ((await kindOf(path.resolve(world.cwd, dest))) === "file") {
      bad(`Output "${dest}" is a file`, `An output of type=${type} is a folder.`);
    }
    return { exporter: { type, attrs }, destination };
  }

  function unreachable(error: unknown): undefined {
    bad(
      "The docker to load the image into does not answer",
      `${error instanceof Error ? error.message : String(error)}.`,
    );
  }

  function unsupportedStore(what: string): undefined {
    report({
      code: "unsupported-by-builder",
      attribute: "output",
      summary: `Docker's own image store cannot write ${what}`,
      detail: "Turn the containerd image store on in docker, or use a BuildKit builder.",
    });
  }

  function bad(summary: string, detail: string): void {
    report({ code: "invalid-output", attribute: "output", ...(dest === "" ? {} : { typed: dest }), summary, detail });
  }
}

/** Tags name the image of every output that has one, whatever `name` it was given. */
function nameAttrs({ type }: OutputEntry, tags: readonly string[]): Record<string, string> {
  return tags.length > 0 && ["image", "registry", "oci", "docker"].includes(type) ? { name: tags.join(",") } : {};
}

function buildInfoAttrs({ type }: OutputEntry, { args }: Target): Record<string, string> {
  const attrs = args?.get("BUILDKIT_INLINE_BUILDINFO_ATTRS");
  return attrs !== undefined && ["image", "oci", "docker"].includes(type) ? { "buildinfo-attrs": attrs } : {};
}

function checkPush(
  { type }: OutputEntry,
  attrs: Readonly<Record<string, string>>,
  { node }: LowerWorld,
  report: ReportMistake,
): void {
  if (!["image", "registry"].includes(type) || parseBool(attrs["push"] ?? "") !== true) return;
  if ((attrs["name"] ?? "") === "") {
    report({
      code: "invalid-output",
      attribute: "output",
      summary: "An image that is pushed needs a name",
      detail: `Set tags = ["HOST/NAME:TAG"] in the target.`,
    });
  }
  if (node.driver === "docker" && parseBool(attrs["push-by-digest"] ?? "") === true) {
    report({
      code: "unsupported-by-builder",
      attribute: "output",
      typed: "push-by-digest",
      summary: "Docker cannot push by digest alone",
      detail: "Use a BuildKit builder for push-by-digest.",
    });
  }
}

/** Docker's own store has the image before it can be pushed. Follows docker/buildx build/build.go. */
function withPush(output: Output, { node }: LowerWorld): Output {
  const { push = "", ...attrs } = output.exporter.attrs;
  if (output.exporter.type !== "moby" || node.hasContentStore || parseBool(push) !== true) return output;
  return { ...output, exporter: { type: "moby", attrs }, pushes: (attrs["name"] ?? "").split(",") };
}

function artifactAttrs({ exporter }: Output, { env, node }: LowerWorld, report: ReportMistake): Record<string, string> {
  const text = env["BUILDX_NO_DEFAULT_OCI_ARTIFACT"] ?? "";
  if (text === "") return {};
  const isOff = parseBool(text);
  if (isOff === undefined) reportBadBool("BUILDX_NO_DEFAULT_OCI_ARTIFACT", text, report);
  const canAttest = node.capabilities.llb.has("exporter.image.attestations") && node.hasContentStore;
  if (isOff !== true || !canAttest || !["image", "oci", "moby"].includes(exporter.type)) return {};
  return "oci-artifact" in exporter.attrs ? {} : { "oci-artifact": "false" };
}
