import { assert, assertEquals, assertRejects } from "@std/assert";
import type { Sql } from "../../adapters/postgres/core/connect.ts";
import { fillOtherApplication } from "../../testing/fixtures/other_application.ts";
import { judgePlan } from "./judge_plan.ts";
import { NO_FITTING } from "./move.ts";
import { probeDatabases } from "./probe.ts";
import { SplitRefused } from "./refusal.ts";
import { rollBackSplit } from "./roll_back.ts";
import { certify, contentsOf, split, splitUnderTest } from "./split_contract.ts";
import { trySplit } from "./try_split.ts";

const otherShop = () => splitUnderTest({ fill: fillOtherApplication, migrated: false });

Deno.test("restore brings another application's tables over with all that makes them, apart from keys across databases", async () => {
  await using shop = await otherShop();
  const { databases, old, news } = shop;
  const { certificate, copied } = await split(databases, "restore");
  assertEquals(certificate.differences, []);
  assertEquals([certificate.tables.length, certificate.made.length], [12, 12]);
  assertEquals(copied, certificate.tables.reduce((sum, { old }) => sum + old.rows, 0));
  assertEquals([certificate.conversions, certificate.leftOut], [[], []]);

  const before = await contentsOf(old.sql);
  const after = new Map<string, string>();
  for (const { sql } of Object.values(news)) for (const [name, text] of await contentsOf(sql)) after.set(name, text);
  const lost = [...before].filter(([name, text]) => after.get(name) !== text).map(([name]) => name);
  assertEquals(lost.sort(), [
    "column alembic_version.version_num",
    "constraint alembic_version.alembic_version_pkc",
    "constraint market_listings.fk_market_listings_product_id_products",
    "constraint products.fk_products_supplier_item_id_supplier_item_raw",
    "constraint sourcing_candidates.fk_sourcing_candidates_benchmark_product_id_benchmark_products",
    "constraint supplier_orders.fk_supplier_orders_supplier_item_id_supplier_item_raw",
    "table alembic_version",
  ]);
  assertEquals(certificate.droppedKeys.map((line) => line.split(" ")[0]).sort(), [
    "fk_market_listings_product_id_products",
    "fk_products_supplier_item_id_supplier_item_raw",
    "fk_sourcing_candidates_benchmark_product_id_benchmark_products",
    "fk_supplier_orders_supplier_item_id_supplier_item_raw",
  ]);
  assert([...after.keys()].every((name) => before.has(name)));
  const [extension] = await news.source.sql`select count(*) as vectors from pg_extension where extname = 'vector'`;
  assertEquals(extension!.vectors, 0, "no vector in the source database");
});

Deno.test("restored numbers go on where the old ones were, and naive times stay as they were", async () => {
  await using shop = await otherShop();
  const { databases, old, news } = shop;
  await split(databases, "restore");
  const next = async ({ sql }: { readonly sql: Sql }, sequence: string) =>
    (await sql`select nextval(${sequence}) as next`)[0]!.next;
  for (
    const [database, sequence] of [
      [news.source, "supplier_sync_jobs_id_seq"],
      [news.source, "supplier_raw_fetch_log_id_seq"],
      [news.dropship, "embeddings_id_seq"],
      [news.market, "order_number_seq"],
      [news.market, "supplier_orders_id_seq"],
    ] as const
  ) assertEquals(await next(database, sequence), await next(old, sequence), sequence);
  const times = `select fetched_at::text as at, pg_typeof(fetched_at)::text as type from supplier_item_raw order by id`;
  assertEquals([...await news.source.sql.unsafe(times)], [...await old.sql.unsafe(times)]);
  const [row] = await news.market.sql`
    insert into orders (listing_id, total, ordered_at) select id, 1, now() from market_listings limit 1 returning id`;
  assert(row!.id > 100_273);
});

