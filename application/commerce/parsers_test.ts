import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { parserLaws } from "../../testing/fixtures/parser_laws.ts";
import { anyText, mutatedText } from "../../testing/fixtures/mutated.ts";
import { NOON, Samples } from "../../testing/fixtures/commerce_samples.ts";
import { parseDecimal, roundHalfUp } from "../../domain/shared/decimal.ts";
import { parseOrder } from "../../domain/commerce/order.ts";
import { parseOrderChanges, placeOrder } from "../../domain/commerce/order_placement.ts";
import { parseProduct } from "../../domain/commerce/product.ts";
import { listProduct, parseProductChanges } from "../../domain/commerce/product_listing.ts";
import { parseRetailLine } from "../../domain/commerce/retail_line.ts";
import { RETAIL_COLUMNS, type RetailFields } from "../../domain/commerce/retail_fields.ts";
import { parseRetailTime } from "../../domain/commerce/retail_time.ts";
import { parseUser } from "../../domain/commerce/user.ts";
import { parseUserChanges, registerUser } from "../../domain/commerce/user_registration.ts";

const samples = new Samples("parsers");
const json = (value: unknown) => JSON.parse(JSON.stringify(value));
const [user, product] = [samples.user(), samples.product()];
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

Deno.test("what parseUserChanges gives makes of a user a user, whatever was to change", () => {
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

const line: RetailFields = {
  InvoiceNo: "C536379",
  StockCode: "85123A",
  Description: "WHITE HANGING HEART",
  Quantity: "-6",
  InvoiceDate: "2010-12-01 08:26:00",
  UnitPrice: "2.55",
  CustomerID: "17850",
  Country: "United Kingdom",
};
const anyField = (valid: string) => fc.oneof(fc.constant(valid), mutatedText(fc.constant(valid)), anyText);

Deno.test("parseRetailLine gives a line that can be stored or names the column, whatever the fields hold", () => {
  const fields = fc.record(
    Object.fromEntries(RETAIL_COLUMNS.map((column) => [column, anyField(line[column])])),
  ) as unknown as fc.Arbitrary<RetailFields>;
  const rate = parseDecimal("1650.5")!;
  assert(parseRetailLine(line, 1, rate).ok);
  fc.assert(
    fc.property(fields, (fields) => {
      const read = parseRetailLine(fields, 1, rate);
      if (read.ok) {
        const { user, product, order } = read.value;
        assertEquals([parseUser(user).ok, parseProduct(product).ok, parseOrder(order).ok], [true, true, true]);
      } else assert(read.refusal.details.every((detail) => RETAIL_COLUMNS.some((column) => detail.includes(column))));
    }),
    { numRuns: 1_000 },
  );
});

Deno.test("parseRetailTime and parseDecimal give what they read or null, whatever they are given", () => {
  const times = fc.oneof(anyText, mutatedText(fc.constantFrom("2010-12-01 08:26:00", "12/1/2010 8:26")));
  fc.assert(fc.property(times, (text) => {
    const at = parseRetailTime(text);
    assert(at === null || !Number.isNaN(at.getTime()));
  }));
  fc.assert(fc.property(fc.oneof(anyText, mutatedText(fc.constantFrom("2.55", "-11062.06", ".5"))), (text) => {
    const read = parseDecimal(text);
    if (read !== null) {
      assert(Math.abs(Number(roundHalfUp(read)) - Number(text)) <= 0.5 + Math.abs(Number(text)) * 1e-12);
    }
  }));
});
