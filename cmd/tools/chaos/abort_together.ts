/** After the first failure the others are aborted and awaited, so none still runs during cleanup. */
export async function abortTogether<R extends readonly unknown[]>(
  outer: AbortSignal,
  start: (signal: AbortSignal) => { readonly [I in keyof R]: Promise<R[I]> },
): Promise<R> {
  const failed = new AbortController();
  const running = start(AbortSignal.any([outer, failed.signal]));
  try {
    return await Promise.all(running) as unknown as R;
  } catch (error) {
    failed.abort(error);
    await Promise.allSettled(running);
    throw error;
  }
}
