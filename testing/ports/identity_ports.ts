import type { BeaconChanges, Beacons } from "../../application/identity/ports/beacons.ts";
import type { Customers } from "../../application/identity/ports/customers.ts";
import type { Identifications, IdentityHistory } from "../../application/identity/ports/identifications.ts";
import type { CustomerId } from "../../domain/identity/customer.ts";

/** The ports of identification on an empty store, and a look at what they leave. */
export interface IdentityUnderTest extends AsyncDisposable {
  readonly beacons: Beacons & BeaconChanges;
  readonly customers: Customers;
  readonly identifications: Identifications;
  readonly history: IdentityHistory;
  /** The ids of the events that wait to be told, in the order they were decided in. */
  told(): Promise<string[]>;
  /** What an erasure leaves: nothing, and a note that the customer is not to come back. */
  erase(customer: CustomerId, at: Date): Promise<void>;
}

/** Opens an empty store. */
export type OpenIdentity = () => Promise<IdentityUnderTest>;

/** The body of a case: `work` in a store of its own, which is closed afterwards. */
export function inIdentity(open: OpenIdentity, work: (store: IdentityUnderTest) => Promise<void>): () => Promise<void> {
  return async () => {
    await using store = await open();
    await work(store);
  };
}
