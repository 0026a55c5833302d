import type { CommerceEvent } from "../../../domain/commerce/commerce_event.ts";
import type { Receipt } from "../../shared/log.ts";

/**
 * Where commerce events are published.
 *
 * `publish` resolves when the log has acknowledged all of them, with one receipt an event in the same order; it throws
 * `Outage` otherwise. Publishing an event again is harmless: readers know it by its id.
 */
export interface EventLog {
  publish(events: readonly CommerceEvent[]): Promise<Receipt[]>;
}
