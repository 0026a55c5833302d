import { type BusinessDay, businessDayOf, startOfDay, type StoreHours } from "../../domain/store/business_day.ts";
import {
  type ComparedSales,
  type ComparisonSpan,
  comparisonSpan,
  DAYS_COMPARED,
  type PeriodSum,
  spanEndingWith,
} from "../../domain/store/menu_comparison.ts";
import { parseStoreId } from "../../domain/store/store.ts";
import type { StoreId } from "../../domain/shared/store_id.ts";
import type { InvalidInput } from "../../domain/shared/parse.ts";
import { accepted, refused, type Result } from "../../domain/shared/result.ts";
import type { MenuFigures, Stores } from "./ports/sales.ts";
import { type Unknown, unknownThing } from "../shared/unknown_thing.ts";

interface CompareMenusDeps {
  readonly stores: Pick<Stores, "find">;
  readonly figures: MenuFigures;
  readonly clock: () => Date;
}

interface ComparedPeriod extends PeriodSum {
  readonly firstDay: BusinessDay;
  readonly lastDay: BusinessDay;
  readonly from: Date;
  /** The end of its last day, or how far that had come. */
  readonly until: Date;
  readonly isComplete: boolean;
}

export interface MenuComparison extends Pick<ComparedSales, "menus" | "lastReceivedAt" | "version">, StoreHours {
  readonly storeId: StoreId;
  readonly asOf: Date;
  /** The business day under way then; it is compared with a whole one. */
  readonly openDay: BusinessDay | null;
  readonly recent: ComparedPeriod;
  readonly previous: ComparedPeriod;
}

/** @param asOf the end of the recent seven days: this instant, or the whole of this business day; default: now */
export async function compareMenus(
  { stores, figures, clock }: CompareMenusDeps,
  id: string,
  asOf?: Date | BusinessDay,
): Promise<Result<MenuComparison, InvalidInput | Unknown<"unknown_store">>> {
  const storeId = parseStoreId(id);
  const store = storeId.ok ? await stores.find(storeId.value) : null;
  if (!store) return refused(unknownThing("store", id, "compare menus"));
  const now = clock();
  if (isAhead(asOf, now, store)) return refused(lyingAhead(now));
  const span = upTo(now, typeof asOf === "string" ? spanEndingWith(asOf, store) : comparisonSpan(asOf ?? now, store));
  const { menus, recent, previous, lastReceivedAt, version } = await figures.compare(store.storeId, span);
  const periods = { recent: periodOf(span, DAYS_COMPARED, recent), previous: periodOf(span, 0, previous) };
  return accepted({
    storeId: store.storeId,
    timeZone: store.timeZone,
    closingTime: store.closingTime,
    asOf: new Date(span.until.getTime() - 1),
    openDay: periods.recent.isComplete ? null : periods.recent.lastDay,
    ...periods,
    menus,
    lastReceivedAt,
    version,
  });
}

/** A fast clock within the present business day is let pass. */
function isAhead(asOf: Date | BusinessDay | undefined, now: Date, hours: StoreHours): boolean {
  if (asOf === undefined) return false;
  return startOfDay(typeof asOf === "string" ? asOf : businessDayOf(asOf, hours), hours) > now;
}

function lyingAhead(now: Date): InvalidInput {
  const fault = `asOf: expected no day after the one under way; it is ${now.toISOString()}`;
  return { code: "invalid_input", message: "Cannot compare menus: asOf lies ahead", details: [fault] };
}

function upTo(now: Date, { days, until }: ComparisonSpan): ComparisonSpan {
  return { days, until: new Date(Math.min(until.getTime(), now.getTime() + 1)) };
}

function periodOf({ days, until }: ComparisonSpan, first: number, sums: PeriodSum): ComparedPeriod {
  const period = days.slice(first, first + DAYS_COMPARED);
  const end = period.at(-1)!.until;
  return {
    firstDay: period[0]!.day,
    lastDay: period.at(-1)!.day,
    from: period[0]!.from,
    until: until < end ? until : end,
    isComplete: until >= end,
    ...sums,
  };
}
