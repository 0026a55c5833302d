/** What keeps sourcing right. The simulation finds it when one of them is missing. */
export const SOURCING_MECHANISMS = ["idempotency key", "placing first", "compensation", "pause"] as const;

export type SourcingMechanism = typeof SOURCING_MECHANISMS[number];
