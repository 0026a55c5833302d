import type { CustomerIdentified } from "../../../domain/identity/customer_identified.ts";

/**
 * Register of erased customers.
 *
 * A writer outside the register's store must query it *after* storing data of a customer, and remove the data of those
 * listed. An erasure is registered before anything is removed, so one of the two sees the other and no data remains.
 * Throws `Outage`.
 */
export interface ErasedCustomers {
  /** Returns those of `events` whose customer was erased and not admitted again before the event's time. */
  amongst(events: readonly CustomerIdentified[]): Promise<readonly CustomerIdentified[]>;
}
