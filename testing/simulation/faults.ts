import { pick, seededRandom, wholeBetween } from "../../domain/shared/random.ts";

export const FAULT_KINDS = [
  "crash",
  "stall",
  "unreachable",
  "unanswered",
  "outage",
  "new log",
  "restore",
  "refusals",
  "flush",
] as const;

export type FaultKind = typeof FAULT_KINDS[number];

/** What happens to whom once `turn` turns were taken. */
export interface Fault {
  readonly turn: number;
  readonly kind: FaultKind;
  /** A process, an engine, a topic or a table. */
  readonly whom: string;
  /** Virtual. */
  readonly ms: number;
}

/** Whom a kind may strike; a kind without any does not happen. */
export type FaultTargets = Readonly<Partial<Record<FaultKind, readonly string[]>>>;

/** Of every scenario: any process, and any engine. */
export function usualTargets(processes: readonly string[], engines: readonly string[]): FaultTargets {
  return { crash: processes, stall: processes, unreachable: processes, unanswered: processes, outage: engines };
}

/** A seed has some kinds and not others: what is rare beside everything else is then common alone. */
export function planFaults(seed: number, turns: number, targets: FaultTargets): Fault[] {
  const random = seededRandom(`faults ${seed}`);
  const kinds = FAULT_KINDS.filter((kind) => targets[kind] !== undefined && random() < 0.6);
  if (kinds.length === 0) return [];
  const faults = Array.from({ length: wholeBetween(random, 0, 24) }, (): Fault => {
    const kind = pick(random, kinds);
    return {
      turn: wholeBetween(random, 0, turns),
      kind,
      whom: pick(random, targets[kind]!),
      ms: wholeBetween(random, 50, 8_000),
    };
  });
  return faults.sort((a, b) => a.turn - b.turn);
}
