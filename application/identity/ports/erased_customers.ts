import type { CustomerIdentified } from "../../../domain/identity/customer_identified.ts";

/**
 * Written before anything is removed; queried by other writers *after* storing, who then remove what is listed: one of
 * the two sees the other. Throws `Outage`.
 */
export interface ErasedCustomers {
  /** Events whose customer was erased and not admitted again before the event's time. */
  amongst(events: readonly CustomerIdentified[]): Promise<readonly CustomerIdentified[]>;
}
