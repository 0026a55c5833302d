import { z } from "zod";

/**
 * A point in time. Accepts a `Date`, or RFC 3339 text with an offset ("2026-03-02T12:00:00Z"); gives a `Date`.
 *
 * Text without an offset is refused: nobody can know which clock it was read from.
 */
export const instant = z.union([
  // First, since it is what comes in; the other order makes an error and drops it for each, which takes three times as long.
  z.iso.datetime({ offset: true, error: "expected a time such as 2026-03-02T12:00:00Z" })
    .transform((text) => new Date(text)),
  z.date({ error: "expected a time such as 2026-03-02T12:00:00Z" }),
]).meta({ description: "RFC 3339 time with an offset", examples: ["2026-03-02T12:00:00Z"] });
