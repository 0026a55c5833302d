import { assert, assertEquals } from "@std/assert";
import { withApp } from "../../../../testing/http/call.ts";

const POST_USER = "POST /v1/users";

Deno.test("app locates a JSON syntax error without repeating the text", () =>
  withApp(async (call) => {
    const broken = await call(POST_USER, { body: '{"name": "secret",\n }' });
    assertEquals([broken.status, broken.body.code], [400, "malformed_json"]);
    assertEquals(broken.body.detail, "Cannot read the body as JSON: line 2, column 2");
    const cut = await call(POST_USER, { body: "[" });
    assertEquals(cut.body.detail, "Cannot read the body as JSON: it ends too soon, after 1 characters");
    const empty = await call(POST_USER, { body: "" });
    assertEquals([empty.status, empty.body.code], [400, "malformed_json"]);
  }));

Deno.test("app refuses a body that is not UTF-8", () =>
  withApp(async (call) => {
    const bytes = new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d]);
    const { status, body } = await call(POST_USER, { body: new Blob([bytes]).stream() });
    assertEquals([status, body.detail], [400, "Cannot read the body as JSON: it is not UTF-8"]);
  }));

Deno.test("app accepts only JSON in UTF-8", () =>
  withApp(async (call) => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=euc-kr", ""]) {
      const { status, body } = await call(POST_USER, { body: "{}", headers: { "content-type": type } });
      assertEquals([status, body.code], [415, "unsupported_media_type"], type);
    }
    const { status } = await call(POST_USER, {
      body: { name: "a" },
      headers: { "content-type": "application/json; charset=UTF-8" },
    });
    assertEquals(status, 202);
  }));

Deno.test("app refuses an announced 10 MB body without reading it", () =>
  withApp(async (call) => {
    let read = 0;
    const body = counted(10 * 1024 * 1024, (bytes) => read += bytes);
    const { status, body: problem } = await call(POST_USER, { body, headers: { "content-length": "10485760" } });
    assertEquals([status, problem.code], [413, "body_too_large"]);
    assert(read <= 2 * CHUNK, `read ${read} bytes`);
  }));

Deno.test("app stops reading a chunked 10 MB body at the limit", () =>
  withApp(async (call) => {
    let read = 0;
    const { status } = await call(POST_USER, { body: counted(10 * 1024 * 1024, (bytes) => read += bytes) });
    assertEquals(status, 413);
    assert(read <= 1024 * 1024 + 3 * CHUNK, `read ${read} bytes`);
  }));

Deno.test("app accepts a body of exactly the limit", () =>
  withApp(async (call) => {
    const body = JSON.stringify({ name: "a" }).padEnd(64, " ");
    assertEquals((await call(POST_USER, { body })).status, 202);
    assertEquals((await call(POST_USER, { body: `${body} ` })).status, 413);
  }, { bodyLimit: 64 }));

Deno.test("app refuses a deeply nested body as invalid", () =>
  withApp(async (call) => {
    const { status } = await call(POST_USER, { body: "[".repeat(200_000) + "]".repeat(200_000) });
    assertEquals(status, 400);
  }));

Deno.test("app takes a body in many pieces by copying them, and refuses more than it takes pieces", () =>
  withApp(async (call) => {
    const pieces = (text: string) =>
      new ReadableStream<Uint8Array>({
        start(controller) {
          // A view into a large buffer, as the server hands out.
          for (const byte of new TextEncoder().encode(text)) {
            controller.enqueue(new Uint8Array(4_096).fill(byte).subarray(7, 8));
          }
          controller.close();
        },
      });
    assertEquals((await call(POST_USER, { body: pieces(JSON.stringify({ name: "a" }).padEnd(9_000)) })).status, 202);
    const { status, body } = await call(POST_USER, { body: pieces(JSON.stringify({ name: "a" }).padEnd(11_000)) });
    assertEquals([status, body.code], [413, "body_too_large"]);
    assertEquals(body.detail, "Cannot take the body: it comes in more than 10000 pieces");
  }));

const CHUNK = 64 * 1024;

function counted(size: number, onRead: (bytes: number) => void): ReadableStream<Uint8Array> {
  let left = size;
  return new ReadableStream({
    pull(controller) {
      if (left <= 0) return controller.close();
      left -= CHUNK;
      onRead(CHUNK);
      controller.enqueue(new Uint8Array(CHUNK).fill(0x20));
    },
  });
}
