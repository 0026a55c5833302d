import type { CustomerId } from "../../../domain/identity/customer.ts";
import type { CustomerIdentity } from "../../../domain/identity/customer_identity.ts";

/** A cache, for an hour. `show` never replaces a later sighting. Throws `Outage`; callers continue without. */
export interface LastSightings {
  show(identity: CustomerIdentity): Promise<void>;
  of(customer: CustomerId): Promise<CustomerIdentity | null>;
  /** Whether there was an entry. Blocks `show` for minutes: a sighting decided before must not reappear. */
  forget(customer: CustomerId): Promise<boolean>;
}
