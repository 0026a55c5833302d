import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Certificate } from "../../domain/sourcing/certificate.ts";
import type { TemporaryDatabase } from "../../testing/engines/temporary_database.ts";
import { NO_FITTING } from "./plan.ts";
import { certify, shapesOf, split, splitUnderTest } from "./split_contract.ts";

const checksums = ({ tables }: Certificate) =>
  tables.map(({ table, new: found }) => [table, found.rows, found.checksum]);

Deno.test("both strategies bring the same rows, agree with the old database, and leave the tables as they were made", async () => {
  const all: unknown[] = [];
  for (const strategy of ["restore", "insert"] as const) {
    await using shop = await splitUnderTest();
    const { databases } = shop;
    const shapes = await shapesOf(shop);
    const done = await split(databases, strategy);
    assertEquals(done.certificate.differences, []);
    assertEquals(done.certificate.tables.length, 20);
    assertEquals(done.copied, done.certificate.tables.reduce((sum, { old }) => sum + old.rows, 0));
    assertEquals(await shapesOf(shop), shapes, strategy);
    all.push(checksums(done.certificate));

    const again = await split(databases, strategy);
    assertEquals([again.alreadyDone, again.copied], [true, 0]);
  }
  assertEquals(all[0], all[1]);
});

Deno.test("a certificate finds a changed value, a lost row, one lost beside one doubled, a broken reference, a sequence behind", async () => {
  await using shop = await splitUnderTest();
  const { databases, old, news: { source, dropship, market } } = shop;
  // A column that both sides number, as an old log has it.
  await old.sql.unsafe("alter table supplier_raw_fetch_log add column entry_no bigserial").simple();
  await source.sql.unsafe("alter table supplier_raw_fetch_log add column entry_no bigint generated always as identity")
    .simple();
  const { certificate } = await split(databases, "restore");
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
    const damaged = await certify(databases);
    assertEquals(damaged.verdict, "differs", damage);
    assert(damaged.differences.some((line) => expected.test(line)), `${expected} in ${damaged.differences}`);
    await database.sql.unsafe(repair).simple();
    assertEquals((await certify(databases)).differences, [], repair);
  }
});

Deno.test("a split that is interrupted while the old database changes ends with the state of one moment", async () => {
  for (const strategy of ["restore", "insert"] as const) {
    await using shop = await splitUnderTest();
    const { databases, old } = shop;
    for (let stop = 1; stop <= 3; stop++) {
      const controller = new AbortController();
      let steps = 0;
      const onProgress = () => {
        if (++steps === stop * 2) controller.abort(new Error("stopped"));
      };
      const ended = await split(databases, strategy, { signal: controller.signal, onProgress }).catch((error) =>
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
    const done = await split(databases, strategy);
    assertEquals(done.certificate.differences, [], strategy);
    assert(done.mended.length > 0);
  }
});

Deno.test("every value arrives as it was, whatever its type, and under names that need quotes", async () => {
  for (const strategy of ["restore", "insert"] as const) {
    await using shop = await splitUnderTest();
    const { databases, old, news: { source } } = shop;
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
    const fitting = { ...NO_FITTING, oldTimeZone: "Asia/Seoul" };
    const { certificate } = await split(databases, strategy, { fitting });
    assertEquals(certificate.differences, [], strategy);
    assertEquals(certificate.conversions, [
      "supplier_accounts.mood: mood → text",
      "supplier_accounts.seen: integer → bigint",
      "supplier_accounts.local: timestamp without time zone → timestamp with time zone, read as Asia/Seoul",
    ]);
    const [read] = await source.sql`
      select distinct local = '2024-02-29T23:59:59.999999+09:00' as right from supplier_accounts where local is not null`;
    assertEquals([read!.right, certificate.oldTimeZone], [true, "Asia/Seoul"]);
    const same = `select mood::text, seen::text, "Size ""L"""::text, encode("바이트", 'hex'), list::text, spans::text,
      amount::text, doc::text, raw::text, ratio::text, day::text from supplier_accounts order by id`;
    assertEquals([...await source.sql.unsafe(same)], [...await old.sql.unsafe(same)]);
  }
});

Deno.test("a split that was certified follows the old database with catch-up alone", async () => {
  await using shop = await splitUnderTest();
  const { databases, old } = shop;
  await split(databases, "restore");
  await old.sql`update orders set buyer_name = '박' where external_order_id = 'O2'`;
  await old.sql`delete from supplier_orders where order_id in (select id from orders where external_order_id = 'O3')`;
  assertEquals((await split(databases, "restore")).alreadyDone, true);
  const done = await split(databases, "restore", { catchUp: true });
  assertEquals([done.certificate.verdict, done.mended.toSorted()], ["agrees", ["orders", "supplier_orders"]]);
});

Deno.test("split --strategy insert puts rows aside that break a rule, stores the others, and certifies which", async () => {
  await using shop = await splitUnderTest();
  const { databases, news: { market } } = shop;
  await market.sql`alter table orders add check (external_order_id not in ('O2', 'O100'))`;
  const { certificate } = await split(databases, "insert");
  const [orders] = certificate.tables.filter(({ table }) => table === "orders");
  assertEquals(orders!.new.rows, orders!.old.rows - 2);
  const [refused] = certificate.unfinished.filter((line) => line.includes("rows of orders"));
  assertStringIncludes(refused!, "market: 2 rows of orders were refused: Cannot store the data: ");
  const rejects = await market.sql`select key from tillstream_split.rejects where table_name = 'orders'`;
  const keys = await shop.old.sql`select id::text from orders where external_order_id in ('O2', 'O100')`;
  assertEquals(rejects.map(({ key }) => key).sort(), keys.map(({ id }) => id).sort());
});
