import type { CustomerId } from "../../../domain/identity/customer.ts";
import type { CustomerIdentified } from "../../../domain/identity/customer_identified.ts";
import type { Spellings } from "./customers.ts";
import type { Span } from "./identifications.ts";

export interface EventPage {
  /** May be short or empty although more follow: only the cursor tells. */
  readonly events: readonly CustomerIdentified[];
  /** `null` after the last page. Opaque, and valid for the same query only. */
  readonly cursor: string | null;
}

export type WrongCursor = "wrong_cursor";

/** All throw `Outage`. */
export interface CustomerEvents {
  /** Newest first, under all spellings. */
  ofCustomer(spellings: Spellings, span: Span, limit: number, cursor?: string): Promise<EventPage | WrongCursor>;
  /** Newest first. Eventually consistent: the latest may be missing. */
  between(span: Span, limit: number, cursor?: string): Promise<EventPage | WrongCursor>;
  /** Of all customers at one moment, by customer. Eventually consistent. */
  at(moment: Date, limit: number, cursor?: string): Promise<EventPage | WrongCursor>;
}

/** All throw `Outage`. */
export interface EventRecord {
  /** Idempotent. Throws `DataRefused` when an event can't be stored. */
  record(events: readonly CustomerIdentified[]): Promise<void>;
  remove(events: readonly EventKey[]): Promise<void>;
  removeAll(customer: CustomerId): Promise<number>;
}

/** Throws `Outage`. */
export interface OldEvents {
  /** Days in UTC ("2026-03-02") before that of `before`, oldest first, with at least one event. */
  days(before: Date): AsyncIterable<string>;
  /** In any order. */
  ofDay(day: string, limit: number): Promise<readonly CustomerIdentified[]>;
  still(events: readonly EventKey[]): Promise<readonly CustomerIdentified[]>;
}

/** A customer has at most one event at a time. */
export interface EventKey {
  readonly customerId: CustomerId;
  readonly detectedAt: Date;
}

export interface ArchiveKey {
  /** Does not reveal the customer. */
  readonly keyId: string;
  /** 256 bits. */
  readonly key: Uint8Array<ArrayBuffer>;
}

export interface ArchiveLine extends ArchiveKey {
  readonly event: CustomerIdentified;
}

export interface Archived {
  readonly events: number;
  readonly bytes: number;
}

/** Encrypted objects, written atomically. All throw `Outage`. */
export interface EventArchive {
  readonly place: string;
  /** Verifies the checksum; replaces an object of the same name. */
  put(name: string, lines: readonly ArchiveLine[]): Promise<Archived>;
  find(name: string): Promise<Archived | null>;
}

export interface ArchivePlan {
  readonly name: string;
  readonly day: string;
  readonly events: readonly EventKey[];
}

/** All throw `Outage`. */
export interface ArchiveCatalogue {
  unfinished(): Promise<ArchivePlan | null>;
  /** Creates missing keys, except for erased customers. "busy" while another plan is unfinished. */
  plan(plan: ArchivePlan, at: Date): Promise<"planned" | "busy">;
  keysOf(customers: readonly CustomerId[]): Promise<ReadonlyMap<CustomerId, ArchiveKey>>;
  /** `archived` is `null` if no events were kept. */
  finish(name: string, archived: Archived | null, at: Date): Promise<void>;
}
