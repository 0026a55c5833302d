import { MINUTE_MS } from "../../../../domain/shared/durations.ts";
import { pick, type Random, wholeBetween } from "../../../../domain/shared/random.ts";
import { WrongSettings } from "../../../wiring/config/settings.ts";
import type { ChaosArguments } from "../arguments.ts";
import { FAULT_KIND_NAMES, FAULT_KINDS, type FaultKind } from "./fault_kinds.ts";

/** A fault with a limited duration. Milliseconds; `atMs` counts from the start of the load. */
export interface Fault {
  readonly kind: FaultKind;
  readonly atMs: number;
  readonly downMs: number;
  readonly target: string | null;
  readonly byMs: number | null;
}

export interface Schedule {
  readonly loadMs: number;
  readonly faults: readonly Fault[];
}

interface Targets {
  /** Process names by kind; each kind is equally likely. */
  readonly processes: Readonly<Record<string, readonly string[]>>;
  readonly services: readonly string[];
}

/** Time without faults at both ends: the groups form, and the last victim returns under load. */
const QUIET_MS = 6_000;
const BROKERS = ["1", "2", "3"];
const LATENCY_MS = [100, 1_000] as const;
/** Customers' own clocks are hours behind, so no detection is rejected. */
const JUMP_MS = [2_000, 600_000] as const;

export function planFaults(
  random: Random,
  { minutes, faults: counts }: Pick<ChaosArguments, "minutes" | "faults">,
  targets: Targets,
): Schedule {
  const loadMs = Math.round(minutes * MINUTE_MS);
  const faultyMs = loadMs - 2 * QUIET_MS;
  requireRoom({ minutes, faults: counts });
  const turns = Map.groupBy(FAULT_KIND_NAMES, (kind) => FAULT_KINDS[kind].turn);
  const faults = [...turns].flatMap(([turn, kinds]) => {
    const all = shuffled(random, kinds.flatMap((kind) => Array.from({ length: counts[kind] }, () => kind)));
    const stretch = faultyMs / all.length;
    return all.map((kind, nth) => {
      const spare = turn === null ? 0 : Math.max(0, stretch - FAULT_KINDS[kind].ownMs);
      const offset = turn === null ? wholeBetween(random, 0, faultyMs) : nth * stretch + wholeBetween(random, 0, spare);
      return makeFault(random, kind, QUIET_MS + Math.round(offset), targets);
    });
  });
  return { loadMs, faults: faults.sort((a, b) => a.atMs - b.atMs) };
}

function makeFault(random: Random, kind: FaultKind, atMs: number, { processes, services }: Targets): Fault {
  const [least, most]: readonly [number, number] = FAULT_KINDS[kind].downMs;
  const downMs = wholeBetween(random, least, most);
  const anyProcess = () => pick(random, processes[pick(random, Object.keys(processes))]!);
  const fault = { kind, atMs, downMs, target: null, byMs: null };
  switch (kind) {
    case "kill_process":
    case "freeze_process":
      return { ...fault, target: anyProcess() };
    case "jump_clock": {
      const byMs = wholeBetween(random, ...JUMP_MS);
      return { ...fault, target: anyProcess(), byMs: random() < 0.5 ? byMs : -byMs };
    }
    case "kill_broker":
      return { ...fault, target: pick(random, BROKERS) };
    case "add_latency":
      return { ...fault, target: pick(random, services), byMs: wholeBetween(random, ...LATENCY_MS) };
    case "cut_connections":
    case "half_open":
      return { ...fault, target: pick(random, services) };
    case "stop_postgres":
    case "kill_postgres":
    case "flush_redis":
    case "restart_redis":
    case "kill_master":
    case "lose_dynamodb":
    case "fill_disk":
    case "fail_over_postgres":
    case "fail_over_redis":
    case "restart_pooler":
    case "rotate_password":
    case "recreate_topic":
    case "send_tiny_chunks":
      return fault;
    default:
      return kind satisfies never;
  }
}

export function describeFault({ kind, atMs, downMs, target, byMs }: Fault): string {
  const seconds = (ms: number) => (ms / 1_000).toFixed(1);
  const what = [kind, ...(target === null ? [] : [target]), ...(byMs === null ? [] : [`by ${seconds(byMs)} s`])];
  return `${seconds(atMs).padStart(6)} s  ${what.join(" ")}${downMs > 0 ? `, back after ${seconds(downMs)} s` : ""}`;
}

/** Throws `WrongSettings` if faults that may not overlap need more than the time allows. */
export function requireRoom({ minutes, faults: counts }: Pick<ChaosArguments, "minutes" | "faults">): void {
  const faultyMs = Math.round(minutes * MINUTE_MS) - 2 * QUIET_MS;
  const problems: string[] = [];
  for (const [turn, kinds] of Map.groupBy(FAULT_KIND_NAMES, (kind) => FAULT_KINDS[kind].turn)) {
    const neededMs = kinds.reduce((sum, kind) => sum + counts[kind] * FAULT_KINDS[kind].ownMs, 0);
    if (turn === null || neededMs <= faultyMs) continue;
    const flags = kinds.filter((kind) => counts[kind] > 0).map((kind) => `--${FAULT_KINDS[kind].flag}`).join(" and ");
    const minutes = Math.ceil((neededMs + 2 * QUIET_MS) / 6_000) / 10;
    problems.push(`${flags}: these faults come one after the other and need ${minutes} minutes; raise --minutes`);
  }
  if (problems.length > 0) throw new WrongSettings(problems);
}

function shuffled<T>(random: Random, items: readonly T[]): T[] {
  const rest = [...items];
  return items.map(() => rest.splice(wholeBetween(random, 0, rest.length - 1), 1)[0]!);
}
