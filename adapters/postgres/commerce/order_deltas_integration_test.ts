import { assertEquals } from "@std/assert";
import { temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import { Samples } from "../../../testing/fixtures/commerce_samples.ts";
import type { SqlScope } from "../core/connect.ts";
import { PostgresInbox } from "./inbox.ts";
import { lockOrders } from "./order_deltas.ts";

async function limitIn(sql: SqlScope): Promise<string> {
  return (await sql`select current_setting('idle_in_transaction_session_timeout') as setting`)[0]!.setting;
}

Deno.test("lockOrders keeps a process that stands still from holding up the others, in its transaction only", async () => {
  await using database = await temporaryDatabase();
  const { sql } = database;
  const usual = await limitIn(sql);
  const limited = await sql.begin(async (tx) => {
    await lockOrders(tx);
    return await limitIn(tx);
  });
  assertEquals([limited, await limitIn(sql)], ["30s", usual]);
});

Deno.test("accept limits how long it may stand still before it has the partition's row", async () => {
  await using database = await temporaryDatabase();
  const { sql } = database;
  const at = { group: "orders_group", topic: "orders", partition: 0 };
  // A trigger sees what holds in the transaction of accept.
  await sql.unsafe(`
    create table limits (setting text);
    create function note_limit() returns trigger language plpgsql as $$ begin
      insert into limits values (current_setting('idle_in_transaction_session_timeout')); return new; end $$;
    create trigger note_limit after update on consumer_offsets for each row execute function note_limit()`);
  const inbox = new PostgresInbox(sql);
  await inbox.position(at);
  const user = new Samples("limit").user();
  await inbox.accept({ ...at, from: 0, to: 1, lastRecordAt: null }, [{ type: "user.registered", user }], []);
  assertEquals([...await sql`select setting from limits`], [{ setting: "30s" }]);
});
