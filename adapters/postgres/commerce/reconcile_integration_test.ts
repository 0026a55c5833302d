import { assertEquals } from "@std/assert";
import { feed } from "../../../testing/fixtures/feed.ts";
import { temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import "../../../testing/engines/leak_checks.ts";
import { Samples } from "../../../testing/fixtures/commerce_samples.ts";
import { shopOn } from "../../../testing/ports/shop_under_test.ts";
import { findDifferences } from "./reconcile.ts";

Deno.test("findDifferences finds every kind of wrong figure, and nothing where all is right", async () => {
  await using database = await temporaryDatabase();
  const { sql } = database;
  const shop = shopOn(sql, () => Promise.resolve());
  const sample = new Samples("recount");
  const users = sample.users(3);
  const products = sample.products(2, { category: "식품" });
  await feed(shop, { users, products, orders: sample.orders(50, users, products) });
  assertEquals(await findDifferences(sql), []);
  const spoilings = {
    order_count: [sql`update products set order_count = order_count + 1 where product_id = ${products[0]!.productId}`],
    last_ordered_at: [
      sql`update users set last_ordered_at = null where user_id = ${users[0]!.userId}`,
      sql`update users set last_ordered_at = last_ordered_at + interval '1 microsecond'`,
    ],
    daily_sales: [
      sql`update daily_sales set lines = lines + 1`,
      sql`update daily_sales set orders = orders + 1`,
      sql`update daily_sales set units = units - 1`,
      sql`update daily_sales set amount = amount + 1`,
      sql`delete from daily_sales`,
      sql`insert into daily_sales values ('2020-01-01', '식품', 1, 1, 1, 1)`,
    ],
  };
  for (const [figure, statements] of Object.entries(spoilings)) {
    for (const statement of statements) {
      const found = await sql.begin(async (tx) => {
        await tx.unsafe("savepoint before");
        await tx`${statement}`;
        const differences = await findDifferences(tx as unknown as typeof sql);
        await tx.unsafe("rollback to before");
        return differences;
      });
      assertEquals([...new Set(found.map((difference) => difference.figure))], [figure]);
    }
  }
  assertEquals(await findDifferences(sql), []);
});
