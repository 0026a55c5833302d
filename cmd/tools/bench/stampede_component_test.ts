import { assert, assertEquals } from "@std/assert";
import { RedisReportCache } from "../../../adapters/redis/store/report_cache.ts";
import { connectRedis } from "../../../adapters/redis/core/connect.ts";
import { sleep } from "../../../adapters/system/sleep.ts";
import { type Installation, testInstallation } from "../../../testing/engines/installation.ts";
import { openTransaction } from "../../../testing/engines/open_transaction.ts";
import { runProcessToEnd } from "../../../testing/engines/running_process.ts";
import { reportKey } from "../../../testing/fixtures/report_samples.ts";
import { reportsOn, type ReportsUnderTest } from "../../../testing/ports/reports.ts";
import { Readers } from "./stampede.ts";

const READS = 100;
const ORDER = { storeId: "1", day: "2026-03-02", category: "sales", reads: READS };
const SALE = { menu: "김치찌개", price: 9_000, quantity: 1, soldAt: "2026-03-02T03:00:00Z" };

async function withReaders(
  count: number,
  work: (readers: Readers, shop: Installation, here: ReportsUnderTest) => Promise<void>,
): Promise<void> {
  await using shop = await testInstallation(["redis"]);
  const redis = connectRedis({ url: shop.env.REDIS_URL! });
  try {
    const here = reportsOn(shop.sql, { cache: new RedisReportCache(redis, shop.prefix, { answerWithinMs: 5_000 }) });
    await here.sell("1", [{ ...SALE, saleId: "R-0" }]);
    await using readers = await Readers.start(count, { ...shop.env, LOG_LEVEL: "error" });
    await work(readers, shop, here);
  } finally {
    redis.disconnect();
  }
}

Deno.test("many misses at once in several processes cause one statement, after every change again", () =>
  withReaders(4, async (readers, _shop, here) => {
    for (let round = 0; round < 3; round++) {
      const readings = await readers.read(ORDER);
      assertEquals(readings.reduce((sum, { statements }) => sum + statements, 0), 1, JSON.stringify(readings));
      const sources = readings.flatMap(({ sources }) => Object.entries(sources));
      assertEquals(sources.reduce((sum, [, count]) => sum + count, 0), 4 * READS);
      assertEquals(sources.filter(([source]) => source === "stored").map(([, count]) => count), [1]);
      // The day has no viewers: a late sale's report is recomputed by the writer.
      await here.sell("1", [{ ...SALE, saleId: `R-${round + 1}` }]);
      await here.reports.settle();
      await here.cache.reset(reportKey("1").storeId);
    }
  }));

Deno.test("when the process that computes is killed, one of the others takes over, and all of them answer", () =>
  withReaders(3, async (readers, { sql }) => {
    const locking = await openTransaction(sql, (sql) => sql`lock table sales in access exclusive mode`);
    const outcome = readers.readEach(ORDER);
    // One of three processes sends the statement; the others wait for its report.
    const computing = async () =>
      (await sql`select application_name from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock' and state = 'active'`).length;
    while (await computing() === 0) await sleep(10);
    assertEquals(await computing(), 1);
    const [holder] = await sql<{ application_name: string }[]>`
      select application_name from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and state = 'active'`;
    const victim = readers.indexOf(holder!.application_name);
    readers.kill(victim);
    await locking.commit();
    const answers = await outcome;
    const living = answers.filter((_, index) => index !== victim);
    assertEquals(living.every((answer) => answer !== null && answer.reads === READS), true, JSON.stringify(answers));
    const statements = living.reduce((sum, answer) => sum + answer!.statements, 0);
    assertEquals(statements, 1, JSON.stringify(answers));
  }));

Deno.test("bench report measures the three ways and the stampede, and leaves nothing behind", async () => {
  await using shop = await testInstallation(["redis"]);
  const args = ["report", "--rounds", "1", "--processes", "2", "--json"];
  const { code, stdout, stderr } = await runProcessToEnd("tools/bench", { args, env: shop.env });
  assertEquals(code, 0, stderr);
  const { measurements, ratios } = JSON.parse(stdout);
  const figure = (name: string) => measurements.find((each: { name: string }) => each.name.startsWith(name)).median;
  assertEquals(figure("stampede: sent"), 1);
  assertEquals(figure("stampede: counted"), 1);
  assert(figure("cached read") < figure("computed read"));
  assert(Object.values<number>(ratios).every((ratio) => ratio > 0));
  const redis = connectRedis({ url: shop.env.REDIS_URL! });
  assertEquals(await redis.keys(`${shop.prefix}*`), []);
  redis.disconnect();
});
