import { assertEquals } from "@std/assert";
import { orderSchema } from "../../domain/commerce/order.ts";
import { productSchema } from "../../domain/commerce/product.ts";
import { userSchema } from "../../domain/commerce/user.ts";
import { MASK, maskHeaders, maskValue } from "./mask_personal.ts";

/** The masked fields of a message with every field of its schema. */
function masked(stream: "users" | "products" | "orders", fields: readonly string[]): string[] {
  const whole = Object.fromEntries(fields.map((field) => [field, "x"]));
  return Object.entries(maskValue(whole, stream) as object).filter(([, value]) => value === MASK).map(([field]) =>
    field
  );
}

Deno.test("maskValue masks what belongs to a person and nothing else", () => {
  assertEquals(masked("users", Object.keys(userSchema.unwrap().shape)), [
    "name",
    "gender",
    "age",
    "birthYear",
    "address",
    "addressDistrict",
    "email",
  ]);
  assertEquals(masked("orders", Object.keys(orderSchema.unwrap().shape)), [
    "userName",
    "userRegion",
    "userGender",
    "userAgeGroup",
    "selection",
  ]);
  assertEquals(masked("products", Object.keys(productSchema.unwrap().shape)), []);
});

Deno.test("maskValue masks unexpected fields and shapes", () => {
  assertEquals(maskValue({ orderId: "O-1", phone: "010-1234-5678", userId: { email: "a@example.com" } }, "orders"), {
    orderId: "O-1",
    phone: MASK,
    userId: MASK,
  });
  assertEquals(maskValue(["홍길동"], "users"), MASK);
  assertEquals(maskValue("홍길동", "users"), MASK);
  assertEquals(maskValue({ userId: "U-1", note: null }, null), { userId: MASK, note: null });
});

Deno.test("maskHeaders leaves the shop's own", () => {
  assertEquals(maskHeaders({ ce_id: "U-1", "dlq-code": "not_json", "x-customer": "홍길동" }), {
    ce_id: "U-1",
    "dlq-code": "not_json",
    "x-customer": MASK,
  });
});
