import type { EventRecord } from "../../../application/identity/ports/events.ts";
import type { LastSightings } from "../../../application/identity/ports/identifications.ts";
import type { Network } from "../network.ts";
import type { Process } from "../world.ts";

interface Engines {
  readonly network: Network;
  readonly sightings: LastSightings;
  readonly events: EventRecord;
}

export function sightingsFor(process: Process, { network, sightings }: Engines): LastSightings {
  const call = <T>(what: string, work: () => Promise<T>) => network.call(process, "Redis", what, work);
  return {
    show: (identity) => call(`show ${identity.customerId}`, () => sightings.show(identity)),
    of: (id) => call(`look for ${id}`, () => sightings.of(id)),
    forget: (id) => call(`forget ${id}`, () => sightings.forget(id)),
  };
}

/** A batch is several requests: it may be there in part. */
export function recordFor(process: Process, { network, events: record }: Engines): EventRecord {
  const call = <T>(what: string, work: () => Promise<T>) => network.call(process, "DynamoDB", what, work);
  return {
    record: async (events) => {
      for (const event of events) await call(`record ${event.eventId}`, () => record.record([event]));
    },
    remove: async (keys) => {
      for (const key of keys) await call(`remove an event of ${key.customerId}`, () => record.remove([key]));
    },
    removeAll: (id) => call(`remove all of ${id}`, () => record.removeAll(id)),
  };
}
