import type { StoreMismatch } from "../../../application/shared/fault.ts";
import type { StreamObserver } from "../../../application/shared/persist_stream.ts";
import type { Process } from "./run_process.ts";

/** Chaos runs count these lines. */
export const FENCED_LINE = "another member has moved this partition on: reading its position again";

export function observeStream<R>(
  { log, metrics, health }: Process,
  accepted: StreamObserver<R>["accepted"],
): StreamObserver<R> {
  const mismatches = new Map<string, StoreMismatch>();
  return {
    accepted: (topic, partition, result) => {
      mismatches.delete(topic);
      accepted(topic, partition, result);
    },
    mismatched: (topic, partition, mismatch) => {
      if (!mismatches.has(topic)) log.error({ topic, partition, code: mismatch.refusal.code }, mismatch.message);
      mismatches.set(topic, mismatch);
      health.needs(`storing ${topic}`, () => {
        const mismatch = mismatches.get(topic);
        return mismatch ? Promise.reject(mismatch) : Promise.resolve();
      });
    },
    fenced: (topic, partition) => {
      metrics.fenced.inc({ topic });
      log.info({ topic, partition }, FENCED_LINE);
    },
    dead: ({ topic, partition, offset, cause }) => {
      metrics.deadLetters.inc({ topic, code: cause.code });
      log.warn({ topic, partition, offset, code: cause.code }, "record can't be stored: sent to the dead-letter topic");
    },
    lost: ({ topic, partition }, from, to) => {
      metrics.lost.inc({ topic }, to - from);
      log.error({ topic, partition, from, to }, "records expired before they were read: going on behind them");
    },
    recreated: ({ topic, partition }, from, to) =>
      log.warn({ topic, partition, from, to }, "the log was made anew: going on from its first record"),
  };
}
