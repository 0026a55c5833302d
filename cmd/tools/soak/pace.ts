import { sleep } from "../../../adapters/system/sleep.ts";

interface PaceOptions {
  /** Steps a second. */
  readonly rate: number;
  readonly seconds: number;
  /** Ends it early, without an error. */
  readonly until: AbortSignal;
}

const TICK_MS = 20;
/** After a moment without answers, only so much is made up for: more would be another load than the one asked for. */
const CATCH_UP_SECONDS = 2;
const MOST_UNDER_WAY = 400;
/** After so many, the rest would tell no more. */
const MOST_FAILURES = 100;

interface Paced {
  /** How long each step that was done took, in milliseconds. */
  readonly latencies: readonly number[];
  /** What was thrown by those that were not. */
  readonly failures: readonly unknown[];
}

/** Begins steps at an even rate, whether those before are done or not. */
export async function keepPace(step: () => Promise<void>, { rate, seconds, until }: PaceOptions): Promise<Paced> {
  const latencies: number[] = [];
  const failures: unknown[] = [];
  const underWay = new Set<Promise<void>>();
  const began = performance.now();
  const goesOn = (now: number) => now - began < seconds * 1_000 && !until.aborted && failures.length < MOST_FAILURES;
  let then = began;
  let owed = 0;
  for (let now = began; goesOn(now); now = performance.now()) {
    owed = Math.min(owed + rate * (now - then) / 1_000, rate * CATCH_UP_SECONDS);
    then = now;
    for (; owed >= 1 && underWay.size < MOST_UNDER_WAY; owed--) {
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
