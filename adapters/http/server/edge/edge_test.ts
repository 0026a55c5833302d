import { assertEquals, assertMatch, assertNotMatch } from "@std/assert";
import { DataRefused, Outage } from "../../../../application/shared/fault.ts";
import { withApp } from "../../../../testing/http/call.ts";
import { fakeShop, someUser } from "../../../../testing/http/fake_shop.ts";

const SUMMARY = "GET /v1/commerce/summary";

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
      assertNotMatch(policy.replace(/img-src [^;]*/, ""), /unsafe|https?:/);
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
