import type { LogHandler, LogReader, Receipt } from "../../../../application/shared/log.ts";

export class StoredTimes {
  readonly #at = new Map<string, number>();
  #wake = Promise.withResolvers<void>();

  watch(reader: LogReader): LogReader {
    return {
      read: (topic, group, handler, signal) => reader.read(topic, group, this.#noting(handler), signal),
    };
  }

  async of(receipts: readonly Receipt[], ms: number): Promise<number[]> {
    const until = performance.now() + ms;
    const missing = () => receipts.filter((receipt) => !this.#at.has(keyOf(receipt))).length;
    while (missing() > 0) {
      const left = until - performance.now();
      if (left <= 0) throw new Error(`Cannot measure: ${missing()} orders are not stored after ${ms / 1_000} s`);
      const timer = setTimeout(() => this.#wake.resolve(), left);
      await this.#wake.promise;
      clearTimeout(timer);
    }
    return receipts.map((receipt) => this.#at.get(keyOf(receipt))!);
  }

  #noting(handler: LogHandler): LogHandler {
    return {
      positionOf: (topic, range) => handler.positionOf(topic, range),
      take: async (batch, signal) => {
        const outcome = await handler.take(batch, signal);
        const now = performance.now();
        if (outcome === "taken") { for (const record of batch.records) this.#at.set(keyOf(record), now); }
        this.#wake.resolve();
        this.#wake = Promise.withResolvers();
        return outcome;
      },
    };
  }
}

function keyOf({ topic, partition, offset }: Receipt): string {
  return `${topic}/${partition}/${offset}`;
}
