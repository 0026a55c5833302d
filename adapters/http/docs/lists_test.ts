import { assert, assertEquals } from "@std/assert";
import { withApp } from "../../../testing/http/call.ts";
import { someOrder, someProduct, someUser } from "../../../testing/http/fake_shop.ts";
import { type Document, wholeDocument } from "../../../testing/http/whole_document.ts";

/** Calls that do something, where nothing is kept under their address. */
const ACTIONS: Readonly<Record<string, string>> = {
  "/v1/detections": "what became of them is at /v1/customers/{id}/identities and /v1/events",
  "/v1/commerce/dead-letters/redrive": "an action on /v1/commerce/dead-letters",
  "/v1/commerce/outbox/release": "an action on /v1/commerce/outbox",
  "/v1/detections/try": "nothing is kept",
  "/v1/identities/{id}/feedback": "it goes into the store's calibration",
  "/v1/imports/{run}/undo": "an action on the import",
  "/v1/orders/{id}/cancel": "an action on the order",
  "/v1/webhooks/shopify": "its orders are at /v1/orders",
  "/v1/sourcing/outbox/retry": "an action on /v1/sourcing/outbox",
  "/v1/sourcing/carrying/retry": "the same under its old name",
  "/v1/sourcing/orders/{id}/cancellation": "an action on the order",
  "/v1/webhook-subscriptions/{id}/deliveries/{delivery}/retry": "an action on the delivery",
  "/v1/webhook-subscriptions/{id}/rotate-secret": "an action on the subscription",
  "/v1/webhook-subscriptions/{id}/test": "its delivery is at /v1/webhook-subscriptions/{id}/deliveries",
  "/v1/sourcing/supplier-accounts/{id}/syncs": "its jobs are at /v1/sourcing/sync-jobs",
};
/** Objects, not lists, as their summaries say. */
const SINGLE = new Set([
  "/v1/commerce/orders.csv",
  "/v1/commerce/sales-comparison",
  "/v1/users/{id}/grade",
  "/v1/users/{id}/propensity",
  "/v1/cache/products/random",
  "/v1/cache/status",
  "/v1/cache/users/random",
  "/v1/commerce/sales-comparison",
  "/v1/commerce/stream",
  "/v1/users/{id}/grade",
  "/v1/users/{id}/propensity",
  "/v1/commerce/summary",
  "/v1/manuals/search",
  "/v1/sourcing/carrying",
  "/v1/sourcing/outbox",
  "/v1/stores/{store}/floor-plan",
  "/v1/stores/{store}/menu-comparison",
  "/v1/stores/{store}/visits",
]);
/** A bare array that was no list: the page reads it as it is. */
const BARE = new Set(["/v1/commerce/orders/recent"]);

async function withDocument(test: (document: Document) => void): Promise<void> {
  test(await wholeDocument());
}

Deno.test("every collection that takes new things can be listed", () =>
  withDocument((document) => {
    const posts = Object.entries<Document>(document.paths).filter(([, item]) => item.post).map(([path]) => path);
    assert(posts.length > 8, `${posts}`);
    const without = posts.filter((path) => !document.paths[path].get && !(path in ACTIONS));
    assertEquals(without, []);
    assertEquals(Object.keys(ACTIONS).filter((path) => !document.paths[path]?.post), []);
  }));

Deno.test("every list has one shape: items and nextCursor, by limit and cursor", () =>
  withDocument((document) => {
    const resolve = (schema: Document) =>
      schema.$ref ? document.components.schemas[schema.$ref.split("/").at(-1)] : schema;
    let lists = 0;
    for (const [path, { get }] of Object.entries<Document>(document.paths)) {
      if (!get || !path.startsWith("/v1/") || path.endsWith("}") || SINGLE.has(path) || BARE.has(path)) continue;
      const content = get.responses[200].content["application/json"];
      if (!content) continue;
      const schema = resolve(content.schema);
      assertEquals(schema.required?.toSorted().slice(0, 2), ["items", "nextCursor"], path);
      const names = get.parameters.map(({ name }: { name: string }) => name);
      assert(names.includes("limit") && names.includes("cursor"), `${path}: ${names}`);
      lists++;
    }
    assert(lists > 15, `${lists} lists`);
  }));

Deno.test("lists are read page by page, and a cursor fits only the list it is of", () =>
  withApp(async (call, shop) => {
    const [user, other] = [someUser(shop), someUser(shop)];
    const product = someProduct(shop);
    for (let nth = 0; nth < 5; nth++) someOrder(shop, nth < 4 ? user : other, product);
    const read: string[] = [];
    let cursor = "";
    do {
      const { status, body } = await call(`GET /v1/orders?user=${user.userId}&limit=2${cursor}`);
      assertEquals(status, 200);
      read.push(...body.items.map(({ orderId }: { orderId: string }) => orderId));
      cursor = body.nextCursor === null ? "" : `&cursor=${body.nextCursor}`;
    } while (cursor !== "");
    assertEquals(read, ["O-4", "O-3", "O-2", "O-1"]);
    const { nextCursor } = (await call("GET /v1/orders?limit=1")).body;
    for (
      const route of [
        `GET /v1/orders?user=${user.userId}&cursor=${nextCursor}`,
        `GET /v1/orders?sort=createdAt&cursor=${nextCursor}`,
        `GET /v1/users?cursor=${nextCursor}`,
        "GET /v1/orders?cursor=nonsense",
      ]
    ) {
      const { status, body } = await call(route);
      assertEquals([status, body.errors?.[0].at], [400, "cursor"], route);
    }
    assertEquals((await call(`GET /v1/orders?cursor=${nextCursor}`)).body.items.length, 4);
  }));

Deno.test("a list that was a bare array still is one under shape=array, and says that it goes", () =>
  withApp(async (call) => {
    const old = await call("GET /v1/scenarios?shape=array&limit=1000");
    assert(Array.isArray(old.body) && /^@\d+$/.test(old.headers.get("deprecation")!), old.headers.get("deprecation")!);
    const { body, headers } = await call("GET /v1/scenarios?limit=1000");
    assertEquals([body.items, headers.get("deprecation")], [old.body, null]);
  }));
