import { setImmediate } from "node:timers";
import { pick, type Random, seededRandom } from "../../domain/shared/random.ts";

const START = Date.parse("2026-03-02T00:00:00Z");
/** Between two turns at most, in virtual milliseconds. */
const LONGEST_TURN_MS = 20;

/** One life of a simulated process: a crash ends it, and its next life is another one. */
export class Process {
  readonly name: string;
  isAlive = true;
  /** Virtual time before which it gets no turn. */
  stalledUntil = 0;
  /** How far its clock is ahead, in milliseconds. */
  readonly skew: number;
  readonly #onCrash = new Set<() => void>();

  constructor(name: string, skew: number) {
    this.name = name;
    this.skew = skew;
  }

  /** What an engine does when the connection is gone: rolls back, unlocks. Call the result when it is no longer due. */
  onCrash(work: () => void): () => void {
    this.#onCrash.add(work);
    return () => this.#onCrash.delete(work);
  }

  crash(): void {
    this.isAlive = false;
    for (const work of this.#onCrash) work();
    this.#onCrash.clear();
  }
}

interface Waiting {
  readonly process: Process;
  readonly what: string;
  readonly dueAt: number;
  readonly resume: () => void;
}

export type Ending =
  /** Nothing can run any more although work is open. */
  | "deadlock"
  | "done"
  | "out of turns";

/**
 * Decides which waiting continuation runs next, by the seed alone. Everything simulated waits on `turn` or `sleep` and
 * on nothing else, so that a seed replays byte for byte.
 */
export class World {
  readonly random: Random;
  readonly trace: string[] = [];
  #now = START;
  #turns = 0;
  #waiting: Waiting[] = [];
  #failure: { readonly error: unknown } | null = null;

  constructor(seed: number) {
    this.random = seededRandom(seed);
  }

  get turns(): number {
    return this.#turns;
  }

  /** Virtual, in milliseconds since 1970. */
  get now(): number {
    return this.#now;
  }

  clockOf({ skew }: Process): Date {
    return new Date(this.#now + skew);
  }

  /** Waits for the scheduler; for ever in a process that has crashed. */
  turn(process: Process, what: string): Promise<void> {
    return this.#wait(process, what, 0);
  }

  sleep(process: Process, ms: number): Promise<void> {
    return this.#wait(process, "wakes up", this.#now + ms);
  }

  /** Runs beside everything else. What it throws ends the simulation. */
  spawn(work: () => Promise<void>): void {
    work().catch((error) => this.#failure ??= { error });
  }

  say(what: string): void {
    this.trace.push(`${((this.#now - START) / 1_000).toFixed(3)} s  ${what}`);
  }

  /** `between` is called before each turn. Throws what spawned work threw. */
  async run(isDone: () => boolean, mostTurns: number, between: () => void = () => {}): Promise<Ending> {
    for (let turn = 0; turn < mostTurns; turn++) {
      // Runs every microtask, so that all that can go on waits for its next turn.
      await new Promise<void>((resolve) => setImmediate(resolve));
      if (this.#failure) throw this.#failure.error;
      if (isDone()) return "done";
      between();
      const next = this.#next();
      if (next === null) return "deadlock";
      this.#turns++;
      this.#now += Math.floor(this.random() * LONGEST_TURN_MS);
      this.say(`${next.process.name} ${next.what}`);
      next.resume();
    }
    return "out of turns";
  }

  #wait(process: Process, what: string, dueAt: number): Promise<void> {
    return new Promise((resume) => this.#waiting.push({ process, what, dueAt, resume }));
  }

  #next(): Waiting | null {
    this.#waiting = this.#waiting.filter(({ process }) => process.isAlive);
    if (this.#waiting.length === 0) return null;
    const readyAt = ({ process, dueAt }: Waiting) => Math.max(dueAt, process.stalledUntil);
    const soonest = Math.min(...this.#waiting.map(readyAt));
    this.#now = Math.max(this.#now, soonest);
    const next = pick(this.random, this.#waiting.filter((waiting) => readyAt(waiting) <= this.#now));
    this.#waiting.splice(this.#waiting.indexOf(next), 1);
    return next;
  }
}
