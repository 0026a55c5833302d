import { assert, assertEquals } from "@std/assert";
import { gzipSync } from "node:zlib";
import { seededRandom } from "../../../../domain/shared/random.ts";
import { identityShop } from "../../../../testing/http/identity_shop.ts";
import { fakeShop } from "../../../../testing/http/fake_shop.ts";
import { sendRaw } from "../../../../testing/http/raw_http.ts";
import { serveApp, type ServedApp } from "../../../../testing/http/serve_app.ts";

const LIMIT = 4_096;
const JSON_TYPE = "Content-Type: application/json\r\n";
const encode = (text: string) => new TextEncoder().encode(text);

/** A raw request and the accepted statuses; 0 means that the connection was closed without an answer. */
interface Try {
  readonly what: string;
  readonly request: (headers: string) => string | readonly (string | Uint8Array)[];
  readonly status: number | readonly number[];
  readonly code?: string;
}

const post = (path: string, body: string, type = JSON_TYPE): Try["request"] => (headers) =>
  `POST ${path} HTTP/1.1\r\n${headers}${type}Content-Length: ${encode(body).length}\r\n\r\n${body}`;
const postUser = (body: string, type = JSON_TYPE) => post("/v1/users", body, type);
const get = (target: string, more = ""): Try["request"] => (headers) =>
  `GET ${target} HTTP/1.1\r\n${headers}${more}\r\n`;
const chunked = (...chunks: readonly string[]): Try["request"] => (headers) => [
  `POST /v1/users HTTP/1.1\r\n${headers}${JSON_TYPE}Transfer-Encoding: chunked\r\n\r\n`,
  ...chunks,
];
const chunk = (text: string) => `${encode(text).length.toString(16)}\r\n${text}\r\n`;
const bytes = (body: Uint8Array, type: string): Try["request"] => (headers) => [
  `POST /v1/users HTTP/1.1\r\n${headers}${type}Content-Length: ${body.length}\r\n\r\n`,
  body,
];
const padded = (length: number) => '{"name":"a"}'.padEnd(length);

const BODIES: readonly Try[] = [
  { what: "exactly the limit", request: postUser(padded(LIMIT)), status: 202 },
  { what: "one byte more", request: postUser(padded(LIMIT + 1)), status: 413, code: "body_too_large" },
  {
    what: "an announced terabyte, of which nothing comes",
    request: (headers) => `POST /v1/users HTTP/1.1\r\n${headers}${JSON_TYPE}Content-Length: 1099511627776\r\n\r\n`,
    status: 413,
    code: "body_too_large",
  },
  {
    what: "a length beyond all numbers",
    request: (headers) => `POST /v1/users HTTP/1.1\r\n${headers}${JSON_TYPE}Content-Length: ${"9".repeat(40)}\r\n\r\n`,
    status: 400,
  },
  {
    what: "chunks that keep within the limit",
    request: chunked(chunk('{"name":'), chunk('"a"}'), "0\r\n\r\n"),
    status: 202,
  },
  {
    what: "chunks without end",
    request: chunked(...Array.from({ length: 64 }, () => chunk(" ".repeat(1_024)))),
    status: 413,
    code: "body_too_large",
  },
  { what: "chunks that are none", request: chunked("zz\r\n{}\r\n"), status: [0, 400] },
  {
    what: "a body that stops half way",
    request: (headers) => `POST /v1/users HTTP/1.1\r\n${headers}${JSON_TYPE}Content-Length: 100\r\n\r\n{"name":`,
    status: 408,
    code: "body_too_slow",
  },
  {
    what: "a length and chunks at once, as smugglers send them",
    request: (headers) =>
      `POST /v1/users HTTP/1.1\r\n${headers}${JSON_TYPE}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n` +
      "0\r\n\r\nGET /metrics HTTP/1.1\r\nHost: x\r\n\r\n",
    status: 400,
  },
  {
    what: "two lengths",
    request: (headers) =>
      `POST /v1/users HTTP/1.1\r\n${headers}${JSON_TYPE}Content-Length: 2\r\nContent-Length: 12\r\n\r\n{"name":"a"}`,
    status: 400,
  },
  {
    what: "a packed bomb",
    request: bytes(gzipSync(new Uint8Array(2_000_000).fill(0x20)), `${JSON_TYPE}Content-Encoding: gzip\r\n`),
    status: 415,
    code: "unsupported_media_type",
  },
  { what: "nothing", request: postUser(""), status: 400, code: "malformed_json" },
  {
    what: "no UTF-8",
    request: bytes(new Uint8Array([0x22, 0xc3, 0x28, 0x22]), JSON_TYPE),
    status: 400,
    code: "malformed_json",
  },
  {
    what: "half a character in UTF-8",
    request: bytes(new Uint8Array([0x22, 0xed, 0xa0, 0x80, 0x22]), JSON_TYPE),
    status: 400,
    code: "malformed_json",
  },
  {
    what: "UTF-16",
    request: bytes(new Uint8Array([0xff, 0xfe, 0x7b, 0, 0x7d, 0]), JSON_TYPE),
    status: 400,
    code: "malformed_json",
  },
  { what: "a byte order mark", request: postUser('\ufeff{"name":"a"}'), status: 202 },
  { what: "NUL in a text", request: postUser('{"name":"a\\u0000b"}'), status: 400, code: "invalid_input" },
  { what: "NUL itself", request: postUser('{"name":"a\0b"}'), status: 400, code: "malformed_json" },
  { what: "half a character, escaped", request: postUser('{"name":"\\ud83d"}'), status: 400, code: "invalid_input" },
  { what: "NUL in a key", request: postUser('{"name":"a","\\u0000":1}'), status: 400, code: "invalid_input" },
  {
    what: "a hundred lists in each other",
    request: postUser("[".repeat(101) + "]".repeat(101)),
    status: 400,
    code: "invalid_input",
  },
  {
    what: "lists in each other as far as they fit",
    request: postUser("[".repeat(LIMIT)),
    status: 400,
    code: "malformed_json",
  },
  {
    what: "a number too large for any",
    request: postUser('{"name":"a","age":1e400}'),
    status: 400,
    code: "invalid_input",
  },
  {
    what: "a number of 4,000 digits",
    request: postUser(`{"name":"a","age":${"9".repeat(4_000)}}`),
    status: 400,
    code: "invalid_input",
  },
  { what: "a number as text", request: postUser('{"name":"a","age":"30"}'), status: 400, code: "invalid_input" },
  { what: "no number", request: postUser('{"name":"a","age":NaN}'), status: 400, code: "malformed_json" },
  { what: "a key twice: the last counts", request: postUser('{"name":"a","name":"b"}'), status: 202 },
  {
    what: "a key twice, the last wrong",
    request: postUser('{"name":"a","name":1}'),
    status: 400,
    code: "invalid_input",
  },
  {
    what: "__proto__",
    request: postUser('{"name":"a","__proto__":{"grade":"VIP"}}'),
    status: 400,
    code: "invalid_input",
  },
  {
    what: "constructor",
    request: postUser('{"name":"a","constructor":{"prototype":{"grade":"VIP"}}}'),
    status: 400,
    code: "invalid_input",
  },
  { what: "toString", request: postUser('{"name":"a","toString":1}'), status: 400, code: "invalid_input" },
  { what: "JSON and more", request: postUser('{"name":"a"}{"name":"b"}'), status: 400, code: "malformed_json" },
  { what: "a comment", request: postUser('{"name":"a"/**/}'), status: 400, code: "malformed_json" },
];

