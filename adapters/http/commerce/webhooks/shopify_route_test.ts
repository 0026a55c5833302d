import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { createHmac } from "node:crypto";
import { soldLine } from "../../../../application/commerce/import/sold_line.ts";
import { Outage } from "../../../../application/shared/fault.ts";
import { parseDecimal } from "../../../../domain/shared/decimal.ts";
import type { Order } from "../../../../domain/commerce/order.ts";
import { sha256 } from "../../../system/sha256.ts";
import { type Called, withApp } from "../../../../testing/http/call.ts";
import { type FakeShop, fakeShop } from "../../../../testing/http/fake_shop.ts";

const SECRET = "shop secret";

/** Fields as Shopify sends them, among many others. */
const ORDER = {
  id: 6634244374859,
  admin_graphql_api_id: "gid://shopify/Order/6634244374859",
  name: "#1001",
  created_at: "2025-05-11T09:55:16-04:00",
  updated_at: "2025-05-11T09:55:17-04:00",
  cancelled_at: null,
  currency: "EUR",
  email: "buyer1@example.com",
  phone: null,
  financial_status: "pending",
  fulfillment_status: null,
  payment_gateway_names: [],
  shipping_address: { country_code: "CA", city: "Ottawa" },
  shipping_lines: [{ price: "5.00" }],
  line_items: [
    { id: 11, sku: "MUG-1", name: "Speckled Mug - Blue", title: "Speckled Mug", quantity: 2, price: "18.00" },
    {
      id: 12,
      sku: null,
      name: "Gift Card - $10",
      quantity: 1,
      price: "10.00",
      total_discount: "1.00",
      discount_allocations: [{ amount: "1.50" }],
    },
  ],
  refunds: [],
};
const REFUND = {
  id: 901,
  order_id: ORDER.id,
  created_at: "2025-05-13T10:00:00-04:00",
  refund_line_items: [{ id: 1, line_item_id: 11, quantity: 1, subtotal: 18 }],
};

function sign(body: string, secret = SECRET): string {
  return createHmac("sha256", secret).update(body).digest("base64");
}

async function withShopify(
  test: (
    send: (topic: string, payload: object, headers?: Record<string, string>) => Promise<Called>,
    shop: FakeShop,
  ) => Promise<void>,
) {
  const shop = fakeShop();
  let deliveries = 0;
  await withApp(
    (call) =>
      test((topic, payload, headers = {}) => {
        const body = JSON.stringify(payload);
        return call("POST /v1/webhooks/shopify", {
          body,
          headers: {
            "x-shopify-topic": topic,
            "x-shopify-webhook-id": `delivery-${++deliveries}`,
            "x-shopify-shop-domain": "shop.example",
            "x-shopify-hmac-sha256": sign(body),
            ...headers,
          },
        });
      }, shop),
    { apiKeys: [sha256("a key")], loopback: false },
    shop,
  );
}

function ordersOf({ published }: FakeShop): Order[] {
  return published.flatMap((event) => event.type === "order.placed" ? [event.order] : []);
}

Deno.test("a Shopify order becomes orders with the ids that an import gives them", () =>
  withShopify(async (send, shop) => {
    const { status, body } = await send("orders/create", ORDER);
    assertEquals([status, body], [200, { outcome: "taken" }]);
    assertEquals(shop.published.map(({ type }) => type), [
      ...["user.registered", "user.registered", "product.listed", "product.listed"],
      ...["order.placed", "order.placed"],
    ]);
    const orders = ordersOf(shop);
    assertEquals(
      orders.map(({ invoice, quantity, totalAmount, shippingCost, status, userRegion }) => [
        ...[invoice, quantity, totalAmount, shippingCost, status, userRegion],
      ]),
      [["#1001", 2, 36, 5, "PLACED", "CA"], ["#1001", 1, 9, 0, "PLACED", "CA"]],
    );
    assert(/^c-[0-9a-f]{32}$/.test(orders[0]!.userId), "the address is kept as a digest");
    assert(!JSON.stringify(shop.published).includes("buyer1"));

    const exported = soldLine({
      ...{ order: "#1001", lineId: null, sku: "MUG-1", name: "Speckled Mug - Blue", category: null, isGoods: true },
      ...{ quantity: 2, currency: "EUR", unitPrice: parseDecimal("18")!, amount: parseDecimal("36")! },
      ...{ discount: null, shipping: null, tax: null, at: new Date("2025-05-11T13:55:16Z"), customer: null },
      ...{ region: "", paymentMethod: null, status: "PAID" },
    }, { ...shop.deps.commerce.webhooks, nthOf: () => 1, run: 7 });
    assertEquals(exported.ok && exported.value.order.orderId, orders[0]!.orderId);
  }));

