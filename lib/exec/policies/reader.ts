// Reads for policies what only the daemon reaches: what it knows of a source, an URL, the files of a context that it fetches. All of
// it happens in one build that nobody sees and that is there once something is asked. Follows docker/buildx util/sourcemeta.

import { deferred, linkedAbort } from "../../async/index.js";
import {
  type Attachable,
  type ControlClient,
  type Definition,
  type GatewayClient,
  type GatewayResult,
  SolveError,
  type SourceMeta,
  type SourceMetaRequest,
  StatusCode,
  solve,
  sourceDefinition,
} from "../../buildkit/index.js";

export interface DaemonReader extends AsyncDisposable {
  readonly resolveMeta: (request: SourceMetaRequest, signal: AbortSignal) => Promise<SourceMeta>;
  /** `name` stands in the daemon's progress and history. */
  readonly fetch: (
    url: string,
    headers: Readonly<Record<string, string>>,
    name: string,
    signal: AbortSignal,
  ) => Promise<Uint8Array>;
  /** At most `limit` bytes of a file in the result of `definition`; undefined when it is not there. */
  readonly readFile: (definition: Definition, path: string, limit: number) => Promise<Uint8Array | undefined>;
}

export interface ReaderOptions {
  readonly control: ControlClient;
  readonly newId: () => string;
  /** What the daemon may need to read: logins, secrets, agents. */
  readonly attachables: () => Promise<readonly Attachable[]>;
  readonly signal: AbortSignal;
}

export function daemonReader({ control, newId, attachables, signal }: ReaderOptions): DaemonReader {
  const closing = deferred();
  const scope = linkedAbort(signal);
  let opened: Promise<GatewayClient> | undefined;
  let ended: Promise<void> = Promise.resolve();
  // By definition: evaluated once, whichever files are read.
  const refs = new Map<Definition, Promise<string>>();
  return {
    async resolveMeta(request, asking) {
      return await (await gateway()).resolveSourceMeta(request, asking);
    },
    async fetch(url, headers, name, asking) {
      const attrs = Object.fromEntries(Object.entries(headers).map(([key, value]) => [headerAttr(key), value]));
      const source = { identifier: url, attrs: { "http.filename": fetchedName, ...attrs }, name };
      const client = await gateway();
      return await client.readFile(
        await refOf(client, await sourceDefinition(source), asking),
        { path: fetchedName },
        asking,
      );
    },
    async readFile(definition, path, limit) {
      const client = await gateway();
      const known = refs.get(definition) ?? refOf(client, definition, scope);
      refs.set(definition, known);
      const ref = await known;
      try {
        return await client.readFile(ref, { path, length: limit }, scope);
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    async [Symbol.asyncDispose]() {
      closing.resolve();
      await ended;
      scope[Symbol.dispose]();
    },
  };

  function gateway(): Promise<GatewayClient> {
    opened ??= open();
    return opened;
  }

  async function open(): Promise<GatewayClient> {
    const ready = deferred<GatewayClient>();
    ended = run(ready.resolve).catch((error: unknown) => ready.reject(error));
    return await ready.promise;
  }

  async function run(onReady: (gateway: GatewayClient) => void): Promise<void> {
    await using session = await control.openSession({ sharedKey: "", attachables: await attachables() }, scope);
    const request = { ...emptySolve, ref: newId(), session: session.id, isInternal: true };
    const events = solve(
      control,
      {
        request,
        async drive(client) {
          onReady(client);
          await closing.promise;
          return emptyResult;
        },
      },
      scope,
    );
    for await (const _ of events);
  }
}

async function refOf(gateway: GatewayClient, definition: Definition, signal: AbortSignal): Promise<string> {
  const result = await gateway.solve(
    { frontend: "", frontendOpt: {}, frontendInputs: {}, cacheImports: [], definition },
    signal,
  );
  const ref = result.refs.get("")?.id ?? "";
  // Else the first file that is read would fail for what is wrong with the whole.
  if (ref !== "") await gateway.evaluate(ref, signal);
  return ref;
}

function isMissing(error: unknown): boolean {
  if (!(error instanceof SolveError)) return false;
  return error.code === StatusCode.notFound || /no such file or directory|not found/.test(error.message);
}

function headerAttr(name: string): string {
  return `http.header.${name.toLowerCase()}`;
}

const fetchedName = "fetched";
const emptySolve = { frontendAttrs: {}, exporters: [], cacheExports: [], cacheImports: [], entitlements: [] };
const emptyResult: GatewayResult = { refs: new Map(), isMultiPlatform: false, metadata: {}, attestations: {} };
