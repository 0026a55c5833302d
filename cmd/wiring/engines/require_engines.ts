import type { Config } from "../config/config.ts";
import { WrongSettings } from "../config/settings.ts";
import { type ConnectionRefusal, isTransient } from "../../../adapters/system/connection_refusal.ts";
import { type EngineSettings, explainRefusal } from "./remedies.ts";

type Engine = "database" | "redis" | "kafka" | "dynamodb";

const WHY: Readonly<Record<Engine, string>> = {
  database: "DATABASE_URL or DB_TYPE is not set",
  redis: "REDIS_URL is not set",
  kafka: "KAFKA_BROKERS is not set",
  dynamodb: "AWS_REGION or DYNAMODB_ENDPOINT is not set",
};

/**
 * Refuses to run a process whose work goes through engines that other processes share, when one of them would be in this
 * process' own memory: a producer without Kafka would talk to nobody.
 */
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

/** Throws `WrongSettings` with cause and remedy for a refusal that waiting does not change; start-up waits for the others. */
export function requireReachable(refusal: ConnectionRefusal | null, settings: EngineSettings): void {
  if (refusal === null || isTransient(refusal)) return;
  const { cause, remedy } = explainRefusal(refusal, settings);
  throw new WrongSettings([`${cause}; ${remedy}`]);
}
