import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Sql } from "../../adapters/postgres/core/connect.ts";
import { fillOtherApplication } from "../../testing/fixtures/other_application.ts";
import { fillOldDatabase } from "../../testing/fixtures/old_database.ts";
import { RunningProcess, runProcessToEnd } from "../../testing/engines/running_process.ts";
import { sleep } from "../../adapters/system/sleep.ts";
import { splitByCommand } from "./split_contract.ts";

/** How long after it has connected a process is killed: while it begins, copies, builds, compares. */
const KILLED_AFTER_MS = [0, 120, 300, 700, 1_500];

const OURS = {
  who: "tables like the new ones",
  fill: (sql: Sql) => fillOldDatabase(sql, { rows: 12_000, vectors: 60 }),
};
const OTHERS = { who: "another application", fill: (sql: Sql) => fillOtherApplication(sql, { rows: 3_000 }) };

for (
  const { strategy, who, fill } of [
    { strategy: "restore", ...OURS },
    { strategy: "insert", ...OURS },
    { strategy: "restore", ...OTHERS },
  ]
) {
  Deno.test(`split-databases --strategy ${strategy} of ${who}, killed at any moment and run again, loses and doubles nothing`, async () => {
    await using given = await splitByCommand();
    const { old, env, folder } = given;
    await fill(old.sql);
    const args = ["--strategy", strategy, "--json"];
    for (const ms of KILLED_AFTER_MS) {
      await using process = await RunningProcess.start("split-databases", { args, env });
      await process.line(/databases connected/);
      await sleep(ms);
      process.signal("SIGKILL");
      await process.ended;
    }
    const { code, stdout, stderr } = await runProcessToEnd("split-databases", { args, env });
    assertEquals(code, 0, stderr);
    const { certificate } = JSON.parse(stdout);
    assertEquals([certificate.verdict, certificate.differences], ["agrees", []]);
    const written = JSON.parse(await Deno.readTextFile(`${folder}/split.certificate.json`));
    assertEquals(written, certificate);
  });
}

Deno.test("split-databases certifies again, exits with 1 after a damage, and rolls back", async () => {
  await using given = await splitByCommand();
  const { old, source, env } = given;
  await fillOldDatabase(old.sql, { rows: 1_000, vectors: 10 });
  const run = (...args: string[]) => runProcessToEnd("split-databases", { args: [...args, "--json"], env });

  const planned = await run("--dry-run");
  assertEquals(planned.code, 0, planned.stderr);
  assertEquals(JSON.parse(planned.stdout).notMigrated, ["source", "dropship", "market"]);
  assertEquals((await run("--certify")).code, 2);

  assertEquals((await run()).code, 0);
  assertEquals((await run("--certify")).code, 0);
  await source.sql`delete from supplier_raw_fetch_log where id = (select id from supplier_raw_fetch_log limit 1)`;
  const damaged = await run("--certify");
  assertEquals(damaged.code, 1);
  assert(JSON.parse(damaged.stdout).differences[0].startsWith("source.supplier_raw_fetch_log has"));

  const kept = await run("--rollback");
  assertEquals(kept.code, 2);
  assertStringIncludes(kept.stderr, "source.supplier_raw_fetch_log");
  assertEquals((await run("--rollback", "--force")).code, 0);
  const [left] = await source.sql`select to_regclass('supplier_item_raw') is null as gone`;
  assertEquals(left!.gone, true);
});

Deno.test("split-databases names the settings that are missing or lead to one database", async () => {
  const missing = await runProcessToEnd("split-databases", { args: [] });
  assertEquals(missing.code, 2);
  assertStringIncludes(missing.stderr, "OLD_DATABASE_URL is not set");
  assertStringIncludes(missing.stderr, "SOURCE_DATABASE_URL, DROPSHIP_DATABASE_URL and MARKET_DATABASE_URL");

  await using given = await splitByCommand();
  const same = await runProcessToEnd("split-databases", {
    args: ["--dry-run"],
    env: { ...given.env, MARKET_DATABASE_URL: given.env.OLD_DATABASE_URL },
  });
  assertEquals(same.code, 2);
  assertStringIncludes(same.stderr, "MARKET_DATABASE_URL and OLD_DATABASE_URL are both");
});
