import { assert, assertEquals } from "@std/assert";
import { temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import { outboxContract } from "../../../application/shared/outbox_contract.ts";
import "../../../testing/engines/leak_checks.ts";
import { postgresShop } from "../../../testing/ports/shop.ts";
import { openTransaction } from "../../../testing/engines/open_transaction.ts";
import { connectPostgres, type SqlScope } from "./connect.ts";
import { PostgresOutbox } from "./outbox.ts";

outboxContract("Postgres", postgresShop);

Deno.test("a look at the empty outbox reads next to nothing while a transaction is held open elsewhere", async () => {
  await using database = await temporaryDatabase();
  const { sql } = database;
  const statements: string[] = [];
  const own = connectPostgres({ url: database.url, max: 1, onStatement: (statement) => statements.push(statement) });
  await using _closing = { [Symbol.asyncDispose]: () => own.end({ timeout: 5 }) };
  const look = (tx: SqlScope) => tx`select count(*) from outbox`;
  await using _held = await openTransaction(sql, look, "isolation level repeatable read");
  await sql`insert into outbox (topic, headers) select 'orders.dlq', '{}'::bytea from generate_series(1, 50000)`;
  await sql`delete from outbox`;
  const outbox = new PostgresOutbox(own);
  assertEquals(await outbox.topics(), []);
  statements.length = 0;
  const began = performance.now();
  for (let look = 0; look < 100; look++) assertEquals(await outbox.topics(), []);
  const seconds = (performance.now() - began) / 1_000;
  const whole = statements.filter((statement) => statement.includes("recursive")).length;
  assert(whole <= seconds + 1, `${whole} whole looks in ${seconds} s`);
  const cheap = statements.find((statement) => statement.startsWith("select id from outbox"))!.replace("$1", "50000");
  const plan = await sql.unsafe(`explain (analyze, buffers) ${cheap}`);
  const [, pages] = plan.map((row) => row["QUERY PLAN"]).join("\n").match(/Buffers: shared hit=(\d+)/)!;
  assert(Number(pages) < 20, `${pages} pages`);
});
