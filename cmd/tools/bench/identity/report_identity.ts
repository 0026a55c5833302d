import { count, table } from "../../../wiring/process/table.ts";
import type { Measurement } from "../bench.ts";
import { formatMs, type Latency } from "../../../wiring/process/latencies.ts";
import type { IdentityBenchResult } from "./identity_bench.ts";
import type { SizeResult } from "./size_trial.ts";

const PERCENTILES = ["p50", "p95", "p99", "max"].map((title) => ({ title: `${title} ms`, right: true }));

export function identityAsText(result: IdentityBenchResult): string {
  const { engines, rate, rounds, seconds, connections, readingsPerDetection, processors, sizes, ratios, goals } =
    result;
  return [
    `${engines.postgres}, ${engines.redis}, Kafka: ${engines.kafka}, DynamoDB: ${engines.dynamodb}; ` +
    `${processors} processors for all of it`,
    `${rounds} rounds of ${seconds} s; ${connections} connections; ${
      readingsPerDetection.toFixed(1)
    } readings a detection`,
    ...sizes.map((size) => sizeAsText(size, rate)),
    "",
    ...Object.entries(ratios).map(([what, ratio]) => `${what}: ${ratio.toFixed(2)}`),
    "",
    ...goals.map(({ goal, measured, reached }) =>
      `  ${reached ? "REACHED" : "MISSED "}  ${goal}: ${formatMs(measured)}`
    ),
  ].join("\n");
}

function sizeAsText(size: SizeResult, rate: number): string {
  const {
    customers,
    identities,
    bytes,
    customersBytes,
    answer,
    pgbench,
    throughput,
    endToEnd,
    highest,
    cpuMsPerAnswer,
  } = size;
  const megabytes = (bytes: number) => `${count(bytes / 1_000_000)} MB`;
  const row = (what: string, { p50, p95, p99, max }: Latency) => [what, ...[p50, p95, p99, max].map(formatMs)];
  const range = ({ median, lowest, highest }: Measurement) => [count(median), `${count(lowest)} to ${count(highest)}`];
  return [
    `\n${count(customers)} customers (${megabytes(customersBytes)}), ${count(identities)} identifications; ` +
    `the database ${megabytes(bytes)}`,
    table([{ title: `AT ${rate}/s, SINCE DUE` }, ...PERCENTILES], [
      row("answer", answer),
      ...(pgbench ? [row("pgbench, the same statement", pgbench)] : []),
      row("answer, all parts at work", endToEnd.answer),
      row("event stored in DynamoDB", endToEnd.stored),
    ]),
    table([{ title: "AT FULL SPEED" }, { title: "A SECOND", right: true }, { title: "RANGE", right: true }], [
      ["answers", ...range(throughput.answers)],
      ...(throughput.pgbench ? [["pgbench, the same statement", ...range(throughput.pgbench)]] : []),
    ]),
    `Processor time an answer: ${formatMs(cpuMsPerAnswer.api)} ms in the API's process, ` +
    `${formatMs(cpuMsPerAnswer.bench)} ms in this one, which asks`,
    `Highest rate with p99 of the answer under 50 ms: ${count(highest.rate)}/s` +
    (highest.p99 === null ? "" : ` (${formatMs(highest.p99)} ms)`),
  ].join("\n");
}
