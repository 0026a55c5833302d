import { assert, assertEquals } from "@std/assert";
import { withApp } from "../../../../testing/http/call.ts";
import { sha256 } from "../../../system/sha256.ts";

const ORIGIN = "https://shop.example";
const FROM_THERE = { origin: ORIGIN, "sec-fetch-site": "cross-site" };
const PREFLIGHT = {
  ...FROM_THERE,
  "access-control-request-method": "POST",
  "access-control-request-headers": "authorization, content-type, idempotency-key",
};
const ALLOWED = { corsOrigins: [ORIGIN], apiKeys: [sha256("right")], rateLimit: false } as const;

Deno.test("crossOrigin lets pages of a configured origin ask first, call, and read what they need", () =>
  withApp(async (call) => {
    const asked = await call("OPTIONS /v1/users", { headers: PREFLIGHT });
    assertEquals([asked.status, asked.headers.get("access-control-allow-origin")], [204, ORIGIN]);
    assert(asked.headers.get("access-control-allow-methods")!.split(",").includes("PATCH"));
    assert(/authorization.*idempotency-key/i.test(asked.headers.get("access-control-allow-headers")!));
    const headers = { ...FROM_THERE, authorization: "Bearer right" };
    const { status, headers: answered } = await call("POST /v1/users", { headers, body: { name: "홍길동" } });
    assertEquals([status, answered.get("access-control-allow-origin")], [202, ORIGIN]);
    for (const name of ["Location", "ETag", "Idempotency-Replayed", "Retry-After", "Deprecation"]) {
      assert(answered.get("access-control-expose-headers")!.split(",").includes(name), name);
    }
    assert(/\bOrigin\b/.test(answered.get("vary")!));
    assertEquals(answered.get("access-control-allow-credentials"), null);
  }, ALLOWED));

Deno.test("crossOrigin lets a page read why it is refused, and asks it for a key as anybody", () =>
  withApp(async (call) => {
    for (const [route, status] of [["GET /v1/users", 401], ["POST /v1/nothing", 401]] as const) {
      const answer = await call(route, { headers: FROM_THERE });
      assertEquals([answer.status, answer.headers.get("access-control-allow-origin")], [status, ORIGIN], route);
    }
  }, ALLOWED));

Deno.test("crossOrigin lets in no other origin, none that looks like it, and nobody where none is configured", async () => {
  const others = ["https://shop.example.evil.example", "http://shop.example", "https://shop.example:8443", "null"];
  const refused = async (origins: readonly string[], corsOrigins: readonly string[]) =>
    await withApp(async (call) => {
      for (const origin of origins) {
        const asked = await call("OPTIONS /v1/users", { headers: { ...PREFLIGHT, origin } });
        const called = await call("GET /v1/users", { headers: { ...FROM_THERE, origin } });
        assertEquals([asked.status, called.status, called.body.code], [403, 403, "cross_origin"], origin);
        for (const { headers } of [asked, called]) assertEquals(headers.get("access-control-allow-origin"), null);
      }
    }, { corsOrigins, rateLimit: false });
  await refused(others, [ORIGIN]);
  await refused([...others, ORIGIN], []);
});

Deno.test("crossOrigin changes nothing about the host that is asked", () =>
  withApp(async (call) => {
    const answer = await call("GET /v1/users", { headers: { ...FROM_THERE, host: "rebound.example" } });
    assertEquals([answer.status, answer.body.code], [421, "misdirected"]);
  }, { corsOrigins: [ORIGIN] }));