Deno.test("another application's split is interrupted, followed up and rolled back as any other", async () => {
  for (const strategy of ["restore", "insert"] as const) {
    await using shop = await otherShop();
    const { databases, old, news } = shop;
    const controller = new AbortController();
    const stop = () => controller.abort(new Error("stopped"));
    await split(databases, strategy, { signal: controller.signal, onProgress: stop }).catch(() => {});
    await old.sql`update supplier_sync_jobs set history = array['failed']::jobstatus[] where id % 2 = 0`;
    const { certificate } = await split(databases, strategy);
    assertEquals(certificate.differences, [], strategy);
    await old.sql`insert into embeddings (product_id, model) select id, 'later' from products`;
    assertEquals((await split(databases, strategy, { catchUp: true })).certificate.differences, [], strategy);
    assertEquals((await certify(databases)).made.length, 12);

    await rollBackSplit(databases, { force: false });
    for (const { sql } of Object.values(news)) {
      const left = [...(await contentsOf(sql)).keys()].filter((name) =>
        !/^extension |^comment on extension /.test(name)
      );
      assertEquals(left, [], strategy);
    }
  }
});

Deno.test("a certificate names a key, an index and a column that were changed in a restored table", async () => {
  await using shop = await otherShop();
  const { databases, news: { source, dropship } } = shop;
  await split(databases, "restore");
  await source.sql.unsafe("drop index ix_supplier_item_raw_raw").simple();
  await dropship.sql.unsafe(`
    alter table products drop constraint ck_products_selling_price;
    alter table embeddings drop constraint fk_embeddings_product_id_products;
    alter table sourcing_candidates alter column score type numeric`).simple();
  const { differences } = await certify(databases);
  for (
    const named of [
      "source.ix_supplier_item_raw_raw (index) is missing",
      "dropship.products.ck_products_selling_price (constraint) is missing",
      "dropship.embeddings.fk_embeddings_product_id_products (constraint) is missing",
      "dropship.sourcing_candidates.score (column) is numeric, in the old database double precision",
    ]
  ) assert(differences.includes(named), `${named} in ${differences.join("; ")}`);
});

Deno.test("a plan promises what the run does: nothing is there after it, and what can't be made is named by both", async () => {
  await using shop = await otherShop();
  const { databases, old, news } = shop;
  await old.sql.unsafe(`
    create table "Price Notes" ("no" serial primary key, product_id uuid references products (id), note text);
    create view cheap as select id from products where cost_price < 3010;
    create function touch() returns trigger language plpgsql as $$ begin new.updated_at := now(); return new; end $$;
    create trigger touch_products before update on products for each row execute function touch();`).simple();
  const places = { "Price Notes": "dropship" } as const;
  const plan = async (fitting = NO_FITTING) => {
    const probed = await probeDatabases(databases, fitting);
    return judgePlan(probed.plan, { allowExtra: false }) ??
      (await trySplit(databases, probed, { strategy: "restore", rows: true })).refusal;
  };
  const run = async (fitting = NO_FITTING) =>
    (await assertRejects(() => split(databases, "restore", { fitting }), SplitRefused)).refusal;

  const refused = await plan();
  assertEquals(refused!.details, ["table Price Notes", "view cheap", "trigger products.touch_products"]);
  assertEquals(await run(), refused!);
  await old.sql.unsafe("drop view cheap; drop trigger touch_products on products").simple();

  await news.dropship.sql.unsafe("create type productstatus as enum ('OTHER')").simple();
  const fitting = { ...NO_FITTING, places };
  const colliding = await plan(fitting);
  assertEquals([colliding!.code, colliding!.details], ["cannot_make", [
    'type public.productstatus: type "productstatus" already exists',
  ]]);
  assertEquals(await run(fitting), colliding!);
  await news.dropship.sql.unsafe("drop type productstatus").simple();

  assertEquals(await plan(fitting), null);
  for (const { sql } of Object.values(news)) assertEquals((await contentsOf(sql)).size <= 1, true);
  const { certificate } = await split(databases, "restore", { fitting });
  assertEquals([certificate.verdict, certificate.tables.length], ["agrees", 13]);
  // Asked for nothing, a later run goes on as this one began.
  assertEquals((await split(databases, "restore", { catchUp: true })).certificate.tables.length, 13);
});

Deno.test("into databases that hold this product's tables, another application's rows are refused by name and with the way out", async () => {
  await using shop = await splitUnderTest({ fill: fillOtherApplication });
  const error = await assertRejects(() => split(shop.databases, "restore"), SplitRefused);
  assertEquals(error.refusal.code, "does_not_fit");
  assert(error.refusal.details!.includes(
    "source: supplier_item_raw.content_hash must have a value, and the old table has no such column",
  ));
  assert(error.message.includes("--map FILE says what goes where"));
  const probed = await probeDatabases(shop.databases);
  assertEquals(judgePlan(probed.plan, { allowExtra: true }), error.refusal);
});
