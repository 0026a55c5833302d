import { assertEquals } from "@std/assert";
import { makeProduct } from "../../../domain/commerce/simulation/make_product.ts";
import { makeUser } from "../../../domain/commerce/simulation/make_user.ts";
import { seededRandom } from "../../../domain/shared/random.ts";
import { randomProduct, randomUser } from "./draw_from_pool.ts";

const options = { now: new Date("2026-03-02T03:00:00Z"), random: seededRandom(1) };

Deno.test("randomUser and randomProduct give what the pool gives", async () => {
  const user = makeUser({ id: "U", ...options });
  const product = makeProduct({ id: "P", ...options });
  const pools = { randomUser: () => Promise.resolve(user), randomProduct: () => Promise.resolve(product) };
  assertEquals(await randomUser({ pools }), { ok: true, value: user });
  assertEquals(await randomProduct({ pools }), { ok: true, value: product });
});

Deno.test("randomUser and randomProduct refuse while their pool is empty", async () => {
  const pools = { randomUser: () => Promise.resolve(null), randomProduct: () => Promise.resolve(null) };
  assertEquals(await randomUser({ pools }), {
    ok: false,
    refusal: { code: "empty_pool", message: "Cannot draw one of the users: the pool is empty", pool: "users" },
  });
  const drawn = await randomProduct({ pools });
  assertEquals(!drawn.ok && [drawn.refusal.code, drawn.refusal.pool], ["empty_pool", "products"]);
});
