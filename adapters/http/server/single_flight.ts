/** Callers that come while the work is under way share its outcome; the next caller after it starts anew. */
export function singleFlight<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null;
  return () => running ??= work().finally(() => running = null);
}
