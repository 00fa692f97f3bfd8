// Named contexts: folders, URLs, images, OCI layouts, and the results of other targets.

import path from "node:path";
import { archiveDefinition, type Definition } from "../../buildkit/index.js";
import type { Target } from "../../config/index.js";
import { findManifest } from "../oci-index.js";
import { kindOf, localPath } from "./context.js";
import type { Link, Local, LowerWorld, Store } from "./lowered.js";
import type { ReportMistake } from "./mistake.js";
import { type RemoteContext, remoteContext } from "./remote.js";
import { hasRequired } from "./requirements.js";

export interface LoweredContexts {
  readonly attrs: Readonly<Record<string, string>>;
  readonly locals: readonly Local[];
  readonly links: readonly Link[];
  readonly inputs: Readonly<Record<string, Definition>>;
  readonly stores: readonly Store[];
  readonly frontendCaps: readonly string[];
  readonly needsAgent: boolean;
}

/** `tree` is that of the main context: the same Dockerfile and stage decide what is asked of these. */
export async function lowerContexts(
  target: Target,
  tree: string,
  world: LowerWorld,
  report: ReportMistake,
): Promise<LoweredContexts> {
  const attrs: Record<string, string> = {};
  const locals: Local[] = [];
  const links: Link[] = [];
  const inputs: Record<string, Definition> = {};
  const stores: Store[] = [];
  const frontendCaps = new Set<string>();
  let needsAgent = false;
  const values = [...(target.contexts?.values() ?? [])];
  if (values.some((value) => value.startsWith("oci-layout://"))) hasRequired("layouts", world, report);
  for (const [written, value] of target.contexts ?? []) {
    const name = contextName(written);
    frontendCaps.add("moby.buildkit.frontend.contexts+forward");
    const remote = remoteContext(value);
    if (value.startsWith("target:")) links.push({ name, step: value.slice("target:".length) });
    else if (remote !== undefined && isArchive(remote, world)) {
      const { url, folder } = remote;
      // Not a name that a linked target can have.
      const input = `archive/${name}`;
      attrs[`context:${name}`] = `input:${input}`;
      inputs[input] = await archiveDefinition({ ...remote, name: `[context ${name}] ${folder ?? url}` });
    } else if (remote !== undefined) {
      attrs[`context:${name}`] = value;
      if (remote.kind === "git" && remote.hasQuery) frontendCaps.add("moby.buildkit.frontend.gitquerystring+forward");
      needsAgent ||= remote.kind === "git" && remote.isSsh;
    } else if (value.startsWith("docker-image://")) attrs[`context:${name}`] = value;
    else if (value.startsWith("oci-layout://")) {
      const layout = await lowerLayout(written, value, world, report);
      if (layout === undefined) continue;
      attrs[`context:${name}`] = layout.reference;
      stores.push(layout.store);
    } else {
      const directory = localPath(value, world.cwd);
      const kind = await kindOf(directory);
      if (kind === "directory") {
        // The frontend asks for the main ones under these names.
        const local = name === "context" || name === "dockerfile" ? `_${name}` : name;
        attrs[`context:${name}`] = `local:${local}`;
        locals.push({ name: local, context: name, directory: { kind: "disk", path: directory }, tree });
      } else {
        report({
          code: "invalid-context",
          attribute: "contexts",
          typed: value,
          summary: `Named context "${written}": "${value}" ${kind === undefined ? "does not exist" : "is not a folder"}`,
          detail: `A named context is a folder, a git or http URL, docker-image://REF, oci-layout://PATH or target:NAME. As a folder its path is ${directory}.`,
        });
      }
    }
  }
  return { attrs, locals, links, inputs, stores, frontendCaps: [...frontendCaps], needsAgent };
}

/** Of a URL alone the frontend makes one file, as it comes. */
function isArchive(context: RemoteContext, { remote }: LowerWorld): context is RemoteContext & { kind: "http" } {
  if (context.kind !== "http") return false;
  return context.folder !== undefined || (remote?.kind === "archive" && context.url === remote.url);
}

/**
 * The name as the frontend looks it up: an image reference in its short form without `:latest`.
 * Follows moby/buildkit frontend/dockerui/namedcontext.go.
 */
function contextName(written: string): string {
  return written.replace(/^(?:index\.)?docker\.io\/(?:library\/)?/, "").replace(/:latest$/, "");
}

async function lowerLayout(
  name: string,
  value: string,
  world: LowerWorld,
  report: ReportMistake,
): Promise<{ readonly reference: string; readonly store: Store } | undefined> {
  const reference = parseLayout(value.slice("oci-layout://".length));
  const directory = path.resolve(world.cwd, reference.path);
  const tag = reference.tag ?? "latest";
  const digest = reference.digest ?? (await findManifest(directory, tag).catch(() => undefined));
  if (digest === undefined) {
    report({
      code: "invalid-context",
      attribute: "contexts",
      typed: value,
      summary: `Named context "${name}": no image "${tag}" in the OCI layout "${reference.path}"`,
      detail: `${path.join(directory, "index.json")} must name it, or hold one image only; a digest can be given as oci-layout://PATH@sha256:DIGEST.`,
    });
    return undefined;
  }
  const id = world.newId();
  const suffix = reference.tag === undefined ? "" : `:${reference.tag}`;
  return { reference: `oci-layout://${id}${suffix}@${digest}`, store: { id: `oci:${id}`, directory } };
}

interface LayoutReference {
  readonly path: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** `PATH[:TAG][@DIGEST]`. A colon before the last slash belongs to the path. */
function parseLayout(text: string): LayoutReference {
  const digest = /@([a-z0-9]+:[0-9a-fA-F]{32,})$/.exec(text);
  const rest = digest === null ? text : text.slice(0, digest.index);
  const tag = /:([\w][\w.-]{0,127})$/.exec(rest);
  return {
    path: tag === null ? rest : rest.slice(0, tag.index),
    ...(tag?.[1] === undefined ? {} : { tag: tag[1] }),
    ...(digest?.[1] === undefined ? {} : { digest: digest[1] }),
  };
}
