import type { Customer, CustomerId, Preferences } from "../../../domain/identity/customer.ts";

export interface RegisteredCustomer extends Customer {
  readonly createdAt: Date;
}

/** All throw `Outage` and `DataRefused`. */
export interface Customers {
  find(id: CustomerId): Promise<RegisteredCustomer | null>;
  /** A replacement keeps `lastSeen`. Admits an erased customer again from `now` on. */
  put(id: CustomerId, preferences: Preferences, now: Date): Promise<"created" | "changed">;
}
