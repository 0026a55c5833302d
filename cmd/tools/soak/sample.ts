/** What a process took at one moment. */
export interface Sample {
  /** Seconds since the load began. */
  readonly at: number;
  readonly residentBytes: number;
  readonly heapBytes: number;
  readonly timers: number;
  readonly listeners: number;
  readonly descriptors: number;
  /** Processor time since the process began, in seconds. */
  readonly cpuSeconds: number;
}

export type Figure = Exclude<keyof Sample, "at" | "cpuSeconds">;

const METRIC: Readonly<Record<Exclude<keyof Sample, "at">, string>> = {
  residentBytes: "process_resident_memory_bytes",
  heapBytes: "nodejs_heap_size_used_bytes",
  timers: "tillstream_timers",
  listeners: "tillstream_stop_listeners",
  descriptors: "process_open_fds",
  cpuSeconds: "process_cpu_seconds_total",
};

/** Reads a process' `/metrics`. */
export async function takeSample(metricsUrl: string, at: number): Promise<Sample> {
  const text = await (await fetch(metricsUrl)).text();
  const figures = Object.entries(METRIC).map(([figure, metric]) => [figure, metricIn(text, metric)]);
  return { at, ...Object.fromEntries(figures) };
}

/** The first value of a metric in Prometheus' text format. Throws when it is not there. */
function metricIn(text: string, name: string): number {
  const match = new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, "m").exec(text);
  if (!match) throw new Error(`Cannot sample: ${name} is not among the metrics`);
  return Number(match[1]);
}
