import { once } from "node:events";
import http from "node:http";
import https from "node:https";
import net, { type AddressInfo, type Server } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { makeCertificate } from "../../../testing/fake/index.js";
import { fetchToken, openRequest, proxiesOf } from "./index.js";

const { signal } = new AbortController();

test.for<readonly [url: string, env: Readonly<Record<string, string>>, proxy: string | undefined]>([
  ["http://a.test/", {}, undefined],
  ["http://a.test/", { HTTP_PROXY: "http://p:1" }, "http://p:1/"],
  ["http://a.test/", { HTTPS_PROXY: "http://p:1" }, undefined],
  ["https://a.test/", { HTTPS_PROXY: "https://p:1" }, "https://p:1/"],
  ["https://a.test/", { https_proxy: "p:1" }, "http://p:1/"],
  ["https://a.test/", { HTTPS_PROXY: "http://p:1", https_proxy: "http://q:1" }, "http://p:1/"],
  ["http://localhost:5000/", { HTTP_PROXY: "http://p:1" }, undefined],
  ["http://127.3.2.1/", { HTTP_PROXY: "http://p:1" }, undefined],
  ["http://[::1]/", { HTTP_PROXY: "http://p:1" }, undefined],
  ["http://a.test/", { HTTP_PROXY: "http://p:1", NO_PROXY: "*" }, undefined],
  ["http://a.test/", { HTTP_PROXY: "http://p:1", no_proxy: "b.test, a.test" }, undefined],
  ["http://x.a.test/", { HTTP_PROXY: "http://p:1", NO_PROXY: "a.test" }, undefined],
  ["http://xa.test/", { HTTP_PROXY: "http://p:1", NO_PROXY: "a.test" }, "http://p:1/"],
  ["http://a.test/", { HTTP_PROXY: "http://p:1", NO_PROXY: ".a.test" }, "http://p:1/"],
  ["http://x.a.test/", { HTTP_PROXY: "http://p:1", NO_PROXY: "*.a.test" }, undefined],
  ["http://a.test:81/", { HTTP_PROXY: "http://p:1", NO_PROXY: "a.test:80" }, "http://p:1/"],
  ["http://a.test/", { HTTP_PROXY: "http://p:1", NO_PROXY: "a.test:80" }, undefined],
  ["http://10.1.2.3/", { HTTP_PROXY: "http://p:1", NO_PROXY: "10.0.0.0/8" }, undefined],
  ["http://11.1.2.3/", { HTTP_PROXY: "http://p:1", NO_PROXY: "10.0.0.0/8" }, "http://p:1/"],
  ["http://[2001:db8::1]:5000/", { HTTP_PROXY: "http://p:1", NO_PROXY: "[2001:db8::1]:5000" }, undefined],
  ["http://[2001:db8::1]/", { HTTP_PROXY: "http://p:1", NO_PROXY: "2001:db8::/32" }, undefined],
])("%s with %j", ([url, env, proxy]) => {
  expect(proxiesOf(env)(new URL(url))?.href).toBe(proxy);
});

test("what is no proxy that we know is told, and its password is not", () => {
  const proxyFor = proxiesOf({ HTTPS_PROXY: "socks5://me:secret@p:1" });
  expect(() => proxyFor(new URL("https://a.test"))).toThrow(
    /^HTTPS_PROXY names no proxy at http:\/\/HOST:PORT or https:\/\/HOST:PORT$/,
  );
});

