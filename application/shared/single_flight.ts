/** Concurrent callers share one run; the next caller after it starts another. */
export function singleFlight<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null;
  return () => running ??= work().finally(() => running = null);
}

/** One run for all callers, whose result is kept; after one that failed the next caller starts another. */
export function onceSuccessful<T>(work: () => Promise<T>): () => Promise<T> {
  let run: Promise<T> | null = null;
  return () =>
    run ??= work().catch((error) => {
      run = null;
      throw error;
    });
}

/** By key, for results no older than the call: callers during a run share the next one. */
export class FreshSingleFlight<T> {
  readonly #running = new Map<string, { readonly run: Promise<T>; next: Promise<T> | null }>();

  run(name: string, work: () => Promise<T>): Promise<T> {
    const current = this.#running.get(name);
    if (!current) return this.#start(name, work);
    return current.next ??= current.run.then(() => {}, () => {}).then(() => this.#start(name, work));
  }

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
      if (this.#running.get(name) === turn && turn.next === null) this.#running.delete(name);
    };
    run.then(end, end);
    return run;
  }
}
