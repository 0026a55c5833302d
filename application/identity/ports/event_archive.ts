import type { CustomerId } from "../../../domain/identity/customer.ts";
import type { CustomerIdentified } from "../../../domain/identity/customer_identified.ts";
import type { EventKey } from "./customer_events.ts";

/** With what one customer's lines are encrypted. */
export interface ArchiveKey {
  /** Stands beside each line; says nothing about whose it is. */
  readonly keyId: string;
  /** 256 bits. */
  readonly key: Uint8Array<ArrayBuffer>;
}

export interface ArchiveLine extends ArchiveKey {
  readonly event: CustomerIdentified;
}

/** An object of the archive as it was found there. */
export interface Archived {
  readonly events: number;
  readonly bytes: number;
}

/** Where old events are kept, encrypted, in objects that are written whole or not at all. All throw `Outage`. */
export interface EventArchive {
  /** Shown in reports: where the archive is. */
  readonly place: string;
  /** Writes an object and makes sure, by its checksum, that it is there; one of the same name is replaced. */
  put(name: string, lines: readonly ArchiveLine[]): Promise<Archived>;
  find(name: string): Promise<Archived | null>;
}

/** Events that are carried into one object. */
export interface ArchivePlan {
  readonly name: string;
  readonly day: string;
  readonly events: readonly EventKey[];
}

/** The book of what is in the archive, and the keys to it. All throw `Outage`. */
export interface ArchiveCatalogue {
  /** The plan that a run before this one did not finish. */
  unfinished(): Promise<ArchivePlan | null>;
  /**
   * Notes what is about to be carried, and makes the keys of customers who have none; a customer who was erased gets
   * none. "busy" while another plan is unfinished.
   */
  plan(plan: ArchivePlan, at: Date): Promise<"planned" | "busy">;
  /** The keys of those who have one. */
  keysOf(customers: readonly CustomerId[]): Promise<ReadonlyMap<CustomerId, ArchiveKey>>;
  /** Notes that the plan's events have left the record; `null` when nothing of them was to keep. */
  finish(name: string, archived: Archived | null, at: Date): Promise<void>;
}
