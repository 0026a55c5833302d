import type { Customer, CustomerId, Preferences } from "../../../domain/identity/customer.ts";
import type { Page, PageRequest } from "../../shared/page.ts";
import type { CustomerIdentified } from "../../../domain/identity/customer_identified.ts";

export interface RegisteredCustomer extends Customer {
  readonly createdAt: Date;
}

/** `undefined` does not filter. */
export interface CustomerFilters {
  /** Identified there at least once, as far back as identifications are kept. */
  readonly store?: string | undefined;
  /** Of `lastSeen`. */
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  /** The beginning of the id. */
  readonly q?: string | undefined;
  /** The member that the customer is. */
  readonly user?: string | undefined;
}

export const CUSTOMER_SORTS = { lastSeen: ["time", "text"], customerId: ["text"] } as const;

/** All throw `Outage` and `DataRefused`. */
export interface Customers {
  find(id: CustomerId): Promise<RegisteredCustomer | null>;
  list(filters: CustomerFilters, page: PageRequest<keyof typeof CUSTOMER_SORTS>): Promise<Page<RegisteredCustomer>>;
  /** A replacement keeps `lastSeen`, and the link that is not given. Admits an erased customer again from `now` on. */
  put(id: CustomerId, draft: CustomerDraft, now: Date): Promise<"created" | "changed">;
  /** Ends a customer's link to this member, whatever the customer is linked to by now stays. */
  unlink(id: CustomerId, userId: string): Promise<void>;
}

export interface CustomerDraft {
  readonly preferences: Preferences;
  /** `null` ends the link. */
  readonly userId?: string | null | undefined;
}

/** Who orders, in another context. Throws `Outage`. */
export interface Members {
  /** Waits for a change of the member that is under way. */
  has(userId: string): Promise<boolean>;
}

/** One customer's id, then what it was stored as before ids had one spelling; copies elsewhere may still have them. */
export type Spellings = readonly [CustomerId, ...CustomerId[]];

/** Throws `Outage`. */
export interface CustomerSpellings {
  of(customer: CustomerId): Promise<Spellings>;
}

/**
 * Written before anything is removed; queried by other writers *after* storing, who then remove what is listed: one of
 * the two sees the other. Throws `Outage`.
 */
export interface ErasedCustomers {
  /** Events whose customer was erased and not admitted again before the event's time. */
  amongst(events: readonly CustomerIdentified[]): Promise<readonly CustomerIdentified[]>;
}

export interface IdentityYear {
  readonly year: number;
  /** Estimate. */
  readonly rows: number;
}

/** All throw `Outage`. */
export interface IdentityRetention {
  /** Every year with room for rows; their number is an estimate. */
  list(): Promise<readonly IdentityYear[]>;
  /** Rows before a moment, by year, exact; years without any are left out. */
  count(before: Date): Promise<readonly IdentityYear[]>;
  drop(year: number): Promise<number>;
  /** Rows of the moment's own year before it, the oldest first; returns their number. */
  remove(before: Date, limit: number): Promise<number>;
  /** Returns the coming years that were missing. */
  ensure(now: Date): Promise<readonly number[]>;
}

/** All throw `Outage`. */
export interface LongUnseen {
  count(before: Date): Promise<number>;
  /** With their archive keys; returns their number. */
  remove(before: Date, limit: number): Promise<number>;
}
