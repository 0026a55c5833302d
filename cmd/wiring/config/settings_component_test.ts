import { assertEquals, assertStringIncludes } from "@std/assert";
import { testInstallation } from "../../../testing/engines/installation.ts";
import { runProcessToEnd } from "../../../testing/engines/running_process.ts";

/** Wrong settings must be found before anything is opened, so nothing listens at any of these addresses. */
const NOWHERE = {
  DATABASE_URL: "postgres://nobody@127.0.0.1:1/none",
  REDIS_URL: "redis://127.0.0.1:1",
  KAFKA_BROKERS: "127.0.0.1:1",
};

async function assertRefused(process: string, env: Record<string, string>, naming: readonly string[]): Promise<void> {
  const { code, stdout, stderr } = await runProcessToEnd(process, { env });
  assertEquals(code, 2, `${process} ${JSON.stringify(env)}: ${stderr}`);
  for (const name of naming) assertStringIncludes(stderr, name);
  assertEquals(stdout, "", "what is wrong goes to standard error");
}

Deno.test("processes refuse wrong settings with status 2, and name each", async () => {
  const { DATABASE_URL: _, ...withoutDatabase } = NOWHERE;
  const cases: readonly (readonly [string, Record<string, string>, readonly string[]])[] = [
    ["consumer", { ...withoutDatabase, DB_TYPE: "oracle" }, ["DB_TYPE"]],
    ["api", { ...NOWHERE, PORT: "abc", CACHE_BATCH_SIZE: "many" }, ["PORT", "CACHE_BATCH_SIZE"]],
    ["api", { ...NOWHERE, HOST: "0.0.0.0" }, ["API_KEYS"]],
    ["start", { HOST: "0.0.0.0" }, ["API_KEYS"]],
    ["api", { DATABASE_URL: NOWHERE.DATABASE_URL }, ["REDIS_URL", "KAFKA_BROKERS"]],
    ["producer", {}, ["REDIS_URL", "KAFKA_BROKERS"]],
    ["cache-worker", withoutDatabase, ["DATABASE_URL"]],
    ["event-relay", { ...NOWHERE, DB_TYPE: "local" }, ["DATABASE_URL", "DB_TYPE"]],
    ["grade-updater", { ...NOWHERE, GRADE_UPDATE_INTERVAL: "0" }, ["GRADE_UPDATE_INTERVAL"]],
    ["seed", { DB_TYPE: "supabase" }, ["SUPABASE_DIRECT_URL"]],
  ];
  await Promise.all(cases.map(([process, env, naming]) => assertRefused(process, env, naming)));
});

Deno.test("processes refuse a port that is in use with status 2, and name its variable", async () => {
  await using shop = await testInstallation(["redis", "kafka"]);
  using taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const port = String(taken.addr.port);
  await Promise.all([
    assertRefused("api", { ...shop.env, PORT: port }, ["PORT", port]),
    assertRefused("cache-worker", { ...shop.env, METRICS_PORT: port }, ["METRICS_PORT", port]),
  ]);
});
