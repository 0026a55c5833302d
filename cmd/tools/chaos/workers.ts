import { sleep } from "../../../adapters/system/sleep.ts";
import { Due } from "../services/due.ts";

const TICK_MS = 20;

export interface LoadLength {
  readonly ms: number;
  /** Whether all faults are over, so that on a slow machine a late fault still happens under load. */
  readonly isAllRestored: () => boolean;
}

export function isOver({ ms, isAllRestored }: LoadLength, elapsedMs: number): boolean {
  return elapsedMs >= ms && isAllRestored();
}

export class Workers implements AsyncDisposable {
  readonly #most: number;
  readonly #underWay = new Set<Promise<void>>();
  readonly #broken = Promise.withResolvers<never>();

  /** @param most concurrent pieces; further ones are skipped */
  constructor(most: number) {
    this.#most = most;
    this.#broken.promise.catch(() => {});
  }

  get isFull(): boolean {
    return this.#underWay.size >= this.#most;
  }

  /** Starts a piece, also beyond the limit. */
  start(work: () => Promise<void>): void {
    const running = work().catch((error) => this.#broken.reject(error)).finally(() => this.#underWay.delete(running));
    this.#underWay.add(running);
  }

  /** Starts `rate` pieces a second, then waits for all of them. Rejects when one fails. */
  async atRate(rate: number, length: LoadLength, signal: AbortSignal, work: () => Promise<void>) {
    const began = performance.now();
    const due = new Due(rate, began);
    for (let now = began; !isOver(length, now - began) && !signal.aborted; now = performance.now()) {
      due.update(now);
      for (; due.pieces >= 1 && !this.isFull; due.pieces--) this.start(work);
      await this.orFailure(sleep(TICK_MS, signal));
    }
    await this.done(signal);
  }

  orFailure(wait: Promise<unknown>): Promise<unknown> {
    return Promise.race([wait, this.#broken.promise]);
  }

  async done(signal: AbortSignal): Promise<void> {
    while (this.#underWay.size > 0) await this.orFailure(Promise.all(this.#underWay));
    signal.throwIfAborted();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay);
  }
}
