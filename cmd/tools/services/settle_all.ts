/** Throws the first error once all have settled, so that cleanup never starts beside running work. */
export async function settleAll(promises: Iterable<Promise<unknown>>): Promise<void> {
  for (const result of await Promise.allSettled(promises)) {
    if (result.status === "rejected") throw result.reason;
  }
}
