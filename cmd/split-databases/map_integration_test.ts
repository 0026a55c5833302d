import { assert, assertEquals, assertRejects } from "@std/assert";
import { fileURLToPath } from "node:url";
import { fillOtherApplication } from "../../testing/fixtures/other_application.ts";
import { judgePlan } from "./judge_plan.ts";
import { readMap, type SplitMap } from "./map.ts";
import { NO_FITTING } from "./plan.ts";
import { probeDatabases } from "./probe.ts";
import { SplitRefused } from "./refusal.ts";
import { certify, split, splitUnderTest } from "./split_contract.ts";
import { trySplit } from "./try_split.ts";

const MAP = await readMap(fileURLToPath(new URL("../../testing/fixtures/other_application_map.yaml", import.meta.url)));
const FITTING = { ...NO_FITTING, map: MAP, oldTimeZone: "Asia/Seoul" };
const otherShop = () => splitUnderTest({ fill: fillOtherApplication, migrated: false });

const asText: SplitMap = {
  ...MAP,
  tables: {
    ...MAP.tables,
    products: {
      ...MAP.tables.products!,
      columns: { ...MAP.tables.products!.columns, status: { from: "status", cast: "text" } },
    },
  },
};

Deno.test("a map fits another application's rows to this product's tables, by both strategies the same", async () => {
  const all: unknown[] = [];
  for (const strategy of ["restore", "insert"] as const) {
    await using shop = await otherShop();
    const { databases, old, news: { source, dropship, market } } = shop;
    // Its key is an expression, by which no page can be found.
    const { supplier_order_raw: _, ...tables } = MAP.tables;
    const map = strategy === "insert" ? { ...MAP, tables } : MAP;
    const { certificate } = await split(databases, strategy, { fitting: { ...FITTING, map } });
    assertEquals(certificate.differences, [], strategy);
    assertEquals([certificate.made, certificate.oldTimeZone], [[], "Asia/Seoul"]);
    assert(certificate.leftOut.every(({ ignored }) => ignored));
    for (
      const line of [
        "supplier_accounts.supplier: from supplier_accounts.supplier_code, character varying(32) → character varying(50)",
        "supplier_accounts.created_at: timestamp without time zone → timestamp with time zone, read as Asia/Seoul",
        "supplier_item_raw.version: 1 in every row",
        "products.status: productstatus → character varying(20), DRAFT as SOLD_OUT, 품절 as SOLD_OUT",
        "products.supply_price: products.cost_price won → integer, cast to integer",
      ]
    ) assert(certificate.conversions.includes(line), `${line} in ${certificate.conversions.join("\n")}`);

    const [item] = await source.sql`
      select fetched_at = '2025-12-17T01:31:00.000001+09:00' as right, payload ->> 'key' as code, content_hash
      from supplier_item_raw where external_id = 'W1'`;
    assertEquals([item!.right, item!.code, item!.content_hash.length], [true, "W1", 64]);
    const statuses = await dropship.sql`select status, count(*) as rows from products group by 1 order by 1`;
    assertEquals(statuses.map(({ status, rows }) => [status, rows]), [["ON_SALE", 14], ["SOLD_OUT", 26]]);
    const [product] = await dropship.sql`
      select count(*) as rows, count(distinct supplier_account_id) as accounts, bool_and(image_urls[0] is not null) as pictures
      from products`;
    assertEquals([product!.rows, product!.accounts, product!.pictures], [40, 2, true]);
    const [listing] = await market.sql`select title, external_id from market_listings where external_id = '12001'`;
    assertEquals(listing!.title, "Linen 셔츠 1");
    all.push(certificate.tables.filter(({ table }) => table !== "supplier_order_raw"));

    await old.sql`update products set name = 'Renamed' where name = 'Linen 셔츠 2'`;
    const followed = await split(databases, strategy, { catchUp: true });
    assertEquals([followed.certificate.verdict, followed.mended.toSorted()], [
      "agrees",
      ["market_listings", "products"],
    ]);
    await source.sql`update supplier_item_raw set payload = '{}' where external_id = 'W3'`;
    assertEquals((await certify(databases)).differences, [
      "source.supplier_item_raw has as many rows, but other values",
    ]);
  }
  assertEquals(all[0], all[1]);
});

Deno.test("a map's plan on empty databases names what nobody takes, what does not fit and which times have no zone, as the run does", async () => {
  await using shop = await otherShop();
  const { databases, news } = shop;
  const plan = async (fitting: typeof FITTING | (Omit<typeof FITTING, "oldTimeZone"> & { oldTimeZone: null })) => {
    const probed = await probeDatabases(databases, fitting);
    return judgePlan(probed.plan, { allowExtra: false }) ??
      (await trySplit(databases, probed, { strategy: "restore", rows: true })).refusal;
  };
  const zoneless = await plan({ ...FITTING, oldTimeZone: null });
  assertEquals([zoneless!.code, zoneless!.details![0]], ["time_zone_needed", "supplier_accounts.created_at"]);

  const unmapped = { ...MAP.tables, products: { ...MAP.tables.products!, ignore: [] } };
  const leaving = await plan({ ...FITTING, map: { ...MAP, tables: unmapped } });
  assertEquals([leaving!.code, leaving!.details], ["would_be_left_out", [
    "column products.profit",
    "column products.tags",
    "column products.attributes",
    "column products.slug",
  ]]);

  const unknown = await plan({
    ...FITTING,
    map: {
      ...MAP,
      tables: {
        ...MAP.tables,
        products: {
          ...MAP.tables.products!,
          columns: {
            ...MAP.tables.products!.columns,
            titel: { value: 1 },
            brand: { from: "maker", cast: undefined, values: undefined },
          },
        },
      },
    },
  });
  assertEquals([unknown!.code, unknown!.details], ["does_not_fit", [
    "dropship: products has no column titel, which the map names",
    "dropship: products.brand comes from products.maker, and the old table has no such column",
  ]]);

  const broken = await plan({ ...FITTING, map: asText });
  assertEquals(broken!.code, "rows_break_rules");
  assertEquals(broken!.details!.length, 1);
  assert(broken!.details![0]!.startsWith("products: 26 rows break products_status_check: "));
  const fitting = { ...FITTING, map: asText };
  const run = await assertRejects(() => split(databases, "restore", { fitting }), SplitRefused);
  assertEquals(run.refusal, broken!);
  assertEquals(await plan(FITTING), null);
  for (const { sql } of Object.values(news)) {
    assertEquals((await sql`select from pg_tables where schemaname = 'public'`).count, 0);
  }
});
