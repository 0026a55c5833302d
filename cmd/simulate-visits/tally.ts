import { type Latency, latencyOf } from "../wiring/process/latencies.ts";
import type { Answer, Wait } from "./detection_client.ts";

export interface Tallied {
  readonly sent: number;
  readonly identified: number;
  readonly duplicates: number;
  readonly lowConfidence: number;
  readonly refusals: Readonly<Record<string, number>>;
  readonly unanswered: number;
  readonly waits: Readonly<Record<Wait, number>> & { readonly seconds: number };
  /** From sending to the answer; `null` without answers. */
  readonly answerMs: Latency | null;
  /** Identifications at the truly nearest beacon; `share` is `null` if there are none. */
  readonly atNearest: { readonly count: number; readonly share: number | null };
}

/** Percentiles come from at most this many answers, sampled evenly (Vitter's algorithm R, 1985). */
const SAMPLES = 100_000;

export class Tally {
  #sent = 0;
  #identified = 0;
  #right = 0;
  #unanswered = 0;
  #waitedMs = 0;
  readonly #codes = new Map<string, number>();
  readonly #waits = { rateLimited: 0, unavailable: 0, unreachable: 0 };
  readonly #samples: number[] = [];
  #answers = 0;

  get answered(): number {
    return this.#answers;
  }

  add(answer: Answer, nearest: string): void {
    this.#sent++;
    if (answer.kind === "unanswered") {
      this.#unanswered++;
      return;
    }
    this.#sample(answer.ms);
    if (answer.kind === "refused") {
      this.#codes.set(answer.code, (this.#codes.get(answer.code) ?? 0) + 1);
      return;
    }
    this.#identified++;
    if (answer.beaconId === nearest) this.#right++;
  }

  wait(why: Wait, ms: number): void {
    this.#waits[why]++;
    this.#waitedMs += ms;
  }

  tallied(): Tallied {
    const { duplicate_within_minute: duplicates = 0, low_confidence: lowConfidence = 0, ...refusals } = Object
      .fromEntries(this.#codes);
    return {
      sent: this.#sent,
      identified: this.#identified,
      duplicates,
      lowConfidence,
      refusals,
      unanswered: this.#unanswered,
      waits: { ...this.#waits, seconds: this.#waitedMs / 1_000 },
      answerMs: this.#samples.length > 0 ? latencyOf(this.#samples) : null,
      atNearest: { count: this.#right, share: this.#identified > 0 ? this.#right / this.#identified : null },
    };
  }

  #sample(ms: number): void {
    const nth = this.#answers++ < SAMPLES ? this.#samples.length : Math.floor(Math.random() * this.#answers);
    if (nth < SAMPLES) this.#samples[nth] = ms;
  }
}
