import type { CustomerIdentity } from "./customer_identity.ts";

/** Published event. `eventId` is stable across repeated deliveries, so that readers can deduplicate. */
export interface CustomerIdentified {
  readonly type: "customer.identified";
  readonly eventId: string;
  readonly identity: CustomerIdentity;
}
