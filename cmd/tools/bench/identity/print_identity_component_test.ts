import { assert, assertEquals } from "@std/assert";
import { runProcessToEnd } from "../../../../testing/engines/running_process.ts";

Deno.test("bench identity names the engines that it misses, and sizes that are none", async () => {
  const embedded = await runProcessToEnd("tools/bench", { args: ["identity"] });
  assertEquals(embedded.code, 2, embedded.stderr);
  for (const setting of ["DATABASE_URL", "REDIS_URL", "KAFKA_BROKERS", "DYNAMODB_ENDPOINT"]) {
    assert(embedded.stderr.includes(`${setting}`), embedded.stderr);
  }
  const wrong = await runProcessToEnd("tools/bench", { args: ["identity", "--customers", "many"] });
  assertEquals([wrong.code, wrong.stderr.includes('--customers is "many"')], [2, true], wrong.stderr);
});
