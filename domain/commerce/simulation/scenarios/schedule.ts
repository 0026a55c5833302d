import type { SeoulTime } from "../../seoul_time.ts";
import { type Holiday, holidayDay } from "./holidays.ts";
import { weatherOn } from "./weather.ts";

/** When a scenario holds; whole hours in Seoul. */
export type Schedule =
  | { readonly kind: "by_name" }
  | { readonly kind: "monthly"; readonly days: readonly number[] }
  /** Spans of every year, "MM-DD", both days inclusive; a span does not cross New Year. */
  | { readonly kind: "yearly"; readonly spans: readonly { readonly from: string; readonly to: string }[] }
  /** Relative to the holiday, both inclusive: −14 is two weeks before. Either all before it or all from it on. */
  | { readonly kind: "holiday"; readonly holiday: Holiday; readonly from: number; readonly to: number }
  /** Hours of some weekdays; 0 is Sunday. */
  | { readonly kind: "weekly"; readonly weekdays: readonly number[]; readonly hours: readonly number[] }
  | { readonly kind: "weather"; readonly weather: "heat" | "cold" | "rain" };

/** Heat-wave advisory (폭염주의보) and cold-wave advisory (한파주의보) of the Korea Meteorological Administration, °C. */
const HEAT_FROM = 33;
const COLD_TO = -12;

export function holds(schedule: Schedule, at: SeoulTime): boolean {
  switch (schedule.kind) {
    case "by_name":
      return false;
    case "monthly":
      return schedule.days.includes(at.dayOfMonth);
    case "yearly": {
      const day = at.day.slice(5);
      return schedule.spans.some(({ from, to }) => day >= from && day <= to);
    }
    case "holiday": {
      const day = holidayDay(schedule.holiday, at.year);
      return day !== null && at.dayNumber - day >= schedule.from && at.dayNumber - day <= schedule.to;
    }
    case "weekly":
      return schedule.weekdays.includes(at.weekday) && schedule.hours.includes(at.hour);
    case "weather": {
      const { highest, lowest, rains } = weatherOn(at.dayNumber);
      return schedule.weather === "heat"
        ? highest >= HEAT_FROM
        : schedule.weather === "cold"
        ? lowest <= COLD_TO
        : rains;
    }
    default:
      return schedule satisfies never;
  }
}
