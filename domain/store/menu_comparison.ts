import {
  type BusinessDay,
  businessDayOf,
  type DaySpan,
  daysUntil,
  spanOfDay,
  type StoreHours,
} from "./business_day.ts";
import type { MenuName } from "./menu.ts";
import type { Sale } from "./sale.ts";

export const DAYS_COMPARED = 7;

export interface ComparisonSpan {
  /** Fourteen, consecutive. */
  readonly days: readonly DaySpan[];
  /** Exclusive. */
  readonly until: Date;
}

interface MenuSum {
  readonly amount: number;
  readonly units: number;
  /** Share of the half's total amount; `null` unless that is positive. */
  readonly share: number | null;
  /** By amount, 1 for the largest; ties share a rank. `null` if not sold. */
  readonly rank: number | null;
}

interface ComparedMenu {
  readonly menu: MenuName;
  readonly status: "kept" | "new" | "vanished";
  readonly recent: MenuSum;
  readonly previous: MenuSum;
  readonly difference: { readonly amount: number; readonly units: number };
  /** Ranks gained; negative for ranks lost. `null` if not sold in one of the halves. */
  readonly rankChange: number | null;
}

export interface PeriodSum {
  readonly amount: number;
  readonly units: number;
  /** Including lines that take something back. */
  readonly lines: number;
  /** Received after the end of their business day. */
  readonly lateLines: number;
  /** Of the seven; a day without sales may lack the till's report. */
  readonly daysWithSales: number;
}

export interface ComparedSales {
  /** Ordered by recent rank, then previous rank, then name. */
  readonly menus: readonly ComparedMenu[];
  readonly recent: PeriodSum;
  readonly previous: PeriodSum;
  /** When the last of these sales was received; `null` without sales. */
  readonly lastReceivedAt: Date | null;
  readonly version: number;
}

export interface ReceivedSale extends Sale {
  readonly receivedAt: Date;
}

export function comparisonSpan(asOf: Date, hours: StoreHours): ComparisonSpan {
  return { ...spanEndingWith(businessDayOf(asOf, hours), hours), until: new Date(asOf.getTime() + 1) };
}

export function spanEndingWith(last: BusinessDay, hours: StoreHours): ComparisonSpan {
  const days = daysUntil(last, 2 * DAYS_COMPARED).map((day) => spanOfDay(day, hours));
  return { days, until: days.at(-1)!.until };
}

/** In-memory counterpart of the database's comparison. */
export function compareSales(
  sales: readonly ReceivedSale[],
  { days, until }: ComparisonSpan,
): Omit<ComparedSales, "version"> {
  const placed = sales.flatMap((sale) => {
    const index = days.findIndex(({ from, until }) => from <= sale.soldAt && sale.soldAt < until);
    return index < 0 || sale.soldAt >= until ? [] : [{ sale, index, isLate: sale.receivedAt >= days[index]!.until }];
  });
  const halves = {
    recent: placed.filter(({ index }) => index >= DAYS_COMPARED),
    previous: placed.filter(({ index }) => index < DAYS_COMPARED),
  };
  const recent = sumsOf(halves.recent);
  const previous = sumsOf(halves.previous);
  const menus = [...new Set(placed.map(({ sale }) => sale.menu))].map((menu) =>
    comparedMenu(menu, recent(menu), previous(menu))
  );
  return {
    menus: menus.sort(byRank),
    recent: periodOf(halves.recent),
    previous: periodOf(halves.previous),
    lastReceivedAt: placed.length === 0 ? null : new Date(Math.max(...placed.map(({ sale }) => +sale.receivedAt))),
  };
}

export function comparedMenu(menu: MenuName, recent: MenuSum, previous: MenuSum): ComparedMenu {
  return {
    menu,
    status: recent.rank === null ? "vanished" : previous.rank === null ? "new" : "kept",
    recent,
    previous,
    difference: { amount: recent.amount - previous.amount, units: recent.units - previous.units },
    rankChange: recent.rank === null || previous.rank === null ? null : previous.rank - recent.rank,
  };
}

interface Placed {
  readonly sale: ReceivedSale;
  readonly index: number;
  readonly isLate: boolean;
}

function sumsOf(placed: readonly Placed[]): (menu: MenuName) => MenuSum {
  const sums = new Map<MenuName, { amount: number; units: number }>();
  for (const { sale: { menu, price, quantity } } of placed) {
    const sum = sums.get(menu) ?? { amount: 0, units: 0 };
    sums.set(menu, { amount: sum.amount + price * quantity, units: sum.units + quantity });
  }
  const amounts = [...sums.values()].map(({ amount }) => amount);
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  return (menu) => {
    const sum = sums.get(menu);
    return {
      ...(sum ?? { amount: 0, units: 0 }),
      share: total > 0 ? (sum?.amount ?? 0) / total : null,
      rank: sum ? 1 + amounts.filter((amount) => amount > sum.amount).length : null,
    };
  };
}

function periodOf(placed: readonly Placed[]): PeriodSum {
  return {
    amount: placed.reduce((sum, { sale }) => sum + sale.price * sale.quantity, 0),
    units: placed.reduce((sum, { sale }) => sum + sale.quantity, 0),
    lines: placed.length,
    lateLines: placed.filter(({ isLate }) => isLate).length,
    daysWithSales: new Set(placed.map(({ index }) => index)).size,
  };
}

function byRank(a: ComparedMenu, b: ComparedMenu): number {
  return rankOf(a.recent) - rankOf(b.recent) || rankOf(a.previous) - rankOf(b.previous) || (a.menu < b.menu ? -1 : 1);
}

function rankOf({ rank }: MenuSum): number {
  return rank ?? Number.MAX_SAFE_INTEGER;
}
