import { assert, assertEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import { canonicalId } from "../../../domain/shared/outside_id.ts";
import { customerId } from "../../../testing/fixtures/identity_samples.ts";
import { MIGRATIONS, temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import "../../../testing/engines/leak_checks.ts";
import { PostgresCustomerSpellings } from "../identity/customer_spellings.ts";
import { PostgresErasureRegister } from "../identity/erasure_register.ts";
import type { Sql } from "./connect.ts";
import { decideSpelling, openSpellings } from "./id_spellings.ts";
import { Migrations } from "./migrations.ts";

const KIM = "김철수";
const KIM_NFD = KIM.normalize("NFD");
const LEE_NFD = "이영희".normalize("NFD");
const AT = new Date("2026-03-02T12:00:00Z");

async function atVersion12() {
  const database = await temporaryDatabase({ migrated: false });
  const migrations = new Migrations(database.sql, MIGRATIONS);
  await migrations.up(12);
  return { database, sql: database.sql, migrations };
}

async function addCustomer(sql: Sql, id: string, minute: number): Promise<void> {
  await sql`insert into customers (customer_id, last_seen, preferences) values (${id}, ${AT}, ${
    sql.json({ [id]: "yes" })
  })`;
  await sql`
    insert into customer_identities
      (customer_id, beacon_id, store_id, location, location_type, confidence, detected_at, event_id)
    values (${id}, 'table-1', ${"매장".normalize("NFD")}, 'Table 1', 'table', 0.9, ${new Date(+AT + minute * 60_000)},
      gen_random_uuid())`;
}

async function addBeacon(sql: Sql): Promise<void> {
  await sql`
    insert into beacons (beacon_id, store_id, major, minor, location, location_type)
    values ('table-1', ${"매장".normalize("NFD")}, 1, 1, 'Table 1', 'table')`;
}

async function addShop(sql: Sql): Promise<void> {
  for (const id of [LEE_NFD, "plain"]) {
    await sql`insert into users (user_id, name, created_at, random_seed) values (${id}, '-', ${AT}, 0.5)`;
    await sql`
      insert into products (product_id, name, category, org_price, price, created_at)
      values (${id}, '-', 'Food', 1, 1, ${AT})`;
  }
  for (const [order, user] of [[` o-1 `, LEE_NFD], ["o-2", "plain"], [" o-2", "plain"]] as const) {
    await sql`
      insert into orders (order_id, user_id, product_id, quantity, total_amount, payment_method, status, created_at)
      values (${order}, ${user}, ${user}, 1, 1, 'CARD', 'PAID', ${AT})`;
  }
  const payload = { orderId: "o-3", userId: `박`.normalize("NFD"), productId: "new " };
  await sql`
    insert into pending_orders (order_id, user_id, product_id, payload)
    values ('o-3', ${payload.userId}, ${payload.productId}, ${sql.json(payload)})`;
  await sql`insert into stores (store_id, name) values ('1', '-')`;
  await sql`
    insert into sales (store_id, sale_id, menu, price, quantity, sold_at, received_at)
    values ('1', ${"영수증".normalize("NFD")}, '-', 1, 1, ${AT}, ${AT})`;
}

const column = async (sql: Sql, table: string, name: string) =>
  (await sql`select ${sql(name)} as value from ${sql(table)}`).map(({ value }) => value as string).sort();

Deno.test("migration 013 gives ids their one spelling, with what refers to them, in every table", async () => {
  const { database, sql, migrations } = await atVersion12();
  await using _ = database;
  await addBeacon(sql);
  await addCustomer(sql, KIM_NFD, 0);
  await addShop(sql);
  await migrations.up(13);
  assertEquals(await column(sql, "customers", "customer_id"), [KIM]);
  assertEquals(await column(sql, "customer_identities", "customer_id"), [KIM]);
  assertEquals([await column(sql, "beacons", "store_id"), await column(sql, "customer_identities", "store_id")], [
    ["매장"],
    ["매장"],
  ]);
  const lee = LEE_NFD.normalize("NFC");
  assertEquals([await column(sql, "users", "user_id"), await column(sql, "products", "product_id")], [
    ["plain", lee],
    ["plain", lee],
  ]);
  assertEquals(await column(sql, "orders", "order_id"), [" o-2", "o-1", "o-2"], "an order is never merged");
  assertEquals(await column(sql, "orders", "user_id"), ["plain", "plain", lee]);
  const [pending] = await sql`select user_id, product_id, payload from pending_orders`;
  assertEquals([pending!.user_id, pending!.product_id], ["박", "new"]);
  assertEquals(pending!.payload, { orderId: "o-3", userId: "박", productId: "new" });
  assertEquals(await column(sql, "sales", "sale_id"), ["영수증"]);
  assertEquals((await sql`select kind, spelling, id from id_spellings where open`).map((row) => ({ ...row })), [
    { kind: "order", spelling: " o-2", id: "o-2" },
  ]);
  await migrations.down(12);
  assertEquals(await column(sql, "customers", "customer_id"), [KIM]);
});

Deno.test("migration 013 merges no two customers; rename_id does, or parts them, on request", async () => {
  const { database, sql, migrations } = await atVersion12();
  await using _ = database;
  await addBeacon(sql);
  for (const [minute, id] of [KIM, KIM_NFD, `${KIM} `, "lee "].entries()) await addCustomer(sql, id, minute);
  await migrations.up(13);
  assertEquals(await column(sql, "customers", "customer_id"), [KIM, KIM_NFD, `${KIM} `, "lee"].sort());
  const open = await sql`select spelling from id_spellings where open order by spelling`;
  assertEquals(open.map(({ spelling }) => spelling).sort(), [KIM_NFD, `${KIM} `].sort());

  const keyOf = async (spelling: string) => (await openSpellings(sql)).find((each) => each.spelling === spelling)!.key;
  assertEquals(await decideSpelling(sql, await keyOf(KIM_NFD)), KIM);
  assertEquals(await decideSpelling(sql, "00000000"), null);
  const [kim] = await sql`select preferences from customers where customer_id = ${KIM}`;
  assertEquals(Object.keys(kim!.preferences).length, 2);
  assertEquals((await sql`select from customer_identities where customer_id = ${KIM}`).count, 2);
  await assertRejects(() => sql`select rename_id('customer', ${`${KIM} `}, ${"other "})`, Error, "one spelling");
  assertEquals(await decideSpelling(sql, await keyOf(`${KIM} `), "kim-2"), "kim-2");
  assertEquals(await column(sql, "customers", "customer_id"), ["kim-2", "lee", KIM]);
  assertEquals((await openSpellings(sql)).length, 0);

  const spellings = new PostgresCustomerSpellings(sql);
  assertEquals(await spellings.of(customerId(KIM)), [KIM, KIM_NFD] as never);
  assertEquals(await spellings.of(customerId("kim-2")), ["kim-2", `${KIM} `] as never);
  assertEquals(await spellings.of(customerId("lee")), ["lee", "lee "] as never);
  assertEquals(await spellings.of(customerId("박")), ["박", "박".normalize("NFD")] as never);
});

Deno.test("an erasure under one form of an id counts for the other, until the customer is admitted again", async () => {
  await using database = await temporaryDatabase();
  const { sql } = database;
  // As an earlier version registered it.
  await new PostgresErasureRegister(sql, "topic").begin(KIM_NFD as never, AT);
  const [{ digests }] = await sql`
    select count(*)::int as digests from erased_customers where customer_digest = any (customer_digests(${KIM}))` as unknown as [
    { digests: number },
  ];
  assertEquals(digests, 1);
  const { PostgresCustomers } = await import("../identity/customers.ts");
  await new PostgresCustomers(sql).put(customerId(KIM), { preferences: {} }, AT);
  assertEquals((await sql`select from erased_customers where readmitted_at is not null`).count, 1);
});

Deno.test("canonical_id of the database is canonicalId of the program", async () => {
  await using database = await temporaryDatabase();
  const texts = fc.sample(fc.string({ unit: "grapheme" }), { numRuns: 500, seed: 13 }).concat(
    [
      "\t\n\v\f\r \u00a0",
      "\u1680",
      "\u2000a\u200a",
      "\u2028a\u2029",
      "\u202fa\u205f",
      "\u3000a\ufeff",
      "\u200ba\u0085",
    ],
    [KIM_NFD, " a b ", "가̂", "Å", "ﬁ"],
  ).filter((text) => text.isWellFormed() && !text.includes("\0"));
  const rows = await database.sql`
    select id, canonical_id(id) as canonical from json_array_elements_text(${
    JSON.stringify(texts)
  }::text::json) as t(id)`;
  assert(rows.length === texts.length);
  for (const { id, canonical } of rows) assertEquals(canonical, canonicalId(id), JSON.stringify(id));
});
