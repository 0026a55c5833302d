import type { CustomerId } from "../../../domain/identity/customer.ts";
import type { CustomerIdentity } from "../../../domain/identity/customer_identity.ts";

/**
 * Each customer's last sighting, for an hour. A cache: a missing entry proves nothing. `show` never replaces a later
 * sighting by an earlier one. All throw `Outage`; callers continue without.
 */
export interface LastSightings {
  show(identity: CustomerIdentity): Promise<void>;
  of(customer: CustomerId): Promise<CustomerIdentity | null>;
  /**
   * Returns whether there was an entry. For some minutes `show` has no effect, so that a sighting decided before the
   * erasure does not reappear.
   */
  forget(customer: CustomerId): Promise<boolean>;
}
