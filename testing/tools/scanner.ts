// A generator of SBOMs that works without a network. Follows moby/buildkit docs/attestations/sbom-protocol.md.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import type { Engine } from "../engine/index.js";
import { bake } from "./bake.js";

/** A statement for each tree that is to be scanned: a package for each file in it, by its path. */
const script = `set -e
if [ -z "$BUILDKIT_SCAN_SOURCE_EXTRAS" ]; then BUILDKIT_SCAN_SOURCE_EXTRAS=/none; fi
scan() {
  separator=
  cd "$1"
  printf '{"_type":"https://in-toto.io/Statement/v0.1","predicateType":"https://spdx.dev/Document","predicate":{'
  printf '"spdxVersion":"SPDX-2.3","SPDXID":"SPDXRef-DOCUMENT","name":"%s","packages":[' "$(busybox basename "$1")"
  busybox find . -type f | busybox sort | while read -r file; do
    printf '%s{"name":"%s"}' "$separator" "$file"
    separator=,
  done
  printf ']}}'
}
for tree in "$BUILDKIT_SCAN_SOURCE" "$BUILDKIT_SCAN_SOURCE_EXTRAS"/*; do
  if [ -d "$tree" ]; then scan "$tree" > "$BUILDKIT_SCAN_DESTINATION/$(busybox basename "$tree").spdx.json"; fi
done
`;

/** Pushes the generator to the engine's registry. @returns its name, for `generator=`. */
export async function pushScanner(engine: Engine): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "scanner-"));
  const name = `${engine.registry}/sbom-scanner:latest`;
  const dockerfile = `FROM scratch
COPY --from=tools --chmod=755 ${basename(engine.busybox)} /bin/busybox
COPY <<'SCRIPT' /scan.sh
${script}SCRIPT
ENV PATH=/bin
ENTRYPOINT ["busybox", "sh", "/scan.sh"]
`;
  const file = {
    target: {
      default: {
        "dockerfile-inline": dockerfile,
        contexts: { tools: dirname(engine.busybox) },
        attest: ["type=provenance,disabled=true"],
        tags: [name],
        output: ["type=registry"],
      },
    },
  };
  try {
    const { code, stderr } = await bake(["--allow=fs.read=*", "-f", "-"], {
      cwd: folder,
      env: { DOCKER_HOST: engine.dockerHost },
      input: JSON.stringify(file),
    });
    if (code !== 0) throw new Error(`the generator of SBOMs cannot be made:\n${stderr}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return name;
}
