import { assertEquals, assertRejects } from "@std/assert";
import { temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import "../../../testing/engines/leak_checks.ts";
import { connectPostgres, type Sql } from "./connect.ts";
import type { StoreTables } from "../store/store_tables.ts";
import { DataRefused } from "../../../application/shared/fault.ts";
import { translating } from "./translate_errors.ts";
import { typedTables } from "./typed_tables.ts";

const STORE = { store_id: "1", name: "성수점", time_zone: "Asia/Seoul", closing_time: "04:00" };
const REPORT = {
  store_id: "1",
  day: "2026-03-02",
  category: "summary",
  body: { text: "맑음", figures: [1, 2.5, null] },
  version: 9_007_199_254_740_991,
  is_complete: true,
  as_of: new Date("2026-03-02T03:00:00.123Z"),
};

/** With prepared statements, and as behind a transaction pooler. */
for (const prepare of [true, false]) {
  const withTables = (work: (sql: Sql) => Promise<void>) => async () => {
    await using database = await temporaryDatabase();
    const sql = connectPostgres({ url: database.url, max: 3, prepare });
    await work(sql).finally(() => sql.end());
  };

  Deno.test(
    `typedTables creates, reads, updates and deletes rows as the pool's own parsers give them (prepare ${prepare})`,
    withTables(async (sql) => {
      const tables = typedTables<StoreTables>(sql);
      await tables.insertInto("stores").values(STORE).execute();
      await tables.insertInto("store_reports").values(REPORT).execute();
      const read = () =>
        tables.selectFrom("store_reports").selectAll().where("store_id", "=", "1").where("day", "=", "2026-03-02")
          .executeTakeFirst();
      const { created_datetime: _, updated_datetime: __, ...row } = (await read())!;
      assertEquals(row, REPORT);
      const { numUpdatedRows } = await tables.updateTable("store_reports").set({ body: { text: "흐림" } })
        .where("category", "=", "summary").executeTakeFirst();
      assertEquals(numUpdatedRows, 1n);
      assertEquals((await read())!.body, { text: "흐림" });
      const { numDeletedRows } = await tables.deleteFrom("store_reports").executeTakeFirst();
      assertEquals([numDeletedRows, await read()], [1n, undefined]);
    }),
  );

  Deno.test(
    `typedTables on a transaction is undone with it (prepare ${prepare})`,
    withTables(async (sql) => {
      await assertRejects(
        () =>
          sql.begin(async (sql) => {
            await typedTables<StoreTables>(sql).insertInto("stores").values(STORE).execute();
            throw new Error("undo");
          }),
        Error,
        "undo",
      );
      assertEquals((await sql`select from stores`).count, 0);
    }),
  );

  Deno.test(
    `typedTables leaves the driver's errors to translating, and the pool's connections to the pool (prepare ${prepare})`,
    withTables(async (sql) => {
      const tables = typedTables<StoreTables>(sql);
      const bad = () => tables.insertInto("stores").values({ ...STORE, closing_time: "13:00" }).execute();
      await Promise.all(Array.from({ length: 20 }, () => assertRejects(() => translating(bad), DataRefused)));
      await Promise.all(
        Array.from(
          { length: 20 },
          (_, n) => tables.insertInto("stores").values({ ...STORE, store_id: `${n}` }).execute(),
        ),
      );
      assertEquals((await tables.selectFrom("stores").select("store_id").execute()).length, 20);
    }),
  );
}

Deno.test("typedTables opens no transaction of its own", async () => {
  await using database = await temporaryDatabase();
  const tables = typedTables<StoreTables>(database.sql);
  await assertRejects(
    () => tables.transaction().execute((own) => own.insertInto("stores").values(STORE).execute()),
    Error,
    "Cannot begin here",
  );
  assertEquals((await database.sql`select from stores`).count, 0);
});
