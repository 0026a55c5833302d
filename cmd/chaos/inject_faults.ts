import { sleep } from "../../adapters/system/sleep.ts";
import type { Broker } from "../services/engines.ts";
import type { Consumers } from "./consumers.ts";
import { describeFault, type Fault, type FaultKind, type Schedule } from "./schedule.ts";

/** How the engines are broken and mended. Starting what runs does nothing. */
export interface BreakableEngines {
  killBroker(broker: Broker): Promise<void>;
  startBroker(broker: Broker): Promise<void>;
  stopPostgres(): Promise<void>;
  startPostgres(): Promise<void>;
}

export interface FaultDeps {
  readonly engines: BreakableEngines;
  readonly consumers: Pick<Consumers, "kill" | "freeze">;
  /** Resolves when every broker has caught up with what it missed. */
  readonly untilInSync: (signal: AbortSignal) => Promise<void>;
  readonly say: (line: string) => void;
}

export type FaultCounts = Readonly<Record<FaultKind, number>>;

/** Breaks things as planned. Disposing of it mends what is still broken. */
export class FaultInjector implements AsyncDisposable {
  readonly #deps: FaultDeps;
  readonly #mending = new Set<() => Promise<void>>();
  readonly #counts: Record<FaultKind, number> = {
    kill_consumer: 0,
    freeze_consumer: 0,
    kill_broker: 0,
    stop_postgres: 0,
  };

  constructor(deps: FaultDeps) {
    this.#deps = deps;
  }

  /** Gives how often each fault really happened. Of brokers and of Postgres only one is away at a time. */
  async carryOut({ faults }: Schedule, signal: AbortSignal): Promise<FaultCounts> {
    const began = performance.now();
    const whenDue = async (fault: Fault) => {
      await sleep(fault.atMs - (performance.now() - began), signal);
      if (signal.aborted) return;
      this.#deps.say(describeFault(fault));
      if (await this.#inject(fault, signal)) this.#counts[fault.kind]++;
    };
    const byKind = Map.groupBy(faults, ({ kind }) => kind);
    await Promise.all([...byKind].map(async ([kind, faults]) => {
      if (kind === "kill_consumer") return void await Promise.all(faults.map(whenDue));
      for (const fault of faults) await whenDue(fault);
    }));
    signal.throwIfAborted();
    return this.#counts;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#mending].map((mend) => mend()));
  }

  async #inject(fault: Fault, signal: AbortSignal): Promise<boolean> {
    const { engines, consumers, untilInSync } = this.#deps;
    switch (fault.kind) {
      case "kill_consumer":
        return await consumers.kill(fault.consumer, fault.downMs, signal);
      case "freeze_consumer":
        return await consumers.freeze(fault.consumer, fault.downMs, signal);
      case "kill_broker":
        await this.#break(
          () => engines.killBroker(fault.broker),
          () => engines.startBroker(fault.broker),
          fault.downMs,
          signal,
        );
        await untilInSync(signal);
        return true;
      case "stop_postgres":
        await this.#break(() => engines.stopPostgres(), () => engines.startPostgres(), fault.downMs, signal);
        return true;
      default:
        return fault satisfies never;
    }
  }

  async #break(away: () => Promise<void>, back: () => Promise<void>, downMs: number, signal: AbortSignal) {
    this.#mending.add(back);
    await away();
    await sleep(downMs, signal);
    await back();
    this.#mending.delete(back);
  }
}
