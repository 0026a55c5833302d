/**
 * Waits until every promise has come to its end, then throws the first error there was. Where work goes on in the
 * background, an error that came through at once would let a clean-up begin beside it.
 */
export async function settleAll(promises: Iterable<Promise<unknown>>): Promise<void> {
  for (const result of await Promise.allSettled(promises)) {
    if (result.status === "rejected") throw result.reason;
  }
}
