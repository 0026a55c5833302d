import { Validator } from "@seriousme/openapi-schema-validator";
import { assert, assertEquals, assertMatch } from "@std/assert";
import type { User } from "../../../domain/commerce/user.ts";
import { someUser } from "../../../testing/http/fake_shop.ts";
import { identityShop } from "../../../testing/http/identity_shop.ts";
import { withApp as withShop } from "../../../testing/http/call.ts";

// deno-lint-ignore no-explicit-any -- a document is looked at field by field
type Document = any;

const withApp = (test: Parameters<typeof withShop>[0]) => withShop(test, {}, identityShop());

async function withDocument(test: (document: Document) => void | Promise<void>): Promise<void> {
  await withApp(async (call) => await test((await call("GET /openapi.json")).body));
}

Deno.test("openapi.json is a valid OpenAPI 3.1 document", () =>
  withDocument(async (document) => {
    assertMatch(document.openapi, /^3\.1\./);
    const { valid, errors } = await new Validator().validate(document);
    assert(valid, JSON.stringify(errors));
  }));

Deno.test("openapi.json describes every route of the API", () =>
  withDocument((document) => {
    const described = Object.entries<object>(document.paths)
      .flatMap(([path, item]) => Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`));
    assertEquals(described.sort(), [
      "DELETE /v1/orders/{id}",
      "DELETE /v1/products/{id}",
      "DELETE /v1/scenarios/{name}/run",
      "DELETE /v1/users/{id}",
      "GET /healthz",
      "GET /metrics",
      "GET /readyz",
      "GET /v1/beacons/{id}",
      "GET /v1/cache/products/random",
      "GET /v1/cache/status",
      "GET /v1/cache/users/random",
      "GET /v1/commerce/daily-sales",
      "GET /v1/commerce/dead-letters",
      "GET /v1/commerce/dead-letters/{stream}/{partition}/{offset}",
      "GET /v1/commerce/orders/recent",
      "GET /v1/commerce/outbox",
      "GET /v1/commerce/pending-orders",
      "GET /v1/commerce/stream",
      "GET /v1/commerce/summary",
      "GET /v1/customers",
      "GET /v1/customers/{id}",
      "GET /v1/customers/{id}/identities",
      "GET /v1/imports",
      "GET /v1/imports/{run}",
      "GET /v1/orders",
      "GET /v1/orders/{id}",
      "GET /v1/products",
      "GET /v1/products/{id}",
      "GET /v1/scenarios",
      "GET /v1/stores/{store}/beacons",
      "GET /v1/users",
      "GET /v1/users/{id}",
      "PATCH /v1/orders/{id}",
      "PATCH /v1/products/{id}",
      "PATCH /v1/users/{id}",
      "POST /v1/commerce/dead-letters/redrive",
      "POST /v1/commerce/outbox/release",
      "POST /v1/detections",
      "POST /v1/detections/try",
      "POST /v1/imports",
      "POST /v1/imports/{run}/undo",
      "POST /v1/orders",
      "POST /v1/orders/{id}/cancel",
      "POST /v1/products",
      "POST /v1/users",
      "POST /v1/webhooks/shopify",
      "PUT /v1/beacons/{id}",
      "PUT /v1/customers/{id}",
      "PUT /v1/scenarios/{name}/run",
    ]);
  }));

Deno.test("openapi.json shows instants as date-time text everywhere", () =>
  withDocument((document) => {
    const { createdAt, lastOrderedAt } = document.components.schemas.StoredUser.properties;
    assertEquals([createdAt.type, createdAt.format, createdAt.anyOf], ["string", "date-time", undefined]);
    assertEquals(lastOrderedAt.anyOf.map(({ type }: { type: string }) => type), ["string", "null"]);
  }));

Deno.test("openapi.json has every reference it makes, and problems for every error", () =>
  withDocument((document) => {
    for (const [, name] of JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      assert(document.components.schemas[name!], name);
    }
    for (const item of Object.values<Record<string, Document>>(document.paths)) {
      for (const operation of Object.values(item)) {
        for (const [status, response] of Object.entries<Document>(operation.responses)) {
          if (Number(status) < 400 || operation.tags.includes("Health")) continue;
          assertEquals(Object.keys(response.content), ["application/problem+json"]);
        }
      }
    }
  }));

Deno.test("every described route refuses an unknown query parameter", () =>
  withApp(async (call) => {
    const { body: document } = await call("GET /openapi.json");
    for (const [path, item] of Object.entries<Record<string, Document>>(document.paths)) {
      if (!path.startsWith("/v1/")) continue;
      for (const method of Object.keys(item)) {
        const route = `${method.toUpperCase()} ${path.replace(/{\w+}/, "some")}?nonsense=1`;
        const { status, body } = await call(route, { body: method === "get" ? undefined : {} });
        assertEquals([status, body.code], [400, "invalid_input"], route);
      }
    }
  }));

Deno.test("examples of requests are accepted", () =>
  withApp(async (call) => {
    const { body: document } = await call("GET /openapi.json");
    for (const path of ["/v1/users", "/v1/products", "/v1/orders"]) {
      const { examples } = document.paths[path].post.requestBody.content["application/json"];
      for (const { value } of Object.values<{ value: unknown }>(examples)) {
        assertEquals((await call(`POST ${path}`, { body: value })).status, 202, path);
      }
    }
  }));

Deno.test("examples about customers and beacons are accepted", () =>
  withApp(async (call, shop) => {
    shop.now = new Date("2026-03-02T12:00:00Z");
    const { body: document } = await call("GET /openapi.json");
    const examplesOf = (path: string, method: string) =>
      Object.values<{ value: unknown; summary?: string }>(
        document.paths[path][method].requestBody.content["application/json"].examples,
      );
    const ids = ["550e8400-e29b-41d4-a716-446655440000", "table-4"];
    for (const [nth, { value }] of examplesOf("/v1/beacons/{id}", "put").entries()) {
      assertEquals((await call(`PUT /v1/beacons/${ids[nth]}`, { body: value })).status, 201);
    }
    for (const [nth, { value }] of examplesOf("/v1/customers/{id}", "put").entries()) {
      const { userId } = value as { readonly userId?: User["userId"] };
      if (userId) shop.users.set(userId, someUser(shop));
      assertEquals((await call(`PUT /v1/customers/${nth}`, { body: value })).status, 201);
    }
    for (const { value, summary = "" } of examplesOf("/v1/detections", "post")) {
      const { status, body } = await call(`POST /v1/detections?${summary}`, { body: value });
      assert(status < 300 || body.code === "low_confidence", JSON.stringify(body));
    }
  }));

Deno.test("docs and asyncapi.json are served without a CDN", () =>
  withApp(async (call) => {
    assertEquals((await call("GET /asyncapi.json")).body.asyncapi, "3.0.0");
    const page = await call("GET /docs");
    for (const [, address] of page.body.matchAll(/(?:src|href)="([^"]+)"/g)) {
      assertEquals((await call(`GET ${address}`)).status, 200, address);
    }
    assert(!/<script>|<style>|style=|https?:/.test(page.body));
  }));
