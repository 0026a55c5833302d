import RequestQueue from "kafkajs/src/network/requestQueue/index.js";

/** The part of kafkajs 2.2.4's request queue (one for each connection) that is used here. */
interface Queue {
  readonly pending: readonly unknown[];
  /** Milliseconds since 1970; -1 when no broker has throttled the client. */
  readonly throttledUntil: number;
  scheduleCheckPendingRequests(): void;
}

let patched = false;

/**
 * Keeps kafkajs from spinning: after its first response, each connection sets a timer for a time in the past, which
 * fires within a millisecond and is set again, for ever. That took an idle consumer 8 % of a core. A timer is needed
 * only while requests are queued or the client is throttled.
 */
export function patchTimers(): void {
  if (patched) return;
  patched = true;
  const queue = (RequestQueue as { readonly prototype: Queue }).prototype;
  const schedule = queue.scheduleCheckPendingRequests;
  queue.scheduleCheckPendingRequests = function () {
    if (this.pending.length > 0 || this.throttledUntil > Date.now()) schedule.call(this);
  };
}
