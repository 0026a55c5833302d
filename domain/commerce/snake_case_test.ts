import { assertEquals } from "@std/assert";
import { seededRandom } from "../shared/random.ts";
import { parseProduct, type Product } from "./product.ts";
import { makeProduct } from "./simulation/make_product.ts";
import { makeUser } from "./simulation/make_user.ts";
import { toCamelCase, toSnakeCase } from "./snake_case.ts";
import { parseUser, type User } from "./user.ts";

const options = { now: new Date("2026-03-02T03:00:00Z"), random: seededRandom("snake_case") };
const samples = {
  user: (changes: Partial<User>): User => ({ ...makeUser({ id: "U-1", ...options }), ...changes }),
  product: (changes: Partial<Product>): Product => ({ ...makeProduct({ id: "P-1", ...options }), ...changes }),
};
const stored = (member: unknown) => JSON.parse(JSON.stringify(member));

Deno.test("toSnakeCase gives members the names of their columns", () => {
  const user = toSnakeCase(samples.user({ marketingAgree: true }));
  const product = toSnakeCase(samples.product({ isBest: false }));
  assertEquals(
    Object.keys(user).join(" "),
    "user_id name gender age birth_year address address_district email grade status last_login_at marketing_agree " +
      "created_at last_ordered_at random_seed is_guest import_run",
  );
  assertEquals(
    Object.keys(product).join(" "),
    "product_id name category brand org_price price discount_rate stock rating review_count is_best created_at " +
      "order_count is_goods import_run",
  );
  assertEquals([user.marketing_agree, product.is_best], ["true", "N"]);
});

Deno.test("toCamelCase reads back what toSnakeCase wrote, and leaves our spelling as it is", () => {
  for (const isSo of [true, false]) {
    const user = samples.user({ marketingAgree: isSo });
    const product = samples.product({ isBest: isSo });
    assertEquals(parseUser(toCamelCase(stored(toSnakeCase(user)))), { ok: true, value: user });
    assertEquals(parseProduct(toCamelCase(stored(toSnakeCase(product)))), { ok: true, value: product });
    assertEquals(toCamelCase(stored(user)), stored(user));
  }
});

Deno.test("toCamelCase prefers our spelling where both are given, and leaves what is no record to its parser", () => {
  assertEquals(toCamelCase({ user_id: "theirs", userId: "ours" }), { userId: "ours" });
  assertEquals(toCamelCase({ marketing_agree: "perhaps", is_best: "Y" }), { marketingAgree: "perhaps", isBest: true });
  assertEquals(toCamelCase({ name: "Y", _private: 1, double__score: 2 }), { name: "Y", _private: 1, double__score: 2 });
  for (const raw of [null, 7, "user_id", ["user_id"]]) assertEquals(toCamelCase(raw), raw);
});
