import { z } from "zod";
import type {
  CustomerEvents,
  EventKey,
  EventPage,
  EventRecord,
  OldEvents,
  WrongCursor,
} from "../../../application/identity/ports/events.ts";
import type { Spellings } from "../../../application/identity/ports/customers.ts";
import type { Span } from "../../../application/identity/ports/identifications.ts";
import { Outage } from "../../../application/shared/fault.ts";
import type { StoredRecord } from "../../../application/shared/log.ts";
import type { CustomerId } from "../../../domain/identity/customer.ts";
import type { CustomerIdentified } from "../../../domain/identity/customer_identified.ts";
import { customerIdentitySchema } from "../../../domain/identity/customer_identity.ts";
import { dayOf } from "../../../domain/identity/retention.ts";
import { canonicalId } from "../../../domain/shared/outside_id.ts";
import { openCursor, sealCursor } from "../../system/cursor.ts";
import type { CompactableJournal } from "../core/log.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The journal's; a key without a value was removed. */
const TOPIC = "customer-events";
const storedSchema = z.object({ eventId: z.string(), identity: customerIdentitySchema });
const positionSchema = z.tuple([z.iso.datetime(), z.string()]);

/** DynamoDB's contract in one process; persistent with a journal. */
export class MemoryCustomerEvents implements CustomerEvents, EventRecord, OldEvents {
  readonly #events = new Map<string, CustomerIdentified>();
  readonly #journal: CompactableJournal | undefined;

  constructor(journal?: CompactableJournal) {
    this.#journal = journal;
  }

  /** In order, before anything is recorded. A journal of an earlier version may have other spellings of ids. */
  restore(lines: readonly StoredRecord[]): void {
    for (const { key, value } of lines) {
      const id = canonicalId(key!);
      if (value === null) this.#events.delete(id);
      else {this.#events.set(id, {
          type: "customer.identified",
          ...storedSchema.parse(JSON.parse(decoder.decode(value))),
        });}
    }
  }

  /** What a compacted journal must retain. */
  lines(): StoredRecord[] {
    return [...this.#events].map(([key, event]) => lineOf(key, event));
  }

  async record(events: readonly CustomerIdentified[]): Promise<void> {
    const fresh = events.map((event) => [keyOf(event.identity), event] as const)
      .filter(([key]) => !this.#events.has(key));
    for (const [key, event] of fresh) this.#events.set(key, event);
    // An empty list too resolves only once earlier lines are on disk.
    await this.#journalled((journal) => journal.append(fresh.map(([key, event]) => lineOf(key, event))));
  }

  async remove(events: readonly EventKey[]): Promise<void> {
    for (const event of events) this.#events.delete(keyOf(event));
    // A line that says what was removed would keep who it was. An earlier call may have failed after removing.
    await this.#journalled((journal) => journal.compact());
  }

  async removeAll(customer: CustomerId): Promise<number> {
    const all = [...this.#events.values()].filter(({ identity }) => identity.customerId === customer);
    await this.remove(all.map(({ identity }) => identity));
    return all.length;
  }

  ofCustomer(spellings: Spellings, span: Span, limit: number, cursor?: string): Promise<EventPage | WrongCursor> {
    const isTheirs = ({ customerId }: EventKey) => spellings.includes(customerId);
    return this.#page(["of", spellings[0], span], isTheirs, span, { limit, cursor });
  }

  between(span: Span, limit: number, cursor?: string): Promise<EventPage | WrongCursor> {
    return this.#page(["between", span], () => true, span, { limit, cursor });
  }

  at(moment: Date, limit: number, cursor?: string): Promise<EventPage | WrongCursor> {
    const question = ["at", moment];
    const after = cursor === undefined ? "" : z.string().safeParse(openCursor(question, cursor)).data;
    if (after === undefined) return Promise.resolve("wrong_cursor");
    const found = [...this.#events.values()]
      .filter(({ identity }) => +identity.detectedAt === +moment && identity.customerId > after)
      .sort((a, b) => a.identity.customerId < b.identity.customerId ? -1 : 1);
    const events = found.slice(0, limit);
    const next = found.length > limit ? sealCursor(question, events.at(-1)!.identity.customerId) : null;
    return Promise.resolve({ events, cursor: next });
  }

  async *days(before: Date): AsyncGenerator<string> {
    const days = new Set([...this.#events.values()].map(({ identity }) => dayOf(identity.detectedAt)));
    yield* await Promise.resolve([...days].filter((day) => day < dayOf(before)).sort());
  }

  ofDay(day: string, limit: number): Promise<readonly CustomerIdentified[]> {
    const found = [...this.#events.values()].filter(({ identity }) => dayOf(identity.detectedAt) === day);
    return Promise.resolve(found.slice(0, limit));
  }

  still(keys: readonly EventKey[]): Promise<readonly CustomerIdentified[]> {
    return Promise.resolve(keys.flatMap((key) => this.#events.get(keyOf(key)) ?? []));
  }

  #page(
    question: readonly unknown[],
    wanted: (identity: CustomerIdentified["identity"]) => boolean,
    { from, to }: Span,
    { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
  ): Promise<EventPage | WrongCursor> {
    const position = cursor === undefined ? null : positionSchema.safeParse(openCursor(question, cursor));
    const at = position?.data && new Date(position.data[0]);
    if (position?.success === false || (at && (at < from || at > to))) return Promise.resolve("wrong_cursor");
    const after = position?.data?.join(" ");
    const found = [...this.#events]
      .filter(([, { identity }]) => identity.detectedAt >= from && identity.detectedAt < to && wanted(identity))
      .filter(([key]) => after === undefined || key < after)
      .sort(([a], [b]) => a < b ? 1 : -1);
    const events = found.slice(0, limit).map(([, event]) => event);
    const last = events.at(-1)?.identity;
    const next = found.length > limit ? sealCursor(question, [last!.detectedAt, last!.customerId]) : null;
    return Promise.resolve({ events, cursor: next });
  }

  async #journalled(work: (journal: CompactableJournal) => Promise<void>): Promise<void> {
    try {
      if (this.#journal) await work(this.#journal);
    } catch (error) {
      throw new Outage("the journal of the events", error);
    }
  }
}

function keyOf({ customerId, detectedAt }: EventKey): string {
  return `${detectedAt.toISOString()} ${customerId}`;
}

function lineOf(key: string, { eventId, identity }: CustomerIdentified): StoredRecord {
  const value = encoder.encode(JSON.stringify({ eventId, identity }));
  return { topic: TOPIC, partition: 0, offset: 0, key, value, headers: {}, at: new Date(0) };
}
