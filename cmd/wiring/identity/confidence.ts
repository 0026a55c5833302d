import { PostgresConfidenceReadings } from "../../../adapters/postgres/identity/confidence_readings.ts";
import { PostgresConfidenceSets } from "../../../adapters/postgres/identity/confidence_sets.ts";
import type { Sql } from "../../../adapters/postgres/core/connect.ts";
import { repeat } from "../../../adapters/system/repeat.ts";
import { sleep } from "../../../adapters/system/sleep.ts";
import { learnStore, type LearnStoreDeps } from "../../../application/identity/learn_store.ts";
import { isSurveyed, LiveConfidence } from "../../../application/identity/live_confidence.ts";
import { SampledReadings } from "../../../application/identity/sampled_readings.ts";
import { reasonOf } from "../../../application/shared/fault.ts";
import { parametersOf } from "../../../domain/identity/confidence/configuration.ts";
import { dayOf } from "../../../domain/identity/retention.ts";
import { DAY_MS, HOUR_MS } from "../../../domain/shared/durations.ts";
import type { Process } from "../process/run_process.ts";
import { readConfidenceParameters } from "./read_confidence_parameters.ts";

/** A set that another process has made live, or rolled back, is in use after this time. */
const REFRESH_MS = 15_000;
const STORE_MS = 5_000;
export const LEARNED_FROM_DAYS = 14;
const READINGS_KEPT_DAYS = 30;
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
  return { parametersOf: (store: Parameters<LiveConfidence["parametersOf"]>[0]) => live.parametersOf(store), sample };
}

export function learningDeps(process: Pick<Process, "config" | "signal">, sql: Sql) {
  const configuration = readConfidenceParameters(process.config.identity.confidenceParametersFile);
  return {
    sets: new PostgresConfidenceSets(sql),
    readings: new PostgresConfidenceReadings(sql),
    configured: (store) => parametersOf(configuration, store),
    isSurveyed: (store: Parameters<typeof isSurveyed>[1]) => isSurveyed(configuration, store),
    clock: () => new Date(),
    pause: () => sleep(PAUSE_MS, process.signal),
  } satisfies LearnStoreDeps & Record<string, unknown>;
}

/** A round each day (UTC): every store without a survey learns; readings that are too old go. */
export async function keepLearning(process: Process, sql: Sql): Promise<void> {
  const { log, signal } = process;
  const deps = learningDeps(process, sql);
  let doneOn: string | null = null;
  const round = async () => {
    const now = deps.clock();
    if (dayOf(now) === doneOn) return;
    const before = new Date(now.getTime() - READINGS_KEPT_DAYS * DAY_MS);
    while (!signal.aborted && await deps.readings.remove(before, ROWS_A_ROUND) === ROWS_A_ROUND);
    const since = new Date(now.getTime() - LEARNED_FROM_DAYS * DAY_MS);
    for (const store of await deps.readings.stores(since)) {
      if (signal.aborted) return;
      if (deps.isSurveyed(store)) continue;
      const learned = await learnStore(deps, store, since);
      if (!learned.ok) continue;
      const { version, state, reason } = learned.value;
      log.info({ store, version, state, ...reason === null ? {} : { reason } }, "confidence parameters learned");
    }
    doneOn = dayOf(now);
  };
  await repeat(round, HOUR_MS, signal, (error) => {
    log.warn({ reason: reasonOf(error) }, "cannot learn confidence parameters now: trying again in an hour");
  });
}
