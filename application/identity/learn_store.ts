import type { ConfidenceParameters } from "../../domain/identity/confidence/parameters.ts";
import { isBetter } from "../../domain/identity/learning/is_better.ts";
import { learnConfidence, type TooFewReadings } from "../../domain/identity/learning/learn_confidence.ts";
import { accepted, type Refusal, refused, type Result } from "../../domain/shared/result.ts";
import type { StoreId } from "../../domain/shared/store_id.ts";
import type { ConfidenceReadings, ConfidenceSet, ConfidenceSets } from "./ports/confidence.ts";

export interface LearnStoreDeps {
  readonly sets: Pick<ConfidenceSets, "add" | "live">;
  readonly readings: Pick<ConfidenceReadings, "of">;
  /** What holds without a learned set. */
  readonly configured: (store: StoreId) => ConfidenceParameters;
  readonly clock: () => Date;
  /** Lets others work between two rounds. */
  readonly pause: () => Promise<void>;
}

const MOST_READINGS = 2_000;

/** Without positions, learning made the answers worse on readings whose truth is known. */
export interface NoPlan extends Refusal {
  readonly code: "no_plan";
}

/**
 * Learns from what was kept since, and adds what was learned: live where it is better on held-back readings, otherwise
 * refused, with the reason. Throws `Outage`.
 */
export async function learnStore(
  { sets, readings, configured, clock, pause }: LearnStoreDeps,
  store: StoreId,
  since: Date,
): Promise<Result<ConfidenceSet, TooFewReadings | NoPlan>> {
  const { plan } = configured(store);
  if (!plan) return refused(noPlan(store));
  const kept = await readings.of(store, since, MOST_READINGS);
  const live = { ...(await sets.live()).get(store)?.parameters ?? configured(store), plan };
  const sequences = kept.map(({ heardAt, moments }) => ({ startedAt: heardAt, moments }));
  const steps = learnConfidence(sequences, { live, positions: new Map(Object.entries(plan)) });
  let step = steps.next();
  while (!step.done) {
    await pause();
    step = steps.next();
  }
  if (!step.value.ok) return step.value;
  const { parameters, moments, before, after } = step.value.value;
  const better = isBetter(after, before);
  const refusedFor = better.ok ? null : better.refusal.message;
  return accepted(await sets.add(store, { parameters, learnedAt: clock(), moments, before, after, refusedFor }));
}

function noPlan(store: StoreId): NoPlan {
  const message = `Cannot learn: the positions of the beacons of ${store} are unknown; ` +
    `give them as its plan in CONFIDENCE_PARAMETERS_FILE`;
  return { code: "no_plan", message };
}
