/**
 * Work that many ask for at once, done by one after the other for all of them: whoever comes while it is under way shares
 * the next run with all who came by then. So nobody is given what was begun before they asked, and however many ask, at
 * most one run is under way, and one waits, for each name.
 */
export class Turns<T> {
  readonly #running = new Map<string, { readonly run: Promise<T>; next: Promise<T> | null }>();

  take(name: string, work: () => Promise<T>): Promise<T> {
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
