// What we must know of a dockerd to reach the BuildKit inside it.

import http from "node:http";
import { ConnectError } from "./errors.js";
import { dial, type Transport } from "./transport.js";
import { unreachable } from "./unreachable.js";

/** Of docker's HTTP API, such as 1.51. */
export interface ApiVersion {
  readonly major: number;
  readonly minor: number;
}

/** From Engine 29.2 on, gRPC is spoken on the docker socket itself. Asking with gRPC an older one costs a broken connection. */
export function hasPlainGrpc({ major, minor }: ApiVersion): boolean {
  return major > 1 || (major === 1 && minor >= 53);
}

/** @throws {DaemonError} when nothing answers, or something that is not dockerd. */
export async function readApiVersion(address: string, transport: Transport, signal: AbortSignal): Promise<ApiVersion> {
  try {
    const header = await pingHeader(transport, signal);
    const [, major, minor] = /^(\d+)\.(\d+)$/.exec(header) ?? [];
    if (major === undefined || minor === undefined) throw new Error("what listens there is not dockerd");
    return { major: Number(major), minor: Number(minor) };
  } catch (error) {
    signal.throwIfAborted();
    throw unreachable(address, error);
  }
}

async function pingHeader(transport: Transport, signal: AbortSignal): Promise<string> {
  const stream = await dial(transport, signal);
  try {
    return await new Promise<string>((resolve, reject) => {
      const request = http.request({
        path: "/_ping",
        headers: { host: transport.authority, connection: "close" },
        createConnection: () => stream,
        signal,
      });
      request.on("response", async (response) => {
        try {
          const version = String(response.headers["api-version"] ?? "");
          if (version === "" && (await speaksTls(response))) reject(tlsWanted());
          else resolve(version);
        } catch (error) {
          reject(error);
        }
      });
      request.on("error", reject);
      request.end();
    });
  } finally {
    stream.destroy();
  }
}

/** Go's server tells a client that came without TLS in plain HTTP. */
async function speaksTls(response: http.IncomingMessage): Promise<boolean> {
  let text = "";
  for await (const chunk of response) text += String(chunk);
  return response.statusCode === 400 && text.includes("HTTPS server");
}

function tlsWanted(): ConnectError {
  return new ConnectError("it speaks TLS; set DOCKER_TLS_VERIFY=1, or use a docker context with certificates");
}
