import type { BenchName } from "./arguments.ts";
import type { Bench } from "./bench.ts";
import { BENCH_GRADES } from "./grades.ts";
import { BENCH_HISTORY } from "./history.ts";
import { printIdentity } from "./identity/print_identity.ts";
import { printKafkaComparison } from "./kafka_comparison/print_kafka_comparison.ts";
import { BENCH_KEYS } from "./keys.ts";
import { BENCH_LOOK_UP } from "./lookup.ts";
import { BENCH_POOLS } from "./pools.ts";
import { BENCH_PRODUCE } from "./produce.ts";
import { BENCH_REPORT } from "./report_reads.ts";
import { printScale } from "./scale/print_scale.ts";
import { BENCH_SEARCH } from "./search.ts";
import { BENCH_SINK } from "./sink.ts";
import { BENCH_SPLIT } from "./split.ts";
import { BENCH_START } from "./start.ts";

export const BENCHES: Readonly<Record<Exclude<BenchName, keyof typeof OWN_REPORT | "all">, Bench>> = {
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

/** They print their report themselves. */
export const OWN_REPORT = {
  identity: printIdentity,
  "kafka-comparison": printKafkaComparison,
  scale: printScale,
} as const;
