import type { BeaconChanges, Beacons } from "../../application/identity/ports/beacons.ts";
import type { ConfidenceFeedback } from "../../application/identity/ports/confidence.ts";
import type { FloorPlans } from "../../application/identity/ports/floor_plans.ts";
import type { Customers } from "../../application/identity/ports/customers.ts";
import type { Identifications, IdentityHistory } from "../../application/identity/ports/identifications.ts";
import type { CustomerId } from "../../domain/identity/customer.ts";

/** The ports of identity on an empty database, and a view of their effects. */
export interface IdentityUnderTest extends AsyncDisposable {
  readonly beacons: Beacons & BeaconChanges;
  readonly plans: FloorPlans;
  readonly customers: Customers;
  readonly identifications: Identifications;
  readonly history: IdentityHistory;
  readonly feedback: ConfidenceFeedback;
  /** The ids of the events in the outbox, in the order of the decisions. */
  events(): Promise<string[]>;
  /** The state after an erasure: no rows, and an entry in the register of the erased. */
  erase(customer: CustomerId, at: Date): Promise<void>;
}

export type OpenIdentity = () => Promise<IdentityUnderTest>;

export function inIdentity(open: OpenIdentity, work: (store: IdentityUnderTest) => Promise<void>): () => Promise<void> {
  return async () => {
    await using store = await open();
    await work(store);
  };
}
