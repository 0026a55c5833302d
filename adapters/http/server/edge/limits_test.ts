import { assert, assertEquals } from "@std/assert";
import { seededRandom } from "../../../../domain/shared/random.ts";
import { identityShop } from "../../../../testing/http/identity_shop.ts";
import { fakeShop } from "../../../../testing/http/fake_shop.ts";
import { encode, sendRaw } from "../../../../testing/http/raw_http.ts";
import { codeOf, get, post, SMALL, type Try, tryAll } from "../../../../testing/http/raw_tries.ts";
import { serveApp } from "../../../../testing/http/serve_app.ts";

const HEADS: readonly Try[] = [
  { what: "a hundred headers", request: get("/healthz", "x: y\r\n".repeat(97)), status: 200 },
  { what: "a thousand headers", request: get("/healthz", "x: y\r\n".repeat(1_000)), status: [400, 431] },
  { what: "a header of 60 kB", request: get("/healthz", `x: ${"y".repeat(60_000)}\r\n`), status: 200 },
  { what: "a header of 1 MB", request: get("/healthz", `x: ${"y".repeat(1_000_000)}\r\n`), status: [0, 400, 431] },
  { what: "an address of 8 kB", request: get(`/v1/users/${"a".repeat(8_000)}`), status: 400, code: "invalid_input" },
  { what: "an address of 1 MB", request: get(`/v1/users/${"a".repeat(1_000_000)}`), status: [0, 400, 414] },
  { what: "NUL in a path", request: get("/v1/users/a%00b"), status: 400, code: "invalid_input" },
  {
    what: "NUL in the query",
    request: get("/v1/commerce/orders/recent?limit=1%00"),
    status: 400,
    code: "invalid_input",
  },
  { what: "a path that is no UTF-8", request: get("/v1/users/%ff%fe"), status: 404 },
  { what: "a percent sign without digits", request: get("/v1/users/%"), status: 404 },
  { what: "a parameter twice", request: get("/v1/commerce/orders/recent?limit=1&limit=2"), status: [200, 400] },
  {
    what: "a parameter as a list",
    request: get("/v1/commerce/orders/recent?limit[]=1"),
    status: 400,
    code: "invalid_input",
  },
  {
    what: "a parameter called __proto__",
    request: get("/v1/commerce/orders/recent?__proto__=1"),
    status: 400,
    code: "invalid_input",
  },
  { what: "a limit of 1e9", request: get("/v1/commerce/orders/recent?limit=1e9"), status: 400, code: "invalid_input" },
  {
    what: "a limit of Infinity",
    request: get("/v1/commerce/orders/recent?limit=Infinity"),
    status: 400,
    code: "invalid_input",
  },
  {
    what: "a limit in hexadecimal, within bounds",
    request: get("/v1/commerce/orders/recent?limit=0x10"),
    status: [200, 400],
  },
  { what: "a line break in a header", request: get("/healthz", "x: a\r\n b\r\n"), status: 400 },
  { what: "NUL in a header", request: get("/healthz", "x: a\0b\r\n"), status: 400 },
  { what: "two hosts", request: get("/healthz", "Host: evil.example\r\n"), status: 400 },
  { what: "a greeting of TLS", request: () => "\x16\x03\x01\x02\x00\x01\x00\x01", status: [0, 400] },
  { what: "a greeting of SSH", request: () => "SSH-2.0-OpenSSH_9.6\r\n\r\n", status: [0, 400] },
];

const METHODS: readonly Try[] = [
  { what: "HEAD", request: (headers) => `HEAD /v1/commerce/summary HTTP/1.1\r\n${headers}\r\n`, status: 200 },
  ...["OPTIONS", "TRACE", "BREW", "PROPFIND", "get"].map((method): Try => ({
    what: method,
    request: (headers) => `${method} /v1/commerce/summary HTTP/1.1\r\n${headers}\r\n`,
    status: 405,
    code: "method_not_allowed",
  })),
  {
    what: "CONNECT",
    request: (headers) => `CONNECT evil.example:443 HTTP/1.1\r\n${headers}\r\n`,
    status: [400, 404, 405],
  },
  {
    what: "a GET that says it is a DELETE",
    request: get("/v1/users/U-1", "X-HTTP-Method-Override: DELETE\r\nX-Method-Override: DELETE\r\n"),
    status: 404,
    code: "unknown_user",
  },
  { what: "a POST that says it is a DELETE", request: post("/v1/users/U-1?_method=DELETE", "{}"), status: 405 },
  {
    what: "a browser's question before a write from elsewhere",
    request: (headers) =>
      `OPTIONS /v1/users HTTP/1.1\r\n${headers}Origin: http://evil.example\r\nAccess-Control-Request-Method: POST\r\n\r\n`,
    status: 403,
    code: "cross_origin",
  },
  {
    what: "a read from elsewhere",
    request: get("/v1/commerce/summary", "Origin: http://evil.example\r\n"),
    status: 403,
    code: "cross_origin",
  },
];

