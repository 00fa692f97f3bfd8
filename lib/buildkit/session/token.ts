// Bearer tokens from a registry's token server.
// Follows containerd core/remotes/docker/auth/fetch.go and the distribution specification's token authentication.

import { once } from "node:events";
import { StatusCode, StatusError } from "../errors.js";
import type { RegistryCredentials } from "./credentials.js";
import { openRequest, type ProxyFor } from "./proxies.js";

export interface TokenRequest {
  /** Registry the token is for; for messages. */
  readonly host: string;
  readonly realm: string;
  readonly service: string;
  readonly scopes: readonly string[];
  readonly clientId: string;
  readonly proxyFor?: ProxyFor | undefined;
}

export interface Token {
  readonly token: string;
  /** Seconds; 0 when the server did not say. */
  readonly expiresIn: number;
  /** Unix seconds; 0 when the server did not say. */
  readonly issuedAt: number;
}

/** With credentials by OAuth2, and where a registry does not know that, with basic authentication; without them anonymously. */
export async function fetchToken(
  request: TokenRequest,
  credentials: RegistryCredentials,
  signal: AbortSignal,
): Promise<Token> {
  const { registryToken, identityToken } = credentials;
  if (registryToken !== undefined) return { token: registryToken, expiresIn: 0, issuedAt: 0 };
  const username = identityToken === undefined ? (credentials.username ?? "") : "";
  const secret = identityToken ?? credentials.password ?? "";
  if (secret === "") return readToken(request, await getToken(request, undefined, signal));
  const answer = await postToken(request, username, secret, signal);
  // GCR answers 404 to a POST, JFrog 401; 405 is what the specification has for it.
  const isUnknown = answer.status === 404 || answer.status === 401 || (answer.status === 405 && username !== "");
  if (!isUnknown) return readToken(request, answer);
  await answer.body?.cancel();
  return readToken(request, await getToken(request, `${username}:${secret}`, signal));
}

function postToken(request: TokenRequest, username: string, secret: string, signal: AbortSignal): Promise<Response> {
  const { realm, service, scopes, clientId } = request;
  const form = new URLSearchParams({ service, client_id: clientId });
  if (scopes.length > 0) form.set("scope", scopes.join(" "));
  if (username === "") {
    form.set("grant_type", "refresh_token");
    form.set("refresh_token", secret);
  } else {
    form.set("grant_type", "password");
    form.set("username", username);
    form.set("password", secret);
  }
  return ask(request, new URL(realm), { method: "POST", body: form, signal });
}

function getToken(request: TokenRequest, basic: string | undefined, signal: AbortSignal): Promise<Response> {
  const { realm, service, scopes } = request;
  const url = new URL(realm);
  if (service !== "") url.searchParams.append("service", service);
  for (const scope of scopes) url.searchParams.append("scope", scope);
  const headers = basic === undefined ? {} : { authorization: `Basic ${Buffer.from(basic).toString("base64")}` };
  return ask(request, url, { headers, signal });
}

interface Asked {
  readonly method?: "POST";
  readonly body?: URLSearchParams;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

async function ask({ host, proxyFor }: TokenRequest, url: URL, init: Asked): Promise<Response> {
  try {
    return proxyFor?.(url) === undefined ? await fetch(url, init) : await askThrough(proxyFor, url, init);
  } catch (error) {
    init.signal.throwIfAborted();
    // fetch says "fetch failed" and hides why.
    const reason = error instanceof TypeError && error.cause instanceof Error ? error.cause : error;
    throw new StatusError(
      StatusCode.unavailable,
      `the token server of ${host} at ${url.origin} cannot be reached: ${reason instanceof Error ? reason.message : reason}`,
      { cause: error },
    );
  }
}

async function readToken({ host, realm }: TokenRequest, response: Response): Promise<Token> {
  const { origin } = new URL(realm);
  if (!response.ok) {
    const isRefused = response.status === 401 || response.status === 403;
    const what = `${response.status} ${response.statusText}`.trim();
    throw new StatusError(
      isRefused ? StatusCode.unauthenticated : StatusCode.unavailable,
      isRefused
        ? `the token server of ${host} at ${origin} refused the credentials (${what}): log in to ${host} again`
        : `the token server of ${host} at ${origin} answered ${what}`,
    );
  }
  const answer: unknown = await response.json().catch(() => undefined);
  const entries: readonly (readonly [string, unknown])[] =
    typeof answer === "object" && answer !== null ? Object.entries(answer) : [];
  const fields = new Map(entries);
  const token = fields.get("access_token") || fields.get("token");
  if (typeof token !== "string") {
    throw new StatusError(StatusCode.unavailable, `the token server of ${host} at ${origin} answered without a token`);
  }
  const issued = Date.parse(String(fields.get("issued_at") ?? ""));
  return {
    token,
    expiresIn: Math.trunc(Number(fields.get("expires_in") ?? 0)) || 0,
    issuedAt: Number.isNaN(issued) ? 0 : Math.trunc(issued / 1000),
  };
}

/** Node's own fetch knows no proxies before Node 24. */
async function askThrough(proxyFor: ProxyFor, url: URL, init: Asked): Promise<Response> {
  const { method = "GET", body, signal } = init;
  const form = body === undefined ? {} : { "content-type": "application/x-www-form-urlencoded;charset=UTF-8" };
  const request = await openRequest(url, { method, headers: { ...form, ...init.headers }, signal }, proxyFor);
  request.end(body?.toString());
  const [response] = await once(request, "response");
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return new Response(Buffer.concat(chunks), { status: response.statusCode });
}
