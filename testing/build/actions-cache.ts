// GitHub's cache service on loopback, version 2, as far as BuildKit asks it (tonistiigi/go-actions-cache): three calls of
// CacheService in JSON, and blobs behind signed URLs as Azure keeps them. Who has not the token is refused.

import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";

export interface ActionsCache extends AsyncDisposable {
  /** As ACTIONS_RESULTS_URL has it. */
  readonly url: string;
  /** As ACTIONS_RUNTIME_TOKEN has it: it may read and write the scope of a branch. */
  readonly token: string;
  /** Keys of what was written to its end. */
  readonly keys: () => readonly string[];
  readonly refused: () => number;
}

interface Entry {
  readonly key: string;
  readonly version: string;
  content: Buffer;
  isWhole: boolean;
}

export async function openActionsCache(): Promise<ActionsCache> {
  const token = tokenFor("refs/heads/main");
  const entries = new Map<string, Entry>();
  const blocks = new Map<string, Buffer>();
  let refused = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { status, body = "", headers = {} } = answer(request, Buffer.concat(chunks));
    // The client reads the first of these whether it is there or not.
    const always = { "x-ms-request-id": randomUUID(), "last-modified": new Date().toUTCString(), etag: '"1"' };
    response.writeHead(status, { ...always, "content-length": body.length, ...headers });
    response.end(request.method === "HEAD" ? undefined : body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the cache service has no port");
  const url = `http://127.0.0.1:${address.port}/`;
  return {
    url,
    token,
    keys: () => [...entries.values()].filter(({ isWhole }) => isWhole).map(({ key }) => key),
    refused: () => refused,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  function answer(request: IncomingMessage, body: Buffer): Answer {
    const { pathname, searchParams } = new URL(request.url ?? "/", url);
    const [, service = "", last = ""] = /^\/(twirp|blobs)\/(?:.*\/)?([^/]+)$/.exec(pathname) ?? [];
    if (service === "twirp") {
      if (request.headers.authorization === `Bearer ${token}`) return call(last, JSON.parse(body.toString()));
      refused += 1;
      return json(401, { code: "unauthenticated", msg: "the token is not known" });
    }
    const entry = searchParams.get("sig") === last ? entries.get(last) : undefined;
    if (entry === undefined) return { status: 403 };
    return request.method === "PUT" ? write(entry, searchParams, body) : read(entry, request);
  }

  function call(method: string, asked: Readonly<Record<string, string>>): Answer {
    const { key = "", version = "" } = asked;
    const same = [...entries].filter(([, entry]) => entry.version === version);
    if (method === "CreateCacheEntry") {
      if (same.some(([, entry]) => entry.key === key)) return json(409, { code: "already_exists", msg: key });
      const id = randomUUID();
      entries.set(id, { key, version, content: Buffer.alloc(0), isWhole: false });
      return json(200, { ok: true, signed_upload_url: `${url}blobs/${id}?sig=${id}` });
    }
    if (method === "FinalizeCacheEntryUpload") {
      const [id, entry] = same.find(([, { key: own }]) => own === key) ?? [];
      if (entry !== undefined) entry.isWhole = true;
      return json(200, { ok: entry !== undefined, entry_id: String([...entries.keys()].indexOf(id ?? "") + 1) });
    }
    // The newest whose key begins so.
    const [id, entry] = same.findLast(([, { key: own, isWhole }]) => isWhole && own.startsWith(key)) ?? [];
    if (entry === undefined) return json(200, { ok: false });
    return json(200, { ok: true, signed_download_url: `${url}blobs/${id}?sig=${id}`, matched_key: entry.key });
  }

  function write(entry: Entry, query: URLSearchParams, body: Buffer): Answer {
    const { key } = entry;
    if (query.get("comp") === "block") blocks.set(`${key} ${query.get("blockid")}`, body);
    else if (query.get("comp") !== "blocklist") entry.content = body;
    else {
      const ids = [...body.toString().matchAll(/<(?:Latest|Uncommitted|Committed)>([^<]+)</g)];
      entry.content = Buffer.concat(ids.map(([, id = ""]) => blocks.get(`${key} ${id}`) ?? Buffer.alloc(0)));
    }
    return { status: 201 };
  }
}

interface Answer {
  readonly status: number;
  readonly body?: Buffer | string;
  readonly headers?: Readonly<Record<string, string>>;
}

function json(status: number, value: unknown): Answer {
  return { status, body: JSON.stringify(value), headers: { "content-type": "application/json" } };
}

function read({ content }: Entry, { headers }: IncomingMessage): Answer {
  const [, start, end] = /^bytes=(\d+)-(\d*)$/.exec(String(headers["x-ms-range"] ?? headers.range ?? "")) ?? [];
  if (start === undefined) return { status: 200, body: content };
  const body = content.subarray(Number(start), end ? Number(end) + 1 : undefined);
  const range = `bytes ${start}-${Number(start) + body.length - 1}/${content.length}`;
  return { status: 206, body, headers: { "content-range": range } };
}

/** A JSON web token that nobody signed: the daemon reads its scopes, and GitHub would check the rest. */
function tokenFor(scope: string): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = { nbf: now - 60, exp: now + 3600, ac: JSON.stringify([{ Scope: scope, Permission: 3 }]) };
  const parts = [{ alg: "none", typ: "JWT" }, claims].map((part) =>
    Buffer.from(JSON.stringify(part)).toString("base64url"),
  );
  return `${parts.join(".")}.c2lnbmVk`;
}
