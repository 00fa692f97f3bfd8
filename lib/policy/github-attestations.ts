// Bundles that GitHub keeps for what its workflows made. Follows its REST API (repos/…/attestations) and docker/buildx policy/funcs.go.

import { items, member, text } from "./json-members.js";
import type { SourceResolver } from "./options.js";

const predicate = "https://slsa.dev/provenance/v1";

/** Everything is fetched by the daemon, as the sources themselves are. A bundle that cannot be fetched is passed over. */
export async function githubBundles(
  repository: string,
  digest: string,
  { fetch }: SourceResolver,
  log: (level: string, text: string) => void,
): Promise<readonly Uint8Array[]> {
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository))
    throw new Error(`"${repository}" is no repository such as "docker/buildx"`);
  const url = `https://api.github.com/repos/${repository}/attestations/${digest}?predicate_type=${encodeURIComponent(predicate)}`;
  const signal = AbortSignal.timeout(120_000);
  const name = `[policy] fetch GitHub attestation ${repository}@${digest}`;
  const listing = await fetch(url, { Accept: "application/vnd.github+json" }, name, signal);
  const bundles: Uint8Array[] = [];
  for (const attestation of items(member(jsonOf(listing), "attestations"))) {
    const inline = member(attestation, "bundle");
    if (typeof inline === "object" && inline !== null) bundles.push(new TextEncoder().encode(JSON.stringify(inline)));
    const address = text(member(attestation, "bundle_url"));
    if (address === "") continue;
    const shown = address.replace(/\?.*$/s, "");
    try {
      const bytes = await fetch(address, {}, `[policy] fetch GitHub attestation bundle ${shown}`, signal);
      bundles.push(shown.endsWith(".json.sn") ? await unpacked(bytes) : bytes);
    } catch (error) {
      log("info", `github_attestation: ${shown} cannot be read: ${error instanceof Error ? error.message : error}`);
    }
  }
  return bundles;
}

async function unpacked(bytes: Uint8Array): Promise<Uint8Array> {
  const { unsnappy } = await import("./snappy.js");
  return unsnappy(bytes);
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
