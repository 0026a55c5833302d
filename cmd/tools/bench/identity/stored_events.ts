import type { EventRecord } from "../../../../application/identity/ports/events.ts";

export class StoredEvents {
  readonly #at = new Map<string, number>();

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

  at(customerId: string, detectedAt: Date): number | undefined {
    return this.#at.get(keyOf(customerId, detectedAt));
  }
}

function keyOf(customerId: string, detectedAt: Date): string {
  return `${customerId} ${detectedAt.getTime()}`;
}
