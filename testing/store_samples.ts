import { businessDayOf } from "../domain/store/business_day.ts";
import { parseSale, type Sale, type SaleId, saleIdSchema } from "../domain/store/sale.ts";
import { makeStore, type Store } from "../domain/store/store.ts";
import { type StoreId, storeIdSchema } from "../domain/shared/store_id.ts";
import { pick, type Random, seededRandom, wholeBetween } from "../domain/shared/random.ts";
import type { DatedSale } from "../application/store/ports/sales.ts";
import type { Result } from "../domain/shared/result.ts";

const MENUS = [
  "김치찌개",
  "된장찌개",
  "비빔밥",
  "냉면",
  "삼겹살 1인분",
  "계란말이",
  "잔치국수",
  "식혜",
] as const;

export function storeId(text: string): StoreId {
  return storeIdSchema.parse(text);
}

export function saleId(text: string): SaleId {
  return saleIdSchema.parse(text);
}

export function sampleStore(id: string, settings: Partial<Omit<Store, "storeId">> = {}): Store {
  return valueOf(makeStore(storeId(id), settings));
}

export function sampleSale(id: string, changes: object = {}): Sale {
  return valueOf(
    parseSale({ saleId: id, menu: "김치찌개", price: 9_000, quantity: 1, soldAt: "2026-03-02T03:00:00Z", ...changes }),
  );
}

/** Sales with the business days they have in the store. */
export function dated(store: Store, sales: readonly Sale[]): DatedSale[] {
  return sales.map((sale) => ({ sale, day: businessDayOf(sale.soldAt, store) }));
}

/** Sales at random within a stretch of time, one in ten of them taken back. The same ones for the same seed. */
export function randomSales(
  seed: number | string | Random,
  count: number,
  { from, until, menus = MENUS }: { readonly from: Date; readonly until: Date; readonly menus?: readonly string[] },
): Sale[] {
  const random = typeof seed === "function" ? seed : seededRandom(seed);
  return Array.from({ length: count }, (_, n) =>
    sampleSale(`S-${n}`, {
      menu: pick(random, menus),
      price: wholeBetween(random, 0, 20) * 500,
      quantity: wholeBetween(random, 1, 4) * (random() < 0.1 ? -1 : 1),
      soldAt: new Date(wholeBetween(random, from.getTime(), until.getTime() - 1)),
    }));
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.refusal.message);
  return result.value;
}
