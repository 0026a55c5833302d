import { assert } from "@std/assert";
import fc from "fast-check";
import { parserLaws } from "../../testing/fixtures/parser_contract.ts";
import { anyText, mutatedText } from "../../testing/fixtures/mutated.ts";
import { NOON, Samples } from "../../testing/fixtures/commerce_samples.ts";
import { parseDecimal, roundHalfUp } from "../../domain/shared/decimal.ts";
import { parseOrder } from "../../domain/commerce/order.ts";
import { parseOrderChanges, placeOrder } from "../../domain/commerce/order_placement.ts";
import { parseProduct } from "../../domain/commerce/product.ts";
import { listProduct, parseProductChanges } from "../../domain/commerce/product_listing.ts";
import { parseUser } from "../../domain/commerce/user.ts";
import { parseUserChanges, registerUser } from "../../domain/commerce/user_registration.ts";

const samples = new Samples("parsers");
const json = (value: unknown) => JSON.parse(JSON.stringify(value));
const user = samples.user();
const product = samples.product();
const order = samples.order(user, product, {
  selection: { score: 1.5, factors: [{ name: "grade", value: 1.2 }, { name: "age", value: 1.25 }] },
});
const chosen = { id: "made-up", now: NOON, random: () => 0.5 };

parserLaws("parseUser", { parse: parseUser, valid: [user, { ...user, email: null, age: null }].map(json) });
parserLaws("parseProduct", { parse: parseProduct, valid: [json(product)] });
parserLaws("parseOrder", { parse: parseOrder, valid: [order, { ...order, selection: null }].map(json) });
parserLaws("registerUser", {
  parse: (raw) => registerUser(raw, chosen),
  valid: [{ name: "홍길동" }, { name: "Kim", birthYear: 1990, address: "서울 강남구", email: "kim@example.com" }],
  oneWay: true,
});
parserLaws("listProduct", {
  parse: (raw) => listProduct(raw, chosen),
  valid: [{ name: "바지", category: "Clothes", price: 19_000 }, {
    name: "Pants",
    category: "Clothes",
    price: 100,
    discountRate: 0.3,
  }],
  oneWay: true,
});
parserLaws("placeOrder", {
  parse: (raw) => placeOrder(raw, chosen),
  valid: [{ userId: "U-1", productId: "P-1", quantity: -2, totalAmount: -200, status: "CANCELLED" }],
  oneWay: true,
});
parserLaws("parseUserChanges", {
  parse: (raw) => parseUserChanges(raw, { now: NOON }),
  valid: [{ grade: "VIP" }, { birthYear: 1990 }, { address: "서울 강남구" }],
  oneWay: true,
});
parserLaws("parseProductChanges", { parse: parseProductChanges, valid: [{ price: 5, stock: 0 }] });
parserLaws("parseOrderChanges", { parse: parseOrderChanges, valid: [{ quantity: 3 }] });

Deno.test("parseUserChanges keeps a user valid for any accepted change", () => {
  const changes = fc.record({
    birthYear: fc.option(fc.integer({ min: 1850, max: 2200 })),
    age: fc.option(fc.integer({ min: 0, max: 150 })),
    address: fc.string({ unit: "grapheme", maxLength: 200 }),
  }, { requiredKeys: [] }).filter((changes) => Object.keys(changes).length > 0);
  fc.assert(fc.property(changes, (raw) => {
    const parsed = parseUserChanges(raw, { now: NOON });
    if (!parsed.ok) return;
    const changed = parseUser({ ...user, ...parsed.value });
    assert(changed.ok, changed.ok ? "" : changed.refusal.message);
  }));
});

Deno.test("parseDecimal returns a decimal or null for any text", () => {
  fc.assert(fc.property(fc.oneof(anyText, mutatedText(fc.constantFrom("2.55", "-11062.06", ".5"))), (text) => {
    const read = parseDecimal(text);
    if (read !== null) {
      assert(Math.abs(Number(roundHalfUp(read)) - Number(text)) <= 0.5 + Math.abs(Number(text)) * 1e-12);
    }
  }));
});
