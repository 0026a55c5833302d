/**
 * What stored orders add to the totals beside them: `orderCount`, `lastOrderedAt`, daily sales. A large batch records its
 * deltas; a small one applies them at once. All throw `Outage`.
 */
export interface OrderDeltas {
  /** Applies some recorded deltas, each once; returns whether more may be there. Another process may do it instead. */
  add(): Promise<boolean>;
  /** How many deltas are recorded and not applied. */
  pending(): Promise<number>;
}
