import { assertEquals } from "@std/assert";
import { parseEnv } from "node:util";
import { type Config, parseConfig, settingNames } from "./config.ts";

const text = await Deno.readTextFile(new URL("../../../.env.example", import.meta.url));
const SETTING = /^# ([A-Z][A-Z0-9_]*)=(.*)$/gm;

Deno.test(".env.example names every setting once and none that there is not", () => {
  const named = [...text.matchAll(SETTING)].map(([, name]) => name!);
  assertEquals(named.toSorted(), settingNames().toSorted());
});

Deno.test(".env.example copied as it is changes nothing", () => {
  assertEquals(parseEnv(text), {});
});

Deno.test(".env.example shows the defaults", () => {
  /** Names a place of one's own, or a choice; what stands there is an example. */
  const EXAMPLES =
    /^((SOURCE_|DROPSHIP_|MARKET_)?DATABASE_(URL|SSLMODE)|DB_TYPE|SUPABASE_.*|RDS_.*|POSTGRES_.*|REDIS_URL|KAFKA_BROKERS|AWS_REGION|DYNAMODB_ENDPOINT|ARCHIVE_BUCKET|S3_ENDPOINT|METRICS_PORT|GROWTH_FINAL_PER_SECOND)$/;
  const given = [...text.matchAll(SETTING)]
    .filter(([, name, value]) => value !== "" && !EXAMPLES.test(name!))
    .map(([, name, value]) => [name!, value!]);
  const engines = { DATABASE_URL: "postgres://h/d", REDIS_URL: "redis://h", KAFKA_BROKERS: "h:1" };
  const shown: Config = parseConfig({ ...engines, ...Object.fromEntries(given) });
  assertEquals(shown, parseConfig(engines));
});

Deno.test(".env.example shows the defaults of DB_TYPE=local", () => {
  const given = [...text.matchAll(SETTING)].filter(([, name]) => name!.startsWith("POSTGRES_"));
  const shown = parseConfig({
    DB_TYPE: "local",
    ...Object.fromEntries(given.map(([, name, value]) => [name!, value!])),
  });
  assertEquals(shown, parseConfig({ DB_TYPE: "local" }));
});
