import { isoDay, seoulTime, startOfDay } from "../../domain/commerce/seoul_time.ts";
import { DAY_MS } from "../../domain/shared/durations.ts";
import type { HourSales, ShopFigures } from "./ports/shop.ts";

interface Sales {
  /** Won, without shipping, net of cancellations. */
  readonly amount: number;
  /** Purchases, not lines. */
  readonly orders: number;
  /** Won; `null` without purchases. */
  readonly averageBasket: number | null;
}

export interface SalesComparison {
  /** In Seoul. */
  readonly day: string;
  readonly comparedDay: string;
  readonly today: Sales;
  /** The same day last week, up to the same time. */
  readonly lastWeek: Sales;
  readonly lastWeekWhole: Sales;
  /** 24 of them; those of today that are still to come are `null`. */
  readonly hours: readonly {
    readonly hour: number;
    readonly today: Omit<Sales, "averageBasket"> | null;
    readonly lastWeek: Omit<Sales, "averageBasket">;
  }[];
  readonly asOf: Date;
}

/** Today's sales against those of the same day last week up to the same time. Throws `Outage`. */
export async function compareSales(
  { figures }: { readonly figures: Pick<ShopFigures, "salesByHour"> },
  asOf: Date,
): Promise<SalesComparison> {
  const { day, dayNumber, hour: currentHour } = seoulTime(asOf);
  const comparedDay = dayNumber - 7;
  const sameTime = new Date(asOf.getTime() - 7 * DAY_MS);
  const [today, before, after] = await Promise.all([
    figures.salesByHour(startOfDay(dayNumber), asOf),
    figures.salesByHour(startOfDay(comparedDay), sameTime),
    figures.salesByHour(sameTime, startOfDay(comparedDay + 1)),
  ]);
  const wholeDay = [...before, ...after];
  return {
    day,
    comparedDay: isoDay(comparedDay),
    today: salesOf(today),
    lastWeek: salesOf(before),
    lastWeekWhole: salesOf(wholeDay),
    hours: Array.from({ length: 24 }, (_, hour) => ({
      hour,
      today: hour <= currentHour ? totalOf(inHour(today, hour)) : null,
      lastWeek: totalOf(inHour(wholeDay, hour)),
    })),
    asOf,
  };
}

function inHour(sales: readonly HourSales[], wanted: number): HourSales[] {
  return sales.filter(({ hour }) => hour === wanted);
}

function totalOf(sales: readonly HourSales[]): Omit<Sales, "averageBasket"> {
  return {
    amount: sales.reduce((sum, { amount }) => sum + amount, 0),
    orders: sales.reduce((sum, { orders }) => sum + orders, 0),
  };
}

function salesOf(sales: readonly HourSales[]): Sales {
  const { amount, orders } = totalOf(sales);
  return { amount, orders, averageBasket: orders === 0 ? null : Math.round(amount / orders) };
}
