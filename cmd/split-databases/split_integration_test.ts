import { assert, assertEquals } from "@std/assert";
import type { Certificate } from "../../domain/sourcing/certificate.ts";
import { certifySplit } from "./certify.ts";
import { lookAtDatabases } from "./probe.ts";
import { rollBackSplit } from "./roll_back.ts";
import { splitDatabases, type SplitDeps } from "./split.ts";
import type { Strategy } from "./new_database.ts";
import { addLeftovers, fillOldDatabase } from "../../testing/fixtures/old_database.ts";
import { migrationsOf, type TemporaryDatabase, temporaryDatabase } from "../../testing/engines/temporary_database.ts";
import { connectPostgres } from "../../adapters/postgres/core/connect.ts";
import { Migrations } from "../../adapters/postgres/core/migrations.ts";
import { PostgresNewDatabase } from "./sql/new_database.ts";
import { PostgresOldDatabase } from "./sql/old_database.ts";

const SIZE = { rows: 3_000, vectors: 60 };
const NAMES = ["source", "dropship", "market"] as const;

interface Shop extends AsyncDisposable {
  readonly old: TemporaryDatabase;
  readonly news: Readonly<Record<typeof NAMES[number], TemporaryDatabase>>;
  readonly deps: SplitDeps;
}

async function shop(): Promise<Shop> {
  const closing = new AsyncDisposableStack();
  const old = closing.use(await temporaryDatabase({ migrated: false }));
  await fillOldDatabase(old.sql, SIZE);
  const news = {
    source: closing.use(await temporaryDatabase({ migrations: "source" })),
    dropship: closing.use(await temporaryDatabase({ migrations: "dropship" })),
    market: closing.use(await temporaryDatabase({ migrations: "market" })),
  };
  const open = (url: string, readOnly = false) => {
    const sql = connectPostgres({ url, max: 5, bulk: true, readOnly });
    closing.defer(() => sql.end({ timeout: 5 }));
    return sql;
  };
  const deps: SplitDeps = {
    old: new PostgresOldDatabase(open(old.url, true)),
    news: Object.fromEntries(NAMES.map((name) => {
      const sql = open(news[name].url);
      return [name, new PostgresNewDatabase(name, sql, new Migrations(sql, migrationsOf(name)))];
    })),
    settings: { old: "OLD", source: "SOURCE", dropship: "DROPSHIP", market: "MARKET" },
    clock: () => new Date(),
  };
  return { old, news, deps, [Symbol.asyncDispose]: () => closing.disposeAsync() };
}

interface Options {
  readonly allowExtra?: boolean;
  readonly catchUp?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: () => void;
}

function run(deps: SplitDeps, strategy: Strategy, options: Options = {}) {
  const { allowExtra = false, catchUp = false, signal = new AbortController().signal, onProgress = () => {} } = options;
  return splitDatabases(deps, { strategy, allowExtra, catchUp, parallel: 2, signal, onProgress });
}

async function split(deps: SplitDeps, strategy: Strategy, options?: Options) {
  const done = await run(deps, strategy, options);
  assert(done.ok, done.ok ? "" : JSON.stringify(done.refusal));
  return done.value;
}

async function refusal(deps: SplitDeps, strategy: Strategy = "restore", options?: Options) {
  const done = await run(deps, strategy, options);
  assert(!done.ok);
  return done.refusal;
}

async function certify(deps: SplitDeps): Promise<Certificate> {
  const sight = await lookAtDatabases(deps, { prepare: false });
  assert(sight.ok);
  const signal = new AbortController().signal;
  return await certifySplit(deps, sight.value, { strategy: "restore", takenAt: new Date(), parallel: 1, signal });
}

/**
 * Every index, constraint and trigger, as the database itself would write it; without casts and brackets, which Postgres
 * sets anew when it reads a condition that it wrote.
 */
async function shapeOf({ sql }: TemporaryDatabase): Promise<string[]> {
  const rows = await sql`
    select indexdef as text from pg_indexes where schemaname = 'public'
    union all select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
      where connamespace = 'public'::regnamespace
    union all select tgrelid::regclass || ' ' || tgname || ' ' || tgenabled::text from pg_trigger where not tgisinternal
    order by 1`;
  return rows.map(({ text }) => text.replaceAll(/::(character varying|text)(\[\])?|[()]/g, ""));
}

