import { count, table } from "../../../wiring/process/table.ts";
import type { LookUp } from "./compare_look_ups.ts";
import type { WriteResult } from "./compare_writes.ts";
import type { KafkaComparison, WriteComparison } from "./kafka_comparison.ts";
import { formatMs, type Latency } from "../../../wiring/process/latencies.ts";

const PERCENTILES = ["p50", "p95", "p99", "max"].map((title) => ({ title: `${title} ms`, right: true }));

export function reportComparison(comparison: KafkaComparison): string {
  const { users, engines, burst, batches, steady, queries, lookUps, claims } = comparison;
  const log = engines.kafka === "in this process" ? "the log" : "Kafka";
  return [
    `${engines.postgres}, Redis ${
      engines.redis === "Redis" ? "as configured" : engines.redis
    }, Kafka: ${engines.kafka}; ` +
    `${count(users)} customers`,
    `\nBurst: ${count(burst.direct.orders)} orders, one a call, 16 callers at once`,
    writeTable(burst, log),
    `\nBatches: ${count(batches.direct.orders)} orders, ${batches.ordersPerCall} a call, 16 callers at once`,
    writeTable(batches, log),
    `\nSteady: ${steady.ordersPerSecond} orders a second`,
    writeTable(steady, log),
    `\nQueries on Postgres a minute, for ${queries.lookUpsPerMinute} look-ups`,
    table(
      [{ title: "" }, { title: "statements", right: true }, { title: "" }],
      [
        ["without pools", queries.withoutPools.toFixed(1), ""],
        [
          "with pools",
          queries.withPools.toFixed(1),
          `${queries.refreshesPerMinute} refreshes of ${queries.statementsPerRefresh} statements`,
        ],
      ],
    ),
    "\nLook-ups of one customer",
    lookUpTable(lookUps),
    "\nWhat the guide says, and what was measured here",
    ...claims.map(({ claim, measured, verdict }) =>
      `  ${verdict.toUpperCase().padEnd(7)}  ${claim}\n           ${measured}`
    ),
  ].join("\n");
}

function writeTable({ direct, throughLog }: WriteComparison, log: string): string {
  const row = (name: string, perSecond: number | null, latency: Latency) => [
    name,
    perSecond === null ? "" : count(perSecond),
    ...cellsOf(latency),
  ];
  const stored = throughLog.stored as NonNullable<WriteResult["stored"]>;
  return table(
    [{ title: "" }, { title: "orders/s", right: true }, ...PERCENTILES],
    [
      row("straight into Postgres: committed", direct.perSecond, direct.answered),
      row(`through ${log}: acknowledged`, throughLog.perSecond, throughLog.answered),
      row(`through ${log}: stored, since the call`, stored.perSecond, stored.afterCall),
      row(`through ${log}: stored, since acknowledged`, null, stored.afterAnswer),
    ],
  );
}

function lookUpTable(lookUps: readonly LookUp[]): string {
  return table(
    [{ title: "" }, { title: "" }, ...PERCENTILES],
    lookUps.map(({ where, command, latency }) => [where, command, ...cellsOf(latency)]),
  );
}

function cellsOf({ p50, p95, p99, max }: Latency): string[] {
  return [p50, p95, p99, max].map(formatMs);
}
