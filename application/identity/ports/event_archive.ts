import type { CustomerId } from "../../../domain/identity/customer.ts";
import type { CustomerIdentified } from "../../../domain/identity/customer_identified.ts";
import type { EventKey } from "./customer_events.ts";

/** Encryption key of one customer's lines. */
export interface ArchiveKey {
  /** Stored beside each line; does not reveal the customer. */
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

/** Encrypted objects of old events, written atomically. All throw `Outage`. */
export interface EventArchive {
  /** Location of the archive, shown in reports. */
  readonly place: string;
  /** Writes an object and verifies its checksum; replaces one of the same name. */
  put(name: string, lines: readonly ArchiveLine[]): Promise<Archived>;
  find(name: string): Promise<Archived | null>;
}

export interface ArchivePlan {
  readonly name: string;
  readonly day: string;
  readonly events: readonly EventKey[];
}

/** Index of the archive, with its keys. All throw `Outage`. */
export interface ArchiveCatalogue {
  /** The plan that an earlier run did not finish. */
  unfinished(): Promise<ArchivePlan | null>;
  /** Stores a plan and creates missing keys, except for erased customers. "busy" while another plan is unfinished. */
  plan(plan: ArchivePlan, at: Date): Promise<"planned" | "busy">;
  keysOf(customers: readonly CustomerId[]): Promise<ReadonlyMap<CustomerId, ArchiveKey>>;
  /** Marks the plan's events as removed from the record; `archived` is `null` if none were kept. */
  finish(name: string, archived: Archived | null, at: Date): Promise<void>;
}
