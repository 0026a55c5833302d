import { assert, assertEquals, assertRejects } from "@std/assert";
import { describe } from "@std/testing/bdd";
import { openTransaction } from "../../../testing/engines/open_transaction.ts";
import { temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import { waitUntil } from "../../../testing/engines/wait_until.ts";
import { feed } from "../../../testing/fixtures/feed.ts";
import { Samples } from "../../../testing/fixtures/commerce_samples.ts";
import { pick, seededRandom } from "../../../domain/shared/random.ts";
import { connectPostgres, type Sql, type SqlScope } from "../core/connect.ts";
import { PostgresInbox } from "./inbox.ts";
import { orderReferencesContract } from "./order_references_contract.ts";
import { PostgresOrderDeltas } from "./order_deltas.ts";
import { findDifferences } from "./reconcile.ts";

const WORKERS = 8;
const ROUNDS = 60;
const IDS = ["U-0", "U-1", "U-2", "U-3"];
/** Refused by a check, by a snapshot that is too old, as a deadlock, as a duplicate. */
const REFUSALS = ["23503", "40001", "40P01", "23505"];

describe("orders", () => orderReferencesContract("Postgres", temporaryDatabase));

const insert = (sql: SqlScope, id: string, user: string) =>
  sql`insert into orders (order_id, user_id, product_id, quantity, total_amount) values (${id}, ${user}, 'P-0', 1, 1)`;

async function fillShop(sql: Sql) {
  await sql`insert into users (user_id, name) select u, u from unnest(${IDS}::text[]) u`;
  await sql`insert into products (product_id, name, category, price) values ('P-0', 'a', '식품', 1)`;
}

async function orphansIn(sql: Sql): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select order_id as id from orders o where not exists (select from users u where u.user_id = o.user_id)`;
  return rows.map(({ id }) => id);
}

const untilOneWaits = (sql: Sql) =>
  waitUntil(
    "see a session wait for the lock of orders",
    async () =>
      (await sql`select from pg_locks where locktype = 'advisory' and not granted
      and database = (select oid from pg_database where datname = current_database())`).count > 0,
  );

Deno.test("a user's removal waits for orders that are being stored, and is refused for them", async () => {
  await using database = await temporaryDatabase();
  const { sql } = database;
  await fillShop(sql);
  const storing = await openTransaction(sql, (sql) => insert(sql, "O-1", "U-0"));
  const removed = assertRejects(async () => await sql`delete from users where user_id = 'U-0'`, Error, "user_id=U-0");
  await untilOneWaits(sql);
  await storing.commit();
  await removed;
  assertEquals(await orphansIn(sql), []);
});

Deno.test("accept waits for a user's removal, and lets the order wait for its user", async () => {
  await using database = await temporaryDatabase();
  const { sql } = database;
  const sample = new Samples("references");
  const user = sample.user();
  const product = sample.product();
  const orders = Array.from({ length: 3 }, () =>
    sample.order(user, product, {
      category: "식품",
      userName: "a",
      userRegion: "b",
      userGender: "F",
      userAgeGroup: "30s",
    }));
  for (const copyAbove of [0, Infinity]) {
    const inbox = new PostgresInbox(sql, { copyAbove });
    await feed({ inbox }, { users: [user], products: [product] });
    const removing = await openTransaction(sql, (sql) => sql`delete from users where user_id = ${user.userId}`);
    const accepting = feed({ inbox }, { orders });
    await untilOneWaits(sql);
    await removing.commit();
    assertEquals((await accepting).stored, 0);
    assertEquals((await sql`select from pending_orders`).count, 3);
  }
});

Deno.test("an insert under a snapshot that still shows a removed user fails to serialize", async () => {
  await using database = await temporaryDatabase();
  const { sql } = database;
  await fillShop(sql);
  const error = await sql.begin("isolation level repeatable read", async (old) => {
    await old`select from users`;
    await sql`delete from users where user_id = 'U-0'`;
    await insert(old, "O-1", "U-0");
  }).catch((error) => error);
  assertEquals(error.code, "40001");
});

Deno.test("workers that store, remove and rename at once, under both kinds of snapshot, leave no orphan", async () => {
  await using database = await temporaryDatabase();
  const { sql } = database;
  await fillShop(sql);
  const outcomes = new Map<string, number>();
  const work = async (worker: number) => {
    const random = seededRandom(`references ${worker}`);
    for (let round = 0; round < ROUNDS; round++) {
      const user = pick(random, IDS);
      const step = pick(random, ["store", "store old", "remove", "rename", "add"]);
      const outcome = await sql.begin(step === "store old" ? "isolation level repeatable read" : "", async (sql) => {
        if (step === "add") await sql`insert into users (user_id, name) values (${user}, 'a') on conflict do nothing`;
        else if (step === "rename") await sql`update users set user_id = ${pick(random, IDS)} where user_id = ${user}`;
        else if (step === "remove") {
          await sql`delete from orders where user_id = ${user}`;
          await sql`delete from users where user_id = ${user}`;
        } else await insert(sql, `O-${worker}-${round}`, user);
        return `${step} done`;
      }).catch((error) => {
        assert(REFUSALS.includes(error.code), error);
        return `${step} refused`;
      });
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, (_, worker) => work(worker)));
  assertEquals(await orphansIn(sql), []);
  for (const outcome of ["store done", "store refused", "store old done", "store old refused", "remove done"]) {
    assert(outcomes.has(outcome), JSON.stringify([...outcomes]));
  }
});

Deno.test("orders that another program inserts count in every total, once", async () => {
  await using database = await temporaryDatabase();
  const { sql } = database;
  await fillShop(sql);
  const role = `clerk_${crypto.randomUUID().replaceAll("-", "")}`;
  await sql.unsafe(`create role ${role} login; grant insert on orders to ${role}`);
  const clerk = connectPostgres({ url: Object.assign(new URL(database.url), { username: role }).href, max: 1 });
  try {
    for (let n = 0; n < 3; n++) await insert(clerk, `O-${n}`, "U-0");
  } finally {
    await clerk.end();
    await sql.unsafe(`drop owned by ${role}; drop role ${role}`);
  }
  await new PostgresOrderDeltas(sql).add();
  assertEquals(await findDifferences(sql), []);
  assertEquals([...await sql`select category, lines, amount from daily_sales`], [{
    category: "식품",
    lines: 3,
    amount: 3,
  }]);
  assertEquals((await sql`select stock, order_count from products`)[0], { stock: -3, order_count: 3 });
});
