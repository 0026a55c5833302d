import type { EngineName } from "../../../adapters/embedded/embedded_engines.ts";
import type { Config } from "../config/config.ts";
import { WrongSettings } from "../config/settings.ts";
import { type ConnectionRefusal, isTransient } from "../../../adapters/system/connection_refusal.ts";
import type { Process } from "../process/run_process.ts";
import { type EngineSettings, explainRefusal } from "./remedies.ts";
import { joinHost } from "./shared_engines.ts";

type Engine = "database" | "redis" | "kafka" | "dynamodb";

const WHY: Readonly<Record<Engine, string>> = {
  database: "DATABASE_URL or DB_TYPE is not set",
  redis: "REDIS_URL is not set",
  kafka: "KAFKA_BROKERS is not set",
  dynamodb: "EVENTS=dynamodb or DYNAMODB_ENDPOINT is not set",
};

/** What a `start` beside which the process works must hold in place of each. */
const EMBEDDED: Readonly<Record<Engine, readonly EngineName[]>> = {
  database: [],
  redis: ["pools", "scenarios", "opening", "reports", "sightings"],
  kafka: ["log"],
  dynamodb: ["events"],
};

/**
 * Joins the `start` that holds the data folder where an engine is not set. Throws `WrongSettings` for one that is
 * missing there too: in this process' memory, others would see nothing of its work.
 */
export async function requireEngines(process: Process, engines: readonly Engine[]): Promise<void> {
  const missing = missingEngines(process.config, engines);
  if (missing.length === 0) return;
  const host = await joinHost(process);
  const absent = missing.filter((engine) => host === null || EMBEDDED[engine].some((name) => host[name] === undefined));
  refuse(absent, "beside one with the same DATA_DIR, this one works too");
}

/** Throws `WrongSettings` where not each is a server. */
export function requireServers(config: Config, engines: readonly Engine[]): void {
  refuse(missingEngines(config, engines), "here it must be a server");
}

function missingEngines({ database, redis, kafka, identity }: Config, engines: readonly Engine[]): Engine[] {
  const isMissing: Readonly<Record<Engine, boolean>> = {
    database: database.kind === "embedded",
    redis: redis === null,
    kafka: kafka === null,
    dynamodb: identity.dynamodb === null,
  };
  return engines.filter((engine) => isMissing[engine]);
}

function refuse(missing: readonly Engine[], and: string): void {
  if (missing.length === 0) return;
  throw new WrongSettings(
    missing.map((engine) =>
      `${WHY[engine]}: this process shares it with others; ` +
      `\`deno task start\` runs everything in one process without it, and ${and}`
    ),
  );
}

/** Throws `WrongSettings` for a refusal that waiting does not change; start-up waits for the others. */
export function requireReachable(refusal: ConnectionRefusal | null, settings: EngineSettings): void {
  if (refusal !== null && !isTransient(refusal)) throw rejection(refusal, settings);
}

export function rejection(refusal: ConnectionRefusal, settings: EngineSettings): WrongSettings {
  const { cause, remedy } = explainRefusal(refusal, settings);
  return new WrongSettings([`${cause}; ${remedy}`]);
}
