import { assertEquals, assertMatch } from "@std/assert";
import { withApp } from "../../../testing/http/call.ts";
import { fakeShop } from "../../../testing/http/fake_shop.ts";
import { logShop } from "../../../testing/http/log_shop.ts";
import { sha256 } from "../../system/sha256.ts";

const ORDER = JSON.stringify({ userId: "U-1", productId: "P-1", quantity: 1, totalAmount: 9_000 });
const LIST = "GET /v1/commerce/dead-letters";
const REDRIVE = "POST /v1/commerce/dead-letters/redrive";
const outcomes = (body: { items: { outcome: string; code: string | null }[] }) =>
  body.items.map(({ outcome, code }) => code ?? outcome);

Deno.test("dead letters are listed, read whole, tried, corrected and sent again", async () => {
  const { shop, bury, sent } = logShop();
  const broken = `{"userId":"U-1", <script>${"x".repeat(5_000)}`;
  await bury("orders", 7, broken);
  await withApp(
    async (call) => {
      const [letter] = (await call(LIST)).body.items;
      assertEquals([letter.stream, letter.code, letter.redriven, letter.value.length], [
        "orders",
        "not_json",
        null,
        4_000,
      ]);
      const whole = await call(`${LIST}/orders/0/0`);
      assertEquals([whole.status, whole.body.value, whole.body.isWhole], [200, broken, true]);

      const asked = { stream: "orders", letters: [{ partition: 0, offset: 0 }] };
      assertEquals(outcomes((await call(REDRIVE, { body: { ...asked, dryRun: true } })).body), ["not_json"]);
      const corrected = { ...asked, letters: [{ ...asked.letters[0], value: ORDER }] };
      assertEquals(outcomes((await call(REDRIVE, { body: { ...corrected, dryRun: true } })).body), ["accepted"]);
      assertEquals((await sent("orders")).length, 0);

      const { body } = await call(REDRIVE, { body: corrected });
      assertEquals([outcomes(body), body.items[0].sentTo], [["sent"], { partition: 0, offset: 0 }]);
      const [record] = await sent("orders");
      assertEquals([new TextDecoder().decode(record!.value!), record!.headers["redrive-of"]], [
        ORDER,
        "orders.dlq/0/0",
      ]);
      assertEquals((await call(LIST)).body.items[0].redriven, {
        at: shop.now.toISOString(),
        sentTo: { partition: 0, offset: 0 },
      });
      assertEquals(outcomes((await call(REDRIVE, { body: corrected })).body), ["redriven"]);
    },
    {},
    shop,
  );
});

Deno.test("dead letters of a reason are sent again together", async () => {
  const { shop, bury, sent } = logShop();
  await bury("orders", 1, ORDER, { code: "data_refused", message: "Cannot store the data" });
  await bury("orders", 2, ORDER, { code: "data_refused", message: "Cannot store the data" });
  await bury("orders", 3, "{");
  await withApp(
    async (call) => {
      const { body } = await call(REDRIVE, { body: { stream: "orders", code: "data_refused" } });
      assertEquals([outcomes(body), body.more], [["sent", "sent"], false]);
      assertEquals((await sent("orders")).length, 2);
    },
    {},
    shop,
  );
});

Deno.test("dead letter that the log does not hold is not found", () =>
  withApp(
    async (call) => {
      const { status, body } = await call(`${LIST}/orders/0/99`);
      assertEquals([status, body.code], [404, "unknown_dead_letter"]);
      assertEquals((await call(`${LIST}/carts/0/0`)).status, 400);
    },
    {},
    logShop().shop,
  ));

Deno.test("dead letters are sent again, and the outbox is released, by an administrator alone", async () => {
  const key = { name: "clerk", scopes: ["read", "write"] as const, stores: null, createdAt: new Date(0) };
  const clerk = { ...key, scopes: [...key.scopes], expiresAt: null, revokedAt: null };
  const { shop } = logShop(fakeShop({ apiKeys: { find: () => Promise.resolve(clerk) } }));
  await withApp(
    async (call) => {
      const headers = { authorization: "Bearer clerk" };
      assertEquals((await call(LIST, { headers })).status, 200);
      for (
        const [route, body] of [[REDRIVE, { stream: "orders" }], ["POST /v1/commerce/outbox/release", { topic: "x" }]]
      ) {
        const refused = await call(route as string, { headers, body });
        assertEquals([refused.status, refused.body.code], [403, "insufficient_scope"]);
      }
    },
    { apiKeys: [sha256("first")] },
    shop,
  );
});

Deno.test("redrive names what is wrong with the request", () =>
  withApp(async (call) => {
    for (const body of [{}, { stream: "carts" }, { stream: "orders", letters: [] }, { stream: "orders", letter: 1 }]) {
      const refused = await call(REDRIVE, { body });
      assertEquals([refused.status, refused.body.code], [400, "invalid_input"]);
      assertMatch(refused.body.detail, /^Cannot read the redrive: /);
    }
  }));
