import type { LabelledMoment } from "../../domain/identity/confidence/evaluate.ts";
import type { Signal } from "../../domain/identity/confidence/signal.ts";

export interface MomentsRead {
  readonly moments: readonly LabelledMoment[];
  readonly rows: number;
  readonly refused: readonly string[];
}

/** Collects the rows of a file by moment, and what is wrong with the others. */
export class MomentsByTime {
  readonly #path: string;
  readonly #moments = new Map<number, { at: Date; nearestBeacon: string; signals: Signal[] }>();
  readonly #refused: string[] = [];
  #rows = 0;

  constructor(path: string) {
    this.#path = path;
  }

  /** @param row a text says why it can't be read */
  add(line: number, row: LabelledMoment | string): void {
    this.#rows++;
    const fault = typeof row === "string" ? row : this.#join(row);
    if (fault !== null) this.#refused.push(`${this.#path}:${line}: ${fault}`);
  }

  read(): MomentsRead {
    const inOrder = [...this.#moments.values()].sort((a, b) => a.at.getTime() - b.at.getTime());
    return { moments: inOrder, rows: this.#rows, refused: this.#refused };
  }

  #join({ at, nearestBeacon, signals }: LabelledMoment): string | null {
    const moment = this.#moments.get(at.getTime()) ?? { at, nearestBeacon, signals: [] };
    if (moment.nearestBeacon !== nearestBeacon) {
      return `nearest_beacon is "${nearestBeacon}", but "${moment.nearestBeacon}" in another row of this moment`;
    }
    moment.signals.push(...signals);
    this.#moments.set(at.getTime(), moment);
    return null;
  }
}
