/** Callers that come while the work is under way share its outcome; the next caller after it starts it again. */
export function singleFlight<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null;
  return () => running ??= work().finally(() => running = null);
}

/**
 * {@link singleFlight} by name, for work whose outcome must be no older than the call: a caller that comes while it is under
 * way shares the next run with all who came by then. At most one run is under way, and one waits, for each name.
 */
export class FreshSingleFlight<T> {
  readonly #running = new Map<string, { readonly run: Promise<T>; next: Promise<T> | null }>();

  run(name: string, work: () => Promise<T>): Promise<T> {
    const current = this.#running.get(name);
    if (!current) return this.#start(name, work);
    return current.next ??= current.run.then(() => {}, () => {}).then(() => this.#start(name, work));
  }

  /** Resolves when nothing is under way. */
  async settle(): Promise<void> {
    while (this.#running.size > 0) {
      await Promise.allSettled([...this.#running.values()].flatMap(({ run, next }) => next ? [run, next] : [run]));
    }
  }

  #start(name: string, work: () => Promise<T>): Promise<T> {
    const run = work();
    const turn = { run, next: null };
    this.#running.set(name, turn);
    const end = () => {
      // Where somebody waits, their run takes the place over.
      if (this.#running.get(name) === turn && turn.next === null) this.#running.delete(name);
    };
    run.then(end, end);
    return run;
  }
}
