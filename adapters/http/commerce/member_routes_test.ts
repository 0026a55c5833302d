import { assertEquals } from "@std/assert";
import { propensity } from "../../../domain/commerce/propensity.ts";
import { seoulTime } from "../../../domain/commerce/seoul_time.ts";
import { withApp } from "../../../testing/http/call.ts";
import { fakeShop, someOrder, someProduct, someUser } from "../../../testing/http/fake_shop.ts";

Deno.test("GET a user's grade says what is missing to the next one, and what it will be", () => {
  const shop = fakeShop();
  const user = someUser(shop, { grade: "GOLD" });
  const product = someProduct(shop, { price: 700_000 });
  for (let nth = 0; nth < 3; nth++) someOrder(shop, user, product);
  someOrder(shop, user, product, { createdAt: new Date("2025-08-01T00:00:00Z") });
  return withApp(
    async (call) => {
      const { body } = await call(`GET /v1/users/${user.userId}/grade`);
      assertEquals([body.grade, body.nextGrade, body.standing], ["GOLD", "SILVER", { amount: 2_100_000, orders: 3 }]);
      assertEquals(body.missing, { grade: "VIP", amount: 2_900_000, orders: 27 });
      assertEquals(body.window, { after: "2025-09-02T03:00:00.000Z", until: "2026-03-02T03:00:00.000Z" });
      assertEquals((await call("GET /v1/users/nobody/grade")).body.code, "unknown_user");
    },
    {},
    shop,
  );
});

Deno.test("GET a user's propensity is the live stream's own score, also under a supposition", () => {
  const shop = fakeShop();
  const user = someUser(shop, { age: 24 });
  const at = seoulTime(shop.now);
  const path = `GET /v1/users/${user.userId}/propensity`;
  return withApp(
    async (call) => {
      const { current, supposed, hour, age } = (await call(path)).body;
      assertEquals([hour, age, supposed], [12, 24, current]);
      const named = (name: string, of: typeof current) =>
        of.factors.find((factor: { name: string }) => factor.name === name)?.value ?? 1;
      for (const { name, value } of propensity(user, at).factors) assertEquals(named(name, current), value, name);
      const other = (await call(`${path}?age=17&hour=3&event=moving`)).body;
      assertEquals(other.current, current);
      assertEquals(["age_group", "time_of_day", "moving"].map((name) => named(name, other.supposed)), [0.6, 0.2, 1.6]);
      await call("PUT /v1/scenarios/influencer/run", { body: { minutes: 5 } });
      const during = (await call(path)).body.current;
      assertEquals(during.factors.some(({ name }: { name: string }) => name === "scenario_influencer"), true);
      for (const wrong of ["age=151", "hour=24", "event=lottery", "x=1"]) {
        assertEquals((await call(`${path}?${wrong}`)).status, 400, wrong);
      }
      assertEquals((await call("GET /v1/users/nobody/propensity")).body.code, "unknown_user");
    },
    {},
    shop,
  );
});
