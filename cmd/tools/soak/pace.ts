import { sleep } from "../../../adapters/system/sleep.ts";
import { Due } from "../services/due.ts";

interface PaceOptions {
  readonly rate: number;
  readonly seconds: number;
  /** Ends it early, without an error. */
  readonly until: AbortSignal;
}

const TICK_MS = 20;
const MOST_UNDER_WAY = 400;
const MOST_FAILURES = 100;

interface Paced {
  /** Duration of each completed step, in milliseconds. */
  readonly latencies: readonly number[];
  readonly failures: readonly unknown[];
}

export async function keepPace(step: () => Promise<void>, { rate, seconds, until }: PaceOptions): Promise<Paced> {
  const latencies: number[] = [];
  const failures: unknown[] = [];
  const underWay = new Set<Promise<void>>();
  const began = performance.now();
  const goesOn = (now: number) => now - began < seconds * 1_000 && !until.aborted && failures.length < MOST_FAILURES;
  const due = new Due(rate, began);
  for (let now = began; goesOn(now); now = performance.now()) {
    due.update(now);
    for (; due.pieces >= 1 && underWay.size < MOST_UNDER_WAY; due.pieces--) {
      const at = performance.now();
      const running = step()
        .then(() => void latencies.push(performance.now() - at), (error) => void failures.push(error))
        .finally(() => underWay.delete(running));
      underWay.add(running);
    }
    await sleep(TICK_MS, until);
  }
  await Promise.all(underWay);
  return { latencies, failures };
}
