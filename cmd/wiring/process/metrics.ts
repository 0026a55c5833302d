import prom from "prom-client";
import type { CacheUse } from "../../../application/commerce/ports/cache_pools.ts";

/** What every process counts. One registry a process, made by the wiring, so that tests can have their own. */
export interface Metrics {
  readonly registry: prom.Registry;
  readonly stored: prom.Counter<"topic">;
  readonly duplicates: prom.Counter<"topic">;
  readonly pending: prom.Counter<"topic">;
  /** `pending` under its earlier name, for one version. */
  readonly waiting: prom.Counter<"topic">;
  readonly deadLetters: prom.Counter<"topic" | "code">;
  readonly fenced: prom.Counter<"topic">;
  readonly retries: prom.Counter<"service">;
  readonly published: prom.Counter<"topic">;
  readonly poolMembers: prom.Gauge<"pool">;
  readonly poolRefreshes: prom.Counter;
  /** Seconds since 1970. */
  readonly poolsRefreshedAt: prom.Gauge;
  readonly gradeChanges: prom.Counter<"direction">;
  /** Adds the reads of a cache that lives in this process. */
  showCacheUse(use: () => Promise<CacheUse>): void;
}

export function createMetrics(process: string): Metrics {
  const registry = new prom.Registry();
  registry.setDefaultLabels({ process });
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new prom.Counter<L>({ name: `tillstream_${name}`, help, labelNames: [...labelNames], registers: [registry] });
  return {
    registry,
    stored: counter("stored_total", "Rows stored that were new", ["topic"]),
    duplicates: counter("duplicates_total", "Rows that were there before", ["topic"]),
    pending: counter("pending_total", "Orders put aside until their user and product are known", ["topic"]),
    waiting: counter("waiting_total", "Deprecated: tillstream_pending_total", ["topic"]),
    deadLetters: counter("dead_letters_total", "Records that nobody can store", ["topic", "code"]),
    fenced: counter("fenced_total", "Batches dropped because another reader had moved the position", ["topic"]),
    retries: counter("retries_total", "Attempts that failed and are tried again", ["service"]),
    published: counter("published_total", "Events acknowledged by the log", ["topic"]),
    poolMembers: new prom.Gauge({
      name: "tillstream_pool_members",
      help: "Members of a cache pool after its last refresh",
      labelNames: ["pool"],
      registers: [registry],
    }),
    poolRefreshes: counter("pool_refreshes_total", "Times that both cache pools were replaced", []),
    poolsRefreshedAt: new prom.Gauge({
      name: "tillstream_pools_refreshed_timestamp_seconds",
      help: "When both cache pools were replaced last",
      registers: [registry],
    }),
    gradeChanges: counter("grade_changes_total", "Membership grades changed", ["direction"]),
    showCacheUse: (use) => {
      new prom.Gauge({
        name: "tillstream_cache_reads",
        help: "Reads of the cache in this process since it started",
        labelNames: ["result"],
        registers: [registry],
        async collect() {
          const { hits, misses } = await use();
          this.set({ result: "hit" }, hits);
          this.set({ result: "miss" }, misses);
        },
      });
    },
  };
}
