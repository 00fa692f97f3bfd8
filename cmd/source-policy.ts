// The source policy that holds for every build of a run: which images, URLs and repositories may be read, and which in their place.

import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { encodeSourcePolicy } from "../lib/buildkit/index.js";
import type { Reporter } from "./report.js";
import type { World } from "./world.js";

/**
 * Of the file that EXPERIMENTAL_BUILDKIT_SOURCE_POLICY names, encoded; undefined without one. `refused`: it is none, which has
 * been told. Follows docker/buildx build/build.go ReadSourcePolicy.
 */
export async function readSourcePolicy(
  { env, cwd }: World,
  reporter: Reporter,
): Promise<Uint8Array | undefined | "refused"> {
  const file = env["EXPERIMENTAL_BUILDKIT_SOURCE_POLICY"];
  if (!file) return undefined;
  try {
    return await encodeSourcePolicy(await readFile(resolve(cwd, file)));
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    const message = `The source policy "${file}" cannot be used: ${problem}`;
    const help = ["EXPERIMENTAL_BUILDKIT_SOURCE_POLICY names it. Nothing is built without it."];
    reporter.fail({ code: "invalid-value", message, help });
    return "refused";
  }
}
