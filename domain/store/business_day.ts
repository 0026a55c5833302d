import { z } from "zod";
import type { Store } from "./store.ts";

export type StoreHours = Pick<Store, "timeZone" | "closingTime">;

/** Named by the calendar date on which it begins: "2026-03-02". */
export const businessDaySchema = z.iso.date({ error: "expected a day such as 2026-03-02" })
  .refine((day) => hasNeighbours(Number(day.slice(0, 4))), "expected a day in the years 1900 to 9998")
  .brand<"BusinessDay">();
export type BusinessDay = z.infer<typeof businessDaySchema>;

/** For the weeks before a day and the end of its last night, which have to be in the years 1 to 9999 too. */
export function hasNeighbours(year: number): boolean {
  return year >= 1900 && year <= 9998;
}

/** Half-open. */
export interface DaySpan {
  readonly day: BusinessDay;
  readonly from: Date;
  readonly until: Date;
}

/** Every instant belongs to exactly one day, at every clock change: days are cut at {@link startOfDay} only. */
export function businessDayOf(at: Date, hours: StoreHours): BusinessDay {
  const date = at.toTemporalInstant().toZonedDateTimeISO(hours.timeZone).toPlainDate();
  // Before the closing time, and when a clock set back repeats an hour, the start of the day decides.
  for (const ahead of [1, 0]) {
    const day = dayOf(date.add({ days: ahead }));
    if (startOfDay(day, hours) <= at) return day;
  }
  return dayOf(date.subtract({ days: 1 }));
}

/** A calendar computation costs a hundred times as much as a comparison with a known span. */
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

/** If the clock skips the closing time, the moment of the change; if it shows it twice, the first of the two. */
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

export function daysUntil(last: BusinessDay, count: number): BusinessDay[] {
  return Array.from({ length: count }, (_, n) => daysAfter(last, n + 1 - count));
}

export function daysAfter(day: BusinessDay, count: number): BusinessDay {
  return dayOf(Temporal.PlainDate.from(day).add({ days: count }));
}

function dayOf(date: Temporal.PlainDate): BusinessDay {
  return date.toString() as BusinessDay;
}

/** What a clock in the store shows: "14:30". */
export function clockOf(at: Date, { timeZone }: Pick<Store, "timeZone">): string {
  return at.toTemporalInstant().toZonedDateTimeISO(timeZone).toPlainTime().toString({ smallestUnit: "minute" });
}
