import type { Process } from "../wiring/run_process.ts";
import type { Bench } from "./bench.ts";
import { BENCH_HISTORY } from "./history.ts";
import { IDENTITY_SUMMARY, printIdentity } from "./identity/print_identity.ts";
import { KAFKA_COMPARISON_SUMMARY, printKafkaComparison } from "./print_kafka_comparison.ts";
import { BENCH_KEYS } from "./keys.ts";
import { BENCH_REPORT } from "./report_reads.ts";
import { BENCH_SEARCH } from "./search.ts";
import { BENCH_SINK } from "./sink.ts";
import { BENCH_SPLIT } from "./split.ts";

/** Every bench by its name; a new one is entered here. */
export const BENCHES: Readonly<Record<string, Bench>> = {
  history: BENCH_HISTORY,
  sink: BENCH_SINK,
  keys: BENCH_KEYS,
  report: BENCH_REPORT,
  search: BENCH_SEARCH,
  split: BENCH_SPLIT,
};

/** What the command line gave, every flag a text but `json`. */
type Values = Parameters<typeof printIdentity>[1] & Parameters<typeof printKafkaComparison>[1];

/** Benches whose results are more than a list of figures: they print themselves. */
export const OWN_REPORT: Readonly<
  Record<
    string,
    { readonly summary: string; readonly print: (process: Process, values: Values) => Promise<void | number> }
  >
> = {
  identity: { summary: IDENTITY_SUMMARY, print: printIdentity },
  "kafka-comparison": { summary: KAFKA_COMPARISON_SUMMARY, print: printKafkaComparison },
};
