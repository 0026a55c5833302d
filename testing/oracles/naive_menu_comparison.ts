import type { ReceivedSale } from "../../domain/store/menu_comparison.ts";
import type { StoreHours } from "../../domain/store/business_day.ts";
import { DAY_MS } from "../../domain/shared/durations.ts";

const STEP_MS = 15 * 60_000;

/**
 * The menu comparison by the plainest means, as an oracle.
 *
 * Reads the store's clock every quarter of an hour (every clock change and every closing time in the tests falls on
 * one). Whenever it shows the closing time or later, that date's business day has begun; a day that has begun stays
 * begun when the clock is set back. Uses none of the program's date arithmetic.
 */
export function naiveMenuComparison(sales: readonly ReceivedSale[], asOf: Date, hours: StoreHours) {
  const dayAt = watchTheClock(asOf.getTime() - 20 * DAY_MS, asOf.getTime() + 10 * DAY_MS, hours);
  const days = Array.from({ length: 14 }, (_, back) => daysBefore(dayAt(asOf), 13 - back));
  const halves = { recent: days.slice(7), previous: days.slice(0, 7) };
  const counted = (half: readonly string[]) =>
    sales.filter(({ soldAt }) => soldAt <= asOf && half.includes(dayAt(soldAt)));

  const summary = (half: readonly string[]) => {
    let amount = 0;
    let units = 0;
    let lines = 0;
    let lateLines = 0;
    const withSales = new Set<string>();
    for (const sale of counted(half)) {
      amount += sale.price * sale.quantity;
      units += sale.quantity;
      lines++;
      if (dayAt(sale.receivedAt) > dayAt(sale.soldAt)) lateLines++;
      withSales.add(dayAt(sale.soldAt));
    }
    return { amount, units, lines, lateLines, daysWithSales: withSales.size };
  };
  const menuSum = (menu: string, half: readonly string[]) => {
    const amountOf = (name: string) => {
      let sum = 0;
      for (const sale of counted(half)) if (sale.menu === name) sum += sale.price * sale.quantity;
      return sum;
    };
    const sold = new Set(counted(half).map((sale) => sale.menu as string));
    let units = 0;
    for (const sale of counted(half)) if (sale.menu === menu) units += sale.quantity;
    const amount = amountOf(menu);
    const total = summary(half).amount;
    const better = [...sold].filter((name) => amountOf(name) > amount).length;
    return { amount, units, share: total > 0 ? amount / total : null, rank: sold.has(menu) ? better + 1 : null };
  };
  const all = [...counted(halves.previous), ...counted(halves.recent)];
  const menus = [...new Set(all.map(({ menu }) => menu as string))].sort().map((menu) => {
    const recent = menuSum(menu, halves.recent);
    const previous = menuSum(menu, halves.previous);
    return {
      menu,
      status: recent.rank === null ? "vanished" : previous.rank === null ? "new" : "kept",
      recent,
      previous,
      difference: { amount: recent.amount - previous.amount, units: recent.units - previous.units },
      rankChange: recent.rank !== null && previous.rank !== null ? previous.rank - recent.rank : null,
    };
  });
  const received = all.map(({ receivedAt }) => receivedAt.getTime());
  return {
    menus,
    recent: summary(halves.recent),
    previous: summary(halves.previous),
    lastReceivedAt: received.length === 0 ? null : new Date(Math.max(...received)),
  };
}

/** Returns the business day of any moment between two. */
function watchTheClock(from: number, until: number, { timeZone, closingTime }: StoreHours): (at: Date) => string {
  const clock = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
  const begin = Math.floor(from / STEP_MS) * STEP_MS;
  const seen: string[] = [];
  let day = "";
  for (let at = begin; at <= until; at += STEP_MS) {
    const [date, time] = clock.format(at).split(" ") as [string, string];
    const shown = time >= closingTime ? date : daysBefore(date, 1);
    if (shown > day) day = shown;
    seen.push(day);
  }
  return (at) => seen[Math.floor((at.getTime() - begin) / STEP_MS)]!;
}

function daysBefore(day: string, count: number): string {
  return new Date(Date.parse(day) - count * DAY_MS).toISOString().slice(0, 10);
}
