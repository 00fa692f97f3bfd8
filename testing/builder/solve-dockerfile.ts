// A build of a Dockerfile with nothing of ours around it but the client.

import { randomUUID } from "node:crypto";
import { type ControlClient, type Exporter, solve } from "../../lib/buildkit/index.js";
import { fileSync } from "../../lib/buildkit/session/index.js";

export interface DockerfileBuild {
  readonly dockerfile: string;
  /** The build context, in memory. */
  readonly files: Readonly<Record<string, Uint8Array>>;
  readonly exporters?: readonly Exporter[];
}

/** Resolves when it is built. @throws {SolveError} when it fails. */
export async function solveDockerfile(
  control: ControlClient,
  { dockerfile, files, exporters = [] }: DockerfileBuild,
): Promise<void> {
  const { signal } = new AbortController();
  const directories = new Map([
    ["context", { kind: "memory", files: new Map(Object.entries(files)) }],
    ["dockerfile", { kind: "memory", files: new Map([["Dockerfile", Buffer.from(dockerfile)]]) }],
  ] as const);
  const attachables = [fileSync(directories)];
  await using session = await control.openSession({ sharedKey: randomUUID(), attachables }, signal);
  const request = {
    ref: randomUUID(),
    session: session.id,
    frontend: "dockerfile.v0",
    frontendAttrs: {},
    exporters,
    cacheExports: [],
    cacheImports: [],
    entitlements: [],
  };
  for await (const _event of solve(control, { request }, signal));
}
