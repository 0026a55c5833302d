import { DataRefused, StoreMismatch } from "./fault.ts";

/** Stores one event alone and undoes it; throws as storing does. What is set aside tells nothing of where it belongs. */
export type Probe<E> = (event: E) => Promise<"stored" | "set aside">;

/** As many of a refused step are tried alone, spread over it. */
const SAMPLES = 8;

/**
 * Tells poison, which alone is refused, from a store that refuses every event with one code: a column that somebody
 * added, a trigger. The last event that was stored is the control of one that came alone.
 */
export class RefusalJudge<E> {
  readonly #probe: Probe<E> | undefined;
  #control: E | undefined;
  /** Without a control: the code of the event that was refused last. */
  #refusedBefore: string | null = null;

  constructor(probe: Probe<E> | undefined) {
    this.#probe = probe;
  }

  stored(events: readonly E[]): void {
    this.#control = events.at(-1) ?? this.#control;
    if (events.length > 0) this.#refusedBefore = null;
  }

  /** Throws `StoreMismatch` if other events are refused like these, and `Outage`. */
  async judge(events: readonly E[], refusal: DataRefused): Promise<void> {
    if (this.#probe === undefined) return;
    const others = [...(this.#control === undefined ? [] : [this.#control]), ...samplesOf(events)];
    let alike = 0;
    for (const event of others) {
      const outcome = await this.#tryAlone(refusal, event);
      if (outcome === "otherwise") return;
      if (outcome === "alike") alike++;
    }
    if (alike === 0) return;
    const isAlone = alike === 1;
    if (isAlone && this.#refusedBefore !== refusal.code) {
      this.#refusedBefore = refusal.code;
      return;
    }
    throw new StoreMismatch(refusal);
  }

  async #tryAlone({ code }: DataRefused, event: E): Promise<"alike" | "otherwise" | "set aside"> {
    try {
      return await this.#probe!(event) === "set aside" ? "set aside" : "otherwise";
    } catch (error) {
      if (error instanceof DataRefused) return error.code === code ? "alike" : "otherwise";
      throw error;
    }
  }
}

function samplesOf<E>(events: readonly E[]): E[] {
  if (events.length <= SAMPLES) return [...events];
  return Array.from({ length: SAMPLES }, (_, nth) => events[Math.floor(nth * (events.length - 1) / (SAMPLES - 1))]!);
}
