import { assertEquals } from "@std/assert";
import { migrationsOf, temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import "../../../testing/engines/leak_checks.ts";
import { Migrations } from "../core/migrations.ts";

const hash = "0".repeat(64);

/** An empty database at `version`, what happens there, and a way up and down. */
async function at(name: "source" | "dropship" | "market", version: number) {
  const database = await temporaryDatabase({ migrations: name, migrated: false });
  const migrations = new Migrations(database.sql, migrationsOf(name));
  await migrations.up(version);
  return {
    sql: database.sql,
    up: () => migrations.up(),
    down: () => migrations.down(version),
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  };
}

Deno.test("market 004 lets a closed listing's product be listed again, and its undo keeps the living one", async () => {
  await using db = await at("market", 3);
  const { sql } = db;
  const [account] = await sql`
    insert into market_accounts (market, name, api_url, status) values ('m', 'main', 'http://m.test', 'CLOSED') returning id`;
  const list = async (status: string, title: string) =>
    (await sql`
      insert into market_listings (market_account_id, product_id, title, price, status, external_id, content_hash)
      values (${account!.id}, ${account!.id}, ${title}, 1, ${status}, 'L-1', ${hash}) on conflict do nothing`).count;
  assertEquals([await list("CLOSED", "first"), await list("PUBLISHED", "second")], [1, 0]);
  await db.up();
  assertEquals([await list("PUBLISHED", "second"), await list("DRAFT", "third")], [1, 0]);
  await sql`insert into market_accounts (market, name, api_url) values ('m', 'main', 'http://m.test')`;
  await db.down();
  assertEquals((await sql`select title from market_listings`).map(({ title }) => title), ["second"]);
  assertEquals((await sql`select distinct name from market_accounts`).count, 2);
  await db.up();
});

Deno.test("dropship 002 makes variants of options, and its undo options of variants", async () => {
  await using db = await at("dropship", 1);
  const { sql } = db;
  const options = [{ name: "자동", value: "대형", extraPrice: 7_000, stock: 3 }];
  await sql`
    insert into products (supplier_account_id, supplier_item_id, supplier_item_code, supplier_version, name, options,
      supply_price, selling_price, margin_rate, price_policy, stock, text_hash)
    select gen_random_uuid(), gen_random_uuid(), n, 1, '우산', ${
    sql.json(n(options))
  }, 5000, 6700, 0.25, 'p', 10, ${hash}
    from unnest(array['a', 'b']) n`;
  await db.up();
  const [product] = await sql`select variants, withheld from products`;
  assertEquals(product, {
    variants: [{
      key: "자동=대형",
      attributes: [{ name: "자동", value: "대형" }],
      supplyPrice: 12_000,
      sellingPrice: 13_700,
      stock: 3,
    }],
    withheld: null,
  });
  await db.down();
  assertEquals((await sql`select options from products`).map((row) => row.options), [options, options]);
});

Deno.test("source 003 keeps what is there, begins open readings again, and its undo leaves one current version", async () => {
  await using db = await at("source", 2);
  const { sql } = db;
  const [account] = await sql`
    insert into supplier_accounts (supplier, name, feed_url) values ('s', 'main', 'http://s.test') returning id`;
  const item = (version: number, more: object = {}) =>
    sql`insert into supplier_item_raw ${
      sql({ account_id: account!.id, external_id: "a", version, payload: {}, content_hash: hash, ...more })
    }`;
  await item(1);
  await sql`
    insert into supplier_sync_state (account_id, kind, next_cursor) values (${account!.id}, 'items', 'p2'),
      (${account!.id}, 'orders', 'p2')`;
  await db.up();
  const states = await sql`select kind, next_cursor from supplier_sync_state order by kind`;
  assertEquals(states.map(({ kind, next_cursor }) => [kind, next_cursor]), [["items", null], ["orders", "p2"]]);
  await sql`update supplier_item_raw set is_current = false`;
  await item(2, { withheld: "gone" });
  await db.down();
  const versions = await sql`select version, is_current from supplier_item_raw`;
  assertEquals(versions.map(({ version, is_current }) => [version, is_current]), [[1, true]]);
});

/** The driver's type of JSON. */
function n(value: unknown): never {
  return value as never;
}
