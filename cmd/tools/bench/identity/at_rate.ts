import type { Random } from "../../../../domain/shared/random.ts";
import { sleep } from "../../../../adapters/system/sleep.ts";

interface RateOptions {
  /** Calls a second, on average. */
  readonly rate: number;
  readonly seconds: number;
  readonly random: Random;
  readonly signal: AbortSignal;
}

/** With so many calls under way at once the rate is far beyond what can be had; going on would only fill the memory. */
const OVERRUN = 1_000;

/**
 * How long each call took, in milliseconds, from the moment it was due; `null` when they came to pile up.
 *
 * The moments are drawn beforehand, with exponential gaps as `pgbench --rate` has them, and no call waits for another: one
 * that is answered late counts with the time that those behind it had to wait ("coordinated omission", Gil Tene).
 */
export async function atRate(
  call: (nth: number, dueAt: number) => Promise<unknown>,
  { rate, seconds, random, signal }: RateOptions,
): Promise<number[] | null> {
  const due: number[] = [];
  for (let at = 0; at < seconds * 1_000; at += -Math.log(1 - random()) * 1_000 / rate) due.push(at);
  const samples: number[] = [];
  const failures: unknown[] = [];
  let next = 0;
  let underWay = 0;
  const began = performance.now();
  while (next < due.length && underWay <= OVERRUN && failures.length === 0) {
    signal.throwIfAborted();
    for (; next < due.length && due[next]! <= performance.now() - began; next++) {
      const dueAt = began + due[next]!;
      underWay++;
      call(next, dueAt).then(() => samples.push(performance.now() - dueAt), (error) => failures.push(error))
        .finally(() => underWay--);
    }
    await sleep(Math.max(0, (due[next] ?? 0) - (performance.now() - began)));
  }
  while (underWay > 0) await sleep(5);
  if (failures.length > 0) throw failures[0];
  return next < due.length ? null : samples;
}

/** How many calls a second `callers` get answered that call one after the other. */
export async function atFullSpeed(
  call: (nth: number) => Promise<unknown>,
  { callers, seconds, signal }: { readonly callers: number; readonly seconds: number; readonly signal: AbortSignal },
): Promise<number> {
  const began = performance.now();
  let next = 0;
  await Promise.all(Array.from({ length: callers }, async () => {
    while (performance.now() - began < seconds * 1_000) {
      signal.throwIfAborted();
      await call(next++);
    }
  }));
  return next / ((performance.now() - began) / 1_000);
}
