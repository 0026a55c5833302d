import type { ReportKey } from "../../domain/store/report_key.ts";
import type { SaleId } from "../../domain/store/sale.ts";
import type { Refusal } from "../../domain/shared/result.ts";

/** `details` has one line for each, with its place in the list. */
export interface SaleConflict extends Refusal {
  readonly code: "sale_conflict";
  readonly ids: readonly SaleId[];
  readonly details: readonly string[];
}

export function saleConflict(conflicts: readonly { readonly index: number; readonly id: SaleId }[]): SaleConflict {
  const ids = [...new Set(conflicts.map(({ id }) => id))];
  const whose = ids.length === 1 ? `the id ${ids[0]} is` : `${ids.length} ids are`;
  return {
    code: "sale_conflict",
    message: `Cannot store the sales: ${whose} taken by other content; nothing was stored`,
    ids,
    details: conflicts.map(({ index, id }) => `${index}: ${id} is taken by a sale that says something else`),
  };
}

export interface DayNotBegun extends Refusal {
  readonly code: "day_not_begun";
  readonly from: Date;
}

export function dayNotBegun({ storeId, day }: Pick<ReportKey, "storeId" | "day">, from: Date): DayNotBegun {
  return {
    code: "day_not_begun",
    message: `Cannot report on ${day}: that day of store ${storeId} begins at ${from.toISOString()}`,
    from,
  };
}
