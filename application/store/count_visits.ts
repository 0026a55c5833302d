import {
  type BusinessDay,
  businessDayOf,
  daysUntil,
  spanOfDay,
  type StoreHours,
} from "../../domain/store/business_day.ts";
import { makeStore, parseStoreId } from "../../domain/store/store.ts";
import type { StoreId } from "../../domain/shared/store_id.ts";
import type { InvalidInput } from "../../domain/shared/parse.ts";
import { accepted, type Result } from "../../domain/shared/result.ts";
import type { Stores } from "./ports/sales.ts";
import type { DayVisits, VisitFigures } from "./ports/visits.ts";

interface CountVisitsDeps {
  readonly stores: Pick<Stores, "find">;
  readonly visits: VisitFigures;
  readonly clock: () => Date;
}

export interface VisitsByDay extends StoreHours {
  readonly storeId: StoreId;
  /** The business day under way. */
  readonly openDay: BusinessDay;
  readonly days: readonly DayVisits[];
}

/** A store that has beacons and no settings yet has those of a new one. */
export async function countVisits(
  { stores, visits, clock }: CountVisitsDeps,
  id: string,
  { until, days }: { readonly until?: BusinessDay | undefined; readonly days: number },
): Promise<Result<VisitsByDay, InvalidInput>> {
  const storeId = parseStoreId(id);
  if (!storeId.ok) return storeId;
  const known = await stores.find(storeId.value);
  const store = known ? accepted(known) : makeStore(storeId.value);
  if (!store.ok) return store;
  const { timeZone, closingTime } = store.value;
  const openDay = businessDayOf(clock(), { timeZone, closingTime });
  const spans = daysUntil(until ?? openDay, days).map((day) => spanOfDay(day, { timeZone, closingTime }));
  return accepted({
    storeId: storeId.value,
    timeZone,
    closingTime,
    openDay,
    days: await visits.byDay(storeId.value, spans),
  });
}
