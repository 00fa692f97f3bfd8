// Builds on the real engine, for the tests of this room: one session, one solve.

import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { inject } from "vitest";
import { type Attachable, connect, type Endpoint, type Exporter, type SolveRequest, solve } from "../../index.js";
import { fileSync, type LocalDirectory } from "../index.js";

export const engine = inject("engine");

/** A buildkitd of the user's. */
const namedBuildkitHost = process.env["BUILDKIT_HOST"] || undefined;

export const endpoints: readonly { readonly title: string; readonly endpoint: Endpoint }[] = [
  { title: "dockerd", endpoint: { kind: "dockerd", address: engine.dockerHost } },
  { title: "the plain transport", endpoint: { kind: "buildkitd", address: engine.buildkitHost } },
  ...(namedBuildkitHost === undefined
    ? []
    : [{ title: "BUILDKIT_HOST", endpoint: { kind: "buildkitd", address: namedBuildkitHost } } as const]),
];

/** Starts a stage that has /bin/busybox, from the named context `tools`. */
export const base = "FROM scratch\nCOPY --from=tools --chmod=755 busybox /bin/busybox\n";

export interface BuildOptions {
  readonly dockerfile: string;
  /** Directories by name: `context` is the build context, others are named contexts. */
  readonly directories?: Readonly<Record<string, LocalDirectory>>;
  readonly attrs?: Readonly<Record<string, string>>;
  readonly exporters?: readonly Exporter[];
  /** Beside the one that serves the directories. */
  readonly attachables?: readonly Attachable[];
  readonly request?: Partial<SolveRequest>;
  readonly signal?: AbortSignal;
}

export interface BuildResult {
  readonly response: Readonly<Record<string, string>>;
  /** What the steps printed. */
  readonly log: string;
  readonly cached: readonly string[];
}

export async function build(endpoint: Endpoint, options: BuildOptions): Promise<BuildResult> {
  const { dockerfile, directories = {}, attrs = {}, exporters = [], attachables = [] } = options;
  const { signal = new AbortController().signal } = options;
  const tools = { kind: "memory", files: new Map([["busybox", await readFile(engine.busybox)]]) } as const;
  const served = new Map<string, LocalDirectory>([
    ["dockerfile", { kind: "memory", files: new Map([["Dockerfile", Buffer.from(dockerfile)]]) }],
    ["context", { kind: "memory", files: new Map() }],
    ["tools", tools],
    ...Object.entries(directories),
  ]);
  const named = [...served.keys()].filter((name) => name !== "dockerfile" && name !== "context");
  await using control = await connect(endpoint, signal);
  await using session = await control.openSession(
    { sharedKey: `session-test-${randomUUID()}`, attachables: [fileSync(served), ...attachables] },
    signal,
  );
  const request: SolveRequest = {
    ref: randomUUID(),
    session: session.id,
    frontend: "dockerfile.v0",
    frontendAttrs: {
      "frontend.caps": "moby.buildkit.frontend.contexts+forward",
      ...Object.fromEntries(named.map((name) => [`context:${name}`, `local:${name}`])),
      ...attrs,
    },
    exporters,
    cacheExports: [],
    cacheImports: [],
    entitlements: [],
    ...options.request,
  };
  let response: BuildResult["response"] = {};
  const logs: Uint8Array[] = [];
  const cached = new Set<string>();
  for await (const event of solve(control, { request }, signal)) {
    if (event.kind === "solved") {
      response = event.response.exporterResponse;
    } else {
      logs.push(...event.update.logs.map(({ data }) => data));
      for (const { name, isCached } of event.update.vertexes) if (isCached) cached.add(name);
    }
  }
  return { response, log: Buffer.concat(logs).toString(), cached: [...cached] };
}
