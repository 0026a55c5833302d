// An async generator costs several promises a value that it passes on; these cost one.

/** What was taken of an iterator already, then its rest. Ending the loop early ends the iterator. */
export function replayed<T>(first: readonly T[], rest: AsyncIterator<T>): AsyncIterableIterator<T> {
  let at = 0;
  return iterable(
    () => at < first.length ? Promise.resolve({ done: false, value: first[at++]! }) : rest.next(),
    rest,
  );
}

/** The values of all lists, one after the other. */
export function flattened<T>(lists: AsyncIterator<readonly T[]>): AsyncIterableIterator<T> {
  let list: readonly T[] = [];
  let at = 0;
  const refill = async (): Promise<IteratorResult<T>> => {
    do {
      const { done, value } = await lists.next();
      if (done) return { done: true, value: undefined };
      list = value;
    } while (list.length === 0);
    at = 1;
    return { done: false, value: list[0]! };
  };
  return iterable(
    () => at < list.length ? Promise.resolve({ done: false, value: list[at++]! }) : refill(),
    lists,
  );
}

/** @param map leaves out by `null`; does not throw: the source would stay open */
export function mapped<T, U>(values: AsyncIterable<T>, map: (value: T) => U | null): AsyncIterableIterator<U> {
  const source = values[Symbol.asyncIterator]();
  return iterable<U>(async () => {
    while (true) {
      const { done, value } = await source.next();
      if (done) return { done: true, value: undefined };
      const result = map(value);
      if (result !== null) return { done: false, value: result };
    }
  }, source);
}

function iterable<T>(
  next: () => Promise<IteratorResult<T>>,
  source: Pick<AsyncIterator<unknown>, "return">,
): AsyncIterableIterator<T> {
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next,
    async return() {
      await source.return?.();
      return { done: true, value: undefined };
    },
  };
}
