import { pick, type Random, wholeBetween } from "../../domain/shared/random.ts";
import type { Broker } from "../services/engines.ts";
import type { ChaosArguments } from "./arguments.ts";

/** Something that goes away at a moment, and comes back. Milliseconds; `atMs` counts from the begin of the load. */
export type Fault =
  | { readonly kind: "kill_consumer"; readonly atMs: number; readonly downMs: number; readonly consumer: number }
  | { readonly kind: "freeze_consumer"; readonly atMs: number; readonly downMs: number; readonly consumer: number }
  | { readonly kind: "kill_broker"; readonly atMs: number; readonly downMs: number; readonly broker: Broker }
  | { readonly kind: "stop_postgres"; readonly atMs: number; readonly downMs: number };

export type FaultKind = Fault["kind"];

export interface Schedule {
  /** How long orders are published. */
  readonly loadMs: number;
  /** In the order of their moments. */
  readonly faults: readonly Fault[];
}

/** A quiet beginning and end: the groups form, and the last fault is still under load when its victim returns. */
const QUIET_MS = 5_000;
const SHORTEST_LOAD_MS = 20_000;
/** How much time each fault gets of its own, so that a group has a chance to work between two of them. */
const SPACING_MS = { killConsumer: 7_000, killBroker: 40_000, stopPostgres: 20_000 } as const;
const BROKERS = [1, 2, 3] as const;
/** Longer than a member may be silent (6 s): the others have its partitions when it wakes up with a batch in hand. */
const FREEZE_MS = [9_000, 14_000] as const;

/** Which faults happen when, all drawn from `random`; `consumers` is how many there are to kill. */
export function planFaults(random: Random, plan: ChaosArguments, consumers: number): Schedule {
  const { consumerKills, consumerFreezes, brokerKills, postgresStops, stopSeconds } = plan;
  const stopMs = stopSeconds * 1_000;
  const faultyMs = Math.max(
    SHORTEST_LOAD_MS - 2 * QUIET_MS,
    consumerKills * SPACING_MS.killConsumer,
    consumerFreezes * FREEZE_MS[1],
    brokerKills * SPACING_MS.killBroker,
    postgresStops * (stopMs + SPACING_MS.stopPostgres),
  );
  // Any moment at all, so that consumers also die together, and while a broker or Postgres is away.
  const anyMoment = () => QUIET_MS + wholeBetween(random, 0, faultyMs);
  const anyConsumer = () => wholeBetween(random, 0, consumers - 1);
  const times = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, i) => make(i));
  // One at a time, so each gets a stretch of its own and begins in its first part.
  const stretchOf = (index: number, count: number, busyMs: number) => {
    const stretch = faultyMs / count;
    return QUIET_MS + Math.round(index * stretch) + wholeBetween(random, 0, Math.max(0, stretch - busyMs));
  };
  const faults: Fault[] = [
    ...times(consumerKills, () =>
      (
        { kind: "kill_consumer", atMs: anyMoment(), downMs: wholeBetween(random, 200, 3_000), consumer: anyConsumer() }
      ) as const),
    ...times(consumerFreezes, (i) => ({
      kind: "freeze_consumer",
      atMs: stretchOf(i, consumerFreezes, FREEZE_MS[1]),
      downMs: wholeBetween(random, ...FREEZE_MS),
      consumer: anyConsumer(),
    } as const)),
    ...times(brokerKills, (i) => ({
      kind: "kill_broker",
      atMs: stretchOf(i, brokerKills, SPACING_MS.killBroker / 2),
      downMs: wholeBetween(random, 3_000, 8_000),
      broker: pick(random, BROKERS),
    } as const)),
    ...times(postgresStops, (i) =>
      (
        { kind: "stop_postgres", atMs: stretchOf(i, postgresStops, stopMs), downMs: stopMs }
      ) as const),
  ];
  return { loadMs: faultyMs + 2 * QUIET_MS, faults: faults.sort((a, b) => a.atMs - b.atMs) };
}

/** "12.4 s  kill_consumer 3, back after 1.2 s". */
export function describeFault(fault: Fault): string {
  const seconds = (ms: number) => (ms / 1_000).toFixed(1);
  const victim = "consumer" in fault ? ` ${fault.consumer}` : "broker" in fault ? ` ${fault.broker}` : "";
  return `${seconds(fault.atMs).padStart(6)} s  ${fault.kind}${victim}, back after ${seconds(fault.downMs)} s`;
}
