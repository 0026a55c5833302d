import DataLoader from "dataloader";

/**
 * Combines many single lookups into few batches, one at a time: keys that are asked for during a batch wait for the
 * next. A batch starts after all of its callers have asked, so no result is older than its question. Caches nothing.
 *
 * @param most keys in one batch; further ones wait for the following batch
 */
export function batchLoader<K, V>(
  lookup: (keys: readonly K[]) => Promise<ReadonlyMap<K, V>>,
  { most }: { readonly most: number },
): (key: K) => Promise<V | undefined> {
  let running: Promise<unknown> = Promise.resolve();
  let turn: Promise<unknown> = Promise.resolve();
  const loader = new DataLoader<K, V | undefined>(async (keys) => {
    for (const key of keys) loader.clear(key);
    const looked = lookup(keys);
    running = looked;
    const found = await looked;
    return keys.map((key) => found.get(key));
  }, {
    maxBatchSize: most,
    batchScheduleFn: (dispatch) => {
      turn = turn.then(dispatch).then(() => running).catch(() => {});
    },
  });
  return (key) => loader.load(key);
}
