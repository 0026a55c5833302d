import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { businessDayFinder } from "../../../domain/store/business_day.ts";
import { comparisonSpan } from "../../../domain/store/menu_comparison.ts";
import type { Sale } from "../../../domain/store/sale.ts";
import type { SaleFilters } from "./sales.ts";
import type { Store } from "../../../domain/store/store.ts";
import { dated, saleId, sampleSale, sampleStore } from "../../../testing/fixtures/store_samples.ts";
import { readPages } from "../../../testing/fixtures/read_pages.ts";
import { inStores, type OpenStores, type StoresUnderTest } from "../../../testing/ports/stores.ts";

const RECEIVED = new Date("2026-03-02T03:01:00Z");

/** Sales, once each. */
export function salesContract(engine: string, open: OpenStores): void {
  describe(`Sales in ${engine}`, () => {
    it(
      "record stores what is new, passes over what it has, and raises the version only for the former",
      inStores(open, async (books) => {
        const store = sampleStore("1");
        await books.stores.open(store);
        const sales = [sampleSale("S-2"), sampleSale("S-1", { menu: "냉면" })];
        const first = await books.sales.record(store, dated(store, sales), RECEIVED);
        assertEquals(first, { outcome: "recorded", stored: [saleId("S-2"), saleId("S-1")], version: 1 });
        const again = await books.sales.record(store, dated(store, sales), RECEIVED);
        assertEquals(again, { outcome: "recorded", stored: [], version: 1 });
        const mixed = await books.sales.record(store, dated(store, [...sales, sampleSale("S-3")]), RECEIVED);
        assertEquals(mixed, { outcome: "recorded", stored: [saleId("S-3")], version: 2 });
        assertEquals(await linesOf(books, store), 3);
      }),
    );

    it(
      "sold gives every sale once, newest first or oldest, and finds those of a menu and a span",
      inStores(open, async ({ stores, sales: port }) => {
        const store = sampleStore("1");
        await stores.open(store);
        const sales = Array.from({ length: 7 }, (_, nth) =>
          sampleSale(`S-${nth}`, {
            menu: nth % 2 === 0 ? "냉면" : "김치찌개",
            soldAt: new Date(Date.UTC(2026, 2, 2, 3, Math.floor(nth / 3))),
          }));
        await port.record(store, dated(store, sales), RECEIVED);
        const read = async (filters: SaleFilters, limit: number, descending = false) => {
          const page = { sort: "soldAt", descending, limit } as const;
          const all = await readPages((request) => port.sold(store.storeId, filters, request), page);
          return all.map(({ saleId }) => saleId as string);
        };
        const ids = sales.map(({ saleId }) => saleId as string);
        for (const limit of [1, 2, 7]) {
          assertEquals(await read({}, limit), ids);
          assertEquals(await read({}, limit, true), ids.toReversed());
        }
        assertEquals(await read({ menu: "냉면" }, 9), ["S-0", "S-2", "S-4", "S-6"]);
        const [from, to] = [new Date(Date.UTC(2026, 2, 2, 3, 1)), new Date(Date.UTC(2026, 2, 2, 3, 2))];
        assertEquals(await read({ from, to }, 9), ["S-3", "S-4", "S-5"]);
        const page = await port.sold(store.storeId, {}, { limit: 1, descending: false, after: null, sort: "soldAt" });
        assertEquals(page.items, [{ ...sales[0]!, receivedAt: RECEIVED }]);
        const none = { limit: 1, descending: false, after: null, sort: "soldAt" } as const;
        assertEquals((await port.sold(sampleStore("2").storeId, {}, none)).items, []);
      }),
    );

    it(
      "takeBack takes what one import added, a number at a time, and raises the version and names the days",
      inStores(open, async (books) => {
        const store = sampleStore("1");
        await books.stores.open(store);
        const dayOf = businessDayFinder(store);
        await books.sales.record(store, dated(store, [sampleSale("S-1")]), RECEIVED);
        const added = [sampleSale("S-2"), sampleSale("S-3", { soldAt: "2026-03-01T03:00:00Z" })];
        const { run, other } = await books.runs();
        await books.sales.record(store, dated(store, [sampleSale("S-1"), ...added]), RECEIVED, run);
        await books.sales.record(store, dated(store, [sampleSale("S-4")]), RECEIVED, other);
        const first = await books.sales.takeBack(store, { run, limit: 1, dayOf });
        assert(first.outcome === "taken" && first.sales === 1 && first.version === 4);
        const second = await books.sales.takeBack(store, { run, limit: 2, dayOf });
        assert(second.outcome === "taken" && second.sales === 1 && second.version === 5);
        assertEquals([...first.days, ...second.days].sort(), ["2026-03-01", "2026-03-02"]);
        const none = await books.sales.takeBack(store, { run, limit: 2, dayOf });
        assertEquals(none, { outcome: "taken", sales: 0, days: [], version: 5 });
        assertEquals(await linesOf(books, store), 2);
        const gone = sampleStore("2");
        assertEquals(await books.sales.takeBack(gone, { run, limit: 2, dayOf }), { outcome: "store_changed" });
      }),
    );

    it(
      "record refuses an id that says something else by now, names all of them, and stores nothing",
      inStores(open, async (books) => {
        const store = sampleStore("1");
        await books.stores.open(store);
        const before = sampleSale("S-1");
        await books.sales.record(store, dated(store, [before, sampleSale("S-2")]), RECEIVED);
        const changes: Partial<Record<keyof Sale, unknown>>[] = [
          { menu: "된장찌개" },
          { price: 9_001 },
          { quantity: 2 },
          { soldAt: "2026-03-02T03:00:00.001Z" },
        ];
        for (const change of changes) {
          const sales = [sampleSale("S-0"), sampleSale("S-2", { quantity: 9 }), sampleSale("S-1", change)];
          const refused = await books.sales.record(store, dated(store, sales), RECEIVED);
          assertEquals(refused, { outcome: "conflict", conflicting: [saleId("S-1"), saleId("S-2")] });
        }
        assertEquals(await linesOf(books, store), 2);
        assertEquals((await books.stores.find(store.storeId))!.version, 1);
        assertEquals((await books.sales.record(store, dated(store, [before]), RECEIVED)).outcome, "recorded");
      }),
    );

    it(
      "record keeps the ids of two stores apart",
      inStores(open, async (books) => {
        const one = sampleStore("1");
        const two = sampleStore("2");
        for (const store of [one, two]) {
          await books.stores.open(store);
          const menu = store === one ? "비빔밥" : "식혜";
          const recorded = await books.sales.record(store, dated(store, [sampleSale("S-1", { menu })]), RECEIVED);
          assertEquals(recorded, { outcome: "recorded", stored: [saleId("S-1")], version: 1 });
        }
      }),
    );

    it(
      "record stores nothing for a store that is not there, or keeps other hours by now",
      inStores(open, async (books) => {
        const store = sampleStore("1");
        const sales = dated(store, [sampleSale("S-1")]);
        assertEquals(await books.sales.record(store, sales, RECEIVED), { outcome: "store_changed" });
        await books.stores.put({ ...store, closingTime: "04:00" });
        assertEquals(await books.sales.record(store, sales, RECEIVED), { outcome: "store_changed" });
        assertEquals(await linesOf(books, store), 0);
      }),
    );

    it(
      "record by twenty at once, of batches that overlap in any order, stores each sale once",
      inStores(open, async (books) => {
        const store = sampleStore("race");
        await books.stores.open(store);
        const sales = Array.from({ length: 60 }, (_, n) => sampleSale(`S-${n}`));
        const recorded = await Promise.all(Array.from({ length: 20 }, (_, n) => {
          const batch = sales.slice(n * 2, n * 2 + 22);
          return books.sales.record(store, dated(store, n % 2 === 0 ? batch : batch.toReversed()), RECEIVED);
        }));
        const stored = recorded.flatMap((each) => each.outcome === "recorded" ? each.stored : []);
        assertEquals([...stored].sort(), sales.map(({ saleId }) => saleId).sort());
        assertEquals(await linesOf(books, store), sales.length);
        const versions = recorded.flatMap((each) => each.outcome === "recorded" ? [each.version] : []);
        assertEquals((await books.stores.find(store.storeId))!.version, Math.max(...versions));
      }),
    );

    it(
      "record by twenty at once under one id with different contents lets exactly one win",
      inStores(open, async (books) => {
        const store = sampleStore("race");
        await books.stores.open(store);
        const outcomes = await Promise.all(Array.from({ length: 20 }, async (_, n) => {
          const sales = [sampleSale("S-1", { quantity: n + 1 }), sampleSale(`own-${n}`)];
          return (await books.sales.record(store, dated(store, sales), RECEIVED)).outcome;
        }));
        assertEquals(outcomes.filter((outcome) => outcome === "recorded").length, 1);
        assertEquals(outcomes.filter((outcome) => outcome === "conflict").length, 19);
        assertEquals(await linesOf(books, store), 2);
      }),
    );

    it(
      "record takes a thousand sales with names of any script",
      inStores(open, async (books) => {
        const store = sampleStore("big");
        await books.stores.open(store);
        const sales = Array.from(
          { length: 1_000 },
          (_, n) => sampleSale(`영수증-${n}`, { menu: ['떡볶이 "매운맛"', "crème brûlée", "🍜 라면"][n % 3] }),
        );
        const recorded = await books.sales.record(store, dated(store, sales), RECEIVED);
        assert(recorded.outcome === "recorded");
        assertEquals(recorded.stored, sales.map(({ saleId }) => saleId));
        const { menus } = await books.figures.compare(store.storeId, comparisonSpan(RECEIVED, store));
        assertEquals(
          menus.map(({ menu }) => menu as string).sort(),
          ["crème brûlée", '떡볶이 "매운맛"', "🍜 라면"].sort(),
        );
      }),
    );
  });
}

async function linesOf({ figures }: StoresUnderTest, store: Store): Promise<number> {
  return (await figures.compare(store.storeId, comparisonSpan(RECEIVED, store))).recent.lines;
}
