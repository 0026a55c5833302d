import { assert, assertEquals } from "@std/assert";
import { comparisonSpan } from "../../../domain/store/menu_comparison.ts";
import { storeId } from "../../../testing/fixtures/store_samples.ts";
import { temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import "../../../testing/engines/leak_checks.ts";
import type { Sql } from "../core/connect.ts";
import { comparison } from "./menu_figures.ts";

interface Plan {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Index Name"?: string;
  readonly "Index Cond"?: string;
  readonly "Actual Rows": number;
  readonly "Shared Hit Blocks": number;
  readonly "Shared Read Blocks": number;
  readonly Plans?: readonly Plan[];
}

const HOURS = { timeZone: "Asia/Seoul", closingTime: "04:00" };
const STORES = 40;
const ROWS = 120_000;
const NOON = new Date("2026-03-02T03:00:00Z");

Deno.test("the comparison reads one range of one index, however many other stores' sales lie between", async () => {
  await using database = await temporaryDatabase();
  const { sql } = database;
  await fillAYear(sql);
  const sold = await rowsOf(sql);

  const plan = await planOf(sql);
  const reads = nodesOf(plan).filter((node) => node["Relation Name"] === "sales");
  assertEquals(reads.map((node) => [node["Node Type"], node["Index Name"]]), [["Index Only Scan", "sales_of_store"]]);
  for (const column of ["store_id", "sold_at"]) assert(reads[0]!["Index Cond"]!.includes(column));
  assertEquals(reads[0]!["Actual Rows"], sold);
  // Some thirty rows to a block of the index: what is read grows with the fortnight's sales, not with the table.
  const blocks = reads[0]!["Shared Hit Blocks"] + reads[0]!["Shared Read Blocks"];
  assert(blocks < 10 + sold / 20, `${blocks} blocks for ${sold} rows`);

  await sql`drop index sales_of_store`;
  const without = nodesOf(await planOf(sql)).filter((node) => node["Relation Name"] === "sales");
  assert(without.every((node) => node["Index Name"] !== "sales_of_store"), "the check can fail");
});

/** A year of many stores' sales as they come in: the stores' rows lie between each other. */
async function fillAYear(sql: Sql): Promise<void> {
  await sql`insert into stores (store_id, name, closing_time) select n, n || '호점', '04:00' from generate_series(1, ${STORES}) n`;
  await sql`
    insert into sales (store_id, sale_id, menu, price, quantity, sold_at, received_at)
    select 1 + n * 7919 % ${STORES}, 'R-' || n, (array['김치찌개', '된장찌개', '비빔밥', '물냉면', '식혜'])[1 + n % 5] || n % 12,
      9000 + n % 10 * 500, 1 + n % 3, at, at + interval '2 seconds'
    from generate_series(1, ${ROWS}) n, lateral (
      select ${NOON}::timestamptz - (${ROWS} - n) * interval '1 year' / ${ROWS} as at) t`;
  await sql`vacuum analyze sales`;
}

async function rowsOf(sql: Sql): Promise<number> {
  const { days, until } = comparisonSpan(NOON, HOURS);
  const [row] = await sql`
    select count(*) from sales where store_id = '17' and sold_at >= ${days[0]!.from} and sold_at < ${until}`;
  return row!.count;
}

async function planOf(sql: Sql): Promise<Plan> {
  const [row] = await sql`
    explain (analyze, buffers, format json) ${comparison(sql, storeId("17"), comparisonSpan(NOON, HOURS))}`;
  return row!["QUERY PLAN"][0].Plan;
}

function nodesOf(plan: Plan): Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}
