import type { Receipt } from "../../shared/log.ts";

export class HighMarks {
  readonly #highest = new Map<string, Receipt>();

  add(receipts: readonly Receipt[]): void {
    for (const receipt of receipts) {
      const key = `${receipt.topic}/${receipt.partition}`;
      const known = this.#highest.get(key);
      if (!known || known.offset < receipt.offset) this.#highest.set(key, receipt);
    }
  }

  all(): Receipt[] {
    return [...this.#highest.values()];
  }
}
