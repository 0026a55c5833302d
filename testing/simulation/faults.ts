import { pick, seededRandom, wholeBetween } from "../../domain/shared/random.ts";

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
