import type { Random } from "../../../../domain/shared/random.ts";
import { sleep } from "../../../../adapters/system/sleep.ts";

interface RateOptions {
  readonly rate: number;
  readonly seconds: number;
  readonly random: Random;
  readonly signal: AbortSignal;
}

/** This many concurrent calls show that the rate is far too high; more would only fill the memory. */
const OVERRUN = 1_000;

/** Milliseconds since a call was due ("coordinated omission", Gil Tene), gaps exponential; `null` if calls pile up. */
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
