import { spanOfDay } from "../../domain/store/business_day.ts";
import { keysOfDay, type ReportKey } from "../../domain/store/report_key.ts";
import { parseStoreId } from "../../domain/store/store.ts";
import type { StoreId } from "../../domain/shared/store_id.ts";
import type { InvalidInput } from "../../domain/shared/parse.ts";
import { accepted, type Result } from "../../domain/shared/result.ts";
import type { ReportCache, ReportChange, ReportChanges } from "./ports/reports.ts";
import type { ReportReader } from "./read_report.ts";
import type { SalesSubscriber } from "./sales_subscriber.ts";

export interface InvalidateReportsDeps {
  readonly cache: Pick<ReportCache, "raiseVersionFloor" | "reset">;
  readonly changes: ReportChanges;
}

/** Gives the keys that had a report, those of reset stores aside. Throws `Outage`; the changes stay pending. */
export async function invalidateReports(
  { cache, changes }: InvalidateReportsDeps,
  stored: readonly ReportChange[],
): Promise<ReportKey[]> {
  const removed: ReportKey[] = [];
  for (const change of stored) {
    if (change.kind === "hours") await cache.reset(change.storeId);
  }
  for (const [version, keys] of keysByVersion(stored)) removed.push(...await cache.raiseVersionFloor(keys, version));
  await changes.acknowledge(stored);
  return removed;
}

function keysByVersion(changes: readonly ReportChange[]): Map<number, ReportKey[]> {
  const keys = new Map<number, ReportKey[]>();
  for (const change of changes) {
    const { storeId, version } = change;
    if (change.kind === "hours") continue;
    const changed = change.kind === "day"
      ? keysOfDay(storeId, change.day)
      : [{ storeId, day: change.day, category: change.category }];
    keys.set(version, [...keys.get(version) ?? [], ...changed]);
  }
  return keys;
}

interface FollowSalesDeps extends InvalidateReportsDeps {
  readonly reports: Pick<ReportReader, "fillSoon">;
  readonly clock: () => Date;
  readonly onFault: (error: unknown) => void;
}

/**
 * From the sender's answer on no read gives a report without the sales. Days that are over are computed again at once,
 * others by the next reader: else each sale would cost four statements. Without the cache the change stays pending.
 */
export function reportsFollowSales(deps: FollowSalesDeps): SalesSubscriber {
  const { cache, reports, clock, onFault } = deps;
  return {
    async onSalesStored(store, days, version) {
      const { storeId } = store;
      const removed = await invalidateReports(deps, days.map((day) => ({ kind: "day", storeId, day, version })));
      const now = clock();
      for (const key of removed) if (spanOfDay(key.day, store).until <= now) reports.fillSoon(key);
    },
    // Only the next round of `invalidatePending` knows the version to acknowledge; it resets once more.
    onHoursChanged: async ({ storeId }) => void await cache.reset(storeId),
    onFault,
  };
}

const BATCH = 200;

/** For what the cache or a dying process missed. Any number of processes may run it. Throws `Outage`. */
export async function invalidatePending(
  deps: InvalidateReportsDeps,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<number> {
  let count = 0;
  while (!signal?.aborted) {
    const batch = await deps.changes.pending(BATCH);
    if (batch.length === 0) break;
    await invalidateReports(deps, batch);
    count += batch.length;
    if (batch.length < BATCH) break;
  }
  return count;
}

/** The database keeps its reports. */
export async function resetReports(
  { cache }: { readonly cache: Pick<ReportCache, "reset"> },
  store: string,
): Promise<Result<{ readonly storeId: StoreId; readonly removed: number }, InvalidInput>> {
  const storeId = parseStoreId(store);
  if (!storeId.ok) return storeId;
  return accepted({ storeId: storeId.value, removed: await cache.reset(storeId.value) });
}
