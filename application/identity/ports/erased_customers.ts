import type { CustomerIdentified } from "../../../domain/identity/customer_identified.ts";

/**
 * The register of customers who were erased.
 *
 * Whoever stores something of a customer outside of the register's own store asks *after* storing it, and removes it
 * where it is listed here. An erasure is registered before anything is removed. So one of the two sees the other, and
 * when both have ended nothing is there. Throws `Outage`.
 */
export interface ErasedCustomers {
  /** Those of `events` whose customer was erased, and not admitted again before the moment that the event tells of. */
  amongst(events: readonly CustomerIdentified[]): Promise<readonly CustomerIdentified[]>;
}
