import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { testInstallation } from "../../testing/engines/installation.ts";
import { RunningProcess, runProcessToEnd } from "../../testing/engines/running_process.ts";
import { sleep } from "../../adapters/system/sleep.ts";

const STORES = 120;

Deno.test("store-reports makes all reports of a day, goes on where it was killed, and doubles nothing", async () => {
  await using shop = await testInstallation(["redis"]);
  const { env, sql } = shop;
  await sql`
    insert into stores (store_id, name, time_zone, version)
    select n, n, (array['Asia/Seoul', 'Europe/Berlin', 'America/New_York'])[1 + n % 3], 1
    from generate_series(1, ${STORES}::int) n`;
  await sql`
    insert into sales (store_id, sale_id, menu, price, quantity, sold_at, received_at)
    select 1 + n % ${STORES}::int, n, 'menu ' || n % 7, 1000, 1, at, at from generate_series(1, 20000) n,
      lateral (select timestamptz '2026-03-01 12:00Z' + n * interval '10 s' as at) t`;
  const args = ["--date", "2026-03-02", "--at-once", "1"];
  const kept = async () => (await sql`select count(*) as reports from store_reports`)[0]!.reports as number;
  {
    await using killed = await RunningProcess.start("store-reports", { args, env });
    while (killed.isRunning && await kept() < 20) await sleep(5);
    await killed.stop("SIGKILL");
  }
  const half = await kept();
  assert(half >= 20 && half < 4 * STORES, `${half} reports: it was to be killed in the middle`);
  assertEquals(half % 4, 0, "a store has all of its reports or none");

  const run = async () => {
    const { code, stdout, stderr } = await runProcessToEnd("store-reports", { args: [...args, "--json"], env });
    assertEquals(code, 0, stderr);
    return JSON.parse(stdout);
  };
  const second = await run();
  assertEquals([second.stores, second.upToDate, second.made], [STORES, half / 4, STORES - half / 4]);
  assertEquals([await kept(), (await run()).made], [4 * STORES, 0]);
  // Each zone's day by Postgres' own reckoning; none of them changes its clocks on it.
  const wrong = await sql`
    select s.store_id from stores s
    join store_reports r on r.store_id = s.store_id and r.category = 'sales'
    where (r.body->'figures'->>'amount')::int is distinct from (
      select sum(price * quantity) from sales
      where store_id = s.store_id and (sold_at at time zone s.time_zone)::date = '2026-03-02')`;
  assertEquals(wrong.count, 0);
});

Deno.test("store-reports works without any engine, and ends with 2 where it was asked wrongly", async () => {
  const { code, stdout, stderr } = await runProcessToEnd("store-reports", { args: ["--date", "2026-03-02"] });
  assertEquals(code, 0, stderr);
  assertStringIncludes(stdout, "0 of 0 stores");
  const wrong = await runProcessToEnd("store-reports", { args: ["--date", "today"] });
  assertEquals(wrong.code, 2, wrong.stderr);
  assertStringIncludes(wrong.stderr, "--date");
});
