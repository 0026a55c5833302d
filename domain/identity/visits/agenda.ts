/** What is to happen, by the second in which it does. */
export class Agenda<T extends { readonly at: number }> {
  readonly #seconds = new Map<number, T[]>();

  /** Enters what happens in a later second than the one that was taken last. */
  add(entry: T): void {
    const second = Math.floor(entry.at / 1_000);
    const others = this.#seconds.get(second);
    if (others) others.push(entry);
    else this.#seconds.set(second, [entry]);
  }

  /** What happens within a second, in order; it is not kept. */
  take(second: number): T[] {
    const entries = this.#seconds.get(second) ?? [];
    this.#seconds.delete(second);
    return entries.sort((a, b) => a.at - b.at);
  }
}
