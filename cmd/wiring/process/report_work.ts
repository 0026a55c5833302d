import type prom from "prom-client";
import { sleep } from "../../../adapters/system/sleep.ts";
import type { Log } from "./logger.ts";
import type { Metrics } from "./metrics.ts";

/** The counters that tell of work, and the fields they are logged as. */
const COUNTERS = {
  tillstream_carts_total: "carts",
  tillstream_published_total: "published",
  tillstream_stored_total: "stored",
  tillstream_duplicates_total: "duplicates",
  tillstream_pending_total: "pending",
  tillstream_dead_letters_total: "deadLetters",
  tillstream_detections_total: "detections",
  tillstream_retries_total: "retries",
} as const;

const EVERY_MS = 10_000;

interface Reporting {
  readonly log: Log;
  readonly metrics: Pick<Metrics, "registry">;
  readonly signal: AbortSignal;
  readonly work: Work;
}

type Totals = Readonly<Record<string, number>>;

export interface Work {
  /** Records that each group has not stored yet, asked with each line. */
  lag?: () => Promise<Readonly<Record<string, number>>>;
}

/** One line every ten seconds with what was done since the last one; none when nothing was. */
export async function reportWork(
  { log, metrics, signal, work }: Reporting,
  { everyMs = EVERY_MS }: { readonly everyMs?: number } = {},
): Promise<void> {
  let before = await totalsOf(metrics.registry);
  while (!signal.aborted) {
    await sleep(everyMs, signal);
    const now = await totalsOf(metrics.registry);
    const done = Object.entries(now).flatMap(([field, total]) => {
      const since = total - (before[field] ?? 0);
      return since > 0 ? [[field, since] as const] : [];
    });
    before = now;
    if (done.length > 0) {
      log.info(
        { ...Object.fromEntries(done), ...(work.lag && !signal.aborted ? { lag: await work.lag() } : {}) },
        "work done",
      );
    }
  }
}

async function totalsOf(registry: prom.Registry): Promise<Totals> {
  const totals = await Promise.all(
    Object.entries(COUNTERS).map(async ([name, field]) => {
      const values = (await registry.getSingleMetric(name)?.get())?.values ?? [];
      return [field, values.reduce((sum, { value }) => sum + value, 0)] as const;
    }),
  );
  return Object.fromEntries(totals);
}
