import DataLoader from "dataloader";

/**
 * Turns many small look-ups into few large ones, never more than one at a time: who asks during a look-up waits for the
 * next. A look-up begins after everybody it is for has asked, so that no answer is older than its question; nothing is
 * cached beyond it.
 *
 * @param most keys in one look-up; further ones wait for the one after it
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
