import type { Config } from "./config.ts";
import { WrongSettings } from "./settings.ts";

type Engine = "database" | "redis" | "kafka";

const WHY: Readonly<Record<Engine, string>> = {
  database: "DATABASE_URL or DB_TYPE is not set",
  redis: "REDIS_URL is not set",
  kafka: "KAFKA_BROKERS is not set",
};

/**
 * Refuses to run a process whose work goes through engines that other processes share, when one of them would be in this
 * process' own memory: a producer without Kafka would talk to nobody.
 */
export function requireEngines(config: Config, engines: readonly Engine[]): void {
  const missing = engines.filter((engine) =>
    engine === "database" ? config.database.kind === "embedded" : !config[engine]
  );
  if (missing.length === 0) return;
  throw new WrongSettings(
    missing.map((engine) =>
      `${
        WHY[engine]
      }: this process shares it with others; \`deno task start\` runs everything in one process without it`
    ),
  );
}