/** A proxy for hosts that there are not: all of them are at `port` of this machine. */
async function openProxy(port: number) {
  const asked: string[] = [];
  const note = ({ method, url, headers }: http.IncomingMessage) =>
    asked.push(`${method} ${url} ${headers["proxy-authorization"] ?? "nobody"}`);
  const proxy = http.createServer((request, response) => {
    note(request);
    const { pathname, search, host } = new URL(request.url ?? "");
    const headers = { ...request.headers, host };
    const onward = http.request({ port, path: `${pathname}${search}`, method: request.method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 0, answer.headers);
      answer.pipe(response);
    });
    request.pipe(onward);
  });
  proxy.on("connect", (request: http.IncomingMessage, client: net.Socket) => {
    note(request);
    if (request.url?.startsWith("closed.test")) {
      client.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      return;
    }
    const upstream = net.connect(port, "127.0.0.1", () => client.write("HTTP/1.1 200 OK\r\n\r\n"));
    client.pipe(upstream).pipe(client);
    client.on("error", () => upstream.destroy());
    upstream.on("error", () => client.destroy());
  });
  return { asked, address: `me:word@127.0.0.1:${await listening(proxy)}` };
}

async function listening(server: Server & { closeAllConnections?: () => void }): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections?.();
    server.close();
  });
  // It listens on TCP, so its address is no text.
  return (server.address() as AddressInfo).port;
}

const login = `Basic ${Buffer.from("me:word").toString("base64")}`;

test("TLS goes through a proxy from end to end, with the name and the CA of the other end", async () => {
  const authority = makeCertificate({ name: "authority" });
  const { cert, key } = makeCertificate({ name: "registry.test", issuer: authority });
  const port = await listening(
    https.createServer({ cert, key }, (request, response) => response.end(`${request.method} ${request.headers.host}`)),
  );
  const { asked, address } = await openProxy(port);
  const proxyFor = proxiesOf({ HTTPS_PROXY: address });
  const url = new URL("https://registry.test:5000/v2/");
  const request = await openRequest(url, { method: "PUT", ca: authority.cert, signal }, proxyFor);
  request.end("x");
  const [response] = await once(request, "response");
  expect(String(await response.toArray())).toBe("PUT registry.test:5000");
  expect(asked).toEqual([`CONNECT registry.test:5000 ${login}`]);

  const strict = await openRequest(url, { method: "GET", signal }, proxyFor);
  strict.end();
  await expect(once(strict, "response")).rejects.toThrow("unable to verify the first certificate");
  const closed = openRequest(new URL("https://closed.test/"), { signal }, proxyFor);
  await expect(closed).rejects.toThrow(
    `the proxy http://${address.replace("me:word@", "")} does not lead to closed.test:443: it answered 403`,
  );
});

test("tokens are fetched through a proxy, with a form and without", async () => {
  const port = await listening(
    http.createServer((request, response) => {
      let form = "";
      request.on("data", (chunk) => {
        form += chunk;
      });
      request.on("end", () => {
        const { method, headers, url } = request;
        response.end(JSON.stringify({ token: [method, headers.host, url, headers["content-type"], form].join(" ") }));
      });
    }),
  );
  const { asked, address } = await openProxy(port);
  const wanted = {
    host: "registry.test",
    realm: "http://token.test/auth",
    service: "s",
    scopes: ["repository:a:pull"],
    clientId: "c",
    proxyFor: proxiesOf({ HTTP_PROXY: `http://${address}` }),
  };
  const query = "/auth?service=s&scope=repository%3Aa%3Apull";
  expect((await fetchToken(wanted, {}, signal)).token).toBe(`GET token.test ${query}  `);
  expect((await fetchToken(wanted, { username: "u", password: "p" }, signal)).token).toBe(
    "POST token.test /auth application/x-www-form-urlencoded;charset=UTF-8 " +
      "service=s&client_id=c&scope=repository%3Aa%3Apull&grant_type=password&username=u&password=p",
  );
  expect(asked).toEqual([`GET http://token.test${query} ${login}`, `POST http://token.test/auth ${login}`]);
});

test("a proxy that is not there is told with the token server", async () => {
  const wanted = { host: "r.test", realm: "https://token.test/auth", service: "", scopes: [], clientId: "c" };
  const proxyFor = proxiesOf({ HTTPS_PROXY: "http://127.0.0.1:1" });
  await expect(fetchToken({ ...wanted, proxyFor }, {}, signal)).rejects.toThrow(
    "the token server of r.test at https://token.test cannot be reached: the proxy http://127.0.0.1:1 does not lead to token.test:443",
  );
});
