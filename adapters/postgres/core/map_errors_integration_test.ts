import { assertEquals, assertRejects } from "@std/assert";
import { temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import { DataRefused, Outage } from "../../../application/shared/fault.ts";
import type { Sql } from "./connect.ts";
import { Rollback, transaction, unmappedTransaction } from "./map_errors.ts";

const withTable = (work: (sql: Sql) => Promise<void>) => async () => {
  await using database = await temporaryDatabase({ migrated: false });
  await database.sql`create table seen (n int check (n > 0))`;
  await work(database.sql);
};

Deno.test(
  "transaction commits and returns what its work returns, an array of promises' values as well",
  withTable(async (sql) => {
    const result = await transaction(sql, async (sql) => {
      await sql`insert into seen values (1)`;
      return [1, "two"];
    });
    assertEquals([result, (await sql`select from seen`).count], [[1, "two"], 1]);
  }),
);

Deno.test(
  "transaction is undone by a Rollback, and returns what that carries",
  withTable(async (sql) => {
    const result = await transaction<"done" | "refused">(sql, async (sql) => {
      await sql`insert into seen values (1)`;
      throw new Rollback("refused");
    });
    assertEquals([result, (await sql`select from seen`).count], ["refused", 0]);
  }),
);

Deno.test(
  "transaction maps the driver's errors, is undone by them, and leaves what its callers throw as it is",
  withTable(async (sql) => {
    const insert = (n: number) =>
      transaction(sql, async (sql, callers) => {
        await sql`insert into seen values (7)`;
        await sql`insert into seen values (${n})`;
        await callers(() => Promise.reject(new RangeError("the caller's")));
      });
    await assertRejects(() => insert(0), DataRefused);
    await assertRejects(() => insert(1), RangeError, "the caller's");
    await assertRejects(() => transaction(sql, (sql) => sql`select * from nowhere`), Outage);
    await assertRejects(() => unmappedTransaction(sql, (sql) => sql`select * from nowhere`), Error, "nowhere");
    assertEquals((await sql`select from seen`).count, 0);
  }),
);

Deno.test(
  "transaction runs in the mode that is asked for",
  withTable(async (sql) => {
    const write = (mode: string) => transaction(sql, async (sql) => void await sql`insert into seen values (1)`, mode);
    await assertRejects(() => write("read only"), Outage);
    await write("isolation level repeatable read");
    assertEquals((await sql`select from seen`).count, 1);
  }),
);
