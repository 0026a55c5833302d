import { type Stream, STREAMS } from "../../domain/commerce/commerce_event.ts";
import type { ChaosArguments } from "./arguments.ts";
import type { DeadLetterFindings } from "./check_dead_letters.ts";
import type { StoreFindings, TableFindings } from "./check_store.ts";
import type { FaultCounts } from "./inject_faults.ts";
import { describeFault, type Fault } from "./schedule.ts";
import type { Unsettled } from "./until_settled.ts";

/** What a run has shown; with `--json` it is printed as it is. */
export interface ChaosReport {
  /** Nothing is lost, doubled or wrong, and no consumer gave up. */
  readonly ok: boolean;
  readonly arguments: ChaosArguments;
  readonly schedule: readonly Fault[];
  readonly tables: Readonly<Record<Stream, TableFindings>>;
  readonly wrongEffects: StoreFindings["wrongEffects"];
  readonly deadLetters: DeadLetterFindings;
  /** What was still not stored when nothing moved any more; `null` when everything was. */
  readonly unsettled: Unsettled | null;
  /** Faults that really happened. */
  readonly faults: FaultCounts;
  /** Batches that a reader had to drop because another one had moved the position. */
  readonly fenced: number;
  /** Last words of consumers that ended by themselves. */
  readonly crashes: readonly string[];
  /** The longest time in which no order was stored although some were due. */
  readonly longestStallSeconds: number;
  /** The same, not counting the time without Postgres. */
  readonly longestStallWithPostgresSeconds: number;
  readonly longestSendSeconds: number;
  readonly loadSeconds: number;
  readonly settleSeconds: number;
  /** One line for each thing that is wrong. */
  readonly problems: readonly string[];
}

const COLUMN = 12;
const ROWS: readonly (readonly [keyof TableFindings, string])[] = [
  ["acknowledged", "acknowledged"],
  ["unacknowledged", "sent without answer"],
  ["stored", "stored"],
  ["lost", "lost"],
  ["doubled", "doubled"],
  ["different", "different"],
  ["unknown", "never sent"],
];

export function reportAsText(report: ChaosReport): string {
  const { tables, faults, deadLetters: dead } = report;
  const seconds = (value: number) => `${value.toFixed(1)} s`;
  const lines = [
    ["", ...STREAMS],
    ...ROWS.map(([field, label]) => [label, ...STREAMS.map((stream) => count(tables[stream][field]))]),
  ].map(([label, ...cells]) => `  ${label!.padEnd(22)}${cells.map((cell) => cell.padStart(COLUMN)).join("")}`);
  const facts: readonly (readonly [string, string])[] = [
    ["wrong effects", count(report.wrongEffects)],
    [
      "dead letters",
      `${count(dead.found)} of ${count(dead.expected)} poisoned records, ${dead.missing} missing, ` +
      `${dead.unexpected} unexpected, ${dead.wrongCause} with the wrong cause, ${dead.repeated} repeated`,
    ],
    ["a redrive would send", count(dead.redrivable)],
    ["fenced", count(report.fenced)],
    [
      "faults",
      `${faults.kill_consumer} consumers killed, ${faults.freeze_consumer} frozen, ${faults.kill_broker} brokers ` +
      `killed, Postgres stopped ${faults.stop_postgres} × ${report.arguments.stopSeconds} s`,
    ],
    ["consumers that crashed", count(report.crashes.length)],
    [
      "longest stall",
      `${seconds(report.longestStallSeconds)}, with Postgres there ${seconds(report.longestStallWithPostgresSeconds)}`,
    ],
    ["longest send", seconds(report.longestSendSeconds)],
    ["load, then catching up", `${seconds(report.loadSeconds)}, ${seconds(report.settleSeconds)}`],
    ["seed", report.arguments.seed],
  ];
  return [
    ...lines,
    "",
    ...facts.map(([label, text]) => `  ${label.padEnd(24)}${text}`),
    "",
    ...verdict(report),
  ].join("\n");
}

function verdict({ ok, problems, schedule, arguments: { seed }, crashes }: ChaosReport): string[] {
  if (ok) return ["Every acknowledged order is stored exactly once, and every figure is right."];
  return [
    `WRONG: ${count(problems.length)} problems with seed ${seed}. The first: ${problems[0]}`,
    "",
    "The schedule:",
    ...schedule.map(describeFault),
    ...crashes.slice(0, 1).map((words) => `\nThe first crash: ${words}`),
  ];
}

function count(number: number): string {
  return number.toLocaleString("en-US");
}
