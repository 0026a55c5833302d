import { assertEquals } from "@std/assert";
import { Outage } from "../../../../application/shared/fault.ts";
import { withApp } from "../../../../testing/http/call.ts";
import { fakeShop, someOrder, someProduct, someUser } from "../../../../testing/http/fake_shop.ts";

const keyed = (key: string, body?: unknown) => ({ headers: { "idempotency-key": key }, ...(body ? { body } : {}) });

Deno.test("a call with the same Idempotency-Key gets the first answer and does nothing", () =>
  withApp(async (call, shop) => {
    const body = { name: "홍길동" };
    const first = await call("POST /v1/users", keyed("one", body));
    const again = await call("POST /v1/users", keyed("one", body));
    assertEquals([again.status, again.body], [202, first.body]);
    assertEquals(again.headers.get("location"), first.headers.get("location"));
    assertEquals([first, again].map(({ headers }) => headers.get("idempotency-replayed")), [null, "true"]);
    assertEquals(shop.published.length, 1);
    await call("POST /v1/users", keyed('"one"', body));
    assertEquals(shop.published.length, 2);
    const direct = await call("POST /v1/users?direct=true", keyed("two", body));
    assertEquals((await call("POST /v1/users?direct=true", keyed("two", body))).body, direct.body);
    assertEquals(shop.users.size, 1);
    const order = someOrder(shop, someUser(shop), someProduct(shop));
    for (let nth = 0; nth < 2; nth++) {
      assertEquals((await call(`POST /v1/orders/${order.orderId}/cancel`, keyed("three"))).body.status, "CANCELLED");
      assertEquals((await call(`PATCH /v1/users/U-2`, keyed("four", { name: `가` }))).status, 200);
    }
  }));

Deno.test("an Idempotency-Key belongs to one call of one caller, for a day", () =>
  withApp(async (call, shop) => {
    await call("POST /v1/users", keyed("k", { name: "가" }));
    for (const route of ["POST /v1/users", "POST /v1/users?direct=true", "POST /v1/products"]) {
      const { status, body } = await call(route, keyed("k", { name: "나" }));
      assertEquals([status, body.code], [422, "idempotency_key_reused"], route);
    }
    assertEquals((await call("POST /v1/users", { ...keyed("k", { name: "나" }), from: "127.0.0.2" })).status, 202);
    shop.now = new Date(shop.now.getTime() + 86_400_001);
    assertEquals((await call("POST /v1/users", keyed("k", { name: "나" }))).status, 202);
  }));

Deno.test("what was refused or failed may be sent again under its Idempotency-Key, corrected or not", () =>
  withApp(async (call, shop) => {
    assertEquals((await call("POST /v1/users", keyed("k", { name: "" }))).status, 400);
    shop.fault = { log: new Outage("log", "away") };
    assertEquals((await call("POST /v1/users", keyed("k", { name: "가" }))).status, 503);
    shop.fault = {};
    assertEquals((await call("POST /v1/users", keyed("k", { name: "가" }))).status, 202);
  }));

Deno.test("a method that an address has not is answered so, whatever its Idempotency-Key was used for", () =>
  withApp(async (call) => {
    await call("POST /v1/users", keyed("k", { name: "가" }));
    for (const key of ["k", "new"]) {
      const { status, headers } = await call("PATCH /v1/users", keyed(key, { name: "나" }));
      assertEquals([status, headers.get("allow")], [405, "GET, HEAD, POST"], key);
    }
    assertEquals((await call("POST /v1/nowhere", keyed("k", {}))).status, 404);
  }));

Deno.test("two calls at once with one Idempotency-Key are made once", () =>
  withApp(async (call, shop) => {
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => call("POST /v1/users", keyed("k", { name: "가" }))),
    );
    assertEquals(answers.map(({ status }) => status).sort(), [202, 409, 409, 409, 409]);
    assertEquals(answers.find(({ status }) => status === 409)?.body.code, "idempotency_under_way");
    assertEquals(shop.published.length, 1);
  }));

Deno.test("an Idempotency-Key that can't be read, or nowhere kept, is refused", async () => {
  await withApp(async (call) => {
    for (const key of ["", "a b", "키", "k".repeat(256)]) {
      const headers = { "idempotency-key": encodeURI(key) === key || key === "a b" || key === "" ? key : "\u00e9" };
      const { status, body } = await call("POST /v1/users", { headers, body: { name: "가" } });
      assertEquals([status, body.errors?.[0].at], [400, "Idempotency-Key"], key);
    }
  });
  const { answers: _, ...deps } = fakeShop().deps;
  await withApp(
    async (call) => assertEquals((await call("POST /v1/users", keyed("k", { name: "가" }))).status, 400),
    {},
    { ...fakeShop(), deps },
  );
});
