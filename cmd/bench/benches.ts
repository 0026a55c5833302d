import type { Bench } from "./bench.ts";
import { BENCH_HISTORY } from "./history.ts";
import { BENCH_REPORT } from "./report_reads.ts";
import { BENCH_SEARCH } from "./search.ts";
import { BENCH_SINK } from "./sink.ts";
import { BENCH_SPLIT } from "./split.ts";

/** Every bench by its name; a new one is entered here. */
export const BENCHES: Readonly<Record<string, Bench>> = {
  history: BENCH_HISTORY,
  sink: BENCH_SINK,
  report: BENCH_REPORT,
  search: BENCH_SEARCH,
  split: BENCH_SPLIT,
};
