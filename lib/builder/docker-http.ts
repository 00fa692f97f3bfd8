// One call of docker's HTTP API, over whatever leads to the engine.

import http from "node:http";
import { Readable } from "node:stream";
import { dial, type Endpoint, transportOf, unreachable } from "../buildkit/index.js";
import { DockerError } from "./errors.js";
import { record, text } from "./json.js";

export interface DockerRequest {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it comes; excludes `json`. */
  readonly body?: { readonly type: string; readonly content: Readable };
}

/**
 * One request with a JSON answer; undefined when the answer is empty.
 * @throws {DockerError} when the engine refuses. @throws {DaemonError} when there is none.
 */
export async function dockerRequest(endpoint: Endpoint, request: DockerRequest, signal: AbortSignal): Promise<unknown> {
  const answer = await readText(await dockerStream(endpoint, request, signal));
  return answer.trim() === "" ? undefined : JSON.parse(answer);
}

/** As {@link dockerLines}. Resolves at the end of the report. */
export async function dockerReport(endpoint: Endpoint, request: DockerRequest, signal: AbortSignal): Promise<void> {
  for await (const line of dockerLines(endpoint, request, signal)) void line;
}

/**
 * A request that the engine answers with 200 first, and reports on afterwards: one JSON object a line, the last one an error when
 * it failed. Lines come as the engine says them.
 * @throws {DockerError} when the engine refuses, or reports an error. @throws {DaemonError} when there is none.
 */
export async function* dockerLines(
  endpoint: Endpoint,
  request: DockerRequest,
  signal: AbortSignal,
): AsyncGenerator<Readonly<Record<string, unknown>>, void> {
  const response = await dockerStream(endpoint, request, signal);
  for await (const line of linesOf(response)) {
    const said = record(JSON.parse(line));
    if (said["error"] !== undefined) throw new DockerError(endpoint.address, 200, text(said["error"]));
    yield said;
  }
}

/** Without the empty ones. */
async function* linesOf(response: http.IncomingMessage): AsyncGenerator<string, void> {
  response.setEncoding("utf8");
  let rest = "";
  for await (const chunk of response) {
    const lines = `${rest}${String(chunk)}`.split("\n");
    rest = lines.pop() ?? "";
    yield* lines.filter((line) => line.trim() !== "");
  }
  if (rest.trim() !== "") yield rest;
}

/**
 * The head of the answer, when it is a good one; its body is yet to be read.
 * @throws {DockerError} when the engine refuses. @throws {DaemonError} when there is none.
 */
export async function dockerStream(
  endpoint: Endpoint,
  { method, path, headers = {}, json, body }: DockerRequest,
  signal: AbortSignal,
): Promise<http.IncomingMessage> {
  const transport = transportOf(endpoint);
  const sent = json === undefined ? body : { type: "application/json", content: Readable.from([JSON.stringify(json)]) };
  try {
    const stream = await dial(transport, signal);
    const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
      const request = http.request({
        method,
        path,
        headers: {
          ...headers,
          host: transport.authority,
          connection: "close",
          ...(sent === undefined ? {} : { "content-type": sent.type }),
        },
        createConnection: () => stream,
        signal,
      });
      request.on("response", resolve);
      request.on("error", reject);
      if (sent === undefined) request.end();
      else {
        sent.content.on("error", (error) => request.destroy(error));
        sent.content.pipe(request);
      }
    });
    const status = response.statusCode ?? 0;
    if (status < 400) return response;
    throw new DockerError(endpoint.address, status, refusalText(await readText(response), status));
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof DockerError ? error : unreachable(endpoint.address, error);
  }
}

async function readText(response: http.IncomingMessage): Promise<string> {
  response.setEncoding("utf8");
  let all = "";
  for await (const chunk of response) all += String(chunk);
  return all;
}

function refusalText(body: string, status: number): string {
  try {
    return text(record(JSON.parse(body))["message"]) || body;
  } catch {
    return body.trim() || `docker answered with status ${status}`;
  }
}
