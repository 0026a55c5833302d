import { decodeIdentified } from "../../../adapters/kafka/identity/identity_codec.ts";
import { ONCE_WITHIN_MS } from "../../../domain/identity/customer_identity.ts";
import type { CustomerIdentified } from "../../../domain/identity/customer_identified.ts";
import type { MemoryCustomerEvents } from "../../../adapters/memory/identity/customer_events.ts";
import type { MemoryLastSightings } from "../../../adapters/memory/identity/last_sightings.ts";
import type { CustomerIdentity } from "../../../domain/identity/customer_identity.ts";
import type { SimulatedLog } from "../log.ts";
import type { SimulatedIdentityDatabase } from "./database.ts";

export const TOPIC = "customer-events";

/** The engines at rest, and what was answered. */
export interface IdentityState {
  readonly log: SimulatedLog;
  readonly database: SimulatedIdentityDatabase;
  readonly events: MemoryCustomerEvents;
  readonly sightings: MemoryLastSightings;
  /** With 201. */
  readonly acknowledged: readonly CustomerIdentity[];
}

const EVER = { from: new Date("2000-01-01T00:00:00Z"), to: new Date("2100-01-01T00:00:00Z") };

/** What must hold once everything is at rest, in sentences about what does not. */
export async function identityViolations(shop: IdentityState): Promise<string[]> {
  return [
    ...onceAMinute(shop),
    ...nothingLost(shop),
    ...await eventsAreIdentities(shop),
    ...await erasedStaysErased(shop),
    ...inOrder(shop),
    ...deadOnce(shop),
  ];
}

function onceAMinute({ database }: IdentityState): string[] {
  const byCustomer = Map.groupBy(database.identities, ({ customerId }) => customerId);
  return [...byCustomer].flatMap(([customer, identities]) => {
    const times = identities.map(({ detectedAt }) => detectedAt.getTime()).sort((a, b) => a - b);
    return times.slice(1).flatMap((time, nth) =>
      time - times[nth]! < ONCE_WITHIN_MS ? [`${customer} was identified twice within a minute`] : []
    );
  });
}

function nothingLost({ database, acknowledged }: IdentityState): string[] {
  return acknowledged.flatMap((identity) => {
    const isStored = database.identities.some((stored) =>
      stored.customerId === identity.customerId && stored.detectedAt.getTime() === identity.detectedAt.getTime()
    );
    const wasErased = database.erased.has(identity.customerId);
    return isStored || wasErased ? [] : [`an identification of ${identity.customerId} was acknowledged and is gone`];
  });
}

async function eventsAreIdentities(shop: IdentityState): Promise<string[]> {
  const { database, log } = shop;
  const recorded = await recordedEvents(shop);
  const ids = new Set(recorded.map(({ eventId }) => eventId));
  const decided = new Set(database.decided.map(({ eventId }) => eventId));
  // Whoever deletes a topic deletes what nobody has read.
  const deleted = new Set(log.dropped.map(({ headers }) => headers["ce_id"]));
  const missing = database.decided.filter(({ eventId, identity }) =>
    database.identities.includes(identity) && !ids.has(eventId) && !deleted.has(eventId)
  );
  return [
    ...missing.map(({ eventId }) => `${eventId} was never recorded`),
    ...recorded.filter(({ eventId }) => !decided.has(eventId)).map(({ eventId }) => `${eventId} came from nowhere`),
  ];
}

async function erasedStaysErased(shop: IdentityState): Promise<string[]> {
  const { database, sightings } = shop;
  const violations: string[] = [];
  for (const { eventId, identity } of await recordedEvents(shop)) {
    if (database.isErased(identity)) violations.push(`${eventId} of the erased ${identity.customerId} is recorded`);
  }
  for (const identity of database.identities) {
    if (database.isErased(identity)) {
      violations.push(`an identification of the erased ${identity.customerId} is stored`);
    }
  }
  for (const customer of database.erased.keys()) {
    const seen = await sightings.of(customer);
    if (seen !== null && database.isErased(seen)) violations.push(`the erased ${customer} is shown`);
  }
  return violations;
}

/** Repetitions may follow; a customer's events come the first time in the order of the decisions. */
function inOrder({ database, log }: IdentityState): string[] {
  const place = new Map(database.decided.map(({ eventId }, nth) => [eventId, nth]));
  const last = new Map<string, number>();
  const seen = new Set<string>();
  const violations: string[] = [];
  for (const record of log.records(TOPIC)) {
    const decoded = decodeIdentified(record);
    if (!("event" in decoded) || seen.has(decoded.event.eventId)) continue;
    const { eventId, identity: { customerId } } = decoded.event;
    seen.add(eventId);
    const nth = place.get(eventId) ?? -1;
    if (nth < (last.get(customerId) ?? -1)) violations.push(`${eventId} overtook a later one of ${customerId}`);
    last.set(customerId, nth);
  }
  return violations;
}

/** Exactly once; where a topic was made anew, at least once, for its records may be read again from the beginning. */
function deadOnce({ database, log }: IdentityState): string[] {
  const unreadable = log.records(TOPIC).filter((record) => "refusal" in decodeIdentified(record)).length;
  const places = new Set(database.deadLetters.map(({ logId, partition, offset }) => `${logId} ${partition}/${offset}`));
  const found = log.recreated > 0 ? places.size : database.deadLetters.length;
  const isRight = log.recreated > 0 ? found >= unreadable : found === unreadable;
  return isRight ? [] : [`${found} dead letters of ${unreadable} records that can't be read`];
}

async function recordedEvents({ events }: IdentityState): Promise<readonly CustomerIdentified[]> {
  const page = await events.between(EVER, 10_000);
  if (page === "wrong_cursor" || page.cursor !== null) throw new Error("the page is too short");
  return page.events;
}
