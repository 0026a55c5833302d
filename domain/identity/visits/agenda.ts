export class Agenda<T extends { readonly at: number }> {
  readonly #seconds = new Map<number, T[]>();

  /** @param entry in a later second than the last one taken */
  add(entry: T): void {
    const second = Math.floor(entry.at / 1_000);
    const others = this.#seconds.get(second);
    if (others) others.push(entry);
    else this.#seconds.set(second, [entry]);
  }

  /** Removes and returns the entries of a second, sorted. */
  take(second: number): T[] {
    const entries = this.#seconds.get(second) ?? [];
    this.#seconds.delete(second);
    return entries.sort((a, b) => a.at - b.at);
  }
}
