import RequestQueue from "kafkajs/src/network/requestQueue/index.js";

/** Of kafkajs 2.2.4, one for each connection. */
interface Queue {
  readonly pending: readonly unknown[];
  /** Milliseconds since 1970; -1: not throttled. */
  readonly throttledUntil: number;
  scheduleCheckPendingRequests(): void;
}

let patched = false;

/** kafkajs re-arms a timer in the past for ever (8 % of a core when idle); it needs one only for queued requests. */
export function patchTimers(): void {
  if (patched) return;
  patched = true;
  const queue = (RequestQueue as { readonly prototype: Queue }).prototype;
  const schedule = queue.scheduleCheckPendingRequests;
  queue.scheduleCheckPendingRequests = function () {
    if (this.pending.length > 0 || this.throttledUntil > Date.now()) schedule.call(this);
  };
}
