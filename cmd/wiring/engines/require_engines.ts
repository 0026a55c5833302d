import type { Config } from "../config/config.ts";
import { WrongSettings } from "../config/settings.ts";
import { type ConnectionRefusal, isTransient } from "../../../adapters/system/connection_refusal.ts";
import { type EngineSettings, explainRefusal } from "./remedies.ts";

type Engine = "database" | "redis" | "kafka" | "dynamodb";

const WHY: Readonly<Record<Engine, string>> = {
  database: "DATABASE_URL or DB_TYPE is not set",
  redis: "REDIS_URL is not set",
  kafka: "KAFKA_BROKERS is not set",
  dynamodb: "EVENTS=dynamodb or DYNAMODB_ENDPOINT is not set",
};

/** Throws `WrongSettings` for a missing engine: in this process' memory, others would see nothing of its work. */
export function requireEngines(config: Config, engines: readonly Engine[]): void {
  const isMissing: Readonly<Record<Engine, boolean>> = {
    database: config.database.kind === "embedded",
    redis: config.redis === null,
    kafka: config.kafka === null,
    dynamodb: config.identity.dynamodb === null,
  };
  const missing = engines.filter((engine) => isMissing[engine]);
  if (missing.length === 0) return;
  throw new WrongSettings(
    missing.map((engine) =>
      `${
        WHY[engine]
      }: this process shares it with others; \`deno task start\` runs everything in one process without it`
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
