// Requests of ours to registries and their token servers, through the proxies that the environment names. Follows Go's
// golang.org/x/net/http/httpproxy, which buildx and BuildKit's client go by; proxies of SOCKS, which it knows too, are refused.

import { once } from "node:events";
import type http from "node:http";
import type https from "node:https";
import net, { type Socket } from "node:net";

/** The proxy that leads to a URL; undefined where none is to be used. @throws {Error} when it is named in a wrong way. */
export type ProxyFor = (url: URL) => URL | undefined;

/** `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`, also in lower case. This machine itself is never asked through a proxy. */
export function proxiesOf(env: Readonly<Record<string, string | undefined>>): ProxyFor {
  const read = (name: string): string => env[name] || env[name.toLowerCase()] || "";
  const exceptions = read("NO_PROXY")
    .split(",")
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => entry !== "");
  return (url) => {
    const name = url.protocol === "https:" ? "HTTPS_PROXY" : "HTTP_PROXY";
    const said = read(name);
    if (said === "" || isExcepted(url, exceptions)) return undefined;
    const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(said) ? said : `http://${said}`;
    const proxy = URL.canParse(text) ? new URL(text) : undefined;
    if (proxy?.protocol === "http:" || proxy?.protocol === "https:") return proxy;
    // What is wrong may be the password in it, so it is not shown.
    throw new Error(`${name} names no proxy at http://HOST:PORT or https://HOST:PORT`);
  };
}

function isExcepted(url: URL, exceptions: readonly string[]): boolean {
  const host = url.hostname
    .replace(/^\[|\]$/g, "")
    .replace(/\.$/, "")
    .toLowerCase();
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  if (host === "localhost" || (net.isIP(host) !== 0 && isWithin(host, ["127.0.0.0/8", "::1/128"]))) return true;
  return exceptions.some((entry) => {
    if (entry === "*") return true;
    if (entry.includes("/")) return net.isIP(host) !== 0 && isWithin(host, [entry]);
    const [, bracketed, plain, wantedPort] = /^(?:\[([^\]]*)\]|([^:]*|.*:.*:.*?))(?::(\d+))?$/.exec(entry) ?? [];
    if (wantedPort !== undefined && wantedPort !== port) return false;
    const wanted = (bracketed ?? plain ?? entry).replace(/^\*(?=\.)/, "");
    // With a dot before it, it is about what is below alone.
    if (wanted.startsWith(".")) return host.endsWith(wanted);
    return host === wanted || (net.isIP(wanted) === 0 && host.endsWith(`.${wanted}`));
  });
}

function isWithin(address: string, ranges: readonly string[]): boolean {
  const list = new net.BlockList();
  const family = (text: string) => (net.isIPv6(text) ? "ipv6" : "ipv4");
  for (const range of ranges) {
    const [network = "", bits = ""] = range.split("/");
    const most = net.isIPv6(network) ? 128 : 32;
    if (net.isIP(network) !== 0 && /^\d+$/.test(bits) && Number(bits) <= most)
      list.addSubnet(network, Number(bits), family(network));
  }
  return list.check(address, family(address));
}

/**
 * A request that is still to be ended, on a connection of its own that nothing keeps. `options` may have what TLS needs.
 * @throws {Error} when the proxy cannot be reached or refuses.
 */
export async function openRequest(
  url: URL,
  options: https.RequestOptions & { readonly signal: AbortSignal },
  proxyFor: ProxyFor = () => undefined,
): Promise<http.ClientRequest> {
  const proxy = proxyFor(url);
  const { http, https, tls } = await modules();
  const alone = { ...options, agent: false };
  if (proxy === undefined) return url.protocol === "http:" ? http.request(url, alone) : https.request(url, alone);
  if (url.protocol === "http:") {
    const headers = { ...options.headers, host: url.host, ...loginOf(proxy) };
    const { hostname, port, protocol } = proxy;
    const through = { ...alone, headers, hostname: bare(hostname), port, protocol, path: url.href };
    return protocol === "https:" ? https.request(through) : http.request(through);
  }
  const tunnel = await openTunnel(proxy, url, options.signal);
  const { signal, method, headers, ca, cert, key, rejectUnauthorized } = options;
  const host = bare(url.hostname);
  const secure = { ca, cert, key, ...(rejectUnauthorized === undefined ? {} : { rejectUnauthorized }) };
  const socket = tls.connect({
    ...secure,
    ...(net.isIP(host) === 0 ? { servername: host } : { host }),
    socket: tunnel,
  });
  return https.request(url, { signal, method, headers, createConnection: () => socket });
}

async function openTunnel(proxy: URL, url: URL, signal: AbortSignal): Promise<Socket> {
  const target = `${url.hostname}:${url.port || 443}`;
  const { hostname, port, protocol } = proxy;
  const { http, https } = await modules();
  const asked = { hostname: bare(hostname), port, method: "CONNECT", path: target, signal, agent: false };
  const headers = { host: target, ...loginOf(proxy) };
  const request = protocol === "https:" ? https.request({ ...asked, headers }) : http.request({ ...asked, headers });
  request.end();
  try {
    const [response, socket] = await once(request, "connect");
    if (response.statusCode === 200) return socket;
    socket.destroy();
    throw new Error(`it answered ${response.statusCode}`);
  } catch (cause) {
    signal.throwIfAborted();
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`the proxy ${proxy.protocol}//${proxy.host} does not lead to ${target}: ${why}`, { cause });
  }
}

/** Most runs have none of our own requests. */
async function modules() {
  const [http, https, tls] = await Promise.all([import("node:http"), import("node:https"), import("node:tls")]);
  return { http, https, tls };
}

function loginOf({ username, password }: URL): Readonly<Record<string, string>> {
  if (username === "" && password === "") return {};
  const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { "proxy-authorization": `Basic ${Buffer.from(login).toString("base64")}` };
}

function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, "");
}
