import { z } from "zod";
import { instant } from "../shared/instant.ts";
import { type InvalidInput, parseAs } from "../shared/parse.ts";
import { refused, type Result } from "../shared/result.ts";
import { strictObject } from "../shared/strict_object.ts";
import { customerIdSchema, preferencesSchema } from "./customer.ts";
import { type Reading, readingSchema } from "./beacon_data.ts";
import { IDENTITIES_KEPT_YEARS, yearsBefore } from "./retention.ts";

const MOST_READINGS = 500;
/** Tolerance for a phone's clock ahead of the server's. */
const AHEAD_MS = 60_000;

export const detectionSchema = strictObject("detection", {
  customerId: customerIdSchema,
  readings: z.array(readingSchema).min(1).max(MOST_READINGS).readonly(),
  detectedAt: instant.optional().describe(
    "When the device was there; the newest reading's moment when left out, or now",
  ),
  preferences: preferencesSchema.optional().describe("Merged into what is known of the customer, key by key"),
});

export type Detection = Omit<z.infer<typeof detectionSchema>, "detectedAt"> & { readonly detectedAt: Date };

/** By default at the newest reading's time, else `now`. Refuses future times and those beyond the retention. */
export function parseDetection(raw: unknown, now: Date): Result<Detection, InvalidInput> {
  const parsed = parseAs(detectionSchema, raw, "detection");
  if (!parsed.ok) return parsed;
  const { detectedAt = newest(parsed.value.readings) ?? now } = parsed.value;
  const wrong = detectedAt.getTime() > now.getTime() + AHEAD_MS
    ? "is in the future: check the clock it was read from"
    : detectedAt < yearsBefore(now, IDENTITIES_KEPT_YEARS)
    ? `is more than ${IDENTITIES_KEPT_YEARS} years ago: identifications are kept no longer`
    : null;
  if (wrong === null) return { ok: true, value: { ...parsed.value, detectedAt } };
  const detail = `detectedAt: ${detectedAt.toISOString()} ${wrong}`;
  return refused({ code: "invalid_input", message: `Cannot read the detection: ${detail}`, details: [detail] });
}

function newest(readings: readonly Reading[]): Date | undefined {
  const times = readings.flatMap(({ observedAt }) => observedAt ? [observedAt] : []);
  return times.length === 0 ? undefined : times.reduce((latest, time) => time > latest ? time : latest);
}
