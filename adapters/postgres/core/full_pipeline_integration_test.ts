import { assertEquals, assertRejects } from "@std/assert";
import { type TemporaryDatabase, temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import { requireNoneInTransaction } from "../../../testing/engines/left_in_transaction.ts";
import { openTransaction } from "../../../testing/engines/open_transaction.ts";
import { connectPostgres } from "./connect.ts";

/** The driver's default length of a connection's pipeline. */
const PIPELINE = 100;

const CASES = [1, 2].flatMap((max) =>
  [PIPELINE - 1, PIPELINE, PIPELINE + 1, 4 * PIPELINE].map((each) => ({ max, reads: each * max }))
).concat({ max: 2, reads: 2 * PIPELINE + 1 }, { max: 10, reads: 1_000 });

for (const { max, reads } of CASES) {
  Deno.test(`begin has its connection to itself when ${reads} reads fill ${max} connections`, async () => {
    await using database = await temporaryDatabase({ migrated: false });
    const { sql: other } = database;
    await other`create table slow (n int)`;
    await other`create table kept (n int)`;
    const sql = connectPostgres({ url: database.url, max });
    await using _closing = { [Symbol.asyncDispose]: () => sql.end({ timeout: 5 }) };
    const read = () => sql`select count(*) as n from slow`;
    // Known to each connection, so that it is sent whole.
    await Promise.all(Array.from({ length: max * 4 }, read));
    await whileLocked(database, () => {
      const answers = Array.from({ length: reads }, () => read().execute());
      const transaction = sql.begin(async (tx) => {
        await tx`insert into kept values (1)`;
        await tx`insert into kept values (2)`;
      });
      const later = Array.from({ length: 20 }, (_, n) => sql`insert into kept values (${n + 3})`.execute());
      return [...answers, transaction, ...later];
    });
    assertEquals([...await other`select count(*) as n from kept`], [{ n: 22 }]);
  });
}

Deno.test("requireNoneInTransaction names a session that was left in a transaction", async () => {
  await using database = await temporaryDatabase({ migrated: false });
  const name = new URL(database.url).pathname.slice(1);
  const left = connectPostgres({ url: database.url, max: 1, applicationName: "left" });
  await left.unsafe("begin");
  const error = await assertRejects(() => requireNoneInTransaction(database.sql, name), Error, "idle in a transaction");
  await left.end();
  assertEquals(/left \(\d+\) after: begin/.test(error.message), true, error.message);
});

/** `start` runs while nothing can read `slow`; its promises must all fulfil once it is unlocked. */
async function whileLocked({ sql }: TemporaryDatabase, start: () => readonly Promise<unknown>[]) {
  const lock = await openTransaction(sql, (tx) => tx`lock table slow`);
  const started = Promise.all(start());
  started.catch(() => {});
  await new Promise((resolve) => setTimeout(resolve, 300));
  await Promise.all([lock.commit(), started]);
}