const TYPES: readonly Try[] = [
  ["Content-Type: text/plain\r\n", 415],
  ["Content-Type: application/x-www-form-urlencoded\r\n", 415],
  ["Content-Type: multipart/form-data; boundary=x\r\n", 415],
  ["Content-Type: application/json; charset=utf-16\r\n", 415],
  ["Content-Type: application/json, text/plain\r\n", 415],
  ["Content-Type: application/xml\r\n", 415],
  ["Content-Type: \r\n", 415],
  ["", 415],
  [`Content-Type: ${"a".repeat(3_000)}/json\r\n`, 415],
  ["Content-Type: APPLICATION/JSON\r\n", 202],
  ['Content-Type: application/json; charset="UTF-8"\r\n', 202],
  ["Content-Type: application/vnd.shop+json\r\n", 202],
].map(([type, status]) => ({
  what: `the type ${String(type).trim().slice(0, 60)}`,
  request: postUser('{"name":"a"}', String(type)),
  status: Number(status),
}));

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
    status: method === "OPTIONS" || method === "TRACE" ? [403, 405] : 405,
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

async function tryAll(served: ServedApp, tries: readonly Try[]): Promise<void> {
  const headers = `Host: 127.0.0.1:${served.port}\r\nConnection: close\r\n`;
  const wrong: string[] = [];
  for (const { what, request, status, code } of tries) {
    const pieces = request(headers);
    const answer = await sendRaw(served.port, typeof pieces === "string" ? [pieces] : pieces);
    const isRight = [status].flat().includes(answer.status) && (code === undefined || codeOf(answer.text) === code);
    if (!isRight) wrong.push(`${what}: ${answer.status} ${answer.text.slice(0, 200)}`);
    if (answer.headers.has("access-control-allow-origin")) wrong.push(`${what}: opens itself to other origins`);
    if (/\n\s+at |node:|file:\/\//.test(answer.text)) {
      wrong.push(`${what}: shows a stack: ${answer.text.slice(0, 300)}`);
    }
  }
  assertEquals(wrong, []);
  assertEquals(await (await fetch(`${served.base}/healthz`)).text(), "ok", "the server goes on");
}

function codeOf(text: string): string | null {
  try {
    return JSON.parse(text).code;
  } catch {
    return null;
  }
}

const SMALL = { bodyLimit: LIMIT, bodyTimeoutMs: 300 };

Deno.test("API refuses bodies that are too large, too slow, compressed, broken or not text, and accepts others", async () => {
  const shop = fakeShop();
  await using served = serveApp(SMALL, shop.deps);
  await tryAll(served, BODIES);
  const names = shop.published.map((event) => event.type === "user.registered" ? event.user.name : event.type);
  assertEquals(names, ["a", "a", "a", "b"]);
  assertEquals(({} as Record<string, unknown>).grade, undefined, "nothing was made of __proto__");
});

Deno.test("API accepts JSON only with a JSON content type", async () => {
  await using served = serveApp(SMALL);
  await tryAll(served, TYPES);
});

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
