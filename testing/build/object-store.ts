// Object stores on loopback for caches of type=s3 and type=azblob, as far as BuildKit asks them: S3 with the bucket in
// the path (Amazon S3 API reference: HeadObject, GetObject, PutObject, CreateMultipartUpload, UploadPart,
// CompleteMultipartUpload), and Azure's Blob service (Get Container Properties, Create Container, Get Blob, Put Blob,
// Put Block, Put Block List). A request without the key id that the store knows is refused; signatures are not computed.

import { createHash, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

export interface ObjectStore extends AsyncDisposable {
  /** As `http://127.0.0.1:5000`. */
  readonly url: string;
  /** By their path in the store, as `/bucket/blobs/sha256:…`. */
  readonly objects: ReadonlyMap<string, Buffer>;
  /** Method and path of each request that was let in, as `GET /bucket/manifests/buildkit`. */
  readonly requests: readonly string[];
  /** How many requests were refused for their key. */
  readonly refused: () => number;
}

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly request: IncomingMessage;
  readonly body: Buffer;
}

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
}

type Objects = Map<string, Buffer>;

/** A store that has every bucket and lets in the access key `keyId`. */
export function openS3(keyId: string): Promise<ObjectStore> {
  const uploads = new Map<string, Map<number, Buffer>>();
  return openStore({
    isKnown: (authorization) => authorization.startsWith(`AWS4-HMAC-SHA256 Credential=${keyId}/`),
    missing: "NoSuchKey",
    write: (objects, { method, path, query, body }) => {
      const upload = query.get("uploadId");
      if (method === "POST" && query.has("uploads")) {
        const id = randomUUID();
        uploads.set(id, new Map());
        return xml(200, `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`);
      }
      if (upload !== null) {
        const parts = uploads.get(upload);
        if (parts === undefined) return refusal(404, "NoSuchUpload");
        if (method === "PUT") {
          parts.set(Number(query.get("partNumber")), body);
        } else {
          objects.set(path, Buffer.concat([...parts].sort(([a], [b]) => a - b).map(([, part]) => part)));
          uploads.delete(upload);
        }
        const etag = `<ETag>${etagOf(body)}</ETag>`;
        return method === "PUT"
          ? { status: 200, headers: { etag: etagOf(body) } }
          : xml(200, `<CompleteMultipartUploadResult>${etag}</CompleteMultipartUploadResult>`);
      }
      objects.set(path, body);
      return { status: 200, headers: { etag: etagOf(body) } };
    },
  });
}

/** A store of one account without containers. The account's name is the first part of its paths. */
export function openAzureBlobs(account: string): Promise<ObjectStore> {
  const blocks = new Map<string, Buffer>();
  const containers = new Set<string>();
  return openStore({
    isKnown: (authorization) => authorization.startsWith(`SharedKey ${account}:`),
    missing: "BlobNotFound",
    write: (objects, { path, query, request, body }) => {
      if (query.get("restype") === "container") {
        containers.add(path);
        return { status: 201 };
      }
      if (!containers.has(path.split("/").slice(0, 3).join("/"))) return refusal(404, "ContainerNotFound");
      if (query.get("comp") === "block") {
        blocks.set(`${path}?${query.get("blockid")}`, body);
        return { status: 201 };
      }
      if (request.headers["if-none-match"] === "*" && objects.has(path)) return refusal(409, "BlobAlreadyExists");
      if (query.get("comp") !== "blocklist") {
        objects.set(path, body);
        return { status: 201 };
      }
      const listed = [...body.toString().matchAll(/<(?:Latest|Uncommitted|Committed)>([^<]+)</g)];
      const found = listed.map(([, id = ""]) => blocks.get(`${path}?${id}`));
      if (!found.every((block) => block !== undefined)) return refusal(400, "InvalidBlockList");
      objects.set(path, Buffer.concat(found));
      return { status: 201 };
    },
    readOther: ({ path, query }) => {
      if (query.get("restype") !== "container") return undefined;
      return containers.has(path) ? { status: 200 } : refusal(404, "ContainerNotFound");
    },
  });
}

interface Dialect {
  readonly isKnown: (authorization: string) => boolean;
  /** The code for an object that is not there. */
  readonly missing: string;
  readonly write: (objects: Objects, asked: Asked) => Answer;
  /** Answers GET and HEAD of what is no object. */
  readonly readOther?: (asked: Asked) => Answer | undefined;
}

async function openStore({ isKnown, missing, write, readOther }: Dialect): Promise<ObjectStore> {
  const objects: Objects = new Map();
  const requests: string[] = [];
  let refused = 0;
  const server = createServer((request, response) => {
    serve(request, response).catch((error: Error) => response.destroy(error));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the object store has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    objects,
    requests,
    refused: () => refused,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { pathname, searchParams: query } = new URL(request.url ?? "/", "http://store");
    const { method = "GET" } = request;
    const asked = { method, path: decodeURIComponent(pathname), query, request, body: Buffer.concat(chunks) };
    const { status, headers = {}, body = "" } = answerTo(asked);
    response.writeHead(status, {
      "last-modified": new Date().toUTCString(),
      "content-length": body.length,
      ...headers,
    });
    response.end(method === "HEAD" ? undefined : body);
  }

  function answerTo(asked: Asked): Answer {
    if (!isKnown(asked.request.headers.authorization ?? "")) {
      refused += 1;
      return refusal(403, "InvalidAccessKeyId");
    }
    requests.push(`${asked.method} ${asked.path}`);
    if (asked.method !== "GET" && asked.method !== "HEAD") return write(objects, asked);
    const other = readOther?.(asked);
    if (other !== undefined) return other;
    const content = objects.get(asked.path);
    return content === undefined ? refusal(404, missing) : contentFrom(content, asked.request.headers);
  }
}

/** The whole, or what comes at and after the first byte that was asked for. */
function contentFrom(content: Buffer, headers: IncomingMessage["headers"]): Answer {
  const asked = /^bytes=(\d+)-(\d*)$/.exec(String(headers["x-ms-range"] ?? headers.range ?? ""));
  const etag = etagOf(content);
  if (asked === null) return { status: 200, headers: { etag }, body: content };
  const start = Number(asked[1]);
  const body = content.subarray(start, asked[2] ? Number(asked[2]) + 1 : undefined);
  const range = `bytes ${start}-${start + body.length - 1}/${content.length}`;
  return { status: 206, headers: { etag, "content-range": range }, body };
}

/** Azure's clients read the code of an answer to HEAD from the header, those of S3 from the body. */
function refusal(status: number, code: string): Answer {
  const { headers, body } = xml(status, `<Error><Code>${code}</Code><Message>${code}</Message></Error>`);
  return { status, headers: { ...headers, "x-ms-error-code": code }, ...(body === undefined ? {} : { body }) };
}

function xml(status: number, body: string): Answer {
  return { status, headers: { "content-type": "application/xml" }, body: `<?xml version="1.0"?>${body}` };
}

function etagOf(content: Buffer): string {
  return `"${createHash("md5").update(content).digest("hex")}"`;
}
