import { quantileSorted } from "simple-statistics";

export interface Latency {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** Exact percentiles in milliseconds. Throws when nothing was measured. */
export function latencyOf(samples: readonly number[]): Latency {
  if (samples.length === 0) throw new Error("Cannot give percentiles: nothing was measured");
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (share: number) => quantileSorted(sorted, share);
  return { count: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: sorted.at(-1)! };
}

export async function timeEach(times: number, work: () => Promise<unknown>): Promise<number[]> {
  const samples: number[] = [];
  for (let nth = 0; nth < times; nth++) {
    const began = performance.now();
    await work();
    samples.push(performance.now() - began);
  }
  return samples;
}

export function formatMs(ms: number): string {
  return ms >= 100 ? ms.toFixed(0) : ms >= 10 ? ms.toFixed(1) : ms.toFixed(2);
}
