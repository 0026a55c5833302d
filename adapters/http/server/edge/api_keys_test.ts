import { assertEquals, assertMatch } from "@std/assert";
import { withApp } from "../../../../testing/http/call.ts";
import { sha256 } from "../../../system/sha256.ts";

const SUMMARY = "GET /v1/commerce/summary";
const POST_USER = "POST /v1/users";

Deno.test("app requires a key when one is configured", () =>
  withApp(async (call) => {
    for (const authorization of [undefined, "Bearer wrong", "Basic right", "Bearer right extra", "right"]) {
      const { status, headers, body } = await call(SUMMARY, { headers: authorization ? { authorization } : {} });
      assertEquals([status, body.code], [401, "unauthorized"], authorization);
      assertEquals(headers.get("www-authenticate"), 'Bearer realm="tillstream"');
    }
    for (const key of ["right", "second"]) {
      assertEquals((await call(SUMMARY, { headers: { authorization: `Bearer ${key}` } })).status, 200);
    }
    for (const route of ["GET /", "GET /openapi.json", "GET /healthz"]) assertEquals((await call(route)).status, 200);
  }, { apiKeys: [sha256("right"), sha256("second")] }));

Deno.test("app checks the key before it reveals what exists", () =>
  withApp(async (call) => {
    assertEquals((await call("GET /v1/nothing")).status, 401);
    assertEquals((await call(POST_USER, { body: "{" })).status, 401);
  }, { apiKeys: [sha256("right")] }));

Deno.test("app refuses a key in the address", () =>
  withApp(async (call) => {
    for (const name of ["api_key", "access_token", "Token", "key"]) {
      const { status, body } = await call(`${SUMMARY}?${name}=right`);
      assertEquals([status, body.code], [400, "key_in_query"], name);
    }
  }, { apiKeys: [sha256("right")] }));

Deno.test("app limits each caller separately and sends Retry-After", () =>
  withApp(async (call) => {
    assertEquals((await call(SUMMARY)).status, 200);
    assertEquals((await call(SUMMARY)).status, 200);
    const { status, headers, body } = await call(SUMMARY);
    assertEquals([status, body.code], [429, "rate_limited"]);
    assertMatch(headers.get("retry-after")!, /^\d+$/);
    assertEquals((await call(SUMMARY, { from: "192.0.2.7" })).status, 200);
    assertEquals((await call("GET /")).status, 200);
  }, { rateLimit: { calls: 2, windowMs: 60_000 }, peers: "any" }));

Deno.test("app counts a valid key by the key, and wrong keys by the address", () =>
  withApp(async (call) => {
    const headers = { authorization: "Bearer right" };
    assertEquals((await call(SUMMARY, { headers, from: "192.0.2.1" })).status, 200);
    assertEquals((await call(SUMMARY, { headers, from: "192.0.2.2" })).status, 429);
    const guess = (key: string) => call(SUMMARY, { headers: { authorization: `Bearer ${key}` }, from: "192.0.2.3" });
    assertEquals([(await guess("a")).status, (await guess("b")).status], [401, 429]);
  }, { apiKeys: [sha256("right")], rateLimit: { calls: 1, windowMs: 60_000 } }));

Deno.test("app asks for a key at /readyz and /metrics where keys are set, and marks answers of /v1 as no cache's", () =>
  withApp(async (call) => {
    const headers = { authorization: "Bearer right" };
    for (const path of ["/readyz", "/metrics"]) {
      assertEquals((await call(`GET ${path}`)).status, 401, path);
      assertEquals((await call(`GET ${path}`, { headers })).status, path === "/readyz" ? 503 : 200, path);
    }
    assertEquals((await call("GET /healthz")).status, 200);
    assertEquals((await call(SUMMARY, { headers })).headers.get("cache-control"), "no-store");
  }, { apiKeys: [sha256("right")] }));
