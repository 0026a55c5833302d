import { assertEquals } from "@std/assert";
import { MemoryStoreBooks } from "../../testing/memory/store/store_books.ts";
import { businessDaySchema, type DaySpan } from "../../domain/store/business_day.ts";
import { sampleStore } from "../../testing/fixtures/store_samples.ts";
import { countVisits } from "./count_visits.ts";

const NIGHT = new Date("2026-03-02T02:00:00+09:00");

async function counted(id: string, until?: string) {
  const books = new MemoryStoreBooks(() => NIGHT);
  await books.open(sampleStore("late", { closingTime: "04:00" }));
  const asked: DaySpan[] = [];
  const visits = {
    byDay(_: unknown, days: readonly DaySpan[]) {
      asked.push(...days);
      return Promise.resolve(days.map(({ day }) => ({ day, customers: 1, identifications: 2 })));
    },
  };
  const days = { days: 2, until: until === undefined ? undefined : businessDaySchema.parse(until) };
  return { result: await countVisits({ stores: books, visits, clock: () => NIGHT }, id, days), asked };
}

Deno.test("countVisits ends with the business day under way, cut at the store's closing time", async () => {
  const { result, asked } = await counted("late");
  assertEquals(result.ok && [result.value.openDay, result.value.days.map(({ day }) => String(day))], [
    businessDaySchema.parse("2026-03-01"),
    ["2026-02-28", "2026-03-01"],
  ]);
  assertEquals(asked.map(({ from }) => from.toISOString()), ["2026-02-27T19:00:00.000Z", "2026-02-28T19:00:00.000Z"]);
});

Deno.test("countVisits of a store without settings takes a new store's hours; of a past day ends there", async () => {
  const { result, asked } = await counted("beacons-only", "2026-01-01");
  assertEquals(result.ok && result.value.closingTime, "00:00");
  assertEquals(asked.at(-1)!.until.toISOString(), "2026-01-01T15:00:00.000Z");
});

Deno.test("countVisits refuses what is no store's id", async () => {
  const { result } = await counted("a b");
  assertEquals(!result.ok && result.refusal.code, "invalid_input");
});
