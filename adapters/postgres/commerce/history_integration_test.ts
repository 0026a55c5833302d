import { assert, assertEquals, assertRejects } from "@std/assert";
import { verifyHistory } from "../../../application/commerce/simulation/verify_history.ts";
import {
  type HistoryWritten,
  writeHistory,
  type WriteHistoryOptions,
} from "../../../application/commerce/simulation/write_history.ts";
import { DataRefused } from "../../../application/shared/fault.ts";
import { dayNumberOf, startOfDay } from "../../../domain/commerce/seoul_time.ts";
import { makeUser } from "../../../domain/commerce/simulation/make_user.ts";
import { seedMember } from "../../../domain/commerce/simulation/seed_member.ts";
import { MIGRATIONS, temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import { RunningProcess, runProcessToEnd } from "../../../testing/engines/running_process.ts";
import { startEmbeddedPostgres } from "../../embedded/start_postgres.ts";
import { connectPostgres, type Sql } from "../core/connect.ts";
import { PostgresHistoryFigures } from "./history_figures.ts";
import { PostgresHistoryStore } from "./history_store.ts";
import { PostgresCommerceWriter } from "./commerce_writer.ts";
import { Migrations } from "../core/migrations.ts";
import { findDifferences } from "./reconcile.ts";

/** 30 days of 50 orders, in three transactions. */
const OPTIONS: WriteHistoryOptions = {
  seed: "7",
  asked: { days: 30, ordersPerDay: 50, users: 400, products: 150 },
  defaults: { days: 1, ordersPerDay: 1, users: 10, products: 10 },
  until: startOfDay(dayNumberOf("2026-03-01")!),
  signal: new AbortController().signal,
};

interface Shop {
  readonly sql: Sql;
  readonly store: PostgresHistoryStore;
  readonly figures: PostgresHistoryFigures;
}

function shopOf(sql: Sql, copy: boolean): Shop {
  return { sql, store: new PostgresHistoryStore(sql, { copy }), figures: new PostgresHistoryFigures(sql) };
}

async function onServer(work: (shop: Shop) => Promise<void>): Promise<void> {
  await using database = await temporaryDatabase();
  await work(shopOf(database.sql, true));
}

async function embedded(work: (shop: Shop) => Promise<void>): Promise<void> {
  const postgres = await startEmbeddedPostgres(null);
  const sql = connectPostgres({ url: postgres.url, max: 4 });
  try {
    await new Migrations(sql, MIGRATIONS).up();
    await work(shopOf(sql, false));
  } finally {
    await sql.end({ timeout: 5 });
    await postgres.stop();
  }
}

async function write({ store }: Shop, options: Partial<WriteHistoryOptions> = {}): Promise<HistoryWritten> {
  const result = await writeHistory({
    store,
    clock: () => new Date(),
    newId: () => crypto.randomUUID(),
    breathe: () => Promise.resolve(),
    withRetry: (work) => work(),
  }, { ...OPTIONS, ...options });
  assert(result.ok, !result.ok ? result.refusal.message : "");
  return result.value;
}

async function assertRight(shop: Shop, { key }: HistoryWritten): Promise<void> {
  const { differences, unconfirmed, changedCustomers } = await verifyHistory(shop, key);
  assertEquals({ differences, unconfirmed, changedCustomers }, {
    differences: [],
    unconfirmed: [],
    changedCustomers: 0,
  });
}

for (const [engine, withShop] of [["a server", onServer], ["the embedded one", embedded]] as const) {
  Deno.test(`writeHistory into Postgres, ${engine}: every answer right, resumed, and found out when tampered with`, () =>
    withShop(async (shop) => {
      const stop = new AbortController();
      let seen = 0;
      const onProgress: WriteHistoryOptions["onProgress"] = ({ stage }) => {
        if (stage === "writing" && ++seen === 2) stop.abort(new Error("enough"));
      };
      await assertRejects(() => write(shop, { signal: stop.signal, onProgress }), Error, "enough");
      const [half] = await shop.sql`select count(*) as orders from orders`;
      assertEquals(await findDifferences(shop.sql), []);
      const unfinished = await shop.store.find("7");
      assert(half!.orders > 0 && unfinished!.finishedAt === null && unfinished!.orders === half!.orders);

      // What a grade run in between leaves is corrected at the end.
      await shop.sql`update users set grade = case grade when 'GOLD' then 'BRONZE' else 'GOLD' end`;
      const resumed = await write(shop);
      assert(resumed.stored < resumed.key.orders && resumed.stored === resumed.key.orders - half!.orders);
      await assertRight(shop, resumed);
      assertEquals((await write(shop)).stored, 0);
      await assertRight(shop, resumed);

      await using whole = await temporaryDatabase();
      assertEquals((await write(shopOf(whole.sql, true))).key, resumed.key);

      await shop.sql`
        update orders set total_amount = total_amount + 1
        where order_id = (select min(order_id) from orders)`;
      const { differences, unconfirmed } = await verifyHistory(shop, resumed.key);
      const questions = differences.map(({ question }) => question);
      for (const expected of ["all amount", "2026-01-30 amount", "2026-01-30 fingerprint"]) {
        assert(questions.includes(expected), `${questions}`);
      }
      assertEquals(unconfirmed.length, 1);
    }));
}

Deno.test("verifyHistory finds a row that is gone, and one whose time was changed", () =>
  onServer(async (shop) => {
    const { key } = await write(shop);
    await shop.sql`update orders set created_at = created_at + interval '1 second' where order_id = 'H-7-20260201-1-1'`;
    const moved = (await verifyHistory(shop, key)).differences;
    assertEquals(moved.map(({ question }) => question), ["2026-02-01 fingerprint"]);
    await shop.sql`delete from orders where order_id = 'H-7-20260201-1-1'`;
    const { differences, unconfirmed } = await verifyHistory(shop, key);
    assertEquals(differences[0], { question: "all orders", expected: key.orders, found: key.orders - 1 });
    assert(unconfirmed.some((line) => line.startsWith("order_count of P-7-")), `${unconfirmed}`);
  }));

Deno.test("writeHistory takes the people of a seeder that ran before, and moves their registration before their orders", () =>
  onServer(async (shop) => {
    const late = { seed: "7", from: new Date("2026-02-20T00:00:00Z"), until: new Date("2026-02-21T00:00:00Z") };
    const users = Array.from({ length: 600 }, (_, index) => makeUser(seedMember("users", index + 1, late)));
    await new PostgresCommerceWriter(shop.sql).addUsers(users);
    await assertRight(shop, await write(shop));
    const [early] = await shop.sql`
      select count(*) as orders from orders join users using (user_id) where orders.created_at < users.created_at`;
    assertEquals(early!.orders, 0);
  }));

Deno.test("two histories lie over each other, and live orders end a third", () =>
  onServer(async (shop) => {
    const first = await write(shop);
    const second = await write(shop, { seed: "8" });
    await assertRight(shop, first);
    await assertRight(shop, second);
    await shop.sql`
      insert into orders (order_id, user_id, product_id, quantity, total_amount, payment_method, status, created_at, category)
      select 'C-live-1', user_id, product_id, 1, 10, 'CARD', 'PAID', '2026-02-20T03:00:00Z', category
      from orders limit 1`;
    assertEquals(await shop.store.firstOtherOrder("9", new Date(0)), new Date("2026-02-20T03:00:00Z"));
    assertEquals(await shop.store.firstOtherOrder("9", new Date("2026-02-21T00:00:00Z")), null);
  }));

Deno.test("writeHistory is replaced by a second writer, and together they store every day once", () =>
  onServer(async (shop) => {
    const results = await Promise.all([1, 2, 3].map(() =>
      writeHistory({
        store: shop.store,
        clock: () => new Date(),
        newId: () => crypto.randomUUID(),
        breathe: () => new Promise((resolve) => setTimeout(resolve, 0)),
        withRetry: (work) => work(),
      }, OPTIONS)
    ));
    // One that begins when another has finished finds everything there.
    assert(results.some((result) => result.ok));
    for (const result of results) assert(result.ok || result.refusal.code === "history_replaced");
    const again = await write(shop);
    assertEquals(again.stored, 0);
    await assertRight(shop, again);
  }));

Deno.test("PostgresHistoryStore says what is wrong when COPY is refused, and changes nothing", () =>
  onServer(async (shop) => {
    await shop.sql`alter table orders add constraint small check (total_amount < 300000)`;
    await assertRejects(() => write(shop), DataRefused, "small");
    assertEquals(await findDifferences(shop.sql), []);
    const run = await shop.store.find("7");
    const [{ orders } = { orders: 0 }] = await shop.sql<{ orders: number }[]>`select count(*) as orders from orders`;
    assertEquals([run!.orders, run!.finishedAt], [orders, null]);
  }));

Deno.test("PostgresHistoryStore stores a day over rows of it that are there already", () =>
  onServer(async (shop) => {
    const { key } = await write(shop);
    await shop.sql`delete from orders where order_id like 'H-7-20260201-%' and order_id not like '%-1'`;
    await shop.sql`delete from history_runs`;
    await write(shop);
    const { differences } = await verifyHistory(shop, key);
    assertEquals(differences, []);
  }));

Deno.test("deno task history is killed, goes on, and says so when the database is not what the answers say", async () => {
  await using database = await temporaryDatabase();
  const folder = await Deno.makeTempDir();
  const env = { DATABASE_URL: database.url, DATA_DIR: folder, LOG_LEVEL: "error" };
  const args = [
    "--days",
    "40",
    "--orders-per-day",
    "400",
    "--until",
    "2026-03-01",
    "--users",
    "800",
    "--products",
    "200",
  ];
  try {
    const run = await RunningProcess.start("history", { args, env });
    while ((await database.sql`select count(*) as orders from orders`)[0]!.orders === 0) await pause(20);
    run.signal("SIGKILL");
    await run.ended;
    const [killed] = await database.sql`select orders, finished_at from history_runs`;
    assert(killed!.finished_at === null && killed!.orders > 0);
    assertEquals((await runProcessToEnd("history", { args: ["--verify"], env })).code, 2);

    const json = await runProcessToEnd("history", { args: ["--json"], env });
    assertEquals(json.code, 0, json.stderr);
    const { orders, stored } = JSON.parse(json.stdout);
    assertEquals(stored, orders - killed!.orders);
    const verified = await runProcessToEnd("history", { args: ["--verify", "--json"], env });
    assertEquals([verified.code, JSON.parse(verified.stdout).verdict], [0, "equal"]);

    await database.sql`update orders set quantity = quantity + 1 where order_id = (select max(order_id) from orders)`;
    const tampered = await runProcessToEnd("history", { args: ["--verify"], env });
    assertEquals(tampered.code, 1);
    assert(tampered.stdout.includes("2026-02-28 fingerprint"), tampered.stdout);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
