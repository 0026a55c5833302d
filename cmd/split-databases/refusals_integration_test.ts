import { assert, assertEquals, assertRejects } from "@std/assert";
import { addLeftovers } from "../../testing/fixtures/old_database.ts";
import type { SplitDatabases } from "./connect.ts";
import { SplitRefused } from "./refusal.ts";
import { rollBackSplit } from "./roll_back.ts";
import { shapesOf, split, splitUnderTest } from "./split_contract.ts";

async function refusal(work: () => Promise<unknown>) {
  return (await assertRejects(work, SplitRefused)).refusal;
}

Deno.test("a split names what it would leave behind, and leaves it only when allowed", async () => {
  await using shop = await splitUnderTest();
  const { databases, old } = shop;
  await addLeftovers(old.sql);
  const { code, details } = await refusal(() => split(databases, "restore"));
  assertEquals([code, details], ["would_be_left_out", [
    "column products.legacyCode",
    "table Legacy Notes",
    "sequence invoice_numbers",
    "view cheap_products",
  ]]);
  const { certificate } = await split(databases, "restore", { allowExtra: true });
  assertEquals([certificate.verdict, certificate.leftOut.length], ["agrees", 4]);
});

Deno.test("a split refuses two settings for one database, the old one as a new one, another's tables and foreign rows", async () => {
  await using shop = await splitUnderTest();
  const { databases, old, news } = shop;
  const [source, dropship, market] = databases.news;
  const refusalOf = (...news: SplitDatabases["news"]) => refusal(() => split({ ...databases, news }, "restore"));
  const same = await refusalOf(source!, dropship!, { ...market!, sql: news.dropship.sql });
  assertEquals(same.code, "same_database");
  assert(same.details![0]!.startsWith("DROPSHIP and MARKET are both"));
  const into = await refusalOf({ ...source!, sql: old.sql });
  assert(into.details![0]!.startsWith("SOURCE and OLD are both"));
  const wrong = await refusalOf({ ...source!, sql: news.market.sql });
  assertEquals(wrong.code, "wrong_database");

  await news.dropship.sql`insert into api_keys (name, digest) values ('mine', repeat('a', 64))`;
  const occupied = await refusal(() => split(databases, "restore"));
  assertEquals([occupied.code, occupied.details], ["occupied", ["api_keys"]]);
});

Deno.test("a rolled back split leaves empty tables with all that holds them together, and refuses to lose new rows", async () => {
  await using shop = await splitUnderTest();
  const { databases, old, news } = shop;
  const shapes = await shapesOf(shop);
  const before = await old.sql`select pg_current_xact_id_if_assigned() is null as untouched`;
  assertEquals(before[0]!.untouched, true);

  const controller = new AbortController();
  const onProgress = () => controller.abort(new Error("stopped"));
  await split(databases, "restore", { signal: controller.signal, onProgress }).catch(() => {});
  await rollBackSplit(databases, { force: false });
  assertEquals(await shapesOf(shop), shapes);

  await split(databases, "restore");
  await news.market.sql`update market_listings set stock = stock + 1`;
  const kept = await refusal(() => rollBackSplit(databases, { force: false }));
  assertEquals(kept.code, "changed_since");
  await rollBackSplit(databases, { force: true });
  assertEquals(await shapesOf(shop), shapes);
  const [rows] = await news.market.sql`select count(*) as rows from market_listings`;
  assertEquals(rows!.rows, 0);
  assertEquals((await split(databases, "insert")).certificate.verdict, "agrees");
});

Deno.test("the old database can't be written to through its connections", async () => {
  await using shop = await splitUnderTest();
  const message = await shop.databases.old`delete from orders`.then(() => "deleted", (error) => error.message);
  assertEquals(message, "cannot execute DELETE in a read-only transaction");
});
