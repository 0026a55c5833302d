export interface BatchLimits {
  readonly most: number;
  readonly atOnce: number;
  /** A batch that takes longer no longer counts in `atOnce`. */
  readonly slowAfterMs: number;
}

/**
 * While `atOnce` batches run, new items collect for the next; a lone item starts at once.
 *
 * @param work settles each item, in order; if it throws, all of the batch reject
 */
export function microBatch<I, O>(
  work: (pieces: readonly I[]) => Promise<readonly PromiseSettledResult<O>[]>,
  { most, atOnce, slowAfterMs }: BatchLimits,
): (piece: I) => Promise<O> {
  const waiting: { readonly piece: I; readonly done: PromiseWithResolvers<O> }[] = [];
  let underWay = 0;

  const settle = async (batch: typeof waiting) => {
    try {
      const results = await work(batch.map(({ piece }) => piece));
      for (const [nth, { done }] of batch.entries()) {
        const result = results[nth]!;
        if (result.status === "fulfilled") done.resolve(result.value);
        else done.reject(result.reason);
      }
    } catch (error) {
      for (const { done } of batch) done.reject(error);
    }
  };
  const begin = () => {
    if (waiting.length === 0 || underWay >= atOnce) return;
    underWay++;
    let counts = true;
    const leave = () => {
      if (counts) underWay--;
      counts = false;
      begin();
    };
    const timer = setTimeout(leave, slowAfterMs);
    settle(waiting.splice(0, most)).then(() => {
      clearTimeout(timer);
      leave();
    });
  };

  return (piece) => {
    const done = Promise.withResolvers<O>();
    waiting.push({ piece, done });
    // In a microtask, so that items of the same turn share a batch.
    if (underWay < atOnce) queueMicrotask(begin);
    return done.promise;
  };
}
