import DataLoader from "dataloader";

/** Combines lookups into batches, one at a time; no result is older than its question. Caches nothing. */
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
