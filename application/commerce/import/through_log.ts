import type { CommerceEvent, Stream } from "../../../domain/commerce/commerce_event.ts";
import { HighMarks } from "./high_marks.ts";
import type { OrderSink } from "./order_sink.ts";
import type { EventLog } from "../ports/event_log.ts";
import { type ConsumerMeans, FallbackConsumers } from "../simulation/fallback_consumers.ts";
import { type Stall, type StoredWatch, waitUntilStored } from "./wait_until_stored.ts";

interface LogSinkDeps {
  readonly log: EventLog;
  readonly consumers: ConsumerMeans;
  readonly watch: StoredWatch;
  /** Runs `work` until it gives a result, with pauses, as long as it throws anything but `DataRefused`. */
  readonly withRetry: <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>;
  /** Gets the streams that this process reads itself, because no other does. */
  readonly onStandIn?: (streams: readonly Stream[]) => void;
  readonly onStall?: (stillness: Stall) => void;
}

/**
 * The way of the live stream: published, then stored by the consumers; delivered is only what they have stored.
 *
 * Users and products are acknowledged before the orders that name them are sent. They still may be stored after them,
 * as the streams are read side by side; such orders wait in the store.
 */
export function throughLog(
  { log, consumers, watch, withRetry, onStandIn = () => {}, onStall = () => {} }: LogSinkDeps,
): OrderSink {
  const marks = new HighMarks();
  const standIn = new FallbackConsumers(consumers);
  let covered = false;

  const cover = async (signal: AbortSignal) => {
    const started = await withRetry(() => standIn.cover(), signal);
    if (started.length > 0) onStandIn(started);
  };
  const publish = async (events: readonly CommerceEvent[], signal: AbortSignal) => {
    if (events.length > 0) marks.add(await withRetry(() => log.publish(events), signal));
  };
  return {
    async deliver({ users, products, orders }, signal) {
      const either = AbortSignal.any([signal, standIn.failed]);
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
      const either = AbortSignal.any([signal, standIn.failed, broken.signal]);
      await waitUntilStored(watch, marks.all(), {
        signal: either,
        onProgress,
        onStall: (stillness) => {
          onStall(stillness);
          // A reader that was there at the start may have gone.
          cover(either).catch((cause) => broken.abort(cause));
        },
      });
    },

    close: () => standIn.stop(),
  };
}
