import { z } from "zod";
import { instant } from "../shared/instant.ts";
import { type InvalidInput, parseAs, parseShape } from "../shared/parse.ts";
import { accepted, type Refusal, refused, type Result } from "../shared/result.ts";
import { strictObject } from "../shared/strict_object.ts";
import { customerIdSchema, preferencesSchema } from "./customer.ts";
import { type IgnoredReading, type IgnoredReason, type Reading, readingSchema, reasonToIgnore } from "./reading.ts";
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

const envelopeSchema = detectionSchema.extend({ readings: z.array(z.unknown()).min(1).max(MOST_READINGS) });

interface HeardReading extends Reading {
  /** Its place in what was sent. */
  readonly index: number;
}

export interface Detection extends Omit<z.infer<typeof detectionSchema>, "readings" | "detectedAt"> {
  /** At least one. */
  readonly readings: readonly HeardReading[];
  readonly ignored: readonly IgnoredReading[];
  readonly detectedAt: Date;
}

export interface NoUsableReading extends Refusal {
  readonly code: "no_usable_reading";
  readonly ignored: readonly IgnoredReading[];
}

/** Turns what another system sends into a reading, still to be parsed, or says why it is none. */
export type ReadPayload = (payload: unknown) => { readonly reading: unknown } | { readonly ignored: IgnoredReason };

/**
 * By default at the newest usable reading's time, else `now`. Refuses future times and those beyond the retention;
 * readings without a usable level are ignored, wrong ones refused.
 */
export function parseDetection(
  raw: unknown,
  now: Date,
  read: ReadPayload = (reading) => ({ reading }),
): Result<Detection, InvalidInput | NoUsableReading> {
  const envelope = parseAs(envelopeSchema, raw, "detection");
  if (!envelope.ok) return envelope;
  const parsed = parseReadings(envelope.value.readings, read);
  if (!parsed.ok) return parsed;
  const { readings, ignored } = parsed.value;
  const { detectedAt = newest(readings) ?? now } = envelope.value;
  const wrong = detectedAt.getTime() > now.getTime() + AHEAD_MS
    ? "is in the future: check the clock it was read from"
    : detectedAt < yearsBefore(now, IDENTITIES_KEPT_YEARS)
    ? `is more than ${IDENTITIES_KEPT_YEARS} years ago: identifications are kept no longer`
    : null;
  if (wrong !== null) return invalid([`detectedAt: ${detectedAt.toISOString()} ${wrong}`]);
  if (readings.length === 0) return refused(noUsableReading(ignored));
  return accepted({ ...envelope.value, readings, ignored, detectedAt });
}

function parseReadings(payloads: readonly unknown[], read: ReadPayload): Result<
  Pick<Detection, "readings" | "ignored">,
  InvalidInput
> {
  const readings: HeardReading[] = [];
  const ignored: IgnoredReading[] = [];
  const faults: string[] = [];
  for (const [index, payload] of payloads.entries()) {
    const found = read(payload);
    if ("ignored" in found) {
      ignored.push({ index, reason: found.ignored });
      continue;
    }
    const parsed = parseReading(found.reading);
    if (!parsed.ok) faults.push(...parsed.refusal.details.map((detail) => atReading(index, detail)));
    else {
      const reason = reasonToIgnore(parsed.value);
      if (reason) ignored.push({ index, reason });
      else readings.push({ ...parsed.value, index });
    }
  }
  return faults.length > 0 ? invalid(faults) : accepted({ readings, ignored });
}

const READING = "reading";

/** Other fields are ignored; a misspelt time would silently become the detection's. */
function parseReading(raw: unknown): Result<Reading, InvalidInput> {
  const parsed = parseShape(readingSchema, raw, READING);
  if (!parsed.ok || parsed.value.observedAt !== undefined) return parsed;
  const misspelt = Object.keys(raw as object).find((field) => /^observed[-_ ]?at$/i.test(field));
  return misspelt === undefined
    ? parsed
    : invalid([`${READING}: reading has no field ${misspelt} (did you mean observedAt?)`]);
}

/** "rssi: …" → "readings.3.rssi: …". */
function atReading(index: number, detail: string): string {
  const whole = `${READING}: `;
  return `readings.${index}${detail.startsWith(whole) ? ": " + detail.slice(whole.length) : "." + detail}`;
}

function invalid(details: readonly string[]): { readonly ok: false; readonly refusal: InvalidInput } {
  return refused({ code: "invalid_input", message: `Cannot read the detection: ${details.join("; ")}`, details });
}

function noUsableReading(ignored: readonly IgnoredReading[]): NoUsableReading {
  const reasons = [...new Set(ignored.map(({ reason }) => reason.replaceAll("_", " ")))].join(", ");
  const none = ignored.length === 1 ? "the one reading has no" : `none of the ${ignored.length} readings has a`;
  const message = `Cannot identify the customer: ${none} usable level (${reasons})`;
  return { code: "no_usable_reading", message, ignored };
}

function newest(readings: readonly Reading[]): Date | undefined {
  const times = readings.flatMap(({ observedAt }) => observedAt ? [observedAt] : []);
  return times.length === 0 ? undefined : times.reduce((latest, time) => time > latest ? time : latest);
}
