import { assert, assertEquals, assertRejects } from "@std/assert";
import { ownSchemas, readCatalog } from "../../adapters/postgres/core/read_catalog.ts";
import type { Sql } from "../../adapters/postgres/core/connect.ts";
import { fillOtherApplication } from "../../testing/fixtures/other_application.ts";
import { judgePlan } from "./judge_plan.ts";
import { NO_FITTING } from "./move.ts";
import { probeDatabases } from "./probe.ts";
import { SplitRefused } from "./refusal.ts";
import { rollBackSplit } from "./roll_back.ts";
import { certify, split, splitUnderTest } from "./split_contract.ts";
import { trySplit } from "./try_split.ts";

const otherShop = () => splitUnderTest({ fill: fillOtherApplication, migrated: false });

/** Everything that somebody could find in a database, under its name, with comments. */
async function contentsOf(sql: Sql): Promise<Map<string, string>> {
  const schemas = (await ownSchemas(sql)).filter((schema) => schema !== "tillstream_split");
  const entries = await readCatalog(sql, schemas);
  const comments = await sql`
    select coalesce(pg_describe_object(classoid, objoid, objsubid), '') as name, description from pg_description d
    where not exists (select from pg_depend e where e.classid = d.classoid and e.objid = d.objoid and e.deptype = 'e')
      and objoid >= 16384 and classoid <> 'pg_extension'::regclass`;
  const storage = await sql`
    select attrelid::regclass || '.' || attname as name, attstorage::text as storage from pg_attribute
    where attrelid = to_regclass('embeddings') and attname = 'embedding'`;
  return new Map([
    ...entries.map(({ kind, name, definition }) => [`${kind} ${name}`, definition] as const),
    ...comments.map(({ name, description }) => [`comment on ${name}`, description as string] as const),
    ...storage.map(({ name, storage }) => [`storage of ${name}`, storage as string] as const),
  ]);
}

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

Deno.test("restore brings types, defaults, keys and sequences over that are seldom seen, and all of them are gone after a rollback", async () => {
  await using shop = await splitUnderTest({
    migrated: false,
    fill: async (sql) => void await sql.unsafe(UNUSUAL).simple(),
  });
  const { databases, old, news } = shop;
  const { certificate } = await split(databases, "restore");
  assertEquals(certificate.differences, []);
  const before = await contentsOf(old.sql);
  const after = new Map<string, string>();
  for (const { sql } of Object.values(news)) for (const [name, text] of await contentsOf(sql)) after.set(name, text);
  assertEquals([...before.keys()].filter((name) => after.get(name) !== before.get(name)), [
    "constraint products.products_a_b_fkey",
  ]);
  assertEquals(certificate.droppedKeys, ["products_a_b_fkey of dropship.products (a, b) → source.supplier_item_raw"]);
  const [table] = await news.source.sql`
    select relpersistence::text as kind, reloptions as options from pg_class where relname = 'supplier_accounts'`;
  assertEquals([table!.kind, table!.options], ["u", ["fillfactor=70"]]);
  const [down] = await news.source.sql`select nextval('down_seq') as next`;
  assertEquals(down!.next, -4);
  await news.source.sql`alter sequence down_seq restart`;

  await rollBackSplit(databases, { force: true });
  for (const { sql } of Object.values(news)) {
    const left = [...(await contentsOf(sql)).keys()].filter((name) => !/^extension |^comment on extension /.test(name));
    assertEquals(left, []);
  }
});

/** A type of a schema of its own, composite and range types and arrays of them, a sequence that counts down and one of two tables. */
const UNUSUAL = `
  create extension if not exists vector;
  create schema shared;
  create type shared.currency as enum ('KRW', 'USD');
  create type "Money Type" as (amount numeric(10, 2), cur shared.currency);
  create type level as range (subtype = numeric);
  create domain email as varchar(200) check (value like '%@%');
  create sequence down_seq increment -1 minvalue -1000 maxvalue -1;
  create sequence code_seq;
  create unlogged table supplier_accounts (
    "Id" bigint generated by default as identity primary key, parent_id bigint references supplier_accounts,
    "사용자 이름" text collate "C" default 'o''brien', money "Money Type", moneys "Money Type"[],
    currencies shared.currency[] default '{KRW}', mail email, level level, small smallserial, bits bit(4),
    text tsvector generated always as (to_tsvector('simple', coalesce("사용자 이름", ''))) stored,
    down integer default nextval('down_seq'), exclude using gist (level with &&),
    constraint "odd ""name""" check (small > 0), unique nulls not distinct (mail, small)) with (fillfactor = 70);
  create table supplier_item_raw (a uuid default gen_random_uuid(), b integer, v vector(3)[], primary key (a, b) include (v));
  create table products (
    id uuid primary key default gen_random_uuid(), a uuid, b integer, embedding halfvec(4), first_id integer, ratio real,
    foreign key (a, b) references supplier_item_raw match full on delete set null);
  create table embeddings (id serial primary key, product_id uuid references products, e vector(3) not null);
  alter table products add foreign key (first_id) references embeddings (id);
  create index on embeddings using ivfflat (e vector_l2_ops) with (lists = 2);
  create index on products (ratio desc nulls last) include (b) where ratio > 0.5;
  create table orders (id integer primary key default nextval('code_seq'), no text);
  create table supplier_orders (id integer primary key default nextval('code_seq'));
  insert into supplier_accounts ("Id", parent_id, money, moneys, currencies, mail, level, bits)
    select n, 1, '(1.5,KRW)', array['(2,USD)'::"Money Type", null], '{USD,KRW}', 'a' || n || '@example.com',
      ('[' || n || ',' || n || '.5)')::level, B'1010' from generate_series(1, 3) n;
  alter table supplier_accounts add constraint late check (length(mail) > 100) not valid;
  insert into supplier_item_raw (b, v) select n, array['[1,2,3]'::vector, '[4,5,6]'] from generate_series(1, 10) n;
  insert into products (a, b, embedding, ratio) select a, b, '[1,2,3,4]', 0.1 from supplier_item_raw;
  insert into embeddings (product_id, e) select id, '[1,2,3]' from products;
  update products set first_id = (select min(id) from embeddings);
  insert into orders (no) select 'x' from generate_series(1, 5);
  insert into supplier_orders select from generate_series(1, 3);`;

