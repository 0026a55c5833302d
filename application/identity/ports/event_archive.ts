import type { CustomerId } from "../../../domain/identity/customer.ts";
import type { CustomerIdentified } from "../../../domain/identity/customer_identified.ts";
import type { EventKey } from "./customer_events.ts";

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
