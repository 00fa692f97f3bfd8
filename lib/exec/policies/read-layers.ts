// The files of policies, read.

import { SolveError } from "../../buildkit/index.js";
import { defaultPolicyFile } from "../../policy/index.js";
import type { Mistake } from "../lower/mistake.js";
import { type LayerFile, type PolicyLayer, policyLayers } from "./layers.js";
import type { PolicyRequest } from "./step-policy.js";
import { PolicyPathError, type PolicyRoot, readPolicyFile } from "./tree.js";

/** A layer with what its files say. */
export interface ReadLayer extends PolicyLayer {
  readonly texts: readonly PolicyText[];
  /** The one that is built in asks nothing of the daemon. */
  readonly isBuiltIn: boolean;
}

export interface PolicyText {
  readonly filename: string;
  readonly text: string;
}

export interface LayerWorld {
  readonly root: PolicyRoot;
  readonly cwd: string;
  /** The daemon asks about sources; else what nobody asked for need not be there to be read. */
  readonly isEnforced: boolean;
}

const largestFileBytes = 2 * 1024 * 1024;

/** Layers without files are left out. What cannot be read goes to `report`. */
export async function readLayers(
  { entries, beside, hasDefault }: PolicyRequest,
  world: LayerWorld,
  report: (mistake: Mistake) => void,
): Promise<readonly ReadLayer[]> {
  const layers = await Promise.all(
    policyLayers(entries, beside).map(async (layer): Promise<ReadLayer> => {
      const texts = await Promise.all(layer.files.map((file) => readText(file, world, report)));
      return { ...layer, texts: texts.flatMap((text) => text ?? []), isBuiltIn: false };
    }),
  );
  const builtIn: ReadLayer = { files: [], strict: false, texts: [defaultPolicyFile], isBuiltIn: true };
  return [...(hasDefault ? [builtIn] : []), ...layers.filter(({ texts }) => texts.length > 0)];
}

async function readText(
  file: LayerFile,
  world: LayerWorld,
  report: (mistake: Mistake) => void,
): Promise<PolicyText | undefined> {
  const { name, isOptional } = file;
  const place = { attribute: isOptional ? "dockerfile" : "policy", typed: isOptional ? "" : name } as const;
  const refuse = (summary: string, detail: string): undefined => {
    report({ code: "invalid-policy", ...place, summary, detail });
    return undefined;
  };
  try {
    const content = await readPolicyFile(file, largestFileBytes + 1, world);
    if (content === undefined) {
      return isOptional ? undefined : refuse(`Policy "${name}" does not exist`, whereFrom(name, world.root));
    }
    if (content.length > largestFileBytes)
      return refuse(`Policy "${name}" is too large`, "A policy file cannot be larger than 2 MiB.");
    return { filename: name, text: new TextDecoder("utf-8", { fatal: true }).decode(content) };
  } catch (error) {
    if (isOptional && !world.isEnforced && error instanceof SolveError) return undefined;
    if (!(error instanceof Error)) throw error;
    if (error instanceof PolicyPathError)
      return refuse(`Policy "${name}" cannot be used: ${error.message}`, whereFrom(name, world.root));
    if (error instanceof SolveError || "code" in error)
      return refuse(`Policy "${name}" cannot be read: ${error.message}`, "Nothing is built without it.");
    throw error;
  }
}

function whereFrom(name: string, root: PolicyRoot): string {
  if (name.startsWith("cwd://")) return "Behind cwd:// stands a path below the folder in which the command runs.";
  const own = `Write cwd://${name} for one below the folder in which the command runs.`;
  switch (root.kind) {
    case "folder":
      return `It is looked for in the build context, ${root.directory}. ${own}`;
    case "fetched":
      return `It is looked for in the build context, which the daemon fetches. ${own}`;
    case "none":
      return `The build context is no place with files. ${own}`;
    default:
      return assertNever(root);
  }
}

function assertNever(root: never): never {
  throw new Error(`internal error: no such root: ${JSON.stringify(root)}`);
}
