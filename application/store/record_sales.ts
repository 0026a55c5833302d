import { type BusinessDay, businessDayFinder } from "../../domain/store/business_day.ts";
import type { Sale, SaleId } from "../../domain/store/sale.ts";
import { makeStore, parseStoreId, type Store } from "../../domain/store/store.ts";
import type { StoreId } from "../../domain/shared/store_id.ts";
import type { InvalidInput } from "../../domain/shared/parse.ts";
import { accepted, refused, type Result } from "../../domain/shared/result.ts";
import { parseSales } from "./parse_sales.ts";
import type { RecordedSales, Sales, Stores } from "./ports/sales.ts";
import { type SaleConflict, saleConflict } from "./refusals.ts";
import { retryChangedStore } from "./retry_changed_store.ts";
import { notify, type SalesSubscriber } from "./sales_subscriber.ts";

export interface RecordSalesDeps {
  readonly stores: Stores;
  readonly sales: Sales;
  readonly subscriber: SalesSubscriber;
  readonly clock: () => Date;
}

interface SalesReceipt {
  readonly storeId: StoreId;
  readonly stored: readonly SaleId[];
  /** Stored before with the same content, once for each time. */
  readonly duplicates: readonly SaleId[];
  readonly days: readonly BusinessDay[];
  readonly receivedAt: Date;
}

/**
 * All or none; an unknown store is made, in Seoul. The subscriber is notified of every day sent, not only of new sales:
 * a batch sent again after a crash makes up for a missed notification.
 *
 * @param run the import that they come of
 */
export async function recordSales(
  deps: RecordSalesDeps,
  id: string,
  raws: readonly unknown[],
  run: number | null = null,
): Promise<Result<SalesReceipt, InvalidInput | SaleConflict>> {
  const storeId = parseStoreId(id);
  if (!storeId.ok) return storeId;
  const receivedAt = deps.clock();
  const parsed = parseSales(raws, receivedAt);
  if (!parsed.ok) return parsed;
  const { sales, repeated } = parsed.value;

  const { store, days, recorded } = await record(deps, storeId.value, { sales, run }, receivedAt);
  if (recorded.outcome === "conflict") {
    const places = new Map(raws.map((raw, index) => [(raw as { saleId: string }).saleId, index]));
    return refused(saleConflict(recorded.conflicting.map((id) => ({ index: places.get(id)!, id }))));
  }
  await notify(deps.subscriber, (subscriber) => subscriber.onSalesStored(store, days, recorded.version));
  const stored = new Set(recorded.stored);
  return accepted({
    storeId: storeId.value,
    stored: recorded.stored,
    duplicates: [...sales.map(({ saleId }) => saleId).filter((id) => !stored.has(id)), ...repeated],
    days,
    receivedAt,
  });
}

interface Recording {
  readonly store: Store;
  readonly days: readonly BusinessDay[];
  readonly recorded: Exclude<RecordedSales, { outcome: "store_changed" }>;
}

function record(
  { stores, sales: book }: RecordSalesDeps,
  id: StoreId,
  { sales, run }: { readonly sales: readonly Sale[]; readonly run: number | null },
  receivedAt: Date,
): Promise<Recording> {
  return retryChangedStore(async () => {
    const store = await stores.find(id) ?? await stores.open(firstStore(id));
    const dayOf = businessDayFinder(store);
    const dated = sales.map((sale) => ({ sale, day: dayOf(sale.soldAt) }));
    const recorded = await book.record(store, dated, receivedAt, run);
    if (recorded.outcome === "store_changed") return null;
    return { store, days: [...new Set(dated.map(({ day }) => day))].sort(), recorded };
  });
}

function firstStore(id: StoreId): Store {
  const made = makeStore(id);
  if (!made.ok) throw new Error(made.refusal.message);
  return made.value;
}
