import { assert, assertEquals, assertMatch, assertNotMatch } from "@std/assert";
import { createHash } from "node:crypto";
import { DataRefused, Outage } from "../../../../application/shared/fault.ts";
import { withApp } from "../../../../testing/http/call.ts";
import { fakeShop, someUser } from "../../../../testing/http/fake_shop.ts";

const SUMMARY = "GET /v1/commerce/summary";
const POST_USER = "POST /v1/users";

function digestOf(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}

Deno.test("app answers an unknown address with a problem that names the request", () =>
  withApp(async (call) => {
    const { status, headers, body } = await call("GET /v2/nothing", { headers: { "x-request-id": "mine-1" } });
    assertEquals(status, 404);
    assertEquals(headers.get("content-type"), "application/problem+json");
    assertEquals(headers.get("x-request-id"), "mine-1");
    assertEquals(body, {
      type: "about:blank",
      title: "Not Found",
      status: 404,
      code: "unknown_route",
      detail: "Cannot find anything at this address",
      requestId: "mine-1",
    });
  }));

Deno.test("app replaces a request id that does not look like one", () =>
  withApp(async (call) => {
    const { headers } = await call(SUMMARY, { headers: { "x-request-id": "a b<script>" } });
    assertEquals(headers.get("x-request-id"), "id1");
  }));

Deno.test("app names the allowed methods when the method is wrong", () =>
  withApp(async (call) => {
    const { status, headers, body } = await call("PUT /v1/users/U-1");
    assertEquals(status, 405);
    assertEquals(body.code, "method_not_allowed");
    assertEquals(headers.get("allow"), "GET, HEAD, PATCH, DELETE");
  }));

Deno.test("app answers HEAD like GET, without a body", () =>
  withApp(async (call) => {
    const { status, body } = await call("HEAD /healthz");
    assertEquals([status, body], [200, ""]);
  }));

Deno.test("app sends security headers with every answer, errors included", () =>
  withApp(async (call) => {
    for (const route of ["GET /", "GET /docs", SUMMARY, "GET /nothing"]) {
      const { headers } = await call(route);
      const policy = headers.get("content-security-policy")!;
      assertMatch(policy, /default-src 'none'; script-src 'self'; style-src 'self'/);
      assertNotMatch(policy, /unsafe|https?:/);
      assertEquals(headers.get("x-content-type-options"), "nosniff");
      assertEquals(headers.get("x-frame-options"), "DENY");
      assertEquals(headers.get("access-control-allow-origin"), null);
    }
  }));

Deno.test("app hides the message of an unexpected error, and logs it with the request's id", async () => {
  const shop = fakeShop();
  shop.fault.store = new Error("password=hunter2 in a query");
  await withApp(
    async (call) => {
      const { status, body } = await call("GET /v1/users/U-1");
      assertEquals([status, body.code], [500, "internal"]);
      assertNotMatch(JSON.stringify(body), /hunter2/);
      const logged = shop.logged.find(({ level }) => level === "error")!;
      assertEquals((logged.fields as { requestId: string }).requestId, body.requestId);
      assertMatch(String((logged.fields as { err: Error }).err), /hunter2/);
    },
    {},
    shop,
  );
});

Deno.test("app answers an outage with 503 and Retry-After, without internal details", async () => {
  const shop = fakeShop();
  shop.fault.store = new Outage("Postgres", new Error("connect ECONNREFUSED 10.0.0.3:5432"));
  await withApp(
    async (call) => {
      const { status, headers, body } = await call("GET /v1/users/U-1");
      assertEquals([status, body.code], [503, "unavailable"]);
      assertEquals(headers.get("retry-after"), "5");
      assertEquals(body.detail, "Cannot reach Postgres at the moment");
    },
    {},
    shop,
  );
});

Deno.test("app answers data that the database refuses with 422", async () => {
  const shop = fakeShop();
  shop.fault.store = new DataRefused("22P05", new Error("unsupported Unicode escape"));
  await withApp(
    async (call) => {
      const { status, body } = await call("POST /v1/users?direct=true", { body: { name: "a" } });
      assertEquals([status, body.code], [422, "data_refused"]);
    },
    {},
    shop,
  );
});

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
  }, { apiKeys: [digestOf("right"), digestOf("second")] }));

Deno.test("app checks the key before it reveals what exists", () =>
  withApp(async (call) => {
    assertEquals((await call("GET /v1/nothing")).status, 401);
    assertEquals((await call(POST_USER, { body: "{" })).status, 401);
  }, { apiKeys: [digestOf("right")] }));

Deno.test("app refuses a key in the address", () =>
  withApp(async (call) => {
    for (const name of ["api_key", "access_token", "Token", "key"]) {
      const { status, body } = await call(`${SUMMARY}?${name}=right`);
      assertEquals([status, body.code], [400, "key_in_query"], name);
    }
  }, { apiKeys: [digestOf("right")] }));

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
  }, { apiKeys: [digestOf("right")], rateLimit: { calls: 1, windowMs: 60_000 } }));

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
  }, { loopback: false, apiKeys: [digestOf("right")] }));

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
  }, { apiKeys: [digestOf("right")] });
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

Deno.test("app asks for a key at /readyz and /metrics where keys are set, and marks answers of /v1 as no cache's", () =>
  withApp(async (call) => {
    const headers = { authorization: "Bearer right" };
    for (const path of ["/readyz", "/metrics"]) {
      assertEquals((await call(`GET ${path}`)).status, 401, path);
      assertEquals((await call(`GET ${path}`, { headers })).status, path === "/readyz" ? 503 : 200, path);
    }
    assertEquals((await call("GET /healthz")).status, 200);
    assertEquals((await call(SUMMARY, { headers })).headers.get("cache-control"), "no-store");
  }, { apiKeys: [digestOf("right")] }));

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

Deno.test("access log has the route and the outcome, and no personal data", async () => {
  const shop = fakeShop();
  const user = someUser(shop, { email: "seoyeon@example.com" });
  await withApp(
    async (call) => {
      await call(`GET /v1/users/${user.userId}`, { from: "192.0.2.9" });
      const { fields } = shop.logged.find(({ message }) => message === "request")!;
      const { milliseconds, ...rest } = fields as Record<string, unknown>;
      assertEquals(rest, { requestId: "id1", method: "GET", route: "/v1/users/:id", status: 200 });
      assertEquals(typeof milliseconds, "number");
      assertNotMatch(JSON.stringify(shop.logged), /192\.0\.2\.9|seoyeon|김서연|U-1/);
    },
    { peers: "any" },
    shop,
  );
});

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
