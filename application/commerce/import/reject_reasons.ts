import type { RejectedLine, RejectedLines } from "../ports/import.ts";

export interface Reason {
  /** Without the values of single lines. */
  readonly reason: string;
  readonly lines: number;
  /** The first. */
  readonly line: number;
  readonly example: string;
}

const MOST_KINDS = 1_000;

/** Counts the reasons of what goes to `next`. */
export class RejectReasons implements RejectedLines {
  readonly #next: RejectedLines | null;
  readonly #reasons = new Map<string, Reason>();

  constructor(next: RejectedLines | null) {
    this.#next = next;
  }

  async add(line: RejectedLine): Promise<void> {
    for (const fault of line.reason.split("; ")) this.#count(fault, line.line);
    await this.#next?.add(line);
  }

  /** The most common first. */
  get common(): readonly Reason[] {
    return [...this.#reasons.values()].sort((a, b) => b.lines - a.lines || a.line - b.line).slice(0, 5);
  }

  #count(fault: string, line: number): void {
    const reason = fault.replace(/"(?:[^"\\]|\\.)*"|\d+/g, "…");
    const known = this.#reasons.get(reason);
    if (known) this.#reasons.set(reason, { ...known, lines: known.lines + 1 });
    else if (this.#reasons.size < MOST_KINDS) this.#reasons.set(reason, { reason, lines: 1, line, example: fault });
  }
}