const checksums = ({ tables }: Certificate) =>
  tables.map(({ table, new: found }) => [table, found.rows, found.checksum]);

Deno.test("both strategies bring the same rows, agree with the old database, and leave the tables as they were made", async () => {
  const all: unknown[] = [];
  for (const strategy of ["restore", "recollect"] as const) {
    await using databases = await shop();
    const { deps, news } = databases;
    const shapes = await Promise.all(NAMES.map((name) => shapeOf(news[name])));
    const done = await split(deps, strategy);
    assertEquals(done.certificate.differences, []);
    assertEquals(done.certificate.tables.length, 20);
    assertEquals(done.copied, done.certificate.tables.reduce((sum, { old }) => sum + old.rows, 0));
    assertEquals(await Promise.all(NAMES.map((name) => shapeOf(news[name]))), shapes, strategy);
    all.push(checksums(done.certificate));

    const again = await split(deps, strategy);
    assertEquals([again.alreadyDone, again.copied], [true, 0]);
  }
  assertEquals(all[0], all[1]);
});

Deno.test("a certificate finds a changed value, a lost row, one lost beside one doubled, a broken reference, a sequence behind", async () => {
  await using databases = await shop();
  const { deps, old, news: { source, dropship, market } } = databases;
  // A column that both sides number, as an old log has it.
  await old.sql.unsafe("alter table supplier_raw_fetch_log add column entry_no bigserial").simple();
  await source.sql.unsafe("alter table supplier_raw_fetch_log add column entry_no bigint generated always as identity")
    .simple();
  const { certificate } = await split(deps, "restore");
  assertEquals(certificate.differences, []);
  const [sequence] = certificate.sequences;
  assertEquals(BigInt(sequence!.next), BigInt(sequence!.highest!) + 1n);

  const damages: readonly [TemporaryDatabase, damage: string, repair: string, expected: RegExp][] = [
    [
      market,
      "update orders set total_amount = total_amount + 1 where external_order_id = 'O1'",
      "update orders set total_amount = total_amount - 1 where external_order_id = 'O1'",
      /market.orders has as many rows, but other values/,
    ],
    [
      dropship,
      "create table kept as select * from embeddings limit 1; delete from embeddings where id in (select id from kept)",
      "insert into embeddings select * from kept; drop table kept",
      /dropship.embeddings has \d+ rows, the old one \d+/,
    ],
    [
      source,
      `create table kept as select * from supplier_qna_raw order by id limit 2;
       update supplier_qna_raw set payload = (select payload from kept order by id limit 1), external_id = 'twice'
         where id = (select id from kept order by id desc limit 1)`,
      `update supplier_qna_raw r set payload = k.payload, external_id = k.external_id from kept k where k.id = r.id; drop table kept`,
      /source.supplier_qna_raw has as many rows, but other values/,
    ],
    [
      source,
      "alter sequence supplier_raw_fetch_log_entry_no_seq restart with 5",
      "select setval('supplier_raw_fetch_log_entry_no_seq', (select max(entry_no) from supplier_raw_fetch_log))",
      /gives 5 next, and \d+ is taken already/,
    ],
    [
      dropship,
      `create table kept as select id, supplier_item_id from products limit 1;
       update products set supplier_item_id = gen_random_uuid() where id in (select id from kept)`,
      "update products p set supplier_item_id = k.supplier_item_id from kept k where k.id = p.id; drop table kept",
      /products.supplier_item_id refers to 1 rows of supplier_item_raw that are missing, in the old database to 0: [0-9a-f-]{36}/,
    ],
    [
      source,
      "alter table supplier_sync_jobs drop constraint supplier_sync_jobs_account_id_fkey; " +
      "alter table supplier_sync_jobs add foreign key (account_id) references supplier_accounts (id) not valid",
      "alter table supplier_sync_jobs validate constraint supplier_sync_jobs_account_id_fkey",
      /supplier_sync_jobs_account_id_fkey was never checked/,
    ],
  ];
  for (const [database, damage, repair, expected] of damages) {
    await database.sql.unsafe(damage).simple();
    const damaged = await certify(deps);
    assertEquals(damaged.verdict, "differs", damage);
    assert(damaged.differences.some((line) => expected.test(line)), `${expected} in ${damaged.differences}`);
    await database.sql.unsafe(repair).simple();
    assertEquals((await certify(deps)).differences, [], repair);
  }
});

