import { assertEquals, assertRejects } from "@std/assert";
import type { Sql } from "../../adapters/postgres/core/connect.ts";
import { fillOtherApplication } from "../../testing/fixtures/other_application.ts";
import { SplitRefused } from "./refusal.ts";
import { rollBackSplit } from "./roll_back.ts";
import { split, splitUnderTest } from "./split_contract.ts";

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
