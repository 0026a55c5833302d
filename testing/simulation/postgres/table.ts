/** Committed rows, which are never changed in place. */
export class Table<R> {
  readonly #rows = new Map<string, R>();

  constructor(readonly name: string) {}

  get rows(): ReadonlyMap<string, R> {
    return this.#rows;
  }

  get all(): R[] {
    return [...this.#rows.values()];
  }

  write(key: string, row: R | null): void {
    if (row === null) this.#rows.delete(key);
    else this.#rows.set(key, row);
  }

  reset(rows: ReadonlyMap<string, unknown>): void {
    this.#rows.clear();
    for (const [key, row] of rows) this.#rows.set(key, row as R);
  }
}
