import type { EventRecord } from "../../../../application/identity/ports/customer_events.ts";

/** Notes when each event was recorded. */
export class StoredEvents {
  readonly #at = new Map<string, number>();

  /** The same record; what it has stored is noted. */
  watch(record: EventRecord): EventRecord {
    return {
      record: async (events) => {
        await record.record(events);
        const now = performance.now();
        for (const { identity } of events) this.#at.set(keyOf(identity.customerId, identity.detectedAt), now);
      },
      remove: (events) => record.remove(events),
      removeAll: (customer) => record.removeAll(customer),
    };
  }

  /** When a customer's event of that moment was recorded, in `performance.now()`. */
  at(customerId: string, detectedAt: Date): number | undefined {
    return this.#at.get(keyOf(customerId, detectedAt));
  }
}

function keyOf(customerId: string, detectedAt: Date): string {
  return `${customerId} ${detectedAt.getTime()}`;
}
