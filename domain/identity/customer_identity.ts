import { z } from "zod";
import { instant } from "../shared/instant.ts";
import { accepted, type Refusal, refused, type Result } from "../shared/result.ts";
import { beaconIdSchema, storedStoreIdSchema } from "./beacon.ts";
import { storedCustomerIdSchema } from "./customer.ts";
import { locationSchema } from "./location.ts";

/** An identification below this is not made. */
export const LEAST_CONFIDENCE = 0.8;
/** One customer is identified once in this time: half-open, so a second one exactly a minute later is made. */
export const ONCE_WITHIN_MS = 60_000;

/** One customer, recognised at one beacon at one moment. */
export const customerIdentitySchema = z.object({
  customerId: storedCustomerIdSchema,
  beaconId: beaconIdSchema,
  storeId: storedStoreIdSchema,
  location: locationSchema,
  /** The probability that this beacon is the nearest one. */
  confidence: z.number().min(LEAST_CONFIDENCE).max(1),
  /** In whole milliseconds. */
  detectedAt: instant,
}).readonly();

export type CustomerIdentity = z.infer<typeof customerIdentitySchema>;

/** Steps of a confidence that is kept: few enough for a four-byte float, many enough for everybody who reads it. */
const CONFIDENCE_STEPS = 10_000;

/** A probability as it is kept and told: in whole ten-thousandths, rounded down so that nothing becomes sure enough by it. */
export function roundConfidence(probability: number): number {
  return Math.floor(probability * CONFIDENCE_STEPS) / CONFIDENCE_STEPS;
}

/** What a detection says before the rules have seen it. */
export type Candidate = CustomerIdentity;

export interface LowConfidence extends Refusal {
  readonly code: "low_confidence";
  readonly confidence: number;
}

export interface DuplicateWithinMinute extends Refusal {
  readonly code: "duplicate_within_minute";
  /** The identification that stands already. */
  readonly existing: CustomerIdentity;
}

/**
 * The aggregate's rules: sure enough, and not within a minute, before or after, of another one of this customer.
 * Detections come out of order, so the minute counts in both directions.
 *
 * @param near the customer's identifications around `candidate.detectedAt`; those a minute or more away don't matter
 */
export function identify(
  candidate: Candidate,
  near: readonly CustomerIdentity[],
): Result<CustomerIdentity, LowConfidence | DuplicateWithinMinute> {
  const { confidence, detectedAt } = candidate;
  // Written so that NaN is refused too.
  if (!(confidence >= LEAST_CONFIDENCE)) return refused(lowConfidence(confidence));
  const distance = ({ detectedAt: other }: CustomerIdentity) => Math.abs(other.getTime() - detectedAt.getTime());
  const [existing] = near.filter((other) => distance(other) < ONCE_WITHIN_MS)
    .sort((a, b) => distance(a) - distance(b));
  if (existing) {
    const message =
      `Cannot identify the customer again: ${existing.detectedAt.toISOString()} is less than a minute away`;
    return refused({ code: "duplicate_within_minute", message, existing });
  }
  return accepted(candidate);
}

export function lowConfidence(confidence: number): LowConfidence {
  const shown = Number.isFinite(confidence) ? confidence.toFixed(3) : "none";
  const message = `Cannot identify the customer: the confidence is ${shown}, at least ${LEAST_CONFIDENCE} is needed`;
  return { code: "low_confidence", message, confidence };
}
