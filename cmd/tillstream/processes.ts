import type { CommandLine } from "../wiring/process/command_line.ts";

export const GROUPS = ["run", "commerce", "stores, identity", "sourcing", "operate", "prove"] as const;
type Group = typeof GROUPS[number];

/** Something with a name, a line that says what it does, and the declaration of its arguments. */
export interface Listed {
  readonly name: string;
  readonly summary: string;
  readonly group: Group;
  readonly command: () => Promise<CommandLine>;
}

interface RunnableProcess extends Listed {
  /** Where a process that runs until it is stopped serves health and metrics, unless a setting says otherwise. */
  readonly port: number | null;
  /** The path is literal, so that compiling and bundling find it. */
  readonly load: () => Promise<unknown>;
}

const API = 8000;
const METRICS = 9464;

/** The one list of processes, by group, in the order that somebody new meets them. */
export const PROCESSES: readonly RunnableProcess[] = [
  {
    group: "run",
    name: "start",
    summary: "everything in one process",
    port: API,
    command: async () => (await import("../start/arguments.ts")).START_COMMAND,
    load: () => import("../start/main.ts"),
  },
  {
    group: "run",
    name: "api",
    summary: "the API, its documentation and the page",
    port: API,
    command: async () => (await import("../api/arguments.ts")).API_COMMAND,
    load: () => import("../api/main.ts"),
  },

  {
    group: "commerce",
    name: "cache-worker",
    summary: "refreshes the pools of users and products",
    port: METRICS,
    command: async () => (await import("../cache-worker/arguments.ts")).CACHE_WORKER_COMMAND,
    load: () => import("../cache-worker/main.ts"),
  },
  {
    group: "commerce",
    name: "producer",
    summary: "simulates shoppers, publishes orders to Kafka",
    port: METRICS,
    command: async () => (await import("../producer/arguments.ts")).PRODUCER_COMMAND,
    load: () => import("../producer/main.ts"),
  },
  {
    group: "commerce",
    name: "consumer",
    summary: "stores one topic exactly once",
    port: METRICS,
    command: async () => (await import("../consumer/arguments.ts")).CONSUMER_COMMAND,
    load: () => import("../consumer/main.ts"),
  },
  {
    group: "commerce",
    name: "grade-updater",
    summary: "updates the grades",
    port: METRICS,
    command: async () => (await import("../grade-updater/arguments.ts")).GRADE_UPDATER_COMMAND,
    load: () => import("../grade-updater/main.ts"),
  },
  {
    group: "commerce",
    name: "import",
    summary: "publishes real orders from a file",
    port: null,
    command: async () => (await import("../import/arguments.ts")).IMPORT_COMMAND,
    load: () => import("../import/main.ts"),
  },
  {
    group: "commerce",
    name: "seed",
    summary: "adds the first users and products",
    port: null,
    command: async () => (await import("../seed/arguments.ts")).SEED_COMMAND,
    load: () => import("../seed/main.ts"),
  },
  {
    group: "commerce",
    name: "history",
    summary: "writes a year of orders, and its answer key",
    port: null,
    command: async () => (await import("../history/arguments.ts")).HISTORY_COMMAND,
    load: () => import("../history/main.ts"),
  },
  {
    group: "commerce",
    name: "scenarios",
    summary: "lists what moves the shop, and by how much",
    port: null,
    command: async () => (await import("../scenarios/arguments.ts")).SCENARIOS_COMMAND,
    load: () => import("../scenarios/main.ts"),
  },
  {
    group: "commerce",
    name: "cache-monitor",
    summary: "one line a second on the cache",
    port: METRICS,
    command: async () => (await import("../cache-monitor/arguments.ts")).CACHE_MONITOR_COMMAND,
    load: () => import("../cache-monitor/main.ts"),
  },

  {
    group: "stores, identity",
    name: "event-relay",
    summary: "publishes the outbox to Kafka",
    port: METRICS,
    command: async () => (await import("../event-relay/arguments.ts")).EVENT_RELAY_COMMAND,
    load: () => import("../event-relay/main.ts"),
  },
  {
    group: "stores, identity",
    name: "event-recorder",
    summary: "records identifications",
    port: METRICS,
    command: async () => (await import("../event-recorder/arguments.ts")).EVENT_RECORDER_COMMAND,
    load: () => import("../event-recorder/main.ts"),
  },
  {
    group: "stores, identity",
    name: "retention",
    summary: "removes what is too old, archives events",
    port: METRICS,
    command: async () => (await import("../retention/arguments.ts")).RETENTION_COMMAND,
    load: () => import("../retention/main.ts"),
  },
  {
    group: "stores, identity",
    name: "store-reports",
    summary: "all reports of a business day",
    port: null,
    command: async () => (await import("../store-reports/arguments.ts")).STORE_REPORTS_COMMAND,
    load: () => import("../store-reports/main.ts"),
  },
  {
    group: "stores, identity",
    name: "load-manuals",
    summary: "makes manuals searchable",
    port: null,
    command: async () => (await import("../load-manuals/arguments.ts")).LOAD_COMMAND,
    load: () => import("../load-manuals/main.ts"),
  },
  {
    group: "stores, identity",
    name: "evaluate-confidence",
    summary: "scores and fits the confidence model",
    port: null,
    command: async () => (await import("../evaluate-confidence/arguments.ts")).EVALUATE_COMMAND,
    load: () => import("../evaluate-confidence/main.ts"),
  },
  {
    group: "stores, identity",
    name: "learn-confidence",
    summary: "a store learns the confidence model from its readings",
    port: null,
    command: async () => (await import("../learn-confidence/arguments.ts")).LEARN_COMMAND,
    load: () => import("../learn-confidence/main.ts"),
  },
  {
    group: "stores, identity",
    name: "simulate-visits",
    summary: "customers who walk through stores, against an API",
    port: null,
    command: async () => (await import("../simulate-visits/arguments.ts")).SIMULATE_COMMAND,
    load: () => import("../simulate-visits/main.ts"),
  },

  {
    group: "sourcing",
    name: "sourcing",
    summary: "suppliers to marketplaces and back, by steps",
    port: METRICS,
    command: async () => (await import("../sourcing/arguments.ts")).SOURCING_COMMAND,
    load: () => import("../sourcing/main.ts"),
  },
  {
    group: "sourcing",
    name: "split-databases",
    summary: "moves one old database into the three",
    port: null,
    command: async () => (await import("../split-databases/arguments.ts")).SPLIT_COMMAND,
    load: () => import("../split-databases/main.ts"),
  },

  {
    group: "operate",
    name: "migrate",
    summary: "creates and changes the tables",
    port: null,
    command: async () => (await import("../migrate/arguments.ts")).MIGRATE_COMMAND,
    load: () => import("../migrate/main.ts"),
  },
  {
    group: "operate",
    name: "keys",
    summary: "makes, lists and revokes keys of the API",
    port: null,
    command: async () => (await import("../keys/arguments.ts")).KEYS_COMMAND,
    load: () => import("../keys/main.ts"),
  },
  {
    group: "operate",
    name: "doctor",
    summary: "checks every engine, with the remedy",
    port: null,
    command: async () => (await import("../doctor/arguments.ts")).DOCTOR_COMMAND,
    load: () => import("../doctor/main.ts"),
  },
  {
    group: "operate",
    name: "kafka-admin",
    summary: "topics, lag, dead letters, redrive",
    port: null,
    command: async () => (await import("../kafka-admin/arguments.ts")).ADMIN_COMMAND,
    load: () => import("../kafka-admin/main.ts"),
  },

  {
    group: "prove",
    name: "bench",
    summary: "measures, each figure beside its limit",
    port: null,
    command: async () => (await import("../tools/bench/arguments.ts")).BENCH_COMMAND,
    load: () => import("../tools/bench/main.ts"),
  },
];

/** Processes that are steps of another one now: their old names work for one version. */
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
