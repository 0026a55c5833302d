import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { parseOrder } from "../../../domain/commerce/order.ts";
import { parseProduct } from "../../../domain/commerce/product.ts";
import { parseUser } from "../../../domain/commerce/user.ts";
import { parseDecimal } from "../../../domain/shared/decimal.ts";
import { anyText, mutatedText } from "../../../testing/fixtures/mutated.ts";
import { RETAIL_COLUMNS, type RetailFields } from "./retail_fields.ts";
import { sha256 } from "../../system/sha256.ts";
import { soldLine } from "../../../application/commerce/import/sold_line.ts";
import { parseRetailLine } from "./retail_line.ts";
import { parseRetailTime } from "./retail_time.ts";

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
const NAMED = [...RETAIL_COLUMNS, "price × quantity"];
const anyField = (valid: string) => fc.oneof(fc.constant(valid), mutatedText(fc.constant(valid)), anyText);

Deno.test("parseRetailLine gives a line that can be stored or names the column, whatever the fields hold", () => {
  const fields = fc.record(
    Object.fromEntries(RETAIL_COLUMNS.map((column) => [column, anyField(line[column])])),
  ) as unknown as fc.Arbitrary<RetailFields>;
  const rates = new Map([["GBP", parseDecimal("1650.5")!]]);
  assert(parseRetailLine(line).ok);
  fc.assert(
    fc.property(fields, (fields) => {
      const parsed = parseRetailLine(fields);
      const read = parsed.ok ? soldLine(parsed.value, { rates, digest: sha256, nthOf: () => 1, run: null }) : parsed;
      if (read.ok) {
        const { user, product, order } = read.value;
        assertEquals([parseUser(user).ok, parseProduct(product).ok, parseOrder(order).ok], [true, true, true]);
      } else assert(read.refusal.details.every((detail) => NAMED.some((name) => detail.includes(name))));
    }),
    { numRuns: 1_000 },
  );
});

Deno.test("parseRetailTime gives what it read or null, whatever it is given", () => {
  const times = fc.oneof(anyText, mutatedText(fc.constantFrom("2010-12-01 08:26:00", "12/1/2010 8:26")));
  fc.assert(fc.property(times, (text) => {
    const at = parseRetailTime(text);
    assert(at === null || !Number.isNaN(at.getTime()));
  }));
});
