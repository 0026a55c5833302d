import { assertEquals } from "@std/assert";
import { withApp } from "../../../../testing/http/call.ts";
import { sha256 } from "../../../system/sha256.ts";

const SUMMARY = "GET /v1/commerce/summary";
const POST_USER = "POST /v1/users";

Deno.test("app on loopback without keys answers for localhost only", () =>
  withApp(async (call) => {
    for (const host of ["localhost:8000", "127.0.0.1:8000", "[::1]:8000", "LOCALHOST"]) {
      assertEquals((await call(SUMMARY, { headers: { host } })).status, 200, host);
    }
    for (const host of ["evil.example", "localhost.evil.example", "127.0.0.1.nip.io:8000", "localhost:8000@evil"]) {
      const { status, body } = await call("GET /", { headers: { host } });
      assertEquals([status, body.code], [421, "misdirected"], host);
    }
  }));

Deno.test("app on another address answers for any host", () =>
  withApp(async (call) => {
    const headers = { host: "shop.example", authorization: "Bearer right" };
    assertEquals((await call(SUMMARY, { headers })).status, 200);
  }, { loopback: false, apiKeys: [sha256("right")] }));

Deno.test("app without keys refuses what a proxy passes on, and other machines unless its port is published on loopback", async () => {
  const forwarded = [{ "x-forwarded-for": "203.0.113.7" }, { via: "1.1 proxy" }, { forwarded: "for=203.0.113.7" }];
  await withApp(async (call) => {
    for (const headers of [...forwarded, { "x-real-ip": "203.0.113.7" }, { "x-forwarded-proto": "https" }]) {
      const { status, body } = await call("GET /v1/users/U-1", { headers: headers as Record<string, string> });
      assertEquals([status, body.code], [403, "forwarded"], JSON.stringify(headers));
    }
    assertEquals((await call(SUMMARY, { from: "192.0.2.1" })).body.code, "forwarded");
    for (const from of ["127.0.0.1", "::1", "::ffff:127.0.0.1"]) {
      assertEquals((await call(SUMMARY, { from })).status, 200, from);
    }
  });
  await withApp(async (call) => {
    assertEquals((await call(SUMMARY, { from: "172.18.0.1" })).status, 200);
    assertEquals((await call(SUMMARY, { from: "172.18.0.1", headers: { via: "1.1 proxy" } })).status, 403);
  }, { peers: "any" });
  await withApp(async (call) => {
    const headers = { authorization: "Bearer right", "x-forwarded-for": "203.0.113.7" };
    assertEquals((await call(SUMMARY, { headers, from: "192.0.2.1" })).status, 200);
  }, { apiKeys: [sha256("right")] });
});

Deno.test("app refuses a browser's reads for another origin before they count against anybody's rate", () =>
  withApp(async (call) => {
    for (const site of ["cross-site", "same-site"]) {
      for (let times = 0; times < 3; times++) {
        const { status, body } = await call(SUMMARY, { headers: { "sec-fetch-site": site } });
        assertEquals([status, body.code], [403, "cross_origin"], site);
      }
    }
    for (const site of ["same-origin", "none"]) {
      assertEquals((await call(SUMMARY, { headers: { "sec-fetch-site": site } })).status, 200, site);
    }
  }, { rateLimit: { calls: 2, windowMs: 60_000 } }));

Deno.test("app refuses a browser's write from another origin", () =>
  withApp(async (call) => {
    const body = { name: "a" };
    for (const origin of ["http://evil.example", "null", "http://localhost:3000"]) {
      const { status, body: problem } = await call(POST_USER, { body, headers: { origin } });
      assertEquals([status, problem.code], [403, "cross_origin"], origin);
    }
    assertEquals((await call(POST_USER, { body, headers: { "sec-fetch-site": "cross-site" } })).status, 403);
    assertEquals((await call(POST_USER, { body, headers: { origin: "http://localhost:8000" } })).status, 202);
  }));
