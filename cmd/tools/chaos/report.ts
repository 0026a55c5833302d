import { type Stream, STREAMS } from "../../../domain/commerce/commerce_event.ts";
import { count, table } from "../../wiring/process/table.ts";
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

export interface ChaosReport {
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
  /** Of the embedded process; `null` if no small disk could be made for it. */
  readonly dataFolder: EmbeddedFindings | null;
  readonly unsettled: Unsettled | null;
  readonly faults: FaultCounts;
  readonly processKills: Readonly<Record<string, number>>;
  /** Batches that a consumer dropped because another one had advanced the offset. */
  readonly fenced: number;
  readonly crashes: readonly string[];
  readonly memory: MemoryFindings;
  readonly calls: ApiClient["counts"] & { readonly longestAnswerSeconds: number };
  /** The longest time in which no order was stored although some were due. */
  readonly longestStallSeconds: number;
  /** The same, without the time in which Postgres was unreachable. */
  readonly longestStallWithPostgresSeconds: number;
  readonly longestSendSeconds: number;
  readonly loadSeconds: number;
  readonly settleSeconds: number;
  readonly problems: readonly string[];
}

const ROWS: readonly (readonly [keyof TableFindings, string])[] = [
  ["acknowledged", "acknowledged"],
  ["unacknowledged", "sent without answer"],
  ["stored", "stored"],
  ["lost", "lost"],
  ["deleted", "deleted with a topic"],
  ["doubled", "doubled"],
  ["different", "different"],
  ["unknown", "never sent"],
];

export function reportAsText(report: ChaosReport): string {
  const { tables, identities, events, cache, answers, calls, deadLetters: dead } = report;
  const seconds = (value: number) => `${value.toFixed(1)} s`;
  const inAll = { ...identities, unacknowledged: undefined, deleted: undefined };
  const ofEvents = {
    ...events,
    acknowledged: events.expected,
    stored: events.recorded,
    unacknowledged: undefined,
    deleted: undefined,
  };
  const columns = ["", ...STREAMS, "identities", "events"].map((title, nth) => ({ title, right: nth > 0 }));
  const cell = (number: number | undefined) => number === undefined ? "" : count(number);
  const rows = ROWS.map(([field, label]) => [
    label,
    ...STREAMS.map((stream) => count(tables[stream][field])),
    cell(inAll[field]),
    cell(ofEvents[field]),
  ]);
  const facts: readonly (readonly [string, string])[] = [
    ["wrong totals", count(report.wrongEffects + identities.wrongEffects)],
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
      `${count(answers.lowConfidence)} below the confidence limit; repeated events: ${events.repeatedInTopic}`,
    ],
    [
      "calls",
      `${count(calls.calls)}, of them ${count(calls.unanswered)} without an answer and ${count(calls.unavailable)} ` +
      `with 503; longest answer ${seconds(calls.longestAnswerSeconds)}`,
    ],
    ["fenced", count(report.fenced)],
    ["processes killed", listOf(report.processKills)],
    ["faults", listOf(Object.fromEntries(FAULT_KIND_NAMES.map((kind) => [kind, report.faults[kind]])))],
    ["processes that crashed", count(report.crashes.length)],
    ["memory, MB at most", listOf(report.memory.mostMb)],
    [
      "longest stall",
      `${seconds(report.longestStallSeconds)}, with Postgres reachable ${
        seconds(report.longestStallWithPostgresSeconds)
      }`,
    ],
    ["longest send", seconds(report.longestSendSeconds)],
    ["load, then catching up", `${seconds(report.loadSeconds)}, ${seconds(report.settleSeconds)}`],
    ["seed", report.arguments.seed],
  ];
  return [
    table(columns, rows),
    "",
    ...facts.map(([label, text]) => `${label.padEnd(24)}${text}`),
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
    `${count(identities.stored)} identities, ${count(events.recorded)} events, ${count(wrongEffects)} wrong totals; ` +
    `${count(problems.length)} problems`;
}

function listOf(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts).map(([name, number]) => `${name} ${count(number)}`).join(", ");
}
