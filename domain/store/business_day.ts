import { z } from "zod";
import type { Store } from "./store.ts";

/** What decides which business day an instant belongs to. */
export type StoreHours = Pick<Store, "timeZone" | "closingTime">;

/** A day of a store's own, by the calendar date it began on: "2026-03-02". */
export const businessDaySchema = z.iso.date({ error: "expected a day such as 2026-03-02" }).brand<"BusinessDay">();
export type BusinessDay = z.infer<typeof businessDaySchema>;

/** From its first instant to the first one after it. */
export interface DaySpan {
  readonly day: BusinessDay;
  readonly from: Date;
  readonly until: Date;
}

/**
 * The business day of an instant. Every instant belongs to exactly one, at every change of the clocks: days are cut
 * where {@link startOfDay} says and nowhere else.
 */
export function businessDayOf(at: Date, hours: StoreHours): BusinessDay {
  const date = at.toTemporalInstant().toZonedDateTimeISO(hours.timeZone).toPlainDate();
  // The wall's date is the day's own from the closing time on; before, and where a clock set back shows the same hour
  // again, only the cut tells.
  for (const ahead of [1, 0]) {
    const day = dayOf(date.add({ days: ahead }));
    if (startOfDay(day, hours) <= at) return day;
  }
  return dayOf(date.subtract({ days: 1 }));
}

/**
 * Finds the days of many instants of one store. The calendar is asked once for each day, which is a hundred times slower
 * than to look whether an instant lies in a day that is known.
 */
export function businessDayFinder(hours: StoreHours): (at: Date) => BusinessDay {
  const known: DaySpan[] = [];
  return (at) => {
    const span = known.findLast(({ from, until }) => from <= at && at < until);
    if (span) return span.day;
    const day = businessDayOf(at, hours);
    known.push(spanOfDay(day, hours));
    return day;
  };
}

/**
 * The first instant at which the store's clock shows the closing time of that date, or a later time.
 *
 * Where the clock is put forward over the closing time, that is the moment it is put forward; where it is put back and
 * shows the closing time twice, the first of the two.
 */
export function startOfDay(day: BusinessDay, { timeZone, closingTime }: StoreHours): Date {
  const wanted = Temporal.PlainDate.from(day).toPlainDateTime(Temporal.PlainTime.from(closingTime));
  const shown = wanted.toZonedDateTime(timeZone, { disambiguation: "earlier" });
  const isSkipped = !shown.toPlainDateTime().equals(wanted);
  const first = isSkipped ? shown.getTimeZoneTransition("next")! : shown;
  return new Date(first.epochMilliseconds);
}

export function spanOfDay(day: BusinessDay, hours: StoreHours): DaySpan {
  return { day, from: startOfDay(day, hours), until: startOfDay(daysAfter(day, 1), hours) };
}

/** `count` days in a row, the last of them `last`. */
export function daysUntil(last: BusinessDay, count: number): BusinessDay[] {
  return Array.from({ length: count }, (_, n) => daysAfter(last, n + 1 - count));
}

/** @param count negative for days before */
export function daysAfter(day: BusinessDay, count: number): BusinessDay {
  return dayOf(Temporal.PlainDate.from(day).add({ days: count }));
}

function dayOf(date: Temporal.PlainDate): BusinessDay {
  return date.toString() as BusinessDay;
}
