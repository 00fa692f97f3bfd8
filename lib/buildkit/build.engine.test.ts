import { randomBytes, randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { describe, expect, inject, test } from "vitest";
import { namedBuildkitHost } from "../../testing/engine/index.js";
import {
  askCapabilities,
  type ControlClient,
  connect,
  type Endpoint,
  SolveError,
  type SolveEvent,
  type SolveRequest,
  type StatusUpdate,
  solve,
  sourceDefinition,
} from "./index.js";
import { fileSync } from "./session/index.js";

const engine = inject("engine");
const { signal } = new AbortController();

const endpoints: readonly { readonly title: string; readonly endpoint: Endpoint }[] = [
  { title: "dockerd", endpoint: { kind: "dockerd", address: engine.dockerHost } },
  { title: "the plain transport", endpoint: { kind: "buildkitd", address: engine.buildkitHost } },
  ...(namedBuildkitHost === undefined
    ? []
    : [{ title: "BUILDKIT_HOST", endpoint: { kind: "buildkitd", address: namedBuildkitHost } } as const]),
];

const emptyRequest: Omit<SolveRequest, "ref"> = {
  frontendAttrs: {},
  exporters: [],
  cacheExports: [],
  cacheImports: [],
  entitlements: [],
};

const base = "FROM scratch AS base\nCOPY --chmod=755 busybox /bin/busybox\n";

/** A session with these files as context and Dockerfile, and a busybox beside them. */
async function openContext(control: ControlClient, files: Readonly<Record<string, string>>) {
  const all = new Map<string, Uint8Array>([["busybox", await readFile(engine.busybox)]]);
  for (const [name, content] of Object.entries(files)) all.set(name, Buffer.from(content));
  const directory = { kind: "memory", files: all } as const;
  const attachables = [
    fileSync(
      new Map([
        ["context", directory],
        ["dockerfile", directory],
      ]),
    ),
  ];
  return control.openSession({ sharedKey: randomUUID(), attachables }, signal);
}

/** The only way to a RUN that is not cached from an earlier run. */
const fresh = (): string => `# ${randomUUID()}`;

async function statusesOf(events: AsyncIterable<SolveEvent>): Promise<readonly StatusUpdate[]> {
  const updates: StatusUpdate[] = [];
  for await (const event of events) if (event.kind === "status") updates.push(event.update);
  return updates;
}

describe.for(endpoints)("over $title", ({ endpoint }) => {
  test("a daemon tells its workers and capabilities", async () => {
    await using control = await connect(endpoint, signal);
    const workers = await control.listWorkers(signal);
    expect(workers[0]?.platforms[0]).toEqual({ os: "linux", architecture: "amd64" });
    const { frontend, llb } = await askCapabilities(control, signal);
    expect([...frontend]).toEqual(expect.arrayContaining(["solve.base", "gateway.evaluate", "frontend.inputs"]));
    expect([...llb]).toEqual(expect.arrayContaining(["exporter.multiple", "source.local", "mergeop"]));
  });

  test("a Dockerfile is built, with its progress, into the engine's store and history", async () => {
    await using control = await connect(endpoint, signal);
    const run = `RUN ["/bin/busybox", "echo", "said ${randomUUID()}"]`;
    await using session = await openContext(control, { Dockerfile: `${base}${run}\n` });
    const request: SolveRequest = {
      ...emptyRequest,
      ref: randomUUID(),
      session: session.id,
      frontend: "dockerfile.v0",
      frontendAttrs: { "attest:provenance": "mode=max" },
      exporters: [{ type: "image", attrs: {} }],
    };
    const updates: StatusUpdate[] = [];
    let digest: string | undefined;
    for await (const event of solve(control, { request }, signal)) {
      if (event.kind === "status") updates.push(event.update);
      else digest = event.response.exporterResponse["containerimage.digest"];
    }
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    const vertexes = updates.flatMap((update) => update.vertexes);
    const names = new Set(vertexes.map(({ name }) => name));
    expect([...names]).toEqual(
      expect.arrayContaining([
        "[internal] load build definition from Dockerfile",
        "[internal] load build context",
        "[1/2] COPY --chmod=755 busybox /bin/busybox",
        "exporting to image",
      ]),
    );
    const logs = Buffer.concat(updates.flatMap(({ logs }) => logs.map(({ data }) => data)));
    expect(logs.toString()).toMatch(/^said /);
    const ended = vertexes.filter(({ completed }) => completed !== undefined).map(({ digest }) => digest);
    expect(new Set(vertexes.map(({ digest }) => digest))).toEqual(new Set(ended));

    const [event] = await all(control.history({ ref: request.ref }, signal));
    expect(event).toMatchObject({ kind: "complete", record: { ref: request.ref, exporterResponse: {} } });
    const attestations = [...(event?.record.results.values() ?? [])].flatMap(({ attestations }) => attestations);
    const predicates = attestations.map(({ annotations }) => annotations["in-toto.io/predicate-type"]);
    expect(predicates).toEqual([expect.stringMatching("^https://slsa.dev/provenance/")]);
    const blob: unknown = JSON.parse(
      Buffer.from(await control.readContent(attestations[0]?.digest ?? "", signal)).toString(),
    );
    // SLSA 0.2 and 1.0 have it in other places.
    expect(blob).toSatisfy((one: object) => "metadata" in one || "runDetails" in one);
  });

  test("a step that fails tells its place in the Dockerfile, its vertex and its exit code", async () => {
    await using control = await connect(endpoint, signal);
    const text = `${fresh()}\n${base}RUN ["/bin/busybox", "sh", "-c", \\\n  "exit 7 #${randomUUID()}"]\n`;
    await using session = await openContext(control, { Dockerfile: text });
    const request = { ...emptyRequest, ref: randomUUID(), session: session.id, frontend: "dockerfile.v0" };
    const error = await statusesOf(solve(control, { request }, signal)).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SolveError);
    if (!(error instanceof SolveError)) return;
    expect(error.message).toContain("did not complete successfully: exit code: 7");
    expect(error.details.exitCode).toBe(7);
    expect(error.details.vertex).toMatch(/^sha256:/);
    const [source] = error.details.sources;
    expect(source?.info.filename).toBe("Dockerfile");
    expect(Buffer.from(source?.info.data ?? []).toString()).toBe(text);
    expect(source?.ranges.map(({ start }) => start.line)).toEqual([4, 5]);
  });

  test("a failing step of a large Dockerfile still tells its place", async () => {
    await using control = await connect(endpoint, signal);
    const padding = Array.from({ length: 4000 }, (_, line) => `# ${line} ${"x".repeat(40)}`).join("\n");
    const text = `${padding}\n${base}RUN ["/bin/busybox", "sh", "-c", "exit 3 #${randomUUID()}"]\n`;
    await using session = await openContext(control, { Dockerfile: text });
    const request = { ...emptyRequest, ref: randomUUID(), session: session.id, frontend: "dockerfile.v0" };
    const error = await statusesOf(solve(control, { request }, signal)).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SolveError);
    expect(error).toMatchObject({ details: { exitCode: 3, sources: [{ info: { filename: "Dockerfile" } }] } });
  });

  test("aborting cancels the step on the daemon, which tells so before the stream ends", async () => {
    await using control = await connect(endpoint, signal);
    const text = `${base}RUN ["/bin/busybox", "sh", "-c", "echo ready; sleep 600 #${randomUUID()}"]\n`;
    await using session = await openContext(control, { Dockerfile: text });
    const request = { ...emptyRequest, ref: randomUUID(), session: session.id, frontend: "dockerfile.v0" };
    const controller = new AbortController();
    const errors: string[] = [];
    const build = async (): Promise<void> => {
      for await (const event of solve(control, { request }, controller.signal)) {
        if (event.kind !== "status") continue;
        errors.push(...event.update.vertexes.map(({ error }) => error).filter((text) => text !== ""));
        if (event.update.logs.length > 0) controller.abort(new Error("the user pressed Ctrl-C"));
      }
    };
    await expect(build()).rejects.toThrow("the user pressed Ctrl-C");
    expect(errors.at(-1)).toMatch(/context canceled$/);
  });

  test("a linked target is handed on inside one gateway build, with its config", async () => {
    await using control = await connect(endpoint, signal);
    const parent = `${base}ENV SAID=parent\n`;
    const child = `FROM parent\nRUN ["/bin/busybox", "sh", "-c", "echo $SAID-${randomUUID()}"]\n`;
    await using parentSession = await openContext(control, { Dockerfile: parent });
    await using childSession = await openContext(control, { Dockerfile: child });
    const request = { ...emptyRequest, ref: randomUUID(), session: childSession.id };
    const drive: Parameters<typeof solve>[1]["drive"] = async (gateway, driving) => {
      const solveFrontend = (frontendOpt: Record<string, string>, inputs = {}) =>
        gateway.solve({ frontend: "dockerfile.v0", frontendOpt, frontendInputs: inputs, cacheImports: [] }, driving);
      const sessionOf = (id: string) => ({ "local-sessionid:dockerfile": id, "local-sessionid:context": id });
      const first = await solveFrontend(sessionOf(parentSession.id));
      const ref = first.refs.get("");
      const config = Buffer.from(first.metadata["containerimage.config"] ?? []).toString("base64");
      const second = await solveFrontend(
        {
          ...sessionOf(childSession.id),
          "context:parent": "input:parent",
          "input-metadata:parent": JSON.stringify({ "containerimage.config": config }),
        },
        { parent: ref?.definition },
      );
      for (const { id } of second.refs.values()) await gateway.evaluate(id, driving);
      return second;
    };
    const updates = await statusesOf(solve(control, { request, drive }, signal));
    const logs = Buffer.concat(updates.flatMap(({ logs }) => logs.map(({ data }) => data)));
    expect(logs.toString()).toMatch(/^parent-/);
  });

  test("a folder is read through the daemon by a definition of ours", async () => {
    await using control = await connect(endpoint, signal);
    const said = randomUUID();
    await using session = await openContext(control, { "a.txt": said });
    const request = { ...emptyRequest, ref: randomUUID(), session: session.id };
    const name = `[internal] load ${said}`;
    const definition = await sourceDefinition({
      identifier: "local://context",
      attrs: { "local.session": session.id },
      name,
    });
    let content: string | undefined;
    const drive: Parameters<typeof solve>[1]["drive"] = async (gateway, driving) => {
      const inputs = { frontend: "", frontendOpt: {}, frontendInputs: {}, cacheImports: [] };
      const result = await gateway.solve({ ...inputs, definition }, driving);
      const { id } = result.refs.get("") ?? { id: "" };
      content = Buffer.from(await gateway.readFile(id, { path: "a.txt" }, driving)).toString();
      return result;
    };
    const updates = await statusesOf(solve(control, { request, drive }, signal));
    expect(content).toBe(said);
    expect(updates.flatMap(({ vertexes }) => vertexes.map((vertex) => vertex.name))).toContain(name);
  });

  test("a large file goes through a session whole", async () => {
    await using control = await connect(endpoint, signal);
    const big = randomBytes(24 * 1024 * 1024).toString("base64");
    await using session = await openContext(control, {
      Dockerfile: `${base}COPY big /big\nRUN ["/bin/busybox", "wc", "-c", "/big"]\n`,
      big,
    });
    const request = { ...emptyRequest, ref: randomUUID(), session: session.id, frontend: "dockerfile.v0" };
    const updates = await statusesOf(solve(control, { request }, signal));
    const logs = Buffer.concat(updates.flatMap(({ logs }) => logs.map(({ data }) => data)));
    expect(logs.toString()).toContain(`${big.length} /big`);
  });

  test("cache records are listed and removed", async () => {
    await using control = await connect(endpoint, signal);
    expect((await control.diskUsage([], signal)).length).toBeGreaterThan(0);
    const nothing = { filters: ["id==nobody"], isAll: false };
    expect(await all(control.prune(nothing, signal))).toEqual([]);
  });
});

async function all<T>(values: AsyncIterable<T>): Promise<readonly T[]> {
  const read: T[] = [];
  for await (const value of values) read.push(value);
  return read;
}
