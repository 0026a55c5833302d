import { z } from "zod";

const EXPECTED = "expected a time such as 2026-03-02T12:00:00Z";

/** Refuses text without an offset, and times that can be neither formatted as RFC 3339 nor stored. */
export const instant = z.union([
  // First: text is the usual input, and the other order takes three times as long.
  z.iso.datetime({ offset: true, error: EXPECTED }).transform((text) => new Date(text)),
  z.date({ error: EXPECTED }),
]).refine((at) => at.getUTCFullYear() >= 1 && at.getUTCFullYear() <= 9999, "expected a time in the years 1 to 9999")
  .meta({ description: "RFC 3339 time with an offset", examples: ["2026-03-02T12:00:00Z"] });
