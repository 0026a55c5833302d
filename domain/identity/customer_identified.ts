import type { CustomerIdentity } from "./customer_identity.ts";

/** What the rest of the world is told. `eventId` is given once and travels along, so that readers know a repetition. */
export interface CustomerIdentified {
  readonly type: "customer.identified";
  readonly eventId: string;
  readonly identity: CustomerIdentity;
}
