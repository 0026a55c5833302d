import type { LogJournal } from "../adapters/memory/log.ts";
import type { StoredRecord } from "../application/shared/log.ts";

/** A journal on a disk that is full until it is told otherwise; what it could not keep stays due, as in the real one. */
export class FullJournal implements LogJournal {
  readonly kept: StoredRecord[] = [];
  readonly #due: StoredRecord[] = [];
  isFull = true;

  append(records: readonly StoredRecord[]): Promise<void> {
    this.#due.push(...records);
    if (this.isFull) return Promise.reject(new Error("No space left on device"));
    this.kept.push(...this.#due.splice(0));
    return Promise.resolve();
  }
}
