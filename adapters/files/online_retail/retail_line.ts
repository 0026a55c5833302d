import { multiply } from "../../../domain/shared/decimal.ts";
import { accepted, type Result } from "../../../domain/shared/result.ts";
import type { UnreadableLine } from "../../../application/commerce/ports/import.ts";
import type { OrderLine, SourceLine } from "../../../application/commerce/ports/order_line.ts";
import type { CsvRecord } from "../csv_lines.ts";
import { readRetailFields, type RetailColumn, type RetailFields } from "./retail_fields.ts";
import { isGoods } from "./stock_code.ts";

/** The file has no categories. */
const GOODS_CATEGORY = "Gifts";

export async function* retailLines(records: AsyncIterable<CsvRecord<RetailColumn>>): AsyncGenerator<SourceLine> {
  for await (const { line, raw, ...record } of records) {
    const read = "fault" in record ? record : parseRetailLine(record.fields);
    if ("ok" in read && read.ok) yield { line, raw, value: read.value };
    else {
      const fault = "fault" in read ? read.fault : read.refusal.details.join("; ");
      yield { line, raw, fault, order: record.fields.InvoiceNo?.trim() ?? "" };
    }
  }
}

/** Invoices with "C" and negative quantities are cancellations, which net out against the cancelled sale. */
export function parseRetailLine(fields: RetailFields): Result<OrderLine, UnreadableLine> {
  const read = readRetailFields(fields);
  if (!read.ok) return read;
  const { invoice, stockCode, description, at, price, customer, country, ...sale } = read.value;
  const isCancellation = sale.quantity < 0 || /^c/i.test(invoice);
  const quantity = isCancellation ? -Math.abs(sale.quantity) : sale.quantity;
  return accepted({
    order: invoice,
    lineId: null,
    sku: stockCode,
    name: description,
    category: GOODS_CATEGORY,
    isGoods: isGoods(stockCode),
    quantity,
    currency: "GBP",
    unitPrice: price,
    amount: multiply(price, { digits: BigInt(quantity), scale: 0 }),
    discount: null,
    shipping: null,
    tax: null,
    at,
    customer,
    region: country,
    paymentMethod: null,
    status: isCancellation ? "CANCELLED" : "DELIVERED",
  });
}
