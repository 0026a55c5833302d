/** A process that the one binary can run. */
export interface RunnableProcess {
  /** Its folder in `cmd`, its task, and its subcommand. */
  readonly name: string;
  readonly about: string;
  /** The path is literal, so that compiling and bundling find it. */
  readonly load: () => Promise<unknown>;
}

/** In the order that somebody new meets them. */
export const PROCESSES: readonly RunnableProcess[] = [
  { name: "start", about: "everything in one process", load: () => import("../start/main.ts") },
  { name: "migrate", about: "makes and changes the tables", load: () => import("../migrate/main.ts") },
  { name: "seed", about: "adds the first customers and products", load: () => import("../seed/main.ts") },
  { name: "cache-worker", about: "keeps the pools fresh", load: () => import("../cache-worker/main.ts") },
  { name: "producer", about: "places orders, into Kafka", load: () => import("../producer/main.ts") },
  { name: "consumer", about: "stores what one topic brings", load: () => import("../consumer/main.ts") },
  { name: "grade-updater", about: "updates the grades", load: () => import("../grade-updater/main.ts") },
  { name: "event-relay", about: "carries the outbox to Kafka", load: () => import("../event-relay/main.ts") },
  { name: "event-recorder", about: "records what was identified", load: () => import("../event-recorder/main.ts") },
  { name: "api", about: "serves the API, its documentation and the page", load: () => import("../api/main.ts") },
  { name: "import", about: "takes real orders from a CSV file", load: () => import("../import/main.ts") },
  { name: "load-manuals", about: "loads manuals to be searched", load: () => import("../load-manuals/main.ts") },
  { name: "history", about: "a year of orders, and its answer key", load: () => import("../history/main.ts") },
  { name: "store-reports", about: "all reports of one business day", load: () => import("../store-reports/main.ts") },
  { name: "scenarios", about: "what moves the market, and by how much", load: () => import("../scenarios/main.ts") },
  {
    name: "sourcing",
    about: "suppliers to marketplaces and back, step by step",
    load: () => import("../sourcing/main.ts"),
  },
  {
    name: "split-databases",
    about: "moves one database into the three of sourcing",
    load: () => import("../split-databases/main.ts"),
  },
  { name: "retention", about: "lets go what is too old", load: () => import("../retention/main.ts") },
  { name: "kafka-admin", about: "topics, lag, dead letters", load: () => import("../kafka-admin/main.ts") },
  { name: "cache-monitor", about: "one line a second on the cache", load: () => import("../cache-monitor/main.ts") },
  {
    name: "evaluate-confidence",
    about: "how often the confidence model is right",
    load: () => import("../evaluate-confidence/main.ts"),
  },
  {
    name: "simulate-visits",
    about: "customers who walk through stores, against an API",
    load: () => import("../simulate-visits/main.ts"),
  },
  { name: "bench", about: "measures, each figure beside its limit", load: () => import("../tools/bench/main.ts") },
  { name: "doctor", about: "probes every configured engine", load: () => import("../doctor/main.ts") },
];

/** Processes that are steps of another one now: their names of before work for one version. */
export const RENAMED: Readonly<Record<string, readonly [process: string, step: string]>> = {
  "sync-supplier": ["sourcing", "sync"],
  "make-products": ["sourcing", "make-products"],
  "collect-benchmarks": ["sourcing", "collect-benchmarks"],
  "find-candidates": ["sourcing", "find-candidates"],
  "publish-listings": ["sourcing", "publish"],
  "pull-market-orders": ["sourcing", "pull-orders"],
  "place-supplier-orders": ["sourcing", "place-orders"],
  "sourcing-worker": ["sourcing", "work"],
};

/** What else `cmd` holds: tools of the sources, which a binary can't carry. */
export const TOOLS = [
  "architecture",
  "chaos",
  "compile",
  "fuzz",
  "ok",
  "services",
  "soak",
  "test",
  "tillstream",
] as const;

export function usage(): string {
  const width = Math.max(...PROCESSES.map(({ name }) => name.length)) + 2;
  return [
    "usage: tillstream PROCESS [ARGUMENTS]      its own arguments: tillstream PROCESS --help",
    "",
    ...PROCESSES.map(({ name, about }) => `  ${name.padEnd(width)}${about}`),
  ].join("\n");
}
