import { assert, assertEquals } from "@std/assert";
import { MemoryStoreBooks } from "../../testing/memory/store/store_books.ts";
import { businessDaySchema } from "../../domain/store/business_day.ts";
import { dated, sampleSale, sampleStore } from "../../testing/fixtures/store_samples.ts";
import { compareMenus, type MenuComparison } from "./compare_menus.ts";

const STORE = sampleStore("1", { closingTime: "04:00" });
const day = (text: string) => businessDaySchema.parse(text);

async function bookOf(...soldAt: readonly string[]): Promise<MemoryStoreBooks> {
  const books = new MemoryStoreBooks(() => new Date("2026-03-02T03:00:00Z"));
  await books.open(STORE);
  const sales = soldAt.map((at, n) => sampleSale(`R-${n}`, { soldAt: at }));
  for (const sale of sales) await books.record(STORE, dated(STORE, [sale]), sale.soldAt);
  return books;
}

async function compare(books: MemoryStoreBooks, now: string, asOf?: Parameters<typeof compareMenus>[2]) {
  return await compareMenus({ stores: books, figures: books, clock: () => new Date(now) }, "1", asOf);
}

async function compared(...given: Parameters<typeof compare>): Promise<MenuComparison> {
  const result = await compare(...given);
  if (!result.ok) throw new Error(result.refusal.message);
  return result.value;
}

Deno.test("compareMenus as of now ends with the day under way, in the small hours with yesterday", async () => {
  const books = await bookOf("2026-03-02T02:59:00+09:00", "2026-03-02T03:01:00+09:00");
  const night = await compared(books, "2026-03-02T03:00:00+09:00");
  assertEquals([night.openDay, night.recent.lastDay, night.recent.lines], [day("2026-03-01"), day("2026-03-01"), 1]);
  assertEquals([night.recent.isComplete, night.previous.isComplete], [false, true]);
  assertEquals(night.asOf, new Date("2026-03-01T18:00:00Z"));
  assertEquals(night.recent.until, new Date("2026-03-01T18:00:00.001Z"));
  assertEquals([night.recent.firstDay, night.previous.firstDay], [day("2026-02-23"), day("2026-02-16")]);
  assertEquals(night.recent.from, new Date("2026-02-22T19:00:00Z"));
  assertEquals(night.previous.until, night.recent.from);
});

Deno.test("compareMenus with a day takes all of it, and of the day under way what there is", async () => {
  const books = await bookOf("2026-03-01T20:00:00+09:00", "2026-03-02T03:01:00+09:00", "2026-03-02T05:00:00+09:00");
  const over = await compared(books, "2026-03-02T12:00:00+09:00", day("2026-03-01"));
  assertEquals([over.openDay, over.recent.isComplete, over.recent.lines], [null, true, 2]);
  assertEquals(over.asOf, new Date("2026-03-01T18:59:59.999Z"));
  const open = await compared(books, "2026-03-02T12:00:00+09:00", day("2026-03-02"));
  assertEquals([open.openDay, open.recent.lines], [day("2026-03-02"), 3]);
});

Deno.test("compareMenus refuses a day that has not begun; within the day under way a fast clock is let pass", async () => {
  const books = await bookOf();
  const now = "2026-03-02T12:00:00+09:00";
  for (const asOf of [day("2026-03-03"), new Date("2026-03-03T04:00:00+09:00")]) {
    const refused = await compare(books, now, asOf);
    assert(!refused.ok && refused.refusal.code === "invalid_input");
  }
  const fast = await compared(books, now, new Date("2026-03-03T03:59:00+09:00"));
  assertEquals(fast.asOf, new Date(now));
});

Deno.test("compareMenus of a store that is not there says so", async () => {
  const books = await bookOf();
  for (const id of ["2", "a:b", ""]) {
    const deps = { stores: books, figures: books, clock: () => new Date("2026-03-02T03:00:00Z") };
    const refused = await compareMenus(deps, id);
    assert(!refused.ok && refused.refusal.code === "unknown_store", id);
  }
});
