import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { dated, sampleSale, sampleStore, storeId } from "../../../testing/fixtures/store_samples.ts";
import { inStores, type OpenStores } from "../../../testing/ports/stores.ts";

/** The stores and their settings. */
export function storesContract(engine: string, open: OpenStores): void {
  describe(`Stores in ${engine}`, () => {
    it(
      "open makes a store once and gives what is there from then on",
      inStores(open, async ({ stores }) => {
        const store = sampleStore("1", { name: "성수점", timeZone: "America/New_York", closingTime: "04:30" });
        assertEquals(await stores.find(store.storeId), null);
        const made = await stores.open(store);
        const { version, createdDatetime, updatedDatetime, ...settings } = made;
        assertEquals(settings, store);
        assertEquals(version, 0);
        assert(createdDatetime instanceof Date && updatedDatetime instanceof Date);
        assertEquals(await stores.open({ ...store, name: "다른 이름", closingTime: "00:00" }), made);
        assertEquals(await stores.find(store.storeId), made);
      }),
    );

    it(
      "open by twenty at once makes one store, and all of them get it",
      inStores(open, async ({ stores }) => {
        const opened = await Promise.all(
          Array.from({ length: 20 }, (_, n) => stores.open(sampleStore("race", { name: `이름 ${n}` }))),
        );
        assertEquals(new Set(opened.map(({ name }) => name)).size, 1);
        assertEquals((await stores.list(null, 10)).length, 1);
      }),
    );

    it(
      "put makes, changes and says what it did; only other hours raise the version",
      inStores(open, async ({ stores }) => {
        const store = sampleStore("put", { name: "홍대점" });
        const made = await stores.put(store);
        assertEquals(made.outcome, "created");
        assertEquals((await stores.put(store)).outcome, "unchanged");
        const renamed = await stores.put({ ...store, name: "홍대입구점" });
        assertEquals([renamed.outcome, renamed.store.name, renamed.store.version], ["changed", "홍대입구점", 0]);
        const later = await stores.put({ ...store, closingTime: "04:00" });
        assertEquals([later.outcome, later.store.closingTime, later.store.version], ["hours_changed", "04:00", 1]);
        const away = await stores.put({ ...store, closingTime: "04:00", timeZone: "Europe/Berlin" });
        assertEquals([away.outcome, away.store.timeZone, away.store.version], ["hours_changed", "Europe/Berlin", 2]);
        assertEquals(await stores.find(store.storeId), away.store);
        assertEquals(away.store.createdDatetime, made.store.createdDatetime);
      }),
    );

    it(
      "put while sales come in loses neither: every sale is stored under the hours it was dated with",
      inStores(open, async ({ stores, sales }) => {
        const store = sampleStore("busy");
        await stores.open(store);
        const outcomes = await Promise.all(Array.from({ length: 12 }, async (_, n) => {
          if (n % 3 === 0) {
            const { outcome } = await stores.put({ ...store, closingTime: n % 2 === 0 ? "05:00" : "00:00" });
            return outcome;
          }
          const current = (await stores.find(store.storeId))!;
          return (await sales.record(current, dated(current, [sampleSale(`S-${n}`)]), new Date())).outcome;
        }));
        const recorded = outcomes.filter((outcome) => outcome === "recorded").length;
        const changed = outcomes.filter((outcome) => outcome === "hours_changed").length;
        assertEquals((await stores.find(store.storeId))!.version, recorded + changed);
        assert(
          outcomes.every((outcome) => ["recorded", "store_changed", "hours_changed", "unchanged"].includes(outcome)),
        );
      }),
    );

    it(
      "list pages through all stores by id",
      inStores(open, async ({ stores }) => {
        for (const id of ["c", "a", "e", "b", "d"]) await stores.open(sampleStore(id));
        const first = await stores.list(null, 3);
        assertEquals(first.map(({ storeId }) => storeId), ["a", "b", "c"].map(storeId));
        const rest = await stores.list(first.at(-1)!.storeId, 3);
        assertEquals(rest.map(({ storeId }) => storeId), ["d", "e"].map(storeId));
        assertEquals(await stores.list(storeId("e"), 3), []);
      }),
    );
  });
}
