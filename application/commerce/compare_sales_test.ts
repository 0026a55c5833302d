import { assertEquals } from "@std/assert";
import { compareSales } from "./compare_sales.ts";

/** Moments of purchases of 1,000 won each. */
function shopOf(moments: readonly string[]) {
  const asked: [string, string][] = [];
  return {
    asked,
    figures: {
      salesByHour(from: Date, until: Date) {
        asked.push([from.toISOString(), until.toISOString()]);
        const hours = moments.map((moment) => new Date(moment)).filter((at) => at >= from && at < until)
          .map((at) => (at.getUTCHours() + 9) % 24);
        return Promise.resolve([...new Set(hours)].map((hour) => {
          const orders = hours.filter((each) => each === hour).length;
          return { hour, orders, amount: orders * 1_000 };
        }));
      },
    },
  };
}

Deno.test("compareSales sets today against the same day last week up to the same time, on Seoul's calendar", async () => {
  const shop = shopOf([
    "2026-03-02T14:59:59Z", // yesterday in Seoul
    "2026-03-02T15:00:00Z",
    "2026-03-03T03:10:00Z",
    "2026-03-03T03:20:00Z",
    "2026-02-23T14:59:59Z", // the day before the compared one
    "2026-02-23T15:30:00Z",
    "2026-02-24T03:20:00Z",
    "2026-02-24T03:40:00Z", // after the same time
    "2026-02-24T14:00:00Z",
    "2026-02-24T15:00:00Z", // the day after
  ]);
  const compared = await compareSales(shop, new Date("2026-03-03T03:30:00Z"));
  assertEquals([compared.day, compared.comparedDay], ["2026-03-03", "2026-02-24"]);
  assertEquals(compared.today, { amount: 3_000, orders: 3, averageBasket: 1_000 });
  assertEquals(compared.lastWeek, { amount: 2_000, orders: 2, averageBasket: 1_000 });
  assertEquals(compared.lastWeekWhole, { amount: 4_000, orders: 4, averageBasket: 1_000 });
  assertEquals(compared.hours.length, 24);
  assertEquals(compared.hours[12], {
    hour: 12,
    today: { amount: 2_000, orders: 2 },
    lastWeek: { amount: 2_000, orders: 2 },
  });
  assertEquals(compared.hours[1]!.today, { amount: 0, orders: 0 });
  assertEquals(compared.hours[13]!.today, null);
  assertEquals(compared.hours[23]!.lastWeek, { amount: 1_000, orders: 1 });
});

Deno.test("compareSales of an empty shop is 0 and has no basket", async () => {
  const { today, lastWeek } = await compareSales(shopOf([]), new Date("2026-03-03T03:30:00Z"));
  assertEquals([today, lastWeek], Array(2).fill({ amount: 0, orders: 0, averageBasket: null }));
});
