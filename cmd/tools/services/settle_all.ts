/**
 * Waits until every promise has settled, then throws the first error, so that cleanup never starts beside running work.
 */
export async function settleAll(promises: Iterable<Promise<unknown>>): Promise<void> {
  for (const result of await Promise.allSettled(promises)) {
    if (result.status === "rejected") throw result.reason;
  }
}