Deno.test("a split that is interrupted while the old database changes ends with the state of one moment", async () => {
  for (const strategy of ["restore", "recollect"] as const) {
    await using databases = await shop();
    const { deps, old } = databases;
    for (let stop = 1; stop <= 3; stop++) {
      const controller = new AbortController();
      let steps = 0;
      const onProgress = () => {
        if (++steps === stop * 2) controller.abort(new Error("stopped"));
      };
      const ended = await run(deps, strategy, { signal: controller.signal, onProgress }).catch((error) =>
        error.message
      );
      assertEquals(ended, "stopped");
      await old.sql.unsafe(`
        update supplier_item_raw set payload = payload || '{"seen": ${stop}}' where external_id = 'W${stop}';
        update products set stock = stock + 1 where supplier_item_code = 'W${stop}';
        delete from supplier_raw_fetch_log where id in (select id from supplier_raw_fetch_log order by id limit ${stop});
        insert into supplier_raw_fetch_log (account_id, kind, url, duration_ms)
          select id, 'items', 'https://late.example', ${stop} from supplier_accounts;`).simple();
    }
    const done = await split(deps, strategy);
    assertEquals(done.certificate.differences, [], strategy);
    assert(done.mended.length > 0);
  }
});

Deno.test("every value arrives as it was, whatever its type, and under names that need quotes", async () => {
  for (const strategy of ["restore", "recollect"] as const) {
    await using databases = await shop();
    const { deps, old, news: { source } } = databases;
    const common = `"Size ""L""" double precision, "바이트" bytea, list text[], spans interval, amount numeric,
      doc jsonb, raw json, ratio real, day date`;
    await old.sql.unsafe(`
      create type mood as enum ('good', '나쁨');
      alter table supplier_accounts add column mood mood, add column seen integer, add column local timestamp,
        ${common.split(/,\s+/).map((column) => `add column ${column}`).join(", ")};
      update supplier_accounts set mood = '나쁨', seen = -2147483648, local = '2024-02-29 23:59:59.999999',
        "Size ""L""" = 'NaN', "바이트" = '\\x00ff5c0a', list = '[0:1][2:3]={{a,NULL},{"",","}}', spans = '-1 mon +2 days 00:00:00.000001',
        amount = 'NaN', doc = 'null', raw = '{"b" : 1,  "a":1, "b":2}', ratio = '-0', day = '0044-03-15 BC'
        where name like '계정 0%';
      update supplier_accounts set "Size ""L""" = '-Infinity', "바이트" = '', list = '{}', amount = 1e300 + 0.1, ratio = 'Infinity',
        doc = '"NULL"', day = 'infinity', mood = 'good' where name like '계정 1%';`).simple();
    await source.sql.unsafe(`alter table supplier_accounts add column mood text, add column seen bigint,
      add column local timestamptz, ${common.split(/,\s+/).map((column) => `add column ${column}`).join(", ")}`)
      .simple();
    const { certificate } = await split(deps, strategy);
    assertEquals(certificate.differences, [], strategy);
    assertEquals(certificate.conversions, [
      "supplier_accounts.mood: mood → text",
      "supplier_accounts.seen: integer → bigint",
      "supplier_accounts.local: timestamp without time zone → timestamp with time zone",
    ]);
    const same = `select mood::text, seen::text, "Size ""L"""::text, encode("바이트", 'hex'), list::text, spans::text,
      amount::text, doc::text, raw::text, ratio::text, day::text from supplier_accounts order by id`;
    assertEquals([...await source.sql.unsafe(same)], [...await old.sql.unsafe(same)]);
  }
});

