import { sleep } from "../../adapters/system/sleep.ts";

export interface PaceOptions {
  /** Steps a second. */
  readonly rate: number;
  readonly seconds: number;
  readonly signal: AbortSignal;
}

const TICK_MS = 20;
/** After a moment without answers, only so much is made up for: more would be another load than the one asked for. */
const CATCH_UP_SECONDS = 2;
const MOST_UNDER_WAY = 400;

/** How many steps were asked for, and how long each took to be done, in milliseconds. */
export interface Paced {
  readonly done: number;
  readonly latencies: readonly number[];
}

/** Begins steps at an even rate, whether those before are done or not. The first that fails ends it. */
export async function keepPace(step: () => Promise<void>, { rate, seconds, signal }: PaceOptions): Promise<Paced> {
  const latencies: number[] = [];
  const failures: unknown[] = [];
  const underWay = new Set<Promise<void>>();
  const began = performance.now();
  let [then, owed] = [began, 0];
  for (let now = began; now - began < seconds * 1_000; now = performance.now()) {
    signal.throwIfAborted();
    if (failures.length > 0) throw failures[0];
    owed = Math.min(owed + rate * (now - then) / 1_000, rate * CATCH_UP_SECONDS);
    then = now;
    for (; owed >= 1 && underWay.size < MOST_UNDER_WAY; owed--) {
      const at = performance.now();
      const running = step()
        .then(() => void latencies.push(performance.now() - at), (error) => void failures.push(error))
        .finally(() => underWay.delete(running));
      underWay.add(running);
    }
    await sleep(TICK_MS, signal);
  }
  await Promise.all(underWay);
  if (failures.length > 0) throw failures[0];
  return { done: latencies.length, latencies };
}
