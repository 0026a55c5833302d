import { sleep } from "../../../../adapters/system/sleep.ts";
import type { Broker } from "../../services/engines.ts";
import { settleAll } from "../../services/settle_all.ts";
import { countsOf, FAULT_KINDS, type FaultCounts, type FaultKind } from "./fault_kinds.ts";
import type { ProcessRoom } from "./process_room.ts";
import type { Proxies } from "./proxies.ts";
import type { Pooler } from "./pooler.ts";
import { describeFault, type Fault, type Schedule } from "./schedule.ts";

/** Starting a running engine does nothing. */
export interface BreakableEngines {
  killBroker(broker: Broker): Promise<void>;
  startBroker(broker: Broker): Promise<void>;
  stopPostgres(): Promise<void>;
  killPostgres(): Promise<void>;
  startPostgres(): Promise<void>;
  stopRedis(): Promise<void>;
  startRedis(): Promise<void>;
}

interface BreakableParts {
  readonly engines: BreakableEngines;
  readonly processes: Pick<ProcessRoom, "kill" | "freeze" | "jumpClock">;
  readonly network: Pick<Proxies, "disturb">;
  flushRedis(): Promise<void>;
  /** Kills a master; returns the function that restarts it. */
  killMaster(): Promise<() => Promise<void>>;
  fillDisk(): Promise<(() => Promise<void>) | null>;
  untilInSync(signal: AbortSignal): Promise<void>;
  /** Where the run has them. */
  readonly failOver: { readonly postgres: FailOver | null; readonly redis: FailOver | null };
  readonly pooler: Pick<Pooler, "stop" | "start" | "rotate"> | null;
  recreateTopic(): Promise<void>;
  sendTinyChunks(signal: AbortSignal): Promise<unknown>;
}

type Restore = () => Promise<void>;
/** The old server comes back under its name, which the returned function moves. */
export type FailOver = () => Promise<Restore>;

export class FaultInjector implements AsyncDisposable {
  readonly #parts: BreakableParts;
  readonly #say: (line: string) => void;
  readonly #active = new Set<Restore>();
  readonly #counts: Record<FaultKind, number> = { ...countsOf(() => 0) };

  constructor(parts: BreakableParts, say: (line: string) => void) {
    this.#parts = parts;
    this.#say = say;
  }

  async carryOut({ faults }: Schedule, signal: AbortSignal): Promise<FaultCounts> {
    const began = performance.now();
    const whenDue = async (fault: Fault) => {
      await sleep(fault.atMs - (performance.now() - began), signal);
      if (signal.aborted) return;
      this.#say(describeFault(fault));
      if (await this.#inject(fault, signal)) this.#counts[fault.kind]++;
    };
    const byTurn = Map.groupBy(faults, ({ kind }) => FAULT_KINDS[kind].turn);
    await Promise.all([...byTurn].map(async ([turn, faults]) => {
      if (turn === null) return void await Promise.all(faults.map(whenDue));
      for (const fault of faults) await whenDue(fault);
    }));
    signal.throwIfAborted();
    return this.#counts;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await settleAll([...this.#active].map((restore) => restore()));
  }

  async #inject({ kind, target, downMs, byMs }: Fault, signal: AbortSignal): Promise<boolean> {
    const { engines, processes, network } = this.#parts;
    const breakFor = async (away: () => Promise<Restore | void>, back?: Restore) => {
      await this.#break(away, back, downMs, signal);
      return true;
    };
    switch (kind) {
      case "kill_process":
        return await processes.kill(target!, downMs, signal);
      case "freeze_process":
        return await processes.freeze(target!, downMs, signal);
      case "jump_clock":
        return await processes.jumpClock(target!, byMs!, downMs, signal);
      case "kill_broker": {
        const broker = Number(target) as Broker;
        await breakFor(() => engines.killBroker(broker), () => engines.startBroker(broker));
        await this.#parts.untilInSync(signal);
        return true;
      }
      case "stop_postgres":
        return await breakFor(() => engines.stopPostgres(), () => engines.startPostgres());
      case "kill_postgres":
        return await breakFor(() => engines.killPostgres(), () => engines.startPostgres());
      case "flush_redis":
        return await breakFor(() => this.#parts.flushRedis());
      case "restart_redis":
        return await breakFor(() => engines.stopRedis(), () => engines.startRedis());
      case "kill_master":
        return await breakFor(() => this.#parts.killMaster());
      case "lose_dynamodb":
        return await breakFor(() => network.disturb("dynamodb", "away", 0));
      case "add_latency":
      case "cut_connections":
      case "half_open":
        return await breakFor(() => network.disturb(target!, kind, byMs ?? 0));
      case "fill_disk": {
        const free = await this.#parts.fillDisk();
        return free !== null && await breakFor(() => Promise.resolve(free));
      }
      case "fail_over_postgres":
      case "fail_over_redis": {
        const failOver = this.#parts.failOver[kind === "fail_over_postgres" ? "postgres" : "redis"];
        return failOver !== null && await breakFor(failOver);
      }
      case "restart_pooler": {
        const { pooler } = this.#parts;
        return pooler !== null && await breakFor(() => pooler.stop(), () => pooler.start());
      }
      case "rotate_password": {
        const { pooler } = this.#parts;
        return pooler !== null && await breakFor(() => pooler.rotate());
      }
      case "recreate_topic":
        await this.#parts.recreateTopic();
        await this.#parts.untilInSync(signal);
        return true;
      case "send_tiny_chunks":
        return await breakFor(() => {
          const end = new AbortController();
          const sending = this.#parts.sendTinyChunks(end.signal);
          return Promise.resolve(async () => {
            end.abort();
            await sending;
          });
        });
      default:
        return kind satisfies never;
    }
  }

  /** @param back ends the fault, also when starting it failed half-way; otherwise what starting it returned */
  async #break(away: () => Promise<Restore | void>, back: Restore | undefined, downMs: number, signal: AbortSignal) {
    if (back) this.#active.add(back);
    const given = await away();
    const restore = given ?? back;
    if (restore) this.#active.add(restore);
    await sleep(downMs, signal);
    if (!restore) return;
    await restore();
    this.#active.delete(restore);
  }
}
