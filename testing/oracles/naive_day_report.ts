import { type BusinessDay, businessDayOf, daysAfter, startOfDay } from "../../domain/store/business_day.ts";
import type { Sale } from "../../domain/store/sale.ts";
import type { Store } from "../../domain/store/store.ts";
import { HOUR_MS } from "../../domain/shared/durations.ts";

interface ReceivedSale {
  readonly sale: Sale;
  readonly receivedAt: Date;
}

/**
 * The reports of one day, computed differently: each sale's business day and local time are determined one by one,
 * without spans and without SQL.
 */
export function naiveDayReport(store: Store, day: BusinessDay, received: readonly ReceivedSale[], asOf: Date) {
  const of = (date: BusinessDay) => received.filter(({ sale }) => businessDayOf(sale.soldAt, store) === date);
  const lines = of(day);
  const isOver = businessDayOf(asOf, store) > day;
  const worth = ({ sale }: ReceivedSale) => sale.price * sale.quantity;
  const sum = (some: readonly ReceivedSale[], what: (one: ReceivedSale) => number) =>
    some.reduce((total, one) => total + what(one), 0);
  const takings = (some: readonly ReceivedSale[]) => ({
    amount: sum(some, worth),
    quantity: sum(some, ({ sale }) => sale.quantity),
    sales: some.length,
  });
  const returned = lines.filter(({ sale }) => sale.quantity < 0);
  const menus = [...Map.groupBy(lines, ({ sale }) => sale.menu)]
    .map(([menu, some]) => ({ menu, ...takings(some) }))
    .sort((a, b) => b.amount - a.amount || (a.menu < b.menu ? -1 : 1));
  const start = startOfDay(day, store);
  const byHour = Map.groupBy(lines, ({ sale }) => Math.floor((+sale.soldAt - +start) / HOUR_MS));
  const elapsed = +asOf - +start;
  const startBefore = startOfDay(daysAfter(day, -7), store);
  const weekBefore = of(daysAfter(day, -7)).filter(({ sale }) => isOver || +sale.soldAt - +startBefore < elapsed);
  const latest = (dates: Date[]) => dates.length === 0 ? null : new Date(Math.max(...dates.map(Number)));
  return {
    takings: takings(lines),
    returnedAmount: -sum(returned, worth),
    returnedQuantity: -sum(returned, ({ sale }) => sale.quantity),
    menus,
    hours: new Map([...byHour].map(([hour, some]) => [hour, takings(some)])),
    lateSales: lines.filter(({ receivedAt }) => businessDayOf(receivedAt, store) > day).length,
    lastSaleAt: latest(lines.map(({ sale }) => sale.soldAt)),
    lastReceivedAt: latest(lines.map(({ receivedAt }) => receivedAt)),
    weekBefore: sum(weekBefore, worth),
    isOver,
  };
}
