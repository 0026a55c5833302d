export const GROUPS = ["run", "commerce", "stores, identity", "sourcing", "operate", "prove"] as const;
type Group = typeof GROUPS[number];

interface RunnableProcess {
  readonly name: string;
  readonly summary: string;
  readonly group: Group;
  /** Where a process that runs until it is stopped serves health and metrics, unless a setting says otherwise. */
  readonly port: number | null;
  /** The path is literal, so that compiling and bundling find it. */
  readonly load: () => Promise<unknown>;
}

/** One that needs the sources: a folder in `cmd/tools`, with a task, and no subcommand. */
type Tool = Omit<RunnableProcess, "load" | "port">;

const API = 8000;
const METRICS = 9464;

const once = (group: Group, name: string, summary: string, load: RunnableProcess["load"]): RunnableProcess => (
  { group, name, summary, port: null, load }
);
const running = (port: number) =>
(
  group: Group,
  name: string,
  summary: string,
  load: RunnableProcess["load"],
): RunnableProcess => ({ group, name, summary, port, load });
const server = running(API);
const worker = running(METRICS);
const tool = (name: string, summary: string): Tool => ({ group: "prove", name, summary });

/** The one list of processes, by group, in the order that somebody new meets them. */
export const PROCESSES: readonly RunnableProcess[] = [
  server("run", "start", "everything in one process", () => import("../start/main.ts")),
  server("run", "api", "the API, its documentation and the page", () => import("../api/main.ts")),

  worker(
    "commerce",
    "cache-worker",
    "refreshes the pools of users and products",
    () => import("../cache-worker/main.ts"),
  ),
  worker("commerce", "producer", "simulates shoppers, publishes orders to Kafka", () => import("../producer/main.ts")),
  worker("commerce", "consumer", "stores one topic exactly once", () => import("../consumer/main.ts")),
  worker("commerce", "grade-updater", "updates the grades", () => import("../grade-updater/main.ts")),
  once("commerce", "import", "publishes real orders from a file", () => import("../import/main.ts")),
  once("commerce", "seed", "adds the first users and products", () => import("../seed/main.ts")),
  once("commerce", "history", "writes a year of orders, and its answer key", () => import("../history/main.ts")),
  once("commerce", "scenarios", "lists what moves the shop, and by how much", () => import("../scenarios/main.ts")),
  worker("commerce", "cache-monitor", "one line a second on the cache", () => import("../cache-monitor/main.ts")),

  worker("stores, identity", "event-relay", "publishes the outbox to Kafka", () => import("../event-relay/main.ts")),
  worker("stores, identity", "event-recorder", "records identifications", () => import("../event-recorder/main.ts")),
  once(
    "stores, identity",
    "retention",
    "removes what is too old, archives events",
    () => import("../retention/main.ts"),
  ),
  once("stores, identity", "store-reports", "all reports of a business day", () => import("../store-reports/main.ts")),
  once("stores, identity", "load-manuals", "makes manuals searchable", () => import("../load-manuals/main.ts")),
  once(
    "stores, identity",
    "evaluate-confidence",
    "scores and fits the confidence model",
    () => import("../evaluate-confidence/main.ts"),
  ),
  once(
    "stores, identity",
    "simulate-visits",
    "customers who walk through stores, against an API",
    () => import("../simulate-visits/main.ts"),
  ),

  worker("sourcing", "sourcing", "suppliers to marketplaces and back, by steps", () => import("../sourcing/main.ts")),
  once(
    "sourcing",
    "split-databases",
    "moves one old database into the three",
    () => import("../split-databases/main.ts"),
  ),

  once("operate", "migrate", "creates and changes the tables", () => import("../migrate/main.ts")),
  once("operate", "keys", "makes, lists and revokes keys of the API", () => import("../keys/main.ts")),
  once("operate", "doctor", "checks every engine, with the remedy", () => import("../doctor/main.ts")),
  once("operate", "kafka-admin", "topics, lag, dead letters, redrive", () => import("../kafka-admin/main.ts")),

  once("prove", "bench", "measures, each figure beside its limit", () => import("../tools/bench/main.ts")),
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

/** What a binary can't carry. */
export const TOOLS: readonly Tool[] = [
  tool("ok", "the gate: format, lint, types, architecture, fast tests"),
  tool("test", "all tests, on the real engines"),
  tool("services", "the real engines for tests"),
  tool("chaos", "breaks processes, engines and network under load"),
  tool("soak", "an hour at work"),
  tool("simulate", "identity on simulated engines, thousands of seeds"),
  tool("fuzz", "calls made from the API's own document"),
  tool("architecture", "who imports whom"),
  tool("compile", "binaries and bundles"),
];

export function usage(): string {
  const width = Math.max(...PROCESSES.map(({ name }) => name.length)) + 2;
  return [
    "usage: tillstream PROCESS [ARGUMENTS]      its own arguments: tillstream PROCESS --help",
    ...GROUPS.flatMap((group) => [
      "",
      `${group}:`,
      ...PROCESSES.filter((process) => process.group === group)
        .map(({ name, summary }) => `  ${name.padEnd(width)}${summary}`),
    ]),
  ].join("\n");
}
