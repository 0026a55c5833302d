import type { DailyReports } from "../../application/store/make_daily_reports.ts";
import type { BusinessDay } from "../../domain/store/business_day.ts";
import { count } from "../wiring/process/table.ts";

const NAMED = 10;

export function reportAsText(day: BusinessDay, reports: DailyReports, seconds: number): string {
  const { stores, upToDate, made, open, notBegun, left } = reports;
  return [
    `Reports of ${day}: ${count(made)} of ${count(stores)} stores made in ${seconds.toFixed(1)} s, ${
      count(upToDate)
    } were up to date.`,
    ...(open.length > 0 ? [`  The day is under way at ${named(open)}: run this again when it is over.`] : []),
    ...(notBegun.length > 0 ? [`  The day is still to come at ${named(notBegun)}.`] : []),
    ...(left > 0 ? [`  Interrupted: ${count(left)} are left; run the same again.`] : []),
  ].join("\n");
}

function named(ids: readonly string[]): string {
  const more = ids.length - NAMED;
  return ids.slice(0, NAMED).join(", ") + (more > 0 ? ` and ${count(more)} more` : "");
}
