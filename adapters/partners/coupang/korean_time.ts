import { z } from "zod";
import { instant } from "../../../domain/shared/instant.ts";

const OFFSET_MS = 9 * 3_600_000;
const NAIVE = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)$/;

/** A time without an offset is Korean. */
export const koreanInstant = z.string({ error: "expected a time" })
  .transform((text): z.input<typeof instant> =>
    text.trim().replace(NAIVE, (_, day, time) => `${day}T${time.length === 5 ? `${time}:00` : time}+09:00`)
  )
  .pipe(instant);

/** `yyyy-MM-dd` in Korea, which has had no summer time since 1988. */
export function koreanDay(at: Date, daysLater = 0): string {
  return new Date(at.getTime() + OFFSET_MS + daysLater * 86_400_000).toISOString().slice(0, 10);
}

export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
