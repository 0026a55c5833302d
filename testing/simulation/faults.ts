import { pick, seededRandom, wholeBetween } from "../../domain/shared/random.ts";
import { Outage } from "../../application/shared/fault.ts";
import type { Process, World } from "./world.ts";

export const FAULT_KINDS = ["crash", "stall", "unreachable", "unanswered", "outage", "new log"] as const;

/** What happens to whom once `turn` turns were taken. */
export interface Fault {
  readonly turn: number;
  readonly kind: typeof FAULT_KINDS[number];
  /** A process, an engine, or a topic. */
  readonly whom: string;
  /** Virtual. */
  readonly ms: number;
}

export interface FaultTargets {
  readonly processes: readonly string[];
  readonly engines: readonly string[];
  readonly topics: readonly string[];
}

/** A seed has some kinds and not others: what is rare beside everything else is then common alone. */
export function planFaults(seed: number, turns: number, targets: FaultTargets): Fault[] {
  const random = seededRandom(`faults ${seed}`);
  const kinds = FAULT_KINDS.filter(() => random() < 0.6);
  if (kinds.length === 0) return [];
  const faults = Array.from({ length: wholeBetween(random, 0, 24) }, (): Fault => {
    const kind = pick(random, kinds);
    const among = kind === "outage" ? targets.engines : kind === "new log" ? targets.topics : targets.processes;
    return {
      turn: wholeBetween(random, 0, turns),
      kind,
      whom: pick(random, among),
      ms: wholeBetween(random, 50, 8_000),
    };
  });
  return faults.sort((a, b) => a.turn - b.turn);
}

/** Engines as processes see them: a call may find them away, or lose their answer. */
export class Network {
  readonly #world: World;
  readonly #away = new Map<string, number>();
  readonly #armed: { readonly whom: string; readonly kind: "unreachable" | "unanswered" }[] = [];

  constructor(world: World) {
    this.#world = world;
  }

  cut(engine: string, ms: number): void {
    this.#away.set(engine, this.#world.now + ms);
  }

  /** The process' next call fails. */
  arm(whom: string, kind: "unreachable" | "unanswered"): void {
    this.#armed.push({ whom, kind });
  }

  heal(): void {
    this.#away.clear();
    this.#armed.length = 0;
  }

  /** `work` takes effect where it stands; the caller may never learn of it. Throws `Outage`. */
  async call<T>(process: Process, engine: string, what: string, work: () => T | Promise<T>): Promise<T> {
    await this.#world.turn(process, `asks ${engine}: ${what}`);
    const armed = this.#takeArmed(process.name);
    if (armed === "unreachable" || (this.#away.get(engine) ?? 0) > this.#world.now) {
      this.#world.say(`${process.name} can't reach ${engine}`);
      throw new Outage(engine, "unreachable");
    }
    const answer = await work();
    await this.#world.turn(process, `hears from ${engine}: ${what}`);
    if (armed !== "unanswered") return answer;
    this.#world.say(`${process.name} never hears the answer of ${engine}`);
    throw new Outage(engine, "no answer");
  }

  #takeArmed(name: string) {
    const nth = this.#armed.findIndex(({ whom }) => whom === name);
    return nth < 0 ? null : this.#armed.splice(nth, 1)[0]!.kind;
  }
}