Deno.test("API answers request heads of any size and shape, and invalid addresses", async () => {
  await using served = serveApp(SMALL);
  await tryAll(served, HEADS);
});

Deno.test("API follows the method, and sends no CORS headers to other origins", async () => {
  const shop = fakeShop();
  await using served = serveApp(SMALL, shop.deps);
  await tryAll(served, METHODS);
  assertEquals(shop.published, []);
});

Deno.test("API answers only for its own host when it requires no key, however the name is written", async () => {
  await using served = serveApp(SMALL);
  for (
    const host of ["evil.example", "localhost.evil.example", "127.0.0.1.nip.io", "0.0.0.0", "2130706433", "localhost."]
  ) {
    const request = `GET /v1/commerce/summary HTTP/1.1\r\nHost: ${host}:${served.port}\r\nConnection: close\r\n\r\n`;
    const { status, text } = await sendRaw(served.port, [request]);
    assertEquals([status, codeOf(text)], [421, "misdirected"], host);
  }
});

Deno.test("preferences accept any key as data, including those of Object.prototype", async () => {
  await using served = serveApp({}, identityShop().deps);
  const body = '{"preferences":{"__proto__":"x","constructor":"y","toString":"z"}}';
  const response = await fetch(`${served.base}/v1/customers/cust1`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body,
  });
  const text = await response.text();
  assert([201, 400].includes(response.status), text);
  if (response.status === 201) assertEquals(JSON.parse(text).preferences.constructor, "y");
  assertEquals(({} as Record<string, unknown>).x, undefined);
});

Deno.test("API limits calls by key and by address, ignores forwarding headers, and sends Retry-After", async () => {
  await using served = serveApp({ rateLimit: { calls: 5, windowMs: 60_000 }, apiKeys: ["0".repeat(64)] });
  const ask = (n: number) =>
    fetch(`${served.base}/v1/commerce/summary`, {
      headers: { "x-forwarded-for": `192.0.2.${n}`, forwarded: `for=192.0.2.${n}` },
    });
  const statuses: number[] = [];
  let retryAfter: string | null = null;
  for (let n = 0; n < 7; n++) {
    const response = await ask(n);
    await response.body?.cancel();
    statuses.push(response.status);
    retryAfter = response.headers.get("retry-after") ?? retryAfter;
  }
  assertEquals(statuses, [401, 401, 401, 401, 401, 429, 429]);
  assert(Number(retryAfter) >= 1 && Number(retryAfter) <= 60, `retry-after ${retryAfter}`);
});

Deno.test("API answers others and can stop during 200 requests that never end", async () => {
  const open: Deno.Conn[] = [];
  const served = serveApp(SMALL);
  for (let n = 0; n < 200; n++) {
    const connection = await Deno.connect({ hostname: "127.0.0.1", port: served.port });
    await connection.write(encode(`GET /v1/commerce/summary HTTP/1.1\r\nHost: 127.0.0.1\r\nX-${n}: `));
    open.push(connection);
  }
  assertEquals(await (await fetch(`${served.base}/healthz`)).text(), "ok");
  await served[Symbol.asyncDispose]();
  for (const connection of open) connection.close();
});

Deno.test("API answers noise with a refusal or not at all, and keeps running", async () => {
  await using served = serveApp(SMALL);
  const random = seededRandom("noise");
  for (let n = 0; n < 100; n++) {
    const noise = Uint8Array.from({ length: 1 + Math.floor(random() * 400) }, () => Math.floor(random() * 256));
    const { status } = await sendRaw(served.port, [noise, "\r\n\r\n\r\n\r\n"]);
    assert(status === 0 || (status >= 400 && status < 500), `${status} to ${noise.toHex()}`);
  }
  assertEquals(await (await fetch(`${served.base}/healthz`)).text(), "ok");
});
