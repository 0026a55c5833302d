import { z } from "zod";

const EXPECTED = "expected a time such as 2026-03-02T12:00:00Z";
const USUAL = /^\d{4}-\d\d-\d\dT\d\d:\d\d:[0-5]\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const KNOWN = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d)(?::([0-5]\d|60)(\.\d+)?)?([Zz]|[+-]\d\d:?\d\d)$/;

/** The form that everybody reads of one that RFC 3339 has too: small letters, a space, a leap second; and of `+0900`. */
function usualForm(text: string): string {
  if (USUAL.test(text)) return text;
  const [, day, minute, second = "00", fraction = "", offset] = KNOWN.exec(text) ?? [];
  if (day === undefined) return text;
  const zone = /z/i.test(offset!) ? "Z" : `${offset!.slice(0, 3)}:${offset!.slice(-2)}`;
  if (second !== "60") return `${day}T${minute}:${second}${fraction}${zone}`;
  const before = `${day}T${minute}:59${zone}`;
  // Clocks without leap seconds are at the next minute by then.
  return isTime(before) ? new Date(Date.parse(before) + 1_000).toISOString() : text;
}

const time = z.iso.datetime({ offset: true, error: EXPECTED });

function isTime(text: string): boolean {
  return time.safeParse(text).success;
}

/** Text alone, as in a query. */
export const instantText = z.string({ error: EXPECTED }).overwrite(usualForm).meta({ format: "date-time" })
  .pipe(time.transform((text) => new Date(text)));

/** Refuses text without an offset, and times that can be neither formatted as RFC 3339 nor stored. */
export const instant = z.union([
  // First: text is the usual input, and the other order takes three times as long.
  instantText,
  z.date({ error: EXPECTED }),
]).refine((at) => at.getUTCFullYear() >= 1 && at.getUTCFullYear() <= 9999, "expected a time in the years 1 to 9999")
  .meta({ description: "RFC 3339 time with an offset", examples: ["2026-03-02T12:00:00Z"] });
