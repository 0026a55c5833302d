import { assert, assertEquals } from "@std/assert";
import { PostgresImportRuns } from "../../../adapters/postgres/commerce/import/import_runs.ts";
import { PostgresImportUndo } from "../../../adapters/postgres/commerce/import/import_undo.ts";
import { PostgresSales } from "../../../adapters/postgres/store/sales.ts";
import { PostgresStores } from "../../../adapters/postgres/store/stores.ts";
import { undoImport } from "../../../application/commerce/import/undo_import.ts";
import { lines, stream, withRetry } from "../../../testing/fixtures/import_shop.ts";
import { temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import { salesImport, salesUndo } from "./sales_import.ts";

const SOURCE = { digest: "a".repeat(64), profile: "Square item sales", via: "postgres" } as const;
const signal = new AbortController().signal;

Deno.test("sales of a till are a run: listed, continued, and taken back with their reports invalidated", async () => {
  await using database = await temporaryDatabase();
  const { sql } = database;
  const runs = new PostgresImportRuns(sql);
  const told: string[][] = [];
  const subscriber = {
    onSalesStored: (_: unknown, days: readonly string[]) => Promise.resolve(void told.push([...days])),
    onHoursChanged: () => Promise.resolve(),
    onFault: () => {},
  };
  const engines = { stores: new PostgresStores(sql), sales: new PostgresSales(sql), subscriber };
  const importSales = salesImport({ ...engines, runs, clock: () => new Date(), withRetry });
  const rejects = { add: () => Promise.resolve() };
  const rates = new Map([["GBP", { digits: 1_700n, scale: 0 }]]);
  const sold = lines({}, { order: "2", quantity: 3 }, { order: "3", at: new Date("2010-12-02T08:26:00Z") });
  const run = (storeId: string, records = sold) =>
    importSales(stream(records), {
      source: { file: "till.csv", storeId, ...SOURCE },
      ...{ rates, rejects, runner: "one", signal },
    });

  const first = await run("gangnam");
  assertEquals(first.ok && [first.value.run, first.value.stored, first.value.days], [1, 3, 2]);
  const other = await run("hongdae");
  assertEquals(other.ok && [other.value.run, other.value.stored], [2, 3]);
  const again = await run("gangnam");
  assertEquals(again.ok && [again.value.run, again.value.stored, again.value.alreadyThere], [3, 0, 3]);
  const refused = await run("no/store");
  assertEquals(!refused.ok && refused.refusal.code, "invalid_input");
  const listed = await runs.list(9);
  assertEquals(listed.map(({ storeId, stored, amount }) => [storeId, stored, amount]), [
    ["gangnam", 0, 0],
    ["hongdae", 3, 4_335 * 15],
    ["gangnam", 3, 4_335 * 15],
  ]);

  told.length = 0;
  const undo = { runs, undo: new PostgresImportUndo(sql), takeSales: salesUndo(engines), withRetry };
  const taken = await undoImport(undo, 1, { runner: "undo", signal });
  const none = { orders: 0, users: 0, products: 0, keptUsers: 0, keptProducts: 0 };
  assertEquals(taken, { ok: true, value: { ...none, sales: 3 } });
  assertEquals(told, [["2010-12-01", "2010-12-02"]]);
  const left = await sql`select store_id, count(*)::int as sales from sales group by 1`;
  assertEquals([...left], [{ store_id: "hongdae", sales: 3 }]);
  const pending = await sql`select day::text from business_days where store_id = 'gangnam' and announced < version`;
  assertEquals(pending.length, 2);
  assert((await runs.find(1))?.undoneAt instanceof Date);
  // What is still under way for an undone run is not stored any more.
  const late = { saleId: "late", menu: "Mug", price: 1, quantity: 1, soldAt: new Date("2010-12-01T08:26:00Z") };
  const store = (await engines.stores.find("gangnam" as never))!;
  const recorded = await engines.sales.record(
    store,
    [{ sale: late as never, day: "2010-12-01" as never }],
    new Date(),
    1,
  );
  assertEquals(recorded.outcome === "recorded" && recorded.stored, []);
});
