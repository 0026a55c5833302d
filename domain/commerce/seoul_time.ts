import { DAY_MS } from "../shared/durations.ts";

/** South Korea uses UTC+9 all year (no daylight saving since 1988). */
const OFFSET_MS = 9 * 60 * 60 * 1000;

export interface SeoulTime {
  readonly day: string;
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly dayOfMonth: number;
  /** 0 Sunday to 6 Saturday. */
  readonly weekday: number;
  readonly hour: number;
  /** Days since 1970-01-01. */
  readonly dayNumber: number;
}

export function seoulDayNumber(at: Date): number {
  return Math.floor((at.getTime() + OFFSET_MS) / DAY_MS);
}

/** As spreadsheets read it: `2026-03-02 21:00:00`. */
export function seoulText(at: Date): string {
  return new Date(at.getTime() + OFFSET_MS).toISOString().slice(0, 19).replace("T", " ");
}

export function seoulTime(at: Date): SeoulTime {
  const shifted = new Date(at.getTime() + OFFSET_MS);
  return {
    day: shifted.toISOString().slice(0, 10),
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    dayOfMonth: shifted.getUTCDate(),
    weekday: shifted.getUTCDay(),
    hour: shifted.getUTCHours(),
    dayNumber: seoulDayNumber(at),
  };
}

/** Of a day in Seoul, in days since 1970-01-01. */
export function startOfDay(dayNumber: number): Date {
  return new Date(dayNumber * DAY_MS - OFFSET_MS);
}

export function isoDay(dayNumber: number): string {
  return new Date(dayNumber * DAY_MS).toISOString().slice(0, 10);
}

/** `null` for what is no day such as 2026-03-02. */
export function dayNumberOf(text: string): number | null {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return Number.isNaN(at) ? null : at / DAY_MS;
}