Deno.test("a delivery is taken once, and one that is older than what is known changes nothing", () =>
  withShopify(async (send, shop) => {
    const again = { "x-shopify-webhook-id": "the-same" };
    const paid = { ...ORDER, financial_status: "paid", updated_at: "2025-05-11T09:58:00-04:00" };
    assertEquals((await send("orders/updated", paid, again)).body.outcome, "taken");
    assertEquals((await send("orders/updated", paid, again)).body.outcome, "duplicate");
    assertEquals((await send("orders/create", ORDER)).body.outcome, "stale");
    assertEquals(ordersOf(shop).map(({ status }) => status), ["PAID", "PAID"]);
    const shipped = { ...paid, fulfillment_status: "fulfilled", updated_at: "2025-05-12T09:58:00-04:00" };
    await send("orders/updated", { ...shipped, payment_gateway_names: ["bogus"] });
    const [first, , third] = ordersOf(shop);
    assertEquals(third, { ...first!, status: "SHIPPED" }, "nothing but the status changes");
    assertEquals(shop.published.filter(({ type }) => type === "user.registered").length, 2);
  }));

Deno.test("refunds and cancellations take back what was sold, whichever webhook tells of them first", () =>
  withShopify(async (send, shop) => {
    await send("refunds/create", REFUND);
    assertEquals(shop.published, []);
    await send("orders/create", { ...ORDER, refunds: [REFUND] });
    const at = "2025-05-14T10:00:00-04:00";
    await send("orders/cancelled", { ...ORDER, cancelled_at: at, updated_at: at, refunds: [REFUND] });
    await send("refunds/create", REFUND);
    const rows = new Map(ordersOf(shop).map((order) => [order.orderId, order]));
    assertEquals([...rows.values()].map(({ quantity, totalAmount, status }) => [quantity, totalAmount, status]), [
      ...[[2, 36, "CANCELLED"], [1, 9, "CANCELLED"], [-1, -18, "RETURNED"]],
      ...[[-1, -18, "CANCELLED"], [-1, -9, "CANCELLED"]],
    ]);
  }));

Deno.test("a wrong signature is refused with 401, whatever is wrong with it", () =>
  withShopify(async (send, shop) => {
    const body = JSON.stringify(ORDER);
    for (
      const signature of [
        "",
        "nonsense",
        sign(body, "another secret"),
        sign(`${body} `),
        sign(body).slice(0, -2),
        createHmac("sha256", SECRET).update(body).digest("hex"),
      ]
    ) {
      const { status, body } = await send("orders/create", ORDER, { "x-shopify-hmac-sha256": signature });
      assertEquals([status, body.code], [401, "unauthorized"], signature);
    }
    const withKey = { authorization: "Bearer a key", "x-shopify-hmac-sha256": "" };
    assertEquals((await send("orders/create", ORDER, withKey)).status, 401, "a key is no signature");
    assertEquals(shop.published, []);
    const earlier = { "x-shopify-hmac-sha256": sign(body, "earlier secret") };
    assertEquals((await send("orders/create", ORDER, earlier)).status, 200);
  }));

Deno.test("other topics are answered and ignored; what is no order is named", () =>
  withShopify(async (send, shop) => {
    assertEquals((await send("products/update", { id: 1 })).body, { outcome: "ignored" });
    const { status, body } = await send("orders/create", { ...ORDER, created_at: "today" });
    assertEquals([status, body.code, body.errors[0].at], [400, "invalid_input", "created_at"]);
    assertEquals((await send("orders/create", ORDER, { "x-shopify-webhook-id": "" })).status, 400);
    const dollars = await send("orders/create", { ...ORDER, currency: "USD" });
    assertEquals([dollars.status, dollars.body.code], [422, "unreadable_line"]);
    assert(dollars.body.detail.includes("EXCHANGE_RATES"), dollars.body.detail);
    assertEquals(shop.published, []);
  }));

Deno.test("an outage is a 503, so that Shopify delivers again", () =>
  withShopify(async (send, shop) => {
    const again = { "x-shopify-webhook-id": "the-same" };
    shop.fault.store = new Outage("Postgres", "away");
    assertEquals((await send("orders/create", ORDER, again)).status, 503);
    delete shop.fault.store;
    assertEquals((await send("orders/create", ORDER, again)).body.outcome, "taken");
  }));

Deno.test("shops of one installation have orders of their own", () =>
  withShopify(async (send, shop) => {
    await send("orders/create", ORDER);
    const elsewhere = { "x-shopify-shop-domain": "other.example" };
    const other = { ...ORDER, name: "#9", updated_at: "2025-05-11T09:00:00-04:00" };
    assertEquals((await send("orders/create", other, elsewhere)).body.outcome, "taken");
    const [first, , third] = ordersOf(shop);
    assertNotEquals(first!.orderId, third!.orderId);
  }));
