import { seoulTime } from "../../seoul_time.ts";
import { holds, type Schedule } from "./schedule.ts";
import { HOUR_MS } from "../../../shared/durations.ts";

/** `from` inclusive, `until` exclusive. */
interface Span {
  readonly from: Date;
  readonly until: Date;
}

/** Every schedule recurs within this time, except holidays beyond the table's last year. */
const LOOK_AHEAD_MS = 800 * 24 * HOUR_MS;

/** The span that holds at `now`, else the next one; `null` without one within the look-ahead. */
export function nextSpan(schedule: Schedule, now: Date): Span | null {
  if (schedule.kind === "by_name") return null;
  const isOn = (at: number) => holds(schedule, seoulTime(new Date(at)));
  const thisHour = Math.floor(now.getTime() / HOUR_MS) * HOUR_MS;
  const horizon = thisHour + LOOK_AHEAD_MS;
  let from = thisHour;
  while (!isOn(from)) if ((from += HOUR_MS) > horizon) return null;
  let until = from + HOUR_MS;
  while (isOn(until)) until += HOUR_MS;
  if (from === thisHour) { while (isOn(from - HOUR_MS)) from -= HOUR_MS; }
  return { from: new Date(from), until: new Date(until) };
}
