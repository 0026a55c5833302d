import { assert, assertEquals, assertMatch } from "@std/assert";
import { parse } from "csv-parse/sync";
import { Outage } from "../../../application/shared/fault.ts";
import { withApp } from "../../../testing/http/call.ts";
import { fakeShop, someOrder, someProduct, someUser } from "../../../testing/http/fake_shop.ts";
import { ordersCsv } from "./orders_csv.ts";

Deno.test("GET sales-comparison tells today's sales, orders and basket beside last week's", () => {
  const shop = fakeShop();
  const [user, product] = [someUser(shop), someProduct(shop, { price: 10_000 })];
  const at = (createdAt: string) => someOrder(shop, user, product, { createdAt: new Date(createdAt) });
  // Two lines of one cart, one cart more, and last week one before and one after the same time.
  for (const moment of ["2026-03-02T01:00:00Z", "2026-03-02T01:00:00Z", "2026-03-02T02:00:00Z"]) at(moment);
  for (const moment of ["2026-02-23T01:00:00Z", "2026-02-23T05:00:00Z"]) at(moment);
  return withApp(
    async (call) => {
      const { status, body } = await call("GET /v1/commerce/sales-comparison");
      assertEquals(status, 200);
      assertEquals(body.today, { amount: 30_000, orders: 2, averageBasket: 15_000 });
      assertEquals(body.lastWeek, { amount: 10_000, orders: 1, averageBasket: 10_000 });
      assertEquals(body.lastWeekWhole.orders, 2);
      assertEquals(body.hours[10].today, { amount: 20_000, orders: 1 });
      shop.fault.store = new Outage("Postgres", "away");
      assertEquals((await call("GET /v1/commerce/sales-comparison")).status, 503);
    },
    {},
    shop,
  );
});

Deno.test("GET orders.csv is a file for a spreadsheet: all orders of the filter, and no formula", () => {
  const shop = fakeShop();
  const attacker = someUser(shop, { name: '=HYPERLINK("x")' });
  const [other, product] = [someUser(shop), someProduct(shop)];
  someOrder(shop, attacker, product, { createdAt: new Date("2026-03-01T15:30:00Z") });
  someOrder(shop, attacker, product, { quantity: -1, totalAmount: -5_000, invoice: "@SUM(1)" as never });
  for (let nth = 0; nth < 1_100; nth++) someOrder(shop, other, product);
  return withApp(
    async (call) => {
      const { status, headers, body } = await call(`GET /v1/commerce/orders.csv?user=${attacker.userId}&language=ko`);
      assertEquals([status, headers.get("content-type")], [200, "text/csv; charset=utf-8"]);
      assertMatch(headers.get("content-disposition") ?? "", /attachment; filename="orders\.csv"/);
      const text = body as string;
      assert(text.startsWith("주문번호,주문일시,상태,"));
      // `Response.text` leaves it out.
      const [first] = await Array.fromAsync(ordersCsv(shop.deps.commerce.lists, {}, { language: "en", most: 1 }));
      assertEquals([...first!.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
      const rows: Record<string, string>[] = parse(text, { bom: true, columns: true });
      assertEquals(rows.map((row) => row.고객명), Array(2).fill('\'=HYPERLINK("x")'));
      assertEquals(rows.map((row) => row.금액), ["-5000", "89000"]);
      assertEquals(rows.map((row) => row.원주문번호), ["'@SUM(1)", ""]);
      assertEquals(rows[1]!.주문일시, "2026-03-02 00:30:00");
      const all = (await call("GET /v1/commerce/orders.csv")).body as string;
      assertEquals(all.trimEnd().split("\r\n").length, 1 + 1_102);
      const cut = ((await call("GET /v1/commerce/orders.csv?limit=1001")).body as string).trimEnd().split("\r\n");
      assertEquals(cut.length, 1 + 1_001 + 1);
      assertMatch(cut.at(-1)!, /There are more than 1001 orders: narrow the filter/);
      assertEquals((await call("GET /v1/commerce/orders.csv?limit=100001")).status, 400);
      shop.fault.store = new Outage("Postgres", "away");
      const refused = await call("GET /v1/commerce/orders.csv");
      assertEquals([refused.status, refused.body.code], [503, "unavailable"]);
    },
    {},
    shop,
  );
});
