import { getEventListeners } from "node:events";
import { cpuUsage, getActiveResourcesInfo } from "node:process";
import prom from "prom-client";

const DESCRIPTORS = "/proc/self/fd";

/**
 * What this process takes of its machine, under the names that Prometheus' client libraries share. Timers, descriptors and
 * listeners are there for one question: does their number grow while the load does not?
 *
 * @param stop what this process is stopped by; whoever waits for it listens, and has to stop listening
 */
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

/** Unknown where there is no `/proc`. */
function openDescriptors(): number | null {
  try {
    return [...Deno.readDirSync(DESCRIPTORS)].length;
  } catch {
    return null;
  }
}
