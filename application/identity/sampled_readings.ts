import type { ConfidenceParameters } from "../../domain/identity/confidence/parameters.ts";
import type { Signal } from "../../domain/identity/confidence/signal.ts";
import { momentsOf } from "../../domain/identity/confidence/window.ts";
import { HOUR_MS } from "../../domain/shared/durations.ts";
import type { StoreId } from "../../domain/shared/store_id.ts";
import type { ConfidenceReadings, KeptReadings } from "./ports/confidence.ts";

/** A store's detections of ten minutes that are kept, and those that wait to be stored. */
const EACH_SLOT = 10;
const SLOT_MS = HOUR_MS / 6;
const MOST_WAITING = 2_000;

/**
 * Keeps a few detections of each store to learn from: sixty an hour, the first of each ten minutes, whatever became of
 * them. Who was detected is not kept. What can't be stored is dropped: it is a sample.
 */
export class SampledReadings {
  #slot = 0;
  readonly #counts = new Map<StoreId, number>();
  #waiting: KeptReadings[] = [];

  constructor(private readonly readings: Pick<ConfidenceReadings, "keep">, private readonly clock: () => Date) {}

  offer(storeId: StoreId, signals: readonly Signal[], at: Date, { windowSeconds }: ConfidenceParameters): void {
    const slot = Math.floor(this.clock().getTime() / SLOT_MS);
    if (slot !== this.#slot) this.#counts.clear();
    this.#slot = slot;
    const count = this.#counts.get(storeId) ?? 0;
    if (count >= EACH_SLOT || this.#waiting.length >= MOST_WAITING) return;
    const moments = momentsOf(signals, at, windowSeconds);
    if (moments.length === 0) return;
    this.#counts.set(storeId, count + 1);
    const { secondsAgo: first } = moments[0]!;
    this.#waiting.push({
      storeId,
      heardAt: new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS),
      moments: moments.map(({ secondsAgo, levels }) => ({ seconds: first - secondsAgo, levels })),
    });
  }

  /** Throws `Outage`: what was waiting is dropped. */
  async store(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    if (waiting.length > 0) await this.readings.keep(waiting);
  }
}
