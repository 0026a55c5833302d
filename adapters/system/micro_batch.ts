export interface BatchLimits {
  /** Pieces in one batch. */
  readonly most: number;
  /** Batches under way at once. */
  readonly atOnce: number;
  /** A batch that takes longer waits for something of its own; it makes room for another one. */
  readonly slowAfterMs: number;
}

/**
 * Does many small pieces of work in few large ones: while as many batches are under way as may be, whoever comes waits
 * together for the next. Nobody waits for company, so that a lone piece is begun at once, and the more there is to do, the
 * larger the batches are.
 *
 * @param work settles each piece for itself, in the order in which they are given; what it throws is told to all of them
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
    // In a moment, so that those who come in one go are together.
    if (underWay < atOnce) queueMicrotask(begin);
    return done.promise;
  };
}
