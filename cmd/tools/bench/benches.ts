import type { Process } from "../../wiring/process/run_process.ts";
import type { Bench } from "./bench.ts";
import { BENCH_GRADES } from "./grades.ts";
import { BENCH_HISTORY } from "./history.ts";
import { IDENTITY_SUMMARY, printIdentity } from "./identity/print_identity.ts";
import { KAFKA_COMPARISON_SUMMARY, printKafkaComparison } from "./kafka_comparison/print_kafka_comparison.ts";
import { BENCH_KEYS } from "./keys.ts";
import { BENCH_LOOK_UP } from "./lookup.ts";
import { BENCH_POOLS } from "./pools.ts";
import { BENCH_PRODUCE } from "./produce.ts";
import { BENCH_REPORT } from "./report_reads.ts";
import { printScale, SCALE_SUMMARY } from "./scale/print_scale.ts";
import { BENCH_SEARCH } from "./search.ts";
import { BENCH_SINK } from "./sink.ts";
import { BENCH_SPLIT } from "./split.ts";
import { BENCH_START } from "./start.ts";

export const BENCHES: Readonly<Record<string, Bench>> = {
  history: BENCH_HISTORY,
  sink: BENCH_SINK,
  keys: BENCH_KEYS,
  produce: BENCH_PRODUCE,
  pools: BENCH_POOLS,
  lookup: BENCH_LOOK_UP,
  grades: BENCH_GRADES,
  report: BENCH_REPORT,
  search: BENCH_SEARCH,
  split: BENCH_SPLIT,
  start: BENCH_START,
};

type Values =
  & Parameters<typeof printIdentity>[1]
  & Parameters<typeof printKafkaComparison>[1]
  & Parameters<typeof printScale>[1];

export const OWN_REPORT: Readonly<
  Record<
    string,
    { readonly summary: string; readonly print: (process: Process, values: Values) => Promise<void | number> }
  >
> = {
  identity: { summary: IDENTITY_SUMMARY, print: printIdentity },
  "kafka-comparison": { summary: KAFKA_COMPARISON_SUMMARY, print: printKafkaComparison },
  scale: { summary: SCALE_SUMMARY, print: printScale },
};
