import { assert, assertEquals, assertRejects } from "@std/assert";
import { MemoryStoreBooks } from "../../testing/memory/store/store_books.ts";
import { sampleStore, storeId } from "../../testing/fixtures/store_samples.ts";
import { Outage } from "../shared/fault.ts";
import { recordSales, type RecordSalesDeps } from "./record_sales.ts";

const NOW = new Date("2026-03-02T03:00:00Z");
const SALE = { saleId: "R-1", menu: "김치찌개", price: 9_000, quantity: 1, soldAt: "2026-03-02T02:30:00+09:00" };

function openBooks(): { books: MemoryStoreBooks; deps: RecordSalesDeps; notified: string[]; faults: unknown[] } {
  const books = new MemoryStoreBooks(() => NOW);
  const notified: string[] = [];
  const faults: unknown[] = [];
  const subscriber = {
    onSalesStored: (store: { storeId: string }, days: readonly string[], version: number) => {
      notified.push(`${store.storeId} ${days.join(" ")} at ${version}`);
      return Promise.resolve();
    },
    onHoursChanged: () => Promise.resolve(),
    onFault: (error: unknown) => void faults.push(error),
  };
  return { books, deps: { stores: books, sales: books, subscriber, clock: () => NOW }, notified, faults };
}

Deno.test("recordSales makes the store, dates the sales by its hours, and notifies the subscriber of the days and the version", async () => {
  const { deps, notified } = openBooks();
  const recorded = await recordSales(deps, "1", [SALE, { ...SALE, saleId: "R-2", soldAt: "2026-03-01T12:00:00Z" }]);
  assert(recorded.ok);
  assertEquals(recorded.value.days as readonly string[], ["2026-03-01", "2026-03-02"]);
  assertEquals(recorded.value.receivedAt, NOW);
  assertEquals(notified, ["1 2026-03-01 2026-03-02 at 1"]);

  await deps.stores.put(sampleStore("night", { closingTime: "04:00" }));
  const night = await recordSales(deps, "night", [SALE]);
  assert(night.ok);
  assertEquals(night.value.days as readonly string[], ["2026-03-01"]);
});

Deno.test("recordSales of what is there already notifies the subscriber again: it may have missed the first time", async () => {
  const { deps, notified } = openBooks();
  await recordSales(deps, "1", [SALE]);
  const again = await recordSales(deps, "1", [SALE]);
  assert(again.ok);
  assertEquals([again.value.stored.length, again.value.duplicates.length], [0, 1]);
  assertEquals(notified, ["1 2026-03-02 at 1", "1 2026-03-02 at 1"]);
});

Deno.test("recordSales dates the sales again where the hours are changed in the middle", async () => {
  const { books, deps, notified } = openBooks();
  await books.open(sampleStore("1"));
  let changes = 1;
  const stores = {
    find: async (id: ReturnType<typeof storeId>) => {
      const store = await books.find(id);
      if (changes-- > 0) await books.put(sampleStore("1", { closingTime: "04:00" }));
      return store;
    },
    open: books.open.bind(books),
    put: books.put.bind(books),
    list: books.list.bind(books),
  };
  const recorded = await recordSales({ ...deps, stores }, "1", [SALE]);
  assert(recorded.ok);
  assertEquals(notified, ["1 2026-03-01 at 2"]);
});

Deno.test("recordSales gives up where the hours are changed all the time, and stores nothing", async () => {
  const { books, deps } = openBooks();
  const sales = { record: () => Promise.resolve({ outcome: "store_changed" as const }), takeBack: books.takeBack };
  await assertRejects(() => recordSales({ ...deps, sales }, "1", [SALE]), Outage);
  assertEquals(books.sales(storeId("1")), []);
});

Deno.test("recordSales refuses a conflict with the place of each sale, and sends no notification", async () => {
  const { books, deps, notified } = openBooks();
  await recordSales(deps, "1", [SALE]);
  const refused = await recordSales(deps, "1", [{ ...SALE, saleId: "R-0" }, { ...SALE, menu: "냉면" }]);
  assert(!refused.ok && refused.refusal.code === "sale_conflict");
  assertEquals(refused.refusal.ids as readonly string[], ["R-1"]);
  assertEquals(refused.refusal.details, ["1: R-1 is taken by a sale that says something else"]);
  assertEquals([books.sales(storeId("1")).length, notified.length], [1, 1]);
});

Deno.test("recordSales refuses sales of the future, and lets a till's clock be five minutes fast", async () => {
  const { deps } = openBooks();
  const ahead = (seconds: number) => [{ ...SALE, soldAt: new Date(NOW.getTime() + seconds * 1_000).toISOString() }];
  assert((await recordSales(deps, "1", ahead(300))).ok);
  const refused = await recordSales(deps, "1", ahead(301));
  assert(!refused.ok && refused.refusal.code === "invalid_input");
  assert(refused.refusal.details[0]?.startsWith("0.soldAt: "));
});
