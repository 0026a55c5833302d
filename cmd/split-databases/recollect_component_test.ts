import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { items } from "../../testing/fixtures/feed_samples.ts";
import { fillOtherApplication } from "../../testing/fixtures/other_application.ts";
import { RunningProcess, runProcessToEnd } from "../../testing/engines/running_process.ts";
import { feedServer } from "../../testing/network/feed_server.ts";
import { splitByCommand } from "./split_contract.ts";

const MAP = new URL("../../testing/fixtures/other_application_map.yaml", import.meta.url);
/** The supplier has ten items less than the old database. */
const OFFERED = 30;

async function otherShop() {
  await using opening = new AsyncDisposableStack();
  const { old, source, dropship, market, folder, env } = opening.use(await splitByCommand());
  await fillOtherApplication(old.sql);
  const feed = opening.use(
    feedServer({ items: items(OFFERED).map((item, n) => ({ ...(item as object), id: `W${n + 1}` })) }),
  );
  const map = `${folder}/map.yaml`;
  const text = await Deno.readTextFile(MAP);
  await Deno.writeTextFile(map, text.replace("https://feed.example/items", feed.url));
  const args = ["--strategy", "recollect", "--map", map, "--old-time-zone", "Asia/Seoul"];
  const closing = opening.move();
  return { old, source, dropship, market, feed, env, args, [Symbol.asyncDispose]: () => closing.disposeAsync() };
}

Deno.test("split-databases --strategy recollect reads suppliers again and derives products and listings, killed on the way", async () => {
  await using shop = await otherShop();
  const { source, dropship, market, feed, env, args } = shop;
  const planned = await runProcessToEnd("split-databases", { args: [...args, "--dry-run"], env });
  assertEquals(planned.code, 0, planned.stderr);
  assertStringIncludes(planned.stdout, "takes over: supplier_accounts, market_accounts");
  assertStringIncludes(planned.stdout, "stays in the old database: orders, about 40 rows");
  assertEquals((await source.sql`select from pg_tables where schemaname = 'public'`).count, 0);
  assertEquals(feed.calls, []);

  for (const nth of [2, 6]) {
    const reached = Promise.withResolvers<void>();
    feed.barrier = (call) => {
      if (call < nth) return Promise.resolve();
      reached.resolve();
      return new Promise((resolve) => setTimeout(resolve, 500));
    };
    await using victim = await RunningProcess.start("split-databases", { args, env });
    await reached.promise;
    await victim.stop("SIGKILL");
  }
  feed.barrier = null;

  const { code, stdout, stderr } = await runProcessToEnd("split-databases", { args: [...args, "--json"], env });
  assertEquals(code, 0, stderr);
  const { fetched, listings, forgone } = JSON.parse(stdout);
  assertEquals(fetched.length, 8);
  assert(fetched.every(({ status }: { readonly status: string }) => ["DONE", "UNCHANGED"].includes(status)), stdout);
  assertEquals([listings.added, listings.unmatched, listings.problem], [OFFERED, 10, null]);
  assert(forgone.some(({ table }: { readonly table: string }) => table === "supplier_orders"));
  const [made] = await dropship
    .sql`select count(*) as products, count(distinct supplier_item_code) as codes from products`;
  assertEquals([made!.products, made!.codes], [2 * OFFERED, OFFERED]);

  const [listing] = await market.sql`
    select l.id, l.status, l.product_id, l.revision is distinct from l.published_revision as due from market_listings l
    where external_id = '12001'`;
  const [old] = await shop.old.sql`select id, product_id from market_listings where market_item_id = '12001'`;
  assertEquals([listing!.id, listing!.status, listing!.due], [old!.id, "PUBLISHED", true]);
  const [product] = await dropship.sql`select supplier_item_code from products where id = ${listing!.product_id}`;
  assertEquals(product!.supplier_item_code, "W1");
  assert(listing!.product_id !== old!.product_id, "made again");

  const again = await runProcessToEnd("split-databases", { args: [...args, "--json"], env });
  assertEquals(again.code, 0, again.stderr);
  const repeated = JSON.parse(again.stdout);
  assertEquals([repeated.listings.added, repeated.listings.known, repeated.accounts], [0, OFFERED, {}]);
});

Deno.test("split-databases --strategy recollect refuses accounts that do not fit, and a supplier that fails is named", async () => {
  await using shop = await otherShop();
  const { source, feed, env, args } = shop;
  const unmapped = await runProcessToEnd("split-databases", { args: ["--strategy", "recollect"], env });
  assertEquals(unmapped.code, 2);
  assertStringIncludes(unmapped.stderr, "supplier_accounts.feed_url must have a value");
  assertEquals((await source.sql`select from pg_tables where schemaname = 'public'`).count, 0);

  feed.token = "secret";
  const refused = await runProcessToEnd("split-databases", { args, env });
  assertEquals(refused.code, 1, refused.stdout);
  assertStringIncludes(refused.stdout, "FAILED: ");
});
