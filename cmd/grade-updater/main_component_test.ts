import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { PostgresCommerceWriter } from "../../adapters/postgres/commerce/commerce_writer.ts";
import { testInstallation } from "../../testing/engines/installation.ts";
import { runProcessToEnd } from "../../testing/engines/running_process.ts";
import { NOON, Samples } from "../../testing/fixtures/commerce_samples.ts";

Deno.test("grade-updater assigns the grades that one statement over all orders computes", async () => {
  await using shop = await testInstallation();
  const { env, sql } = shop;
  const samples = new Samples("grades");
  const users = [...samples.users(60), ...samples.users(5, { isGuest: true }), ...samples.users(20, { grade: "VIP" })];
  const products = samples.products(20, { price: 90_000 });
  const store = new PostgresCommerceWriter(sql);
  await Promise.all([store.addUsers(users), store.addProducts(products)]);
  // Some customers buy much more than others, and only a part of it within the six months.
  for (let part = 1; part <= 4; part++) {
    await store.addOrders(samples.orders(600, users.slice(0, 65).slice(0, part * 15), products, 400));
  }
  const asOf = new Date(NOON.getTime() + 300 * 24 * 60 * 60_000);
  const [expected] = await sql`
    with bought as (
      select user_id, sum(total_amount) as amount, count(*) filter (where quantity > 0) as orders from orders
      where created_at > ${asOf}::timestamptz - interval '6 months' and created_at <= ${asOf} group by user_id
    ), standing as (
      select u.user_id, array_position(array['BRONZE', 'SILVER', 'GOLD', 'VIP'], u.grade::text) as held, case
        when b.amount >= 5000000 and b.orders >= 30 then 4 when b.amount >= 2000000 and b.orders >= 15 then 3
        when b.amount >= 500000 and b.orders >= 5 then 2 else 1 end as earned
      from users u left join bought b using (user_id) where not u.is_guest
    )
    select jsonb_object_agg(user_id, (array['BRONZE', 'SILVER', 'GOLD', 'VIP'])[greatest(earned, held - 1)]) as grades
    from standing`;

  const run = (...args: readonly string[]) => runProcessToEnd("grade-updater", { args, env });
  const { code, stdout, stderr } = await run("--once", "--as-of", asOf.toISOString(), "--json");
  assertEquals(code, 0, stderr);
  const { promoted, demoted } = JSON.parse(stdout);
  assert(promoted > 10 && demoted === 20, stdout);
  const [after] = await sql`select jsonb_object_agg(user_id, grade) as grades from users where not is_guest`;
  assertEquals(after!.grades, expected!.grades);
  assert(new Set(Object.values(after!.grades)).size >= 3, "the orders make a difference");

  const alone = await run("--as-of", "2026-03-02");
  assertEquals(alone.code, 2, alone.stderr);
  assertStringIncludes(alone.stderr, "--as-of");
});
