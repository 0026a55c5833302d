/**
 * Turns many small look-ups into few large ones: while one is under way, whoever comes waits together for the next, so
 * that there is never more than one at a time, however many ask.
 *
 * A look-up begins after everybody it is for has asked; nobody is answered with something older.
 *
 * @param most keys in one look-up; further ones wait for the one after it
 */
export function gather<K, V>(
  lookup: (keys: readonly K[]) => Promise<ReadonlyMap<K, V>>,
  { most }: { readonly most: number },
): (key: K) => Promise<V | undefined> {
  let waiting = new Map<K, PromiseWithResolvers<V | undefined>>();
  let isRunning = false;

  const run = async () => {
    isRunning = true;
    while (waiting.size > 0) {
      const all = [...waiting];
      waiting = new Map(all.slice(most));
      const batch = all.slice(0, most);
      try {
        const found = await lookup(batch.map(([key]) => key));
        for (const [key, { resolve }] of batch) resolve(found.get(key));
      } catch (error) {
        for (const [, { reject }] of batch) reject(error);
      }
    }
    isRunning = false;
  };

  return (key) => {
    const known = waiting.get(key);
    if (known) return known.promise;
    const asked = Promise.withResolvers<V | undefined>();
    waiting.set(key, asked);
    // In a moment, so that those who ask in one go are together.
    if (!isRunning) {
      isRunning = true;
      queueMicrotask(run);
    }
    return asked.promise;
  };
}
