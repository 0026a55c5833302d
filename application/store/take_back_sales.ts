import { businessDayFinder } from "../../domain/store/business_day.ts";
import { parseStoreId } from "../../domain/store/store.ts";
import type { RecordSalesDeps } from "./record_sales.ts";
import { retryChangedStore } from "./retry_changed_store.ts";
import { notify } from "./sales_subscriber.ts";

/**
 * Takes up to `limit` sales of an import back, in one transaction; returns how many. Reports of their days follow, as
 * they follow new sales.
 */
export async function takeBackSales(
  { stores, sales, subscriber }: Pick<RecordSalesDeps, "stores" | "sales" | "subscriber">,
  id: string,
  { run, limit }: { readonly run: number; readonly limit: number },
): Promise<number> {
  const storeId = parseStoreId(id);
  if (!storeId.ok) throw new Error(storeId.refusal.message);
  return await retryChangedStore(async () => {
    const store = await stores.find(storeId.value);
    if (store === null) return 0;
    const taken = await sales.takeBack(store, { run, limit, dayOf: businessDayFinder(store) });
    if (taken.outcome === "store_changed") return null;
    if (taken.sales > 0) {
      await notify(subscriber, (subscriber) => subscriber.onSalesStored(store, taken.days, taken.version));
    }
    return taken.sales;
  });
}
