import { Process, type World } from "./world.ts";
import type { Fault, FaultKind } from "./faults.ts";
import type { Network } from "./network.ts";

const RESTART_MS = 300;

export type FaultEffects = Readonly<Partial<Record<FaultKind, (fault: Fault) => void>>>;

export type Main = (process: Process) => Promise<void>;

/** Starts every process, carries the plan's faults out, and starts what crashed again. */
export class Processes {
  readonly #world: World;
  readonly #mains: ReadonlyMap<string, Main>;
  readonly #skewOf: (name: string) => number;
  readonly #living = new Map<string, Process>();
  readonly #restarts: { readonly name: string; readonly at: number }[] = [];

  constructor(world: World, mains: ReadonlyMap<string, Main>, skewOf: (name: string) => number) {
    this.#world = world;
    this.#mains = mains;
    this.#skewOf = skewOf;
    for (const name of mains.keys()) this.#start(name);
  }

  /** `effects` are those of kinds that a scenario has beside the usual ones. */
  strike(fault: Fault, network: Network, effects: FaultEffects): void {
    const { kind, whom, ms } = fault;
    this.#world.say(`--- ${kind}: ${whom}${kind === "stall" || kind === "outage" ? `, ${ms} ms` : ""}`);
    if (kind === "crash") this.#crash(whom, ms);
    else if (kind === "stall") this.#stall(whom, ms);
    else if (kind === "outage") network.cut(whom, ms);
    else if (kind === "unreachable" || kind === "unanswered") network.arm(whom, kind);
    else effects[kind]?.(fault);
    // Whoever restores a database stops what reads for it: an idle reader would not know.
    if (kind === "restore") { for (const name of this.#living.keys()) this.#crash(name, ms); }
  }

  /** Before each turn: processes whose time has come start again. */
  restartDue(): void {
    for (const restart of this.#restarts.filter(({ at }) => at <= this.#world.now)) {
      this.#restarts.splice(this.#restarts.indexOf(restart), 1);
      this.#start(restart.name);
    }
  }

  /** No fault is in effect any longer. */
  heal(): void {
    for (const process of this.#living.values()) process.stalledUntil = 0;
    for (const { name } of this.#restarts.splice(0)) this.#start(name);
  }

  #start(name: string): void {
    const process = new Process(name, this.#skewOf(name));
    this.#living.set(name, process);
    this.#world.spawn(() => this.#mains.get(name)!(process));
  }

  #crash(name: string, ms: number): void {
    const process = this.#living.get(name);
    if (!process?.isAlive) return;
    process.crash();
    this.#restarts.push({ name, at: this.#world.now + RESTART_MS + ms });
  }

  #stall(name: string, ms: number): void {
    const process = this.#living.get(name);
    if (process) process.stalledUntil = this.#world.now + ms;
  }
}
