import { assert, assertEquals, assertRejects } from "@std/assert";
import { temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import { sampleStore } from "../../../testing/fixtures/store_samples.ts";
import "../../../testing/engines/leak_checks.ts";
import { connectPostgres, type Sql } from "./connect.ts";
import { DataRefused } from "../../../application/shared/fault.ts";
import { STORES } from "../store/stores.ts";
import { mapPostgresErrors } from "./map_errors.ts";

const STORE = sampleStore("1", { name: "성수점", timeZone: "Asia/Seoul", closingTime: "04:00" });

/** With prepared statements, and as behind a transaction pooler. */
for (const prepare of [true, false]) {
  const withSql = (work: (sql: Sql) => Promise<void>) => async () => {
    await using database = await temporaryDatabase();
    const sql = connectPostgres({ url: database.url, max: 3, prepare });
    await work(sql).finally(() => sql.end());
  };

  Deno.test(
    `Table inserts, finds, changes and removes an entity (prepare ${prepare})`,
    withSql(async (sql) => {
      assertEquals(await STORES.insertNew(sql, [STORE, STORE]), 1);
      assertEquals(await STORES.insertNew(sql, [{ ...STORE, name: "다른 이름" }]), 0);
      const found = (await STORES.find(sql, "1"))!;
      const { version, createdDatetime, updatedDatetime, ...store } = found;
      assertEquals([store, version, createdDatetime], [STORE, 0, updatedDatetime]);
      const changed = (await sql.begin((sql) => STORES.change(sql, "1", { name: "흐림" })))!;
      assertEquals({ ...changed, updatedDatetime }, { ...found, name: "흐림" });
      assert(changed.updatedDatetime > updatedDatetime);
      assertEquals(await STORES.find(sql, "1"), changed);
      assertEquals(await sql.begin((sql) => STORES.change(sql, "1", {})), changed);
      assertEquals(await sql.begin((sql) => STORES.change(sql, "none", { name: "x" })), null);
      assertEquals(await STORES.remove(sql, "1"), changed);
      assertEquals([await STORES.remove(sql, "1"), await STORES.find(sql, "1")], [null, null]);
    }),
  );

  Deno.test(
    `Table on a transaction is undone with it (prepare ${prepare})`,
    withSql(async (sql) => {
      await assertRejects(
        () =>
          sql.begin(async (sql) => {
            await STORES.insertNew(sql, [STORE]);
            throw new Error("undo");
          }),
        Error,
        "undo",
      );
      assertEquals((await sql`select from stores`).count, 0);
    }),
  );

  Deno.test(
    `Table leaves the driver's errors to its caller, and the pool's connections to the pool (prepare ${prepare})`,
    withSql(async (sql) => {
      const bad = () => STORES.insertNew(sql, [{ ...STORE, closingTime: "13:00" }]);
      await Promise.all(Array.from({ length: 20 }, () => assertRejects(() => mapPostgresErrors(bad), DataRefused)));
      await Promise.all(Array.from({ length: 20 }, (_, n) => STORES.insertNew(sql, [sampleStore(`${n}`)])));
      assertEquals((await sql`select from stores`).count, 20);
    }),
  );
}

Deno.test("Table changes no column that is not given, while others are changed at once", async () => {
  await using database = await temporaryDatabase();
  const { sql } = database;
  await STORES.insertNew(sql, [STORE]);
  await Promise.all([
    sql.begin((sql) => STORES.change(sql, "1", { name: "하나" })),
    sql.begin((sql) => STORES.change(sql, "1", { closingTime: "05:00" })),
    sql.begin((sql) => STORES.change(sql, "1", { timeZone: "Europe/Berlin" })),
  ]);
  const { name, closingTime, timeZone } = (await STORES.find(sql, "1"))!;
  assertEquals([name, closingTime, timeZone], ["하나", "05:00", "Europe/Berlin"]);
});
