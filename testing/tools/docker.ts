// A dockerd's own images, for tests that load into it. Follows the Docker Engine API.

import { type IncomingMessage, request } from "node:http";
import { type OciLayout, readOciLayout } from "./oci-layout.js";

/** The image of this name as a layout. Nothing when the daemon has none. */
export async function savedImage(dockerHost: string, name: string): Promise<OciLayout | undefined> {
  const { status, body } = await call(dockerHost, "GET", `/images/${encodeURIComponent(name)}/get`);
  if (status === 404 || status === 500) {
    // Some versions answer 500 to the same question.
    if ((await call(dockerHost, "GET", `/images/${encodeURIComponent(name)}/json`)).status === 404) return undefined;
  }
  if (status !== 200) throw new Error(`dockerd answers ${status} when asked for ${name}: ${body}`);
  return readOciLayout(body);
}

/** Removes a name from the daemon's images. It is no error when the daemon has no such image. */
export async function removeImage(dockerHost: string, name: string): Promise<void> {
  const { status, body } = await call(dockerHost, "DELETE", `/images/${encodeURIComponent(name)}?force=1`);
  if (status !== 200 && status !== 404)
    throw new Error(`dockerd answers ${status} when told to remove ${name}: ${body}`);
}

/** The names of all images that the daemon has, sorted. */
export async function imageNames(dockerHost: string): Promise<readonly string[]> {
  const { status, body } = await call(dockerHost, "GET", "/images/json?all=1");
  const images: unknown = JSON.parse(body.toString());
  if (status !== 200 || !Array.isArray(images))
    throw new Error(`dockerd answers ${status} when asked for images: ${body}`);
  return images.flatMap((image: { readonly RepoTags?: readonly string[] }) => image.RepoTags ?? []).sort();
}

async function call(dockerHost: string, method: string, path: string): Promise<{ status: number; body: Buffer }> {
  const address = dockerHost.startsWith("unix://")
    ? { socketPath: dockerHost.slice("unix://".length) }
    : { hostname: new URL(dockerHost).hostname, port: new URL(dockerHost).port };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const sent = request({ ...address, method, path, headers: { host: "docker" }, agent: false }, resolve);
    sent.on("error", reject);
    sent.end();
  });
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(Buffer.from(chunk));
  return { status: response.statusCode ?? 0, body: Buffer.concat(chunks) };
}
