import { assert, assertEquals, assertFalse } from "@std/assert";
import fc from "fast-check";
import { type Decimal, parseDecimal } from "../../../domain/shared/decimal.ts";
import type { RetailFields } from "./retail_fields.ts";
import type { SoldLine } from "../../../application/commerce/ports/import.ts";
import { sha256 } from "../../system/sha256.ts";
import { soldLine } from "../../../application/commerce/import/sold_line.ts";
import { parseRetailLine as parseFields } from "./retail_line.ts";

/** As the import takes it: read, then in won. */
function parseRetailLine(fields: RetailFields, nth: number, rate: Decimal) {
  const read = parseFields(fields);
  return read.ok
    ? soldLine(read.value, { rates: new Map([["GBP", rate]]), digest: sha256, nthOf: () => nth, run: null })
    : read;
}

const RATE: Decimal = { digits: 1700n, scale: 0 };

const LINE: RetailFields = {
  InvoiceNo: "536365",
  StockCode: "85123A",
  Description: " WHITE HANGING HEART T-LIGHT HOLDER ",
  Quantity: "6",
  InvoiceDate: "2010-12-01 08:26:00",
  UnitPrice: "2.55",
  CustomerID: "17850.0",
  Country: "United Kingdom",
};

function read(changes: Partial<RetailFields>, place = 1, rate = RATE): SoldLine {
  const result = parseRetailLine({ ...LINE, ...changes }, place, rate);
  assert(result.ok, result.ok ? "" : result.refusal.message);
  return result.value;
}

function faults(changes: Partial<RetailFields>, rate = RATE): readonly string[] {
  const result = parseRetailLine({ ...LINE, ...changes }, 1, rate);
  assertFalse(result.ok);
  assertEquals(result.refusal.code, "unreadable_line");
  return result.refusal.details;
}

Deno.test("parseRetailLine reads a sale with its customer and its product", () => {
  const { user, product, order } = read({});
  assertEquals([order.invoice, order.orderId.slice(0, 14)], ["536365", "536365-85123A-"]);
  assertEquals([order.userId, order.productId], [user.userId, product.productId]);
  assertEquals([order.quantity, order.totalAmount, order.status], [6, 26010, "DELIVERED"]);
  assertEquals([order.userRegion, order.createdAt], ["United Kingdom", new Date("2010-12-01T08:26:00Z")]);
  assertEquals([user.userId as string, user.isGuest, user.grade], ["17850", false, "BRONZE"]);
  assertEquals([product.name, product.price, product.isGoods], ["WHITE HANGING HEART T-LIGHT HOLDER", 4335, true]);
});

Deno.test("parseRetailLine reads 17850 and 17850.0 as one customer", () => {
  assertEquals(read({ CustomerID: "17850" }).user, read({ CustomerID: " 17850.0" }).user);
});

Deno.test("parseRetailLine assigns a line without a customer to a guest of its invoice", () => {
  const { user, order } = read({ CustomerID: "" });
  assertEquals([user.userId as string, user.isGuest], ["guest-536365", true]);
  assertEquals(order.userId, user.userId);
});

Deno.test("parseRetailLine reads C invoices and negative quantities as cancellations", () => {
  for (
    const line of [{ InvoiceNo: "C536379", Quantity: "-6" }, { InvoiceNo: "C536379", Quantity: "6" }, {
      Quantity: "-6",
    }]
  ) {
    const { order } = read(line);
    assertEquals([order.quantity, order.totalAmount, order.status], [-6, -26010, "CANCELLED"]);
  }
});

Deno.test("parseRetailLine keeps a written-off debt as a negative amount of an unpriced product", () => {
  const { order, product } = read({ InvoiceNo: "A563186", StockCode: "B", Quantity: "1", UnitPrice: "-11062.06" });
  assertEquals([order.quantity, order.totalAmount, order.status], [1, -18_805_502, "DELIVERED"]);
  assertEquals([product.price, product.isGoods], [0, false]);
});

Deno.test("parseRetailLine names a product without a description after its code and accepts a price of zero", () => {
  const { order, product } = read({ Description: "", UnitPrice: "0.0" });
  assertEquals([product.name, product.price, order.totalAmount], ["85123A", 0, 0]);
});

Deno.test("parseRetailLine cuts a long name, never through a character", () => {
  assertEquals(read({ Description: "x".repeat(199) + "🎁 and more" }).product.name, "x".repeat(199));
});

Deno.test("parseRetailLine names every fault of a line at once", () => {
  const details = faults({ Quantity: "six", UnitPrice: "", InvoiceDate: "13/1/2010 8:26" });
  assertEquals(details.map((detail) => detail.split(":")[0]), ["Quantity", "InvoiceDate", "UnitPrice"]);
  assertEquals(details[2], "UnitPrice: nothing is not a number such as 2.55");
  assertEquals(faults({ Country: "\ud800" }), ["Country: expected text without NUL and with whole characters"]);
});

Deno.test("parseRetailLine refuses values that no order can hold", () => {
  for (
    const line of [
      { Quantity: "0" },
      { Quantity: "1.5" },
      { Quantity: "4294967296" },
      { InvoiceNo: "" },
      { InvoiceNo: "5363-65" },
      { StockCode: " " },
      { CustomerID: "seventeen" },
      { Description: "a\0b" },
      { UnitPrice: "1263225.68", Quantity: "1" },
    ]
  ) assertEquals(faults(line).length, 1, JSON.stringify(line));
});

Deno.test("parseRetailLine accepts the largest amount that fits in 32 bits", () => {
  const one: Decimal = { digits: 1n, scale: 0 };
  assertEquals(read({ UnitPrice: "2147483647.4", Quantity: "1" }, 1, one).order.totalAmount, 2_147_483_647);
  assertEquals(faults({ UnitPrice: "2147483647.5", Quantity: "1" }, one).length, 1);
});

const prices = fc.tuple(fc.nat(9_999), fc.nat(999)).map(([pounds, rest]) => `${pounds}.${rest}`);
const rates = fc.tuple(fc.integer({ min: 1, max: 3_000 }), fc.nat(9999)).map(([won, rest]) =>
  parseDecimal(`${won}.${rest}`)!
);

Deno.test("parseRetailLine nets every cancellation out to exactly zero", () => {
  fc.assert(fc.property(prices, fc.integer({ min: 1, max: 50 }), rates, (UnitPrice, pieces, rate) => {
    const sale = read({ UnitPrice, Quantity: `${pieces}` }, 1, rate).order;
    const taken = read({ InvoiceNo: "C536379", UnitPrice, Quantity: `-${pieces}` }, 1, rate).order;
    assertEquals([sale.totalAmount + taken.totalAmount, sale.quantity + taken.quantity], [0, 0]);
  }));
});

Deno.test("parseRetailLine returns equal values for equal lines and distinct ids for distinct lines", () => {
  const invoices = fc.stringMatching(/^[A-C0-9]{1,4}$/);
  const codes = fc.stringMatching(/^[A-B1-2-]{1,4}$/);
  const keys = fc.tuple(invoices, codes, fc.integer({ min: 1, max: 30 }));
  fc.assert(fc.property(keys, keys, (a, b) => {
    const [first, again, other] = [a, a, b].map(([InvoiceNo, StockCode, place]) =>
      read({ InvoiceNo, StockCode }, place)
    );
    assertEquals(first, again);
    assertEquals(first!.order.orderId === other!.order.orderId, a.join(" ") === b.join(" "));
  }));
});
