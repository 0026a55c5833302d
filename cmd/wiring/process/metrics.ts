import prom from "prom-client";
import type { CacheUse } from "../../../application/commerce/ports/cache.ts";
import { getEventListeners } from "node:events";
import { cpuUsage, getActiveResourcesInfo } from "node:process";

export interface Metrics {
  readonly registry: prom.Registry;
  readonly stored: prom.Counter<"topic">;
  readonly duplicates: prom.Counter<"topic">;
  readonly pending: prom.Counter<"topic">;
  /** `pending` under its earlier name, for one version. */
  readonly waiting: prom.Counter<"topic">;
  readonly statusChanges: prom.Counter<"topic">;
  readonly conflicts: prom.Counter<"topic">;
  readonly deadLetters: prom.Counter<"topic" | "code">;
  readonly fenced: prom.Counter<"topic">;
  readonly lost: prom.Counter<"topic">;
  readonly retries: prom.Counter<"service">;
  readonly published: prom.Counter<"topic">;
  readonly carts: prom.Counter;
  readonly poolMembers: prom.Gauge<"pool">;
  readonly poolRefreshes: prom.Counter;
  readonly poolsRefreshedAt: prom.Gauge;
  readonly gradeChanges: prom.Counter<"direction">;
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
    pending: counter("pending_total", "Orders pending until their user and product are known", ["topic"]),
    waiting: counter("waiting_total", "Deprecated: tillstream_pending_total", ["topic"]),
    statusChanges: counter("status_changes_total", "Orders sent again whose status has advanced", ["topic"]),
    conflicts: counter("conflicts_total", "Orders sent again with other content, which were kept", ["topic"]),
    deadLetters: counter("dead_letters_total", "Records sent to a dead-letter topic", ["topic", "code"]),
    fenced: counter("fenced_total", "Batches dropped because another reader had moved the position", ["topic"]),
    lost: counter("records_lost_total", "Records that expired in the log before they were read", ["topic"]),
    retries: counter("retries_total", "Attempts that failed and are tried again", ["service"]),
    published: counter("published_total", "Events acknowledged by the log", ["topic"]),
    carts: counter("carts_total", "Carts that simulated customers have placed", []),
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

export function showConnections(registry: prom.Registry, server: { readonly connections: () => number }): void {
  new prom.Gauge({
    name: "tillstream_http_connections",
    help: "Connections to the API that are open, idle ones too",
    registers: [registry],
    collect() {
      this.set(server.connections());
    },
  });
}

const DESCRIPTORS = "/proc/self/fd";

/** Named as in Prometheus' client libraries. Timers, descriptors and the listeners of `stop` show leaks. */
export function showProcess(registry: prom.Registry, stop: AbortSignal): void {
  const gauge = (name: string, help: string, value: () => number | null) =>
    new prom.Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        const found = value();
        if (found !== null) this.set(found);
      },
    });
  gauge("process_resident_memory_bytes", "Resident memory size in bytes", () => Deno.memoryUsage().rss);
  gauge("nodejs_heap_size_used_bytes", "Bytes of the heap in use", () => Deno.memoryUsage().heapUsed);
  gauge("nodejs_external_memory_bytes", "Bytes outside the heap that it holds", () => Deno.memoryUsage().external);
  gauge("process_open_fds", "Open file descriptors, where the system tells them", openDescriptors);
  gauge("tillstream_timers", "Timers that have been set and have not run out", activeTimers);
  gauge("tillstream_stop_listeners", "Who waits for this process to be stopped", () => {
    return getEventListeners(stop, "abort").length;
  });
  new prom.Counter({
    name: "process_cpu_seconds_total",
    help: "Processor time spent, user and system, in seconds",
    registers: [registry],
    collect() {
      const { user, system } = cpuUsage();
      this.reset();
      this.inc((user + system) / 1_000_000);
    },
  });
}

function activeTimers(): number {
  return getActiveResourcesInfo().filter((name) => name === "Timeout").length;
}

function openDescriptors(): number | null {
  try {
    return [...Deno.readDirSync(DESCRIPTORS)].length;
  } catch {
    return null;
  }
}
