import type { CommerceEvent, Stream } from "../../../domain/commerce/commerce_event.ts";
import { HighMarks } from "./high_marks.ts";
import type { OrderSink } from "./order_sink.ts";
import type { EventLog } from "../ports/stream.ts";
import { type ConsumerMeans, FallbackConsumers } from "../simulation/fallback_consumers.ts";
import { type Stall, type StoredWatch, waitUntilStored } from "./wait_until_stored.ts";

interface LogSinkDeps {
  readonly log: EventLog;
  readonly consumers: ConsumerMeans;
  readonly watch: StoredWatch;
  /** Retries all but `DataRefused`. */
  readonly withRetry: <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>;
  /** Streams that this process reads itself, because no other does. */
  readonly onFallback?: (streams: readonly Stream[]) => void;
  readonly onStall?: (stall: Stall) => void;
}

/** Users and products are acknowledged before their orders, but may be stored later: such orders wait. */
export function throughLog(
  { log, consumers, watch, withRetry, onFallback = () => {}, onStall = () => {} }: LogSinkDeps,
): OrderSink {
  const marks = new HighMarks();
  const fallback = new FallbackConsumers(consumers);
  let covered = false;

  const cover = async (signal: AbortSignal) => {
    const started = await withRetry(() => fallback.cover(), signal);
    if (started.length > 0) onFallback(started);
  };
  const publish = async (events: readonly CommerceEvent[], signal: AbortSignal) => {
    if (events.length > 0) marks.add(await withRetry(() => log.publish(events), signal));
  };
  return {
    async deliver({ users, products, orders }, signal) {
      const either = AbortSignal.any([signal, fallback.failed]);
      either.throwIfAborted();
      if (!covered) await cover(either);
      covered = true;
      await Promise.all([
        publish(users.map((user) => ({ type: "user.registered", user })), either),
        publish(products.map((product) => ({ type: "product.listed", product })), either),
      ]);
      await publish(orders.map((order) => ({ type: "order.placed", order })), either);
    },

    async settle(signal, onProgress) {
      if (marks.all().length === 0) return;
      const broken = new AbortController();
      const either = AbortSignal.any([signal, fallback.failed, broken.signal]);
      await waitUntilStored(watch, marks.all(), {
        signal: either,
        onProgress,
        onStall: (stall) => {
          onStall(stall);
          // A reader that was there at the start may have gone.
          cover(either).catch((cause) => broken.abort(cause));
        },
      });
    },

    close: () => fallback.stop(),
  };
}
