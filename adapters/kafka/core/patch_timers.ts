import RequestQueue from "kafkajs/src/network/requestQueue/index.js";

/** What of kafkajs 2.2.4's queue of requests, one for each connection, matters here. */
interface Queue {
  readonly pending: readonly unknown[];
  /** Milliseconds since 1970; -1 when no broker has asked to slow down. */
  readonly throttledUntil: number;
  scheduleCheckPendingRequests(): void;
}

let mended = false;

/**
 * Keeps kafkajs from spinning: after its first answer, each connection sets a timer for a time in the past, which fires
 * within a millisecond, finds nothing to do and is set again, for ever. An idle consumer took 8 % of a core with it.
 * A timer is needed only while requests wait or a broker has asked to slow down.
 */
export function patchTimers(): void {
  if (mended) return;
  mended = true;
  const queue = (RequestQueue as { readonly prototype: Queue }).prototype;
  const schedule = queue.scheduleCheckPendingRequests;
  queue.scheduleCheckPendingRequests = function () {
    if (this.pending.length > 0 || this.throttledUntil > Date.now()) schedule.call(this);
  };
}
