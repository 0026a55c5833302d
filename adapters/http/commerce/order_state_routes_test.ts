import { assert, assertEquals } from "@std/assert";
import { withApp } from "../../../testing/http/call.ts";
import { someOrder, someProduct, someUser } from "../../../testing/http/fake_shop.ts";

Deno.test("POST orders answers 202 with where to look, and there is the order, pending and then stored", () =>
  withApp(async (call, shop) => {
    const [user, product] = [someUser(shop), someProduct(shop)];
    const draft = { userId: user.userId, productId: product.productId, quantity: 1, totalAmount: product.price };
    // Consumers of the fake shop have come to offset 100.
    shop.published.length = 0;
    const { status, body, headers } = await call("POST /v1/orders", { body: { ...draft, orderId: "mine 1" } });
    assertEquals([status, body], [202, { ids: ["mine 1"], accepted: 1 }]);
    assertEquals(headers.get("location"), "/v1/orders/mine%201?at=0-0");
    const pending = await call("GET /v1/orders/mine%201?at=0-100");
    assertEquals([pending.status, pending.body.state, pending.body.reason], [200, "pending", "in_log"]);
    assertEquals(pending.body.trace.log, { topic: "orders", partition: 0, offset: 100 });
    someOrder(shop, user, product, { orderId: "mine 1" as never });
    const stored = await call("GET /v1/orders/mine%201?at=0-100");
    assertEquals([stored.body.state, stored.body.trace.effects.orders], ["stored", 1]);
    assert(/^"[0-9a-f]{32}"$/.test(stored.headers.get("etag")!));
    const list = await call("POST /v1/orders", { body: [draft, { ...draft, orderId: "mine 1" }] });
    assertEquals(list.body.locations.at(-1), "/v1/orders/mine%201");
    assertEquals((await call("GET /v1/orders/other")).status, 404);
    for (const at of ["1", "a-b", "1-2-3", ""]) {
      assertEquals((await call(`GET /v1/orders/other?at=${at}`)).body.code, "invalid_input", at);
    }
  }));

Deno.test("POST cancel cancels an order once and for all, and PATCH keeps to the table of transitions", () =>
  withApp(async (call, shop) => {
    const order = someOrder(shop, someUser(shop), someProduct(shop));
    const path = `/v1/orders/${order.orderId}`;
    assertEquals((await call(`PATCH ${path}`, { body: { totalAmount: -5 } })).body.code, "order_conflict");
    for (let nth = 0; nth < 2; nth++) {
      const { status, body } = await call(`POST ${path}/cancel`);
      assertEquals([status, body.status], [200, "CANCELLED"]);
    }
    const back = await call(`PATCH ${path}`, { body: { status: "PLACED" } });
    assertEquals([back.status, back.body.code], [409, "order_conflict"]);
    assertEquals((await call(`GET ${path}`)).body.trace.effects.reversed, true);
    const delivered = someOrder(shop, someUser(shop), someProduct(shop), { status: "DELIVERED" });
    assertEquals((await call(`POST /v1/orders/${delivered.orderId}/cancel`)).status, 409);
    assertEquals((await call("POST /v1/orders/none/cancel")).status, 404);
  }));

Deno.test("If-Match lets only those change a thing who saw it as it is, and is refused where nobody looks at it", () =>
  withApp(async (call, shop) => {
    const [user, product] = [someUser(shop), someProduct(shop)];
    const order = someOrder(shop, user, product);
    const things = {
      [`/v1/users/${user.userId}`]: [{ name: "가" }, { name: "나" }],
      [`/v1/products/${product.productId}`]: [{ price: 1 }, { price: 2 }],
      [`/v1/orders/${order.orderId}`]: [{ status: "PAID" }, { status: "SHIPPED" }],
    };
    for (const [path, [first, second]] of Object.entries(things)) {
      const seen = (await call(`GET ${path}`)).headers.get("etag")!;
      const headers = { "if-match": `"other", ${seen}` };
      const changed = await call(`PATCH ${path}`, { body: first, headers });
      assertEquals(changed.status, 200, path);
      const late = await call(`PATCH ${path}`, { body: second, headers });
      assertEquals([late.status, late.body.code], [412, "precondition_failed"], path);
      const now = changed.headers.get("etag")!;
      assertEquals((await call(`GET ${path}`)).headers.get("etag"), now, path);
      assertEquals((await call(`PATCH ${path}`, { body: second, headers: { "if-match": now } })).status, 200, path);
      assertEquals((await call(`PATCH ${path}`, { body: first, headers: { "if-match": "zzz" } })).status, 400, path);
      assertEquals((await call(`DELETE ${path}`, { headers: { "if-match": now } })).status, 400, path);
    }
    const path = `/v1/users/${user.userId}`;
    const { parameters } = (await call("GET /openapi.json")).body.paths["/v1/users/{id}"].patch;
    const { schema } = parameters.find(({ name }: { name: string }) => name === "if-match");
    const fits = (text: string) =>
      schema.anyOf.some((branch: { enum?: string[]; pattern?: string }) =>
        branch.enum?.includes(text) ?? new RegExp(branch.pattern!).test(text)
      );
    for (
      const tags of ["*", '""', '"a,b"', '"a", "b"', '"a","b"', '"a" ,"b"', "0", "a", '"a', '"a"b"', "*, *", 'W/"a"']
    ) {
      const { status } = await call(`PATCH ${path}`, { body: { name: "다" }, headers: { "if-match": tags } });
      assertEquals(status !== 400, fits(tags), `the document and the server differ on ${tags}`);
    }
    const stale = { headers: { "if-match": '"other"' } };
    assertEquals((await call(`POST /v1/orders/${order.orderId}/cancel`, stale)).status, 412);
    assertEquals((await call("POST /v1/users", { body: { name: "가" }, ...stale })).status, 400);
  }));
