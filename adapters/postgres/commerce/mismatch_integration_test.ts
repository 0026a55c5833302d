import { assertEquals } from "@std/assert";
import { Samples } from "../../../testing/fixtures/commerce_samples.ts";
import { placed } from "../../../testing/fixtures/feed.ts";
import { temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import { waitUntil } from "../../../testing/engines/wait_until.ts";
import type { Accepted } from "../../../application/commerce/ports/stream.ts";
import type { StoredRecord } from "../../../application/shared/log.ts";
import { persistStream } from "../../../application/shared/persist_stream.ts";
import type { CommerceEvent } from "../../../domain/commerce/commerce_event.ts";
import type { Order } from "../../../domain/commerce/order.ts";
import { userIdSchema } from "../../../domain/commerce/user.ts";
import { connectPostgres, type Sql } from "../core/connect.ts";
import { withRetry } from "../../system/with_retry.ts";
import { PostgresCommerceWriter } from "./commerce_writer.ts";
import { PostgresInbox, WORTH_COPYING } from "./inbox.ts";

const TOPIC = "orders";

/** A shop's database, a user and a product in it, and a reader that stores orders. */
async function arrange(sql: Sql, name: string) {
  const sample = new Samples(name);
  const user = sample.user();
  const product = sample.product();
  const writer = new PostgresCommerceWriter(sql);
  await Promise.all([writer.addUsers([user]), writer.addProducts([product])]);
  const told: string[] = [];
  const stop = new AbortController();
  const orders: Order[] = [];
  const handler = persistStream<CommerceEvent, Accepted>(
    {
      inbox: new PostgresInbox(sql, { copyAbove: WORTH_COPYING }),
      decode: ({ offset }) => ({ event: placed(orders[offset]!) }),
      withRetry: withRetry(() => {}),
      observe: {
        accepted: () => {},
        fenced: () => told.push("fenced"),
        dead: ({ offset, cause }) => told.push(`dead ${offset} ${cause.code}`),
        lost: () => {},
        recreated: () => {},
        mismatched: (_topic, _partition, { refusal }) => told.push(`mismatched ${refusal.code}`),
      },
    },
    "orders_group",
    stop.signal,
  );
  await handler.positionOf(TOPIC, { partition: 0, first: 0, end: 0 });
  let from = 0;
  const take = (made: readonly Order[]) => {
    orders.push(...made);
    const at = new Date(0);
    const records = made.map((_, nth): StoredRecord => (
      { topic: TOPIC, partition: 0, offset: from + nth, key: null, value: null, headers: {}, at }
    ));
    const batch = { topic: TOPIC, partition: 0, from, next: from += made.length, records };
    return handler.take(batch, stop.signal);
  };
  const some = (count: number, changes: Partial<Order> = {}) =>
    Array.from({ length: count }, () => ({ ...sample.order(user, product), ...changes }));
  const counts = async () => {
    const [row] = await sql`select (select count(*) from orders) as orders, (select count(*) from outbox) as letters`;
    return [row!.orders, row!.letters];
  };
  return { take, some, told, counts };
}

for (const count of [300, 5_000]) {
  Deno.test(`a column that somebody added holds ${count} orders up until it is mended, and buries none`, async () => {
    await using database = await temporaryDatabase();
    const { sql } = database;
    const { take, some, told, counts } = await arrange(sql, `mismatch ${count}`);
    await sql`alter table orders add column channel text not null`;
    const taken = take(some(count));
    await waitUntil("hear of the mismatch", () => told.length >= 2);
    assertEquals([new Set(told), await counts()], [new Set(["mismatched 23502"]), [0, 0]]);
    await sql`alter table orders drop column channel`;
    assertEquals(await taken, "taken");
    assertEquals(await counts(), [count, 0]);
  });
}

Deno.test("a column that somebody added buries no order that comes beside one of an unknown customer", async () => {
  await using database = await temporaryDatabase();
  const { sql } = database;
  const { take, some, told, counts } = await arrange(sql, "mismatch beside pending");
  await sql`alter table orders add column channel text not null`;
  const unknown = userIdSchema.parse("U-unknown");
  const taken = take([...some(3), ...some(1, { userId: unknown }), ...some(3)]);
  await waitUntil("hear of the mismatch", () => told.length >= 1);
  assertEquals([told[0], await counts()], ["mismatched 23502", [0, 0]]);
  await sql`alter table orders drop column channel`;
  assertEquals(await taken, "taken");
  assertEquals(await counts(), [6, 0]);
});

Deno.test("a trigger that raises refuses one order, which is buried, and holds up those that come if it refuses all", async () => {
  await using database = await temporaryDatabase();
  const { sql } = database;
  const { take, some, told, counts } = await arrange(sql, "raising");
  await sql.unsafe(`
    create function refuse() returns trigger language plpgsql as $$
    begin
      if new.payment_method = 'CASH' then raise exception 'cash is not taken'; end if;
      return new;
    end $$;
    create trigger refusing before insert on orders for each row execute function refuse()`);
  const cash = { paymentMethod: "CASH" } as Partial<Order>;
  await take([...some(5, { paymentMethod: "CARD" } as Partial<Order>), ...some(1, cash), ...some(5)]);
  assertEquals([told, await counts()], [["dead 5 data_refused"], [10, 1]]);
  await sql`create or replace function refuse() returns trigger language plpgsql as $$
    begin raise exception 'closed'; end $$`;
  const taken = take(some(1));
  await waitUntil("hear of the mismatch", () => told.length >= 2);
  assertEquals(told.at(-1), "mismatched P0001");
  await sql`drop trigger refusing on orders`;
  assertEquals([await taken, await counts()], ["taken", [11, 1]]);
});

Deno.test("orders are stored though the server's time is too short for all of them at once", async () => {
  await using database = await temporaryDatabase();
  // Every row takes its time, so that only a few fit into a statement.
  await database.sql.unsafe(`
    create function dawdle() returns trigger language plpgsql as $$
    begin perform pg_sleep(0.005); return new; end $$;
    create trigger dawdling before insert on orders for each row execute function dawdle()`);
  const name = new URL(database.url).pathname.slice(1);
  await database.sql`alter database ${database.sql(name)} set statement_timeout = '400ms'`;
  const sql = connectPostgres({ url: database.url, max: 2 });
  await using _closing = { [Symbol.asyncDispose]: () => sql.end({ timeout: 5 }) };
  const { take, some, told, counts } = await arrange(sql, "timeout");
  assertEquals(await take(some(400)), "taken");
  assertEquals([told, await counts()], [[], [400, 0]]);
});
