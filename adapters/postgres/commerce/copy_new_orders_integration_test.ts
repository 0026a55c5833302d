import { assertEquals, assertRejects } from "@std/assert";
import { feed, FIRST, placed, step } from "../../../testing/fixtures/feed.ts";
import { type TemporaryDatabase, temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import { minutesAfter, NOON, orderId, Samples } from "../../../testing/fixtures/commerce_samples.ts";
import { userIdSchema } from "../../../domain/commerce/user.ts";
import type { Order } from "../../../domain/commerce/order.ts";
import { DataRefused, Outage } from "../../../application/shared/fault.ts";
import { connectPostgres } from "../core/connect.ts";
import { PostgresInbox } from "./inbox.ts";
import { PostgresOrderDeltas } from "./order_deltas.ts";
import { findDifferences } from "./reconcile.ts";

const WORKERS = 20;

const sample = new Samples("copy");
const USERS = sample.users(30);
const PRODUCTS = sample.products(10);

/** Orders that say everything themselves, in words that COPY has to write in another way. */
function completeOrders(count: number): Order[] {
  return sample.orders(count, USERS, PRODUCTS).map((order, n) => ({
    ...order,
    category: `분류 ${n % 4}`,
    userName: ["김서연", "a\tb", "c\\Nd\\", "첫 줄\n둘째 줄\r", "\\.", "", "🦉"][n % 7]!,
    userRegion: "서울특별시",
    userGender: n % 2 === 0 ? "F" : "M",
    userAgeGroup: "30s",
    // Over midnight in Seoul, the last of them to the millisecond.
    createdAt: n % 5 === 0 ? new Date(minutesAfter(NOON, 12 * 60).getTime() - n % 3) : order.createdAt,
    // One who only cancels, and whose grade may fall for it.
    ...(order.userId === USERS[0]!.userId ? { quantity: -1, totalAmount: -order.totalAmount } : {}),
    selection: n % 6 === 0 ? { score: 1.25, factors: [{ name: 'tab\t"quote"\\', value: n }] } : null,
  }));
}

async function withInbox(
  work: (inbox: PostgresInbox, database: TemporaryDatabase) => Promise<void>,
  copyAbove = 0,
): Promise<void> {
  await using database = await temporaryDatabase();
  const inbox = new PostgresInbox(database.sql, { copyAbove });
  await feed({ inbox }, { users: USERS, products: PRODUCTS });
  await work(inbox, database);
}

async function contentsOf({ sql }: TemporaryDatabase) {
  const deltas = new PostgresOrderDeltas(sql);
  while (await deltas.add());
  return {
    orders: [
      ...await sql`select (to_jsonb(o) - 'created_datetime' - 'updated_datetime')::text from orders o order by order_id`,
    ],
    pending: [...await sql`select order_id, payload from pending_orders order by order_id`],
    days: [...await sql`select * from daily_sales order by day, category`],
    products: [...await sql`select product_id, order_count from products order by 1`],
    users: [...await sql`select user_id, last_ordered_at from users order by 1`],
    due: [...await sql`select distinct unnest(user_ids) as user_id from grading_due order by 1`],
    differences: await findDifferences(sql),
    position: (await new PostgresInbox(sql).position(FIRST)).next,
  };
}

for (const count of [20, 500]) {
  Deno.test(`accept stores ${count} orders by COPY as it stores them row by row`, async () => {
    const orders = completeOrders(count);
    const contents: unknown[] = [];
    for (const copyAbove of [0, Infinity]) {
      await withInbox(async (inbox, database) => {
        assertEquals(await feed({ inbox }, { orders }), { stored: count, duplicates: 0, pending: 0 });
        contents.push(await contentsOf(database));
      }, copyAbove);
    }
    assertEquals(contents[0], contents[1]);
    assertEquals((contents[0] as { differences: unknown[] }).differences, []);
  });
}

Deno.test("accept copies only orders that say everything themselves, and completes the others", async () => {
  await withInbox(async (inbox, database) => {
    const unsaid = sample.orders(30, USERS, PRODUCTS);
    const old = completeOrders(2).map((order) => ({ ...order, createdAt: new Date("1988-07-01T14:30:00Z") }));
    const orders = [...completeOrders(300), ...unsaid, ...old];
    assertEquals(await feed({ inbox }, { orders }), { stored: 332, duplicates: 0, pending: 0 });
    const { differences } = await contentsOf(database);
    assertEquals(differences, []);
    const [row] = await database.sql`select count(*) as n from orders where category is null or user_name is null`;
    assertEquals(row!.n, 0);
  });
});

Deno.test("accept finds duplicates and orders without a user in batches that it meant to copy, and copies again later", async () => {
  await withInbox(async (inbox, database) => {
    const first = completeOrders(250);
    await feed({ inbox }, { orders: first });
    const again = [...completeOrders(100), first[7]!, ...completeOrders(100)];
    assertEquals(await feed({ inbox }, { orders: again }), { stored: 200, duplicates: 1, pending: 0 });
    const twice = completeOrders(1)[0]!;
    assertEquals(await feed({ inbox }, { orders: [twice, twice] }), { stored: 1, duplicates: 1, pending: 0 });
    const early = { ...completeOrders(1)[0]!, userId: userIdSchema.parse("U-late") };
    assertEquals(await feed({ inbox }, { orders: [...completeOrders(210), early] }), {
      stored: 210,
      duplicates: 0,
      pending: 1,
    });
    // Whatever the way, the batches after it are stored: some row by row, then by COPY once more.
    for (let round = 0; round < 50; round++) await feed({ inbox }, { orders: completeOrders(3) });
    const { differences, orders } = await contentsOf(database);
    assertEquals([differences, orders.length], [[], 250 + 200 + 1 + 210 + 150]);
  });
});

Deno.test("accept refuses by COPY what it refuses row by row, and stores nothing of the batch", async () => {
  await withInbox(async (inbox, database) => {
    const before = await contentsOf(database);
    const bad: Partial<Order>[] = [
      { userName: "half \ud800 of a pair" },
      { userName: "a\0b" },
      { category: "x".repeat(51) },
      { selection: { score: 1, factors: [{ name: "a\0b", value: 1 }] } },
    ];
    for (const changes of bad) {
      const [one, ...others] = completeOrders(300);
      const events = [...others, { ...one!, ...changes }].map(placed);
      await assertRejects(() => inbox.accept(step(before.position, 9_999), events, []), DataRefused);
    }
    assertEquals(await contentsOf(database), before);
  });
});

Deno.test("accept stores row by row where the server does not begin a COPY", async () => {
  await withInbox(async (_, database) => {
    const { sql } = database;
    // Row-level security: an insert is checked by its policy, COPY is refused altogether.
    const role = `copier_${crypto.randomUUID().replaceAll("-", "")}`;
    await sql.unsafe(`
      create role ${role} login;
      grant all on all tables in schema public to ${role};
      alter table orders enable row level security;
      create policy everything on orders for all using (true) with check (true)`);
    const limited = connectPostgres({ url: Object.assign(new URL(database.url), { username: role }).href, max: 2 });
    try {
      const inbox = new PostgresInbox(limited, { copyAbove: 0 });
      assertEquals(await feed({ inbox }, { orders: completeOrders(20) }), { stored: 20, duplicates: 0, pending: 0 });
    } finally {
      await limited.end();
      await sql.unsafe(`drop owned by ${role}; drop role ${role}`);
    }
  });
});

Deno.test("accept by COPY lets exactly one of twenty workers take the same step", async () => {
  await withInbox(async (_, database) => {
    const inboxes = Array.from({ length: WORKERS }, () => new PostgresInbox(database.sql, { copyAbove: 0 }));
    const from = (await inboxes[0]!.position(FIRST)).next;
    const results = await Promise.all(
      inboxes.map((inbox) => inbox.accept(step(from, from + 100), completeOrders(50).map(placed), [])),
    );
    const winners = results.filter((result) => result !== "fenced");
    assertEquals(winners, [{ stored: 50, duplicates: 0, pending: 0 }]);
    const { orders, differences, position } = await contentsOf(database);
    assertEquals([orders.length, differences, position], [50, [], from + 100]);
  });
});

Deno.test("accept stores nothing and says that Postgres is unreachable when its session ends in the middle of COPY", async () => {
  await withInbox(async (inbox, database) => {
    const { sql } = database;
    await sql.unsafe(`
      create function dawdle() returns trigger language plpgsql as $$ begin perform pg_sleep(0.05); return new; end $$;
      create trigger dawdle before insert on orders for each row execute function dawdle()`);
    const admin = connectPostgres({ url: database.url, max: 1 });
    await using _closing = { [Symbol.asyncDispose]: () => admin.end() };
    const before = await contentsOf(database);
    const orders = completeOrders(400).map((order, n) => ({ ...order, orderId: orderId(`killed-${n}`) }));
    const accepting = assertRejects(
      () => inbox.accept(step(before.position, 9_999), orders.map(placed), []),
      Outage,
    );
    let ended = 0;
    while (ended === 0) {
      ended = (await admin`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and query ilike 'copy orders%' and state = 'active'`).count;
    }
    await accepting;
    await sql`drop trigger dawdle on orders`;
    assertEquals(await contentsOf(database), before);
    assertEquals(await feed({ inbox }, { orders: orders as Order[] }), { stored: 400, duplicates: 0, pending: 0 });
  });
});
