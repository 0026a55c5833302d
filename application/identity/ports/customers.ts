import type { Customer, CustomerId, Preferences } from "../../../domain/identity/customer.ts";

export interface RegisteredCustomer extends Customer {
  readonly createdAt: Date;
}

/** Known customers, one at a time. All throw `Outage`, and `DataRefused` for what can't be stored. */
export interface Customers {
  find(id: CustomerId): Promise<RegisteredCustomer | null>;
  /**
   * Registers a customer, or replaces the preferences of one; `lastSeen` of an existing one stays. An erased customer
   * is admitted again from `now` on.
   */
  put(id: CustomerId, preferences: Preferences, now: Date): Promise<"created" | "changed">;
}
