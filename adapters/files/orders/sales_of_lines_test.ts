import { assert, assertEquals } from "@std/assert";
import { sha256 } from "../../system/sha256.ts";
import type { OrderLine, SourceLine } from "../../../application/commerce/ports/order_line.ts";
import { parseDecimal } from "../../../domain/shared/decimal.ts";
import { salesOfLines } from "./sales_of_lines.ts";

const MUG: OrderLine = {
  order: "SQC3z",
  lineId: null,
  sku: "MUG-1",
  name: "Speckled Mug",
  category: "Ceramics",
  isGoods: true,
  quantity: 2,
  currency: "USD",
  unitPrice: parseDecimal("18.00")!,
  amount: parseDecimal("32.40")!,
  discount: parseDecimal("3.60")!,
  shipping: null,
  tax: parseDecimal("2.88")!,
  at: new Date("2026-08-15T18:00:00Z"),
  customer: null,
  region: "",
  paymentMethod: null,
  status: "DELIVERED",
};

async function salesOf(...lines: (OrderLine | string)[]) {
  const source = (async function* (): AsyncGenerator<SourceLine> {
    for (const [nth, value] of lines.entries()) {
      await Promise.resolve();
      const place = { line: nth + 2, raw: "" };
      yield typeof value === "string" ? { ...place, fault: value, order: "" } : { ...place, value };
    }
  })();
  return await Array.fromAsync(
    salesOfLines(source, { rates: new Map([["USD", parseDecimal("1380")!]]), digest: sha256 }),
  );
}

Deno.test("salesOfLines gives a sale its net price for one piece, and what is taken back a negative quantity", async () => {
  const back = { ...MUG, order: "SQC4z", quantity: -1, amount: parseDecimal("-18.00")!, discount: null };
  const [sold, taken] = await salesOf(MUG, back);
  assert("sale" in sold! && "sale" in taken!);
  const { saleId, ...sale } = sold.sale;
  assertEquals(sale, { menu: "Speckled Mug", price: 22_356, quantity: 2, soldAt: MUG.at });
  assert(saleId.startsWith("SQC3z-MUG-1-"), saleId);
  const { price, quantity } = taken.sale;
  assertEquals([price, quantity], [24_840, -1]);
});

Deno.test("salesOfLines numbers equal lines and names those that are no sales", async () => {
  const lines = await salesOf(MUG, MUG, "Qty: nothing", { ...MUG, currency: "EUR" });
  const ids = lines.flatMap((line) => "sale" in line ? [line.sale.saleId] : []);
  assertEquals([ids.length, new Set(ids).size], [2, 2]);
  assertEquals(lines.slice(2).map((line) => "fault" in line && line.fault.split(";")[0]), [
    "Qty: nothing",
    "EUR: there is no rate, give --rate EUR=<won for one>",
  ]);
});
