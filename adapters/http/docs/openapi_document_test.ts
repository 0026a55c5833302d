import { assert, assertEquals, assertMatch } from "@std/assert";
import type { User } from "../../../domain/commerce/user.ts";
import { someUser } from "../../../testing/http/fake_shop.ts";
import { identityShop } from "../../../testing/http/identity_shop.ts";
import { withApp as withShop } from "../../../testing/http/call.ts";
import { type Document, wholeDocument } from "../../../testing/http/whole_document.ts";
import { sha256 } from "../../system/sha256.ts";
import { portablePattern } from "./portable_pattern.ts";

const withApp = (test: Parameters<typeof withShop>[0]) => withShop(test, {}, identityShop());

async function withDocument(test: (document: Document) => void | Promise<void>): Promise<void> {
  await withApp(async (call) => await test((await call("GET /openapi.json")).body));
}

Deno.test("openapi.json describes every route of the API", () =>
  withDocument((document) => {
    const described = Object.entries<object>(document.paths)
      .flatMap(([path, item]) => Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`));
    assertEquals(described.sort(), [
      "DELETE /v1/beacons/{id}/position",
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
      "GET /v1/commerce/orders.csv",
      "GET /v1/commerce/orders/recent",
      "GET /v1/commerce/outbox",
      "GET /v1/commerce/pending-orders",
      "GET /v1/commerce/sales-comparison",
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
      "GET /v1/stores/{store}/floor-plan",
      "GET /v1/users",
      "GET /v1/users/{id}",
      "GET /v1/users/{id}/grade",
      "GET /v1/users/{id}/propensity",
      "PATCH /v1/orders/{id}",
      "PATCH /v1/products/{id}",
      "PATCH /v1/users/{id}",
      "POST /v1/commerce/dead-letters/redrive",
      "POST /v1/commerce/outbox/release",
      "POST /v1/detections",
      "POST /v1/detections/try",
      "POST /v1/identities/{id}/feedback",
      "POST /v1/imports",
      "POST /v1/imports/{run}/undo",
      "POST /v1/orders",
      "POST /v1/orders/{id}/cancel",
      "POST /v1/products",
      "POST /v1/users",
      "POST /v1/webhooks/shopify",
      "PUT /v1/beacons/{id}",
      "PUT /v1/beacons/{id}/position",
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

Deno.test("openapi.json has a type for the errors of each operation, with an example of each code", async () => {
  const { paths, components } = await wholeDocument();
  const ofRead = components.responses[paths["/v1/users/{id}"].get.responses[404].$ref.split("/").at(-1)];
  const { schema, examples } = ofRead.content["application/problem+json"];
  assertEquals(schema.properties.code.enum, ["unknown_user"]);
  assertEquals(components.examples[examples.unknown_user.$ref.split("/").at(-1)].value.status, 404);
  for (
    const { $ref } of operationsOf(paths).flatMap(({ tags, responses }) =>
      tags.includes("Health") ? [] : Object.entries<Document>(responses).filter(([status]) => Number(status) >= 400)
        .map(([, response]) => response)
    )
  ) {
    assertEquals(Object.keys(components.responses[$ref.split("/").at(-1)].content), ["application/problem+json"]);
  }
});

Deno.test("openapi.json has an example of every answer and takes requests without what has a default", async () => {
  const { paths, components } = await wholeDocument();
  const answers = operationsOf(paths).flatMap(({ operationId, responses }) =>
    Object.entries<Document>(responses).filter(([status]) => Number(status) < 300)
      .flatMap(([, { content }]) => Object.values<Document>(content).map((media) => ({ operationId, media })))
  );
  assert(answers.length > 90, `${answers.length} answers`);
  const without = answers.filter(({ media }) => !media.examples).map(({ operationId }) => operationId);
  assertEquals(without, []);
  assertEquals(components.examples.StoredProduct.value.name, "무선 이어폰");
  const { required, properties } = components.schemas.NewOrder;
  assertEquals(required, ["userId", "productId", "quantity", "totalAmount"]);
  assertEquals([properties.shippingCost.default, properties.shippingCost.description], [undefined, "0 when left out"]);
});

Deno.test("openapi.json has a security section with and without keys", async () => {
  for (const [apiKeys, security] of [[[], [{ apiKey: [] }, {}]], [[sha256("right")], [{ apiKey: [] }]]] as const) {
    await withShop(async (call) => assertEquals((await call("GET /openapi.json")).body.security, security), {
      apiKeys,
    });
  }
});

Deno.test("openapi.json has only patterns that the engines of other languages read", async () => {
  const patterns = [...JSON.stringify(await wholeDocument()).matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g)]
    .map(([, text]) => JSON.parse(text!) as string);
  assert(patterns.length > 100, `${patterns.length} patterns`);
  // Properties, escapes of four digits, what looks around, names, references back, and the flags of an expression.
  assertEquals(patterns.filter((each) => /\\[pPukb1-9]|\(\?(?!:)|\/[a-z]+$/.test(each)), []);
});

Deno.test("portablePattern keeps what ASCII characters a class has, and takes those of every script", () => {
  const pattern = portablePattern("^[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} ._-]{0,3}$/u");
  const taken = ["가", "ab", "강남 1", "a._-"];
  for (const text of taken) assertMatch(text, new RegExp(pattern));
  for (const text of ["", " a", "-", "a+", "a\n", "가가가가가"]) assert(!new RegExp(pattern).test(text), text);
  assertEquals(portablePattern("^[^\\u0000-\\u001f]*$"), "^[^\\x00-\\x1f]*$");
});

function operationsOf(paths: Document): Document[] {
  return Object.values<Document>(paths).flatMap((item) => Object.values<Document>(item));
}

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
    assertMatch(page.body, /href="\/asyncapi\.json"/);
    assertEquals((await call("GET /openapi.json")).body.externalDocs.url, "/asyncapi.json");
  }));
