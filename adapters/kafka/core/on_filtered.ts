import type { Consumer } from "kafkajs";

/** Offsets of which no record reaches a reader: aborted ones, ends of transactions, and what compaction took. */
export interface Filtered {
  readonly partition: number;
  readonly from: number;
  readonly next: number;
}

/** kafkajs passes such a fetch without calling `eachBatch`; no batch of the partition is in work then. */
export function onFiltered(consumer: Consumer, tell: (filtered: Filtered) => void): void {
  consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload: { batchSize, partition, firstOffset, lastOffset } }) => {
    if (batchSize > 0) return;
    // `null` in spite of its type, where only older records of a compressed batch came.
    tell({ partition, from: Number(firstOffset ?? lastOffset), next: Number(lastOffset) + 1 });
  });
}
