/**
 * What stored orders mean for the totals beside them: `orderCount`, `lastOrderedAt`, daily sales. Storing many at once
 * only notes it; small batches are added when they are stored. All throw `Outage`.
 */
export interface OrderDeltas {
  /** Adds some of what is noted, each note once; whether more may be there. Another process may do it instead. */
  add(): Promise<boolean>;
  /** How many notes wait. */
  pending(): Promise<number>;
}
