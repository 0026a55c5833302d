import type { TextLine } from "./text_lines.ts";

export class LineQueue {
  readonly #source: AsyncGenerator<TextLine[]>;
  #lines: TextLine[] = [];
  #taken = 0;

  constructor(source: AsyncGenerator<TextLine[]>) {
    this.#source = source;
  }

  async peek(ahead: number): Promise<TextLine | null> {
    while (this.#taken + ahead >= this.#lines.length) {
      const { done, value } = await this.#source.next();
      if (done) return null;
      this.#lines = this.#lines.slice(this.#taken).concat(value);
      this.#taken = 0;
    }
    return this.#lines[this.#taken + ahead]!;
  }

  take(count: number): void {
    this.#taken += count;
  }

  /** Without reading on. */
  takeWhile(fits: (line: TextLine) => boolean, limit: number): TextLine[] {
    let end = this.#taken;
    while (end < this.#lines.length && end - this.#taken < limit && fits(this.#lines[end]!)) end++;
    const lines = this.#lines.slice(this.#taken, end);
    this.#taken = end;
    return lines;
  }

  async close(): Promise<void> {
    await this.#source.return(undefined);
  }
}
