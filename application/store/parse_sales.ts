import { isSameSale, parseSale, type Sale, type SaleId } from "../../domain/store/sale.ts";
import type { InvalidInput } from "../../domain/shared/parse.ts";
import { accepted, refused, type Result } from "../../domain/shared/result.ts";
import { type SaleConflict, saleConflict } from "./refusals.ts";

/** A till's clock may go fast; beyond this a time is a mistake. */
const AHEAD_AT_MOST_MS = 5 * 60_000;
const SPELT_OUT = 3;

interface ParsedSales {
  readonly sales: readonly Sale[];
  /** Given again with the same content, once for each time. */
  readonly repeated: readonly SaleId[];
}

/** All, or every fault as `index.field: what is wrong`. */
export function parseSales(raws: readonly unknown[], now: Date): Result<ParsedSales, InvalidInput | SaleConflict> {
  const faults: string[] = [];
  const conflicts: { index: number; id: SaleId }[] = [];
  const repeated: SaleId[] = [];
  const sales = new Map<SaleId, Sale>();
  for (const [index, raw] of raws.entries()) {
    const parsed = parseSale(raw);
    if (!parsed.ok) {
      faults.push(...parsed.refusal.details.map((line) => `${index}.${line}`));
      continue;
    }
    const sale = parsed.value;
    const first = sales.get(sale.saleId);
    if (sale.soldAt.getTime() > now.getTime() + AHEAD_AT_MOST_MS) {
      faults.push(`${index}.soldAt: expected no time after ${now.toISOString()}, which is now`);
    } else if (!first) sales.set(sale.saleId, sale);
    else if (isSameSale(first, sale)) repeated.push(sale.saleId);
    else conflicts.push({ index, id: sale.saleId });
  }
  if (faults.length > 0) {
    const rest = faults.length > SPELT_OUT ? `; and ${faults.length - SPELT_OUT} more` : "";
    return refused({
      code: "invalid_input",
      message: `Cannot read the sales: ${faults.slice(0, SPELT_OUT).join("; ")}${rest}`,
      details: faults,
    });
  }
  if (conflicts.length > 0) return refused(saleConflict(conflicts));
  return accepted({ sales: [...sales.values()], repeated });
}
