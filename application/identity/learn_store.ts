import { isBetter } from "../../domain/identity/learning/is_better.ts";
import { learnConfidence, type TooFewReadings } from "../../domain/identity/learning/learn_confidence.ts";
import { accepted, type Refusal, refused, type Result } from "../../domain/shared/result.ts";
import type { StoreId } from "../../domain/shared/store_id.ts";
import { inUse, type InUseDeps } from "./live_confidence.ts";
import type { ConfidenceReadings, ConfidenceSet, ConfidenceSets } from "./ports/confidence.ts";

export interface LearnStoreDeps extends InUseDeps {
  readonly sets: Pick<ConfidenceSets, "add" | "live">;
  readonly readings: Pick<ConfidenceReadings, "of">;
  readonly clock: () => Date;
  /** Lets others work between two rounds. */
  readonly pause: () => Promise<void>;
}

const MOST_READINGS = 2_000;
/** Fewer detections are of a few who sat still: a store would learn their places as its beacons' gains. */
const FEWEST_READINGS = 100;

/** Without positions, learning made the answers worse on readings whose truth is known. */
export interface NoPlan extends Refusal {
  readonly code: "no_plan";
}

/**
 * Learns from what was kept since, and adds what was learned: live where it is better on held-back readings, otherwise
 * refused, with the reason. Throws `Outage`.
 */
export async function learnStore(
  { sets, readings, clock, pause, ...deps }: LearnStoreDeps,
  store: StoreId,
  since: Date,
): Promise<Result<ConfidenceSet, TooFewReadings | NoPlan>> {
  const { plan } = deps.configured(store);
  if (!plan) return refused(noPlan(store));
  const kept = await readings.of(store, since, MOST_READINGS);
  if (kept.length < FEWEST_READINGS) {
    const message = `Cannot learn from ${kept.length} detections of ${store}: at least ${FEWEST_READINGS} are needed`;
    return refused({ code: "too_few_readings", message });
  }
  const live = { ...inUse(deps, store, (await sets.live()).get(store)).parameters, plan };
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
  const set = { parameters, learnedAt: clock(), moments, before, after, refusedFor, recalibrates: null };
  return accepted(await sets.add(store, set));
}

function noPlan(store: StoreId): NoPlan {
  const message = `Cannot learn: the positions of the beacons of ${store} are unknown; ` +
    `give them as its plan in CONFIDENCE_PARAMETERS_FILE`;
  return { code: "no_plan", message };
}
