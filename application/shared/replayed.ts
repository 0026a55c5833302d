/** What was taken of an iterator already, then its rest. Ending the loop early ends the iterator. */
export async function* replayed<T>(first: readonly T[], rest: AsyncIterator<T>): AsyncGenerator<T> {
  try {
    yield* first;
    yield* { [Symbol.asyncIterator]: () => rest };
  } finally {
    await rest.return?.();
  }
}
