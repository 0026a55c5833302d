import { assert, assertEquals } from "@std/assert";
import { MemoryStoreBooks } from "../../testing/memory/store/store_books.ts";
import { putStore, readStore } from "./manage_stores.ts";

function open() {
  const stores = new MemoryStoreBooks(() => new Date("2026-03-02T03:00:00Z"));
  const notified: string[] = [];
  const faults: unknown[] = [];
  const subscriber = {
    onSalesStored: () => Promise.resolve(),
    onHoursChanged: (store: { storeId: string; closingTime: string }) => {
      notified.push(`${store.storeId} ${store.closingTime}`);
      return Promise.reject(new Error("the cache is unreachable"));
    },
    onFault: (error: unknown) => void faults.push(error),
  };
  return { deps: { stores, subscriber }, notified, faults };
}

Deno.test("putStore makes and changes; the subscriber hears of other hours alone, and its faults are its own", async () => {
  const { deps, notified, faults } = open();
  const outcomes = [];
  for (const settings of [{ name: "홍대점" }, { name: "홍대입구점" }, { name: "홍대입구점", closingTime: "04:00" }]) {
    const put = await putStore(deps, "1", settings);
    assert(put.ok);
    outcomes.push(put.value.outcome);
  }
  assertEquals(outcomes, ["created", "changed", "hours_changed"]);
  assertEquals([notified, faults.length], [["1 04:00"], 1]);
  const read = await readStore(deps, "1");
  assert(read.ok && read.value.name === "홍대입구점" && read.value.closingTime === "04:00");
});

Deno.test("putStore refuses ids and settings that can't be; readStore says what is not there", async () => {
  const { deps } = open();
  for (const [id, settings] of [["a:b", {}], ["1", { timeZone: "Mars/Olympus" }], ["1", []], ["1", null]] as const) {
    const put = await putStore(deps, id, settings);
    assert(!put.ok && put.refusal.code === "invalid_input");
  }
  for (const id of ["1", "a:b"]) {
    const read = await readStore(deps, id);
    assert(!read.ok && read.refusal.code === "unknown_store");
  }
});
