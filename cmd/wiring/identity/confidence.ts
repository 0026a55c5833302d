import { PostgresConfidenceFeedback } from "../../../adapters/postgres/identity/confidence_feedback.ts";
import { PostgresConfidenceReadings } from "../../../adapters/postgres/identity/confidence_readings.ts";
import { PostgresConfidenceSets } from "../../../adapters/postgres/identity/confidence_sets.ts";
import type { Sql } from "../../../adapters/postgres/core/connect.ts";
import { repeat } from "../../../adapters/system/repeat.ts";
import { sleep } from "../../../adapters/system/sleep.ts";
import { learnStore, type LearnStoreDeps } from "../../../application/identity/learn_store.ts";
import { inUseDeps, LiveConfidence } from "../../../application/identity/live_confidence.ts";
import { recalibrateStore, type RecalibrateStoreDeps } from "../../../application/identity/recalibrate_store.ts";
import { SampledReadings } from "../../../application/identity/sampled_readings.ts";
import { reasonOf } from "../../../application/shared/fault.ts";
import { FEEDBACK_KEPT_DAYS, LEARNED_FROM_DAYS, READINGS_KEPT_DAYS } from "../../../domain/identity/retention.ts";
import { DAY_MS } from "../../../domain/shared/durations.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";
import type { ConfidenceSet } from "../../../application/identity/ports/confidence.ts";
import type { Process } from "../process/run_process.ts";
import { eachDay } from "./each_day.ts";
import { readConfidenceParameters } from "./read_confidence_parameters.ts";

/** A set that another process has made live, or rolled back, is in use after this time. */
const REFRESH_MS = 15_000;
const STORE_MS = 5_000;
const ROWS_A_ROUND = 5_000;
/** Between two rounds of learning, for requests that wait. */
const PAUSE_MS = 20;

/** The parameters of each store, and the sample of what is received. */
export function openConfidence(process: Process, sql: Sql) {
  const { closing, log, signal } = process;
  const live = new LiveConfidence(
    new PostgresConfidenceSets(sql),
    readConfidenceParameters(process.config.identity.confidenceParametersFile),
  );
  const sample = new SampledReadings(new PostgresConfidenceReadings(sql), () => new Date());
  closing.background(
    "the parameters of the confidence model",
    signal,
    (until) =>
      repeat(() => live.refresh(), REFRESH_MS, until, (error) => {
        log.warn({ reason: reasonOf(error) }, "cannot read learned confidence parameters: the last known ones hold");
      }),
  );
  closing.background(
    "readings to learn from",
    signal,
    (until) =>
      repeat(() => sample.store(), STORE_MS, until, (error) => {
        log.debug({ reason: reasonOf(error) }, "readings to learn from were dropped");
      }),
  );
  return {
    parametersOf: (store: StoreId) => live.parametersOf(store),
    baseOf: (store: StoreId) => live.baseOf(store),
    sample,
    feedback: new PostgresConfidenceFeedback(sql),
  };
}

export function learningDeps(process: Pick<Process, "config" | "signal">, sql: Sql) {
  const configuration = readConfidenceParameters(process.config.identity.confidenceParametersFile);
  return {
    sets: new PostgresConfidenceSets(sql),
    readings: new PostgresConfidenceReadings(sql),
    feedback: new PostgresConfidenceFeedback(sql),
    ...inUseDeps(configuration),
    clock: () => new Date(),
    pause: () => sleep(PAUSE_MS, process.signal),
  } satisfies LearnStoreDeps & RecalibrateStoreDeps & Record<string, unknown>;
}

/** Each day (UTC): every store without a survey learns, every one that was told of recalibrates; what is too old goes. */
export async function keepLearning(process: Process, sql: Sql): Promise<void> {
  const { log, signal } = process;
  const deps = learningDeps(process, sql);
  const round = async (now: Date) => {
    const before = new Date(now.getTime() - READINGS_KEPT_DAYS * DAY_MS);
    while (!signal.aborted && await deps.readings.remove(before, ROWS_A_ROUND) === ROWS_A_ROUND);
    const forgotten = new Date(now.getTime() - FEEDBACK_KEPT_DAYS * DAY_MS);
    while (!signal.aborted && await deps.feedback.remove(forgotten, ROWS_A_ROUND) === ROWS_A_ROUND);
    const since = new Date(now.getTime() - LEARNED_FROM_DAYS * DAY_MS);
    for (const store of await deps.readings.stores(since)) {
      if (signal.aborted) return;
      if (deps.isSurveyed(store)) continue;
      const learned = await learnStore(deps, store, since);
      if (learned.ok) log.info(factsOf(learned.value), "confidence parameters learned");
    }
    for (const store of await deps.feedback.stores(forgotten)) {
      if (signal.aborted) return;
      const recalibrated = await recalibrateStore(deps, store, forgotten);
      if (recalibrated.ok) log.info(factsOf(recalibrated.value), "confidence recalibrated by feedback");
    }
  };
  await eachDay(round, signal, (error) => {
    log.warn({ reason: reasonOf(error) }, "cannot learn confidence parameters now: trying again in an hour");
  });
}

function factsOf({ storeId: store, version, state, reason }: ConfidenceSet) {
  return { store, version, state, ...reason === null ? {} : { reason } };
}
