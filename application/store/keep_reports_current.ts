import { keysOfDay } from "../../domain/store/report_key.ts";
import { spanOfDay } from "../../domain/store/business_day.ts";
import type { CachedReports } from "./cached_reports.ts";
import type { ReportCache } from "./ports/report_cache.ts";
import type { ReportChange, ReportChanges } from "./ports/report_changes.ts";
import type { SalesSubscriber } from "./sales_subscriber.ts";

export interface KeepReportsCurrentDeps {
  readonly cache: ReportCache;
  readonly changes: ReportChanges;
  readonly reports: Pick<CachedReports, "refreshSoon">;
  readonly clock: () => Date;
  readonly onFault: (error: unknown) => void;
}

/**
 * Tells the cache of a change before its sender is answered: from then on nobody is served a report without it.
 *
 * Reports of days that are over are computed anew at once, as late sales are rare; those of a day under way by whoever asks
 * next, else each sale would cost four statements nobody wanted. Where the cache does not answer, the change stays marked as
 * untold, and {@link tellChanges} makes up for it.
 */
export function keepReportsCurrent(deps: KeepReportsCurrentDeps): SalesSubscriber {
  const { cache, changes, reports, clock, onFault } = deps;
  return {
    async onSalesStored(store, days, version) {
      const { storeId } = store;
      const had = await cache.raise(days.flatMap((day) => keysOfDay(storeId, day)), version);
      await changes.told(days.map((day) => ({ kind: "day", storeId, day, version })));
      const now = clock();
      for (const key of had) if (spanOfDay(key.day, store).until <= now) reports.refreshSoon(key);
    },
    // That it was told is noted by the next round of `tellChanges`, which knows the version; it resets once more.
    onHoursChanged: async ({ storeId }) => void await cache.reset(storeId),
    onFault,
  };
}

const BATCH = 200;

/**
 * Tells the cache of every change that it was not told of, because it was away or the process died that stored the change;
 * gives how many there were. Several processes may do so at once. Throws `Outage`; what was not told stays marked.
 */
export async function tellChanges(
  { cache, changes }: Pick<KeepReportsCurrentDeps, "cache" | "changes">,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<number> {
  let told = 0;
  while (!signal?.aborted) {
    const batch = await changes.untold(BATCH);
    if (batch.length === 0) break;
    for (const change of batch) await tell(cache, change);
    await changes.told(batch);
    told += batch.length;
    if (batch.length < BATCH) break;
  }
  return told;
}

async function tell(cache: ReportCache, change: ReportChange): Promise<void> {
  const { storeId, version } = change;
  switch (change.kind) {
    case "day":
      return void await cache.raise(keysOfDay(storeId, change.day), version);
    case "report":
      return void await cache.raise([{ storeId, day: change.day, category: change.category }], version);
    case "hours":
      return void await cache.reset(storeId);
    default:
      return change satisfies never;
  }
}