const PARTITIONED = `
  create table market_order_raw (
    id bigint generated always as identity, ordered_at date not null, channel text not null default 'web', raw jsonb,
    constraint pk_market_order_raw primary key (id, ordered_at, channel),
    constraint ck_market_order_raw_channel check (channel <> '')
  ) partition by range (ordered_at);
  create table market_order_raw_2025 partition of market_order_raw for values from ('2025-01-01') to ('2026-01-01')
    partition by list (channel);
  create table market_order_raw_2025_web partition of market_order_raw_2025 for values in ('web') with (fillfactor = 70);
  create table market_order_raw_2025_other partition of market_order_raw_2025 default;
  create table "market_order_raw 2026" partition of market_order_raw for values from ('2026-01-01') to ('2027-01-01');
  create table market_order_raw_rest partition of market_order_raw default;
  comment on table "market_order_raw 2026" is 'this year';
  create index ix_market_order_raw_channel on market_order_raw (channel, ordered_at);
  create index ix_of_the_rest on market_order_raw_rest using gin (raw);
  alter table market_order_raw_rest add constraint ck_rest check (ordered_at > '1990-01-01');
  insert into market_order_raw (ordered_at, channel, raw)
    select date '2024-12-01' + n, case n % 3 when 0 then 'app' else 'web' end, jsonb_build_object('n', n)
    from generate_series(1, 900) n;
  analyze`;

async function partitionsOf(sql: Sql) {
  return [
    ...await sql`
      select tree.relid::regclass::text as name, tree.parentrelid::regclass::text as parent, c.reloptions as options,
        pg_get_expr(c.relpartbound, c.oid) as bound, pg_get_partkeydef(c.oid) as divided,
        obj_description(c.oid, 'pg_class') as comment,
        (select count(*)::int from pg_index x where x.indrelid = c.oid) as indexes,
        (select json_agg(k.conname order by k.conname) from pg_constraint k
          where k.conrelid = c.oid and k.contype = 'c') as checks
      from pg_partition_tree('market_order_raw') tree join pg_class c on c.oid = tree.relid order by 1`,
  ];
}

const withPartitions = (more = "") =>
  splitUnderTest({
    fill: async (sql) => {
      await fillOtherApplication(sql);
      await sql.unsafe(`${PARTITIONED}; ${more}`).simple();
    },
    migrated: false,
  });

Deno.test("restore brings a partitioned table over with its partitions, and every row into the one it belongs to", async () => {
  await using shop = await withPartitions();
  const { databases, old, news } = shop;
  const { certificate } = await split(databases, "restore");
  assertEquals([certificate.verdict, certificate.differences], ["agrees", []]);
  assertEquals(await partitionsOf(news.market.sql), await partitionsOf(old.sql));
  const rowsIn = async (sql: Sql) => [
    ...await sql`select tableoid::regclass::text as partition, count(*)::int as rows from market_order_raw group by 1 order by 1`,
  ];
  assertEquals(await rowsIn(news.market.sql), await rowsIn(old.sql));
  assertEquals((await rowsIn(news.market.sql)).length, 4);
  const insert = (sql: Sql) => sql`insert into market_order_raw (ordered_at) values ('2026-02-02') returning id`;
  assertEquals([...await insert(news.market.sql)], [...await insert(old.sql)]);

  await rollBackSplit(databases, { force: true });
  const [left] = await news.market
    .sql`select count(*)::int as tables from pg_class where relname like 'market_order_raw%'`;
  assertEquals(left!.tables, 0);
});

Deno.test("restore refuses by name tables that others inherit from, and names what only a partition has", async () => {
  await using shop = await withPartitions(`
    alter table market_order_raw_rest alter column channel set default 'unknown';
    create table old_embeddings () inherits (embeddings)`);
  const { databases, news, old } = shop;
  const { refusal } = await assertRejects(() => split(databases, "restore"), SplitRefused);
  assertEquals([refusal.code, refusal.details], ["does_not_fit", [
    "dropship: embeddings has tables that inherit from it, or partitions in other places: make it there, and run again",
  ]]);
  await old.sql`drop table old_embeddings`;
  const left = await assertRejects(() => split(databases, "restore"), SplitRefused);
  assertEquals([left.refusal.code, left.refusal.details], ["would_be_left_out", [
    "default market_order_raw.market_order_raw_rest.channel",
  ]]);
  for (const { sql } of Object.values(news)) {
    const [made] = await sql`select count(*)::int as tables from pg_tables where schemaname = 'public'`;
    assertEquals(made!.tables, 0);
  }
});
