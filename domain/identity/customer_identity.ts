import { z } from "zod";
import { instant } from "../shared/instant.ts";
import { accepted, type Refusal, refused, type Result } from "../shared/result.ts";
import { beaconIdSchema, storedStoreIdSchema } from "./beacon.ts";
import { knownCustomerIdSchema } from "./customer.ts";
import { locationSchema } from "./location.ts";

export const LEAST_CONFIDENCE = 0.8;
/** Minimum interval between two identifications of one customer; half-open: exactly a minute is allowed. */
export const ONCE_WITHIN_MS = 60_000;

export const customerIdentitySchema = z.object({
  customerId: knownCustomerIdSchema,
  beaconId: beaconIdSchema,
  storeId: storedStoreIdSchema,
  location: locationSchema,
  /** Probability that this beacon is the nearest one. */
  confidence: z.number().min(LEAST_CONFIDENCE).max(1),
  detectedAt: instant,
}).readonly();

export type CustomerIdentity = z.infer<typeof customerIdentitySchema>;

/** Resolution of a stored confidence: coarse enough to survive a four-byte float. */
const CONFIDENCE_STEPS = 10_000;

/** Rounds down to ten-thousandths, so that rounding never reaches the required confidence. */
export function roundConfidence(probability: number): number {
  return Math.floor(probability * CONFIDENCE_STEPS) / CONFIDENCE_STEPS;
}

export type Candidate = CustomerIdentity;

export interface LowConfidence extends Refusal {
  readonly code: "low_confidence";
  readonly confidence: number;
}

export interface DuplicateWithinMinute extends Refusal {
  readonly code: "duplicate_within_minute";
  readonly existing: CustomerIdentity;
}

/** No other identification within a minute before or after, since detections arrive out of order. */
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
