import { sleep } from "../../../adapters/system/sleep.ts";

const TICK_MS = 20;
/** After a standstill, only so much is made up for. */
const CATCH_UP_MS = 2_000;

/** How long a load lasts. */
export interface LoadLength {
  /** At least. */
  readonly ms: number;
  /** Whether nothing more will break, so that what is late on a slow machine breaks under load too. */
  readonly isAllMended: () => boolean;
}

export function isOver({ ms, isAllMended }: LoadLength, elapsedMs: number): boolean {
  return elapsedMs >= ms && isAllMended();
}

/** Work that goes on at a rate, some of it at once. Disposing waits for what is under way. */
export class Workers implements AsyncDisposable {
  readonly #most: number;
  readonly #underWay = new Set<Promise<void>>();
  readonly #broken = Promise.withResolvers<never>();

  /** @param most pieces at once; what would be more is left out */
  constructor(most: number) {
    this.#most = most;
    this.#broken.promise.catch(() => {});
  }

  start(work: () => Promise<void>): void {
    const running = work().catch((error) => this.#broken.reject(error)).finally(() => this.#underWay.delete(running));
    this.#underWay.add(running);
  }

  /** Starts so many pieces a second, and then waits for all of them. Rejects as soon as one fails. */
  async atRate(rate: number, length: LoadLength, signal: AbortSignal, work: () => Promise<void>) {
    const began = performance.now();
    let then = began;
    let owed = 0;
    for (let now = began; !isOver(length, now - began) && !signal.aborted; now = performance.now()) {
      owed = Math.min(owed + rate * (now - then) / 1_000, rate * CATCH_UP_MS / 1_000);
      then = now;
      for (; owed >= 1 && this.#underWay.size < this.#most; owed--) this.start(work);
      await Promise.race([sleep(TICK_MS, signal), this.#broken.promise]);
    }
    while (this.#underWay.size > 0) await Promise.race([Promise.all(this.#underWay), this.#broken.promise]);
    signal.throwIfAborted();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay);
  }
}
