import { assertEquals } from "@std/assert";
import { gzipSync } from "node:zlib";
import { fakeShop } from "../../../../testing/http/fake_shop.ts";
import { encode } from "../../../../testing/http/raw_http.ts";
import { JSON_TYPE, LIMIT, postUser, SMALL, type Try, tryAll } from "../../../../testing/http/raw_tries.ts";
import { serveApp } from "../../../../testing/http/serve_app.ts";

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
