import type { CustomerId } from "../../../domain/identity/customer.ts";
import type { CustomerIdentity } from "../../../domain/identity/customer_identity.ts";

/**
 * Where each customer was seen last, for an hour: a cache, so an empty answer says nothing.
 *
 * `show` never replaces a later sighting by an earlier one. All throw `Outage`; whoever calls goes on without.
 */
export interface LastSightings {
  show(identity: CustomerIdentity): Promise<void>;
  of(customer: CustomerId): Promise<CustomerIdentity | null>;
  /**
   * Whether there was one. For some minutes afterwards `show` has no effect: what was decided before an erasure and is
   * shown late must not come back.
   */
  forget(customer: CustomerId): Promise<boolean>;
}
