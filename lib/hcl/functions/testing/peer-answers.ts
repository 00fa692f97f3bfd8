// What docker-buildx answered, kept in fixtures/peer.json. To add a row, write it with any answer and record anew:
// BAKEHOUSE_TEST_BUILDX=… UPDATE_GOLDEN=1 npx vitest run --project engine lib/hcl/functions

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** An expression and its value as JSON; null: an error. */
export type PeerRow = readonly [expression: string, answer: string | null];

export interface PeerAnswers {
  /** As `docker-buildx 0.36.1`. */
  readonly peer: string;
  readonly rows: readonly PeerRow[];
}

const file = join(import.meta.dirname, "..", "fixtures", "peer.json");

export function readPeerAnswers(): PeerAnswers {
  // We wrote it ourselves, below.
  return JSON.parse(readFileSync(file, "utf8")) as PeerAnswers;
}

export function writePeerAnswers({ peer, rows }: PeerAnswers): void {
  const lines = rows.map((row) => `    [${row.map((part) => JSON.stringify(part)).join(", ")}]`).join(",\n");
  writeFileSync(file, `{\n  "peer": ${JSON.stringify(peer)},\n  "rows": [\n${lines}\n  ]\n}\n`);
}