Deno.test("a split that was certified follows the old database with catch-up alone", async () => {
  await using databases = await shop();
  const { deps, old } = databases;
  await split(deps, "restore");
  await old.sql`update orders set buyer_name = '박' where external_order_id = 'O2'`;
  await old.sql`delete from supplier_orders where order_id in (select id from orders where external_order_id = 'O3')`;
  assertEquals((await split(deps, "restore")).alreadyDone, true);
  const done = await split(deps, "restore", { catchUp: true });
  assertEquals([done.certificate.verdict, done.mended.toSorted()], ["agrees", ["orders", "supplier_orders"]]);
});

Deno.test("a split names what it would leave behind, and leaves it only when told", async () => {
  await using databases = await shop();
  const { deps, old } = databases;
  await addLeftovers(old.sql);
  const { code, details } = await refusal(deps);
  assertEquals([code, details], ["would_be_left_out", [
    "column products.legacyCode",
    "table Legacy Notes",
    "sequence invoice_numbers",
    "view cheap_products",
  ]]);
  const { certificate } = await split(deps, "restore", { allowExtra: true });
  assertEquals([certificate.verdict, certificate.leftOut.length], ["agrees", 4]);
});

Deno.test("a split refuses two settings for one database, the old one as a new one, another's tables and foreign rows", async () => {
  await using databases = await shop();
  const { deps, old, news } = databases;
  const at = (name: typeof NAMES[number], { sql }: TemporaryDatabase) =>
    new PostgresNewDatabase(name, sql, new Migrations(sql, migrationsOf(name)));
  const same = await refusal({ ...deps, news: { ...deps.news, market: at("market", news.dropship) } });
  assertEquals(same.code, "same_database");
  assert(same.details![0]!.startsWith("DROPSHIP and MARKET are both"));
  const into = await refusal({ ...deps, news: { source: at("source", old) } });
  assert(into.details![0]!.startsWith("SOURCE and OLD are both"));
  const wrong = await refusal({ ...deps, news: { source: at("source", news.market) } });
  assertEquals(wrong.code, "wrong_database");

  await news.dropship.sql`insert into api_keys (name, digest) values ('mine', repeat('a', 64))`;
  const occupied = await refusal(deps);
  assertEquals([occupied.code, occupied.details], ["occupied", ["api_keys"]]);
});

Deno.test("a rolled back split leaves empty tables with all that holds them together, and refuses to lose new rows", async () => {
  await using databases = await shop();
  const { deps, old, news } = databases;
  const shapes = await Promise.all(NAMES.map((name) => shapeOf(news[name])));
  const before = await old.sql`select pg_current_xact_id_if_assigned() is null as untouched`;
  assertEquals(before[0]!.untouched, true);

  const controller = new AbortController();
  const onProgress = () => controller.abort(new Error("stopped"));
  await run(deps, "restore", { signal: controller.signal, onProgress }).catch(() => {});
  const half = await rollBackSplit(deps, { force: false });
  assert(half.ok);
  assertEquals(await Promise.all(NAMES.map((name) => shapeOf(news[name]))), shapes);

  await split(deps, "restore");
  await news.market.sql`update market_listings set stock = stock + 1`;
  const kept = await rollBackSplit(deps, { force: false });
  assertEquals(kept.ok ? "" : kept.refusal.code, "changed_since");
  assert((await rollBackSplit(deps, { force: true })).ok);
  assertEquals(await Promise.all(NAMES.map((name) => shapeOf(news[name]))), shapes);
  const [rows] = await news.market.sql`select count(*) as rows from market_listings`;
  assertEquals(rows!.rows, 0);
  assertEquals((await split(deps, "recollect")).certificate.verdict, "agrees");
});

Deno.test("the old database can't be written to through its port's connections", async () => {
  await using databases = await shop();
  const sql = connectPostgres({ url: databases.old.url, max: 1, readOnly: true });
  const message = await sql`delete from orders`.then(() => "deleted", (error) => error.message);
  await sql.end();
  assertEquals(message, "cannot execute DELETE in a read-only transaction");
});
