import { type Stream, STREAMS } from "../../../domain/commerce/commerce_event.ts";
import type { ApiClient } from "./load/api_client.ts";
import type { ChaosArguments } from "./arguments.ts";
import type { CacheFindings } from "./checks/check_cache.ts";
import type { DeadLetterFindings } from "./checks/check_dead_letters.ts";
import type { EmbeddedFindings } from "./checks/check_embedded.ts";
import type { EventFindings } from "./checks/check_events.ts";
import type { IdentityFindings } from "./checks/check_identities.ts";
import type { StoreFindings, TableFindings } from "./checks/check_store.ts";
import { FAULT_KIND_NAMES, type FaultCounts } from "./faults/fault_kinds.ts";
import { describeFault, type Fault } from "./faults/schedule.ts";
import type { Sightings } from "./load/sightings.ts";
import type { Unsettled } from "./checks/until_settled.ts";
import type { MemoryFindings } from "./watch_memory.ts";

/** What a run has shown; with `--json` it is printed as it is. */
export interface ChaosReport {
  /** Nothing is lost, doubled or wrong, and no process gave up. */
  readonly ok: boolean;
  readonly arguments: ChaosArguments;
  readonly schedule: readonly Fault[];
  readonly tables: Readonly<Record<Stream, TableFindings>>;
  readonly wrongEffects: StoreFindings["wrongEffects"];
  readonly deadLetters: DeadLetterFindings;
  readonly identities: Omit<IdentityFindings, "identities" | "problems">;
  readonly answers: Sightings["counts"];
  readonly events: EventFindings;
  readonly cache: CacheFindings;
  /** Of the process with nothing installed; `null` where no disk of its own could be made for it. */
  readonly dataFolder: EmbeddedFindings | null;
  /** What was still not stored when nothing moved any more; `null` when everything was. */
  readonly unsettled: Unsettled | null;
  /** Faults that really happened. */
  readonly faults: FaultCounts;
  /** Of each kind of process, how often it was killed. */
  readonly processKills: Readonly<Record<string, number>>;
  /** Batches that a reader had to drop because another one had moved the position. */
  readonly fenced: number;
  /** Last words of processes that ended by themselves. */
  readonly crashes: readonly string[];
  readonly memory: MemoryFindings;
  readonly calls: ApiClient["counts"] & { readonly longestAnswerSeconds: number };
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
  const { tables, identities, events, cache, answers, calls, deadLetters: dead } = report;
  const seconds = (value: number) => `${value.toFixed(1)} s`;
  const inAll = { ...identities, unacknowledged: undefined };
  const ofEvents = { ...events, acknowledged: events.expected, stored: events.recorded, unacknowledged: undefined };
  const lines = [
    ["", ...STREAMS, "identities", "events"],
    ...ROWS.map(([field, label]) => [
      label,
      ...STREAMS.map((stream) => count(tables[stream][field])),
      count(inAll[field]),
      count(ofEvents[field]),
    ]),
  ].map(([label, ...cells]) => `  ${label!.padEnd(22)}${cells.map((cell) => cell.padStart(COLUMN)).join("")}`);
  const facts: readonly (readonly [string, string])[] = [
    ["wrong effects", count(report.wrongEffects + identities.wrongEffects)],
    [
      "dead letters",
      `${count(dead.found)} of ${count(dead.expected)} poisoned records, ${dead.missing} missing, ` +
      `${dead.unexpected} unexpected, ${dead.wrongCause} with the wrong cause, ${dead.repeated} repeated`,
    ],
    ["a redrive would send", count(dead.redrivable)],
    [
      "in Redis",
      `${cache.users} users and ${cache.products} products in the pools, ${cache.beacons} beacons, ` +
      `${cache.lastSightings} last sightings; ${cache.wrong} wrong`,
    ],
    ["in the data folder", folderOf(report.dataFolder)],
    [
      "detections",
      `${count(answers.identified)} identified, ${count(answers.duplicates)} within a minute, ` +
      `${count(answers.lowConfidence)} not sure enough; events told again: ${events.repeatedInTopic}`,
    ],
    [
      "calls",
      `${count(calls.calls)}, of them ${count(calls.unanswered)} without an answer and ${count(calls.unavailable)} ` +
      `told to come again; longest answer ${seconds(calls.longestAnswerSeconds)}`,
    ],
    ["fenced", count(report.fenced)],
    ["processes killed", listOf(report.processKills)],
    ["faults", listOf(Object.fromEntries(FAULT_KIND_NAMES.map((kind) => [kind, report.faults[kind]])))],
    ["processes that crashed", count(report.crashes.length)],
    ["memory, MB at most", listOf(report.memory.mostMb)],
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
  if (ok) return ["Everything that was acknowledged is stored exactly once, and every figure is right."];
  return [
    `WRONG: ${count(problems.length)} problems with seed ${seed}. The first: ${problems[0]}`,
    "",
    "The schedule:",
    ...schedule.map(describeFault),
    ...crashes.slice(0, 1).map((words) => `\nThe first crash: ${words}`),
  ];
}

function folderOf(folder: EmbeddedFindings | null): string {
  if (folder === null) return "not tried: no disk for it";
  const { orders, identities, events, wrongEffects, problems } = folder;
  return `${count(orders.acknowledged)} acknowledged orders, ${count(orders.lost)} lost, ${
    count(orders.doubled)
  } doubled; ` +
    `${count(identities.stored)} identities, ${count(events.recorded)} events, ${count(wrongEffects)} wrong effects; ` +
    `${count(problems.length)} problems`;
}

function listOf(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts).map(([name, number]) => `${name} ${count(number)}`).join(", ");
}

function count(number: number | undefined): string {
  return number === undefined ? "" : number.toLocaleString("en-US");
}
