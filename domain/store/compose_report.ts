import { clockOf, daysAfter, type DaySpan } from "./business_day.ts";
import type { ReportCategory } from "./report_key.ts";
import type {
  HourFigures,
  MenuFigures,
  ReportFigures,
  ReportFrame,
  SalesFigures,
  StoreReport,
  SummaryFigures,
  Takings,
} from "./report.ts";
import type { Store } from "./store.ts";
import { summaryText } from "./summary_text.ts";
import { HOUR_MS } from "../shared/durations.ts";

/** Read in one snapshot. */
export interface DayTally {
  readonly store: Store;
  readonly version: number;
  readonly span: DaySpan;
  readonly asOf: Date;
  readonly totals: DayTotals;
  readonly menus: readonly (Takings & { readonly menu: string })[];
  /** Hours with sales, numbered from the start of the day. */
  readonly hours: readonly (Takings & { readonly hour: number })[];
  /** Amount of the same day a week before, until {@link comparedUntil}; `null` if not requested. */
  readonly amountWeekBefore: number | null;
}

export interface DayTotals extends Takings {
  readonly returnedAmount: number;
  readonly returnedQuantity: number;
  readonly lateSales: number;
  readonly lastSaleAt: Date | null;
  readonly lastReceivedAt: Date | null;
}

/** The end of the day a week before if the day is over, otherwise the same elapsed time. */
export function comparedUntil(span: DaySpan, weekBefore: DaySpan, asOf: Date): Date {
  if (asOf >= span.until) return weekBefore.until;
  const elapsed = asOf.getTime() - span.from.getTime();
  return new Date(Math.min(weekBefore.until.getTime(), weekBefore.from.getTime() + elapsed));
}

const BEST_MENUS = 3;
const NOTHING: Takings = { amount: 0, quantity: 0, sales: 0 };

export function composeReport(category: ReportCategory, tally: DayTally): StoreReport {
  const frame = frameOf(tally);
  const common = { ...frame, text: null, written: null };
  switch (category) {
    case "sales":
      return { ...common, category, figures: salesFigures(tally) };
    case "menu":
      return { ...common, category, figures: menuFigures(tally) };
    case "hours":
      return { ...common, category, figures: hourFigures(tally) };
    case "summary": {
      const figures = summaryFigures(tally);
      return { ...common, category, figures, text: summaryText({ ...frame, figures }, "en") };
    }
    default:
      return category satisfies never;
  }
}

export function withWritten(
  report: StoreReport,
  { text, figures, at, version }: {
    readonly text: string | null;
    readonly figures: ReportFigures | null;
    readonly at: Date;
    readonly version: number;
  },
): StoreReport {
  if (text === null && figures === null) return report;
  return {
    ...report,
    text: text ?? report.text,
    figures: figures ?? report.figures,
    written: { at, version },
  } as StoreReport;
}

function frameOf({ store, version, span, asOf, totals }: DayTally): ReportFrame {
  const isOpen = asOf < span.until;
  return {
    storeId: store.storeId,
    date: span.day,
    asOf,
    version,
    day: { from: span.from, until: span.until, timeZone: store.timeZone, closingTime: store.closingTime, isOpen },
    completeness: {
      isComplete: !isOpen,
      sales: totals.sales,
      lateSales: totals.lateSales,
      lastSaleAt: totals.lastSaleAt,
      lastReceivedAt: totals.lastReceivedAt,
    },
  };
}

function salesFigures({ totals }: DayTally): SalesFigures {
  const { amount, quantity, sales, returnedAmount, returnedQuantity } = totals;
  const averageAmount = sales === 0 ? null : Math.round(amount / sales);
  return { amount, quantity, sales, returnedAmount, returnedQuantity, averageAmount };
}

function menuFigures({ totals, menus }: DayTally): MenuFigures {
  return {
    menus: byAmount(menus).map((one, index) => ({ ...one, share: ratio(one.amount, totals.amount), rank: index + 1 })),
  };
}

function hourFigures(tally: DayTally): HourFigures {
  const sold = new Map(tally.hours.map(({ hour, ...takings }) => [hour, takings]));
  return {
    hours: hoursOf(tally).map((from, hour) => ({
      from,
      clock: clockOf(from, tally.store),
      ...(sold.get(hour) ?? NOTHING),
    })),
  };
}

function summaryFigures(tally: DayTally): SummaryFigures {
  const { totals: { amount, quantity, sales }, span, menus, hours } = tally;
  const [busiest] = hours.toSorted((a, b) => b.amount - a.amount || a.hour - b.hour);
  const before = tally.amountWeekBefore ?? 0;
  return {
    amount,
    quantity,
    sales,
    bestMenus: byAmount(menus).slice(0, BEST_MENUS).map(({ menu, amount }) => ({ menu, amount })),
    busiestHour: busiest
      ? {
        clock: clockOf(new Date(span.from.getTime() + busiest.hour * HOUR_MS), tally.store),
        amount: busiest.amount,
      }
      : null,
    weekBefore: { date: daysAfter(span.day, -7), amount: before, change: ratio(amount - before, before) },
  };
}

/** Starts of the day's hours: 24, or as many as the day has; a remaining half hour counts as one. */
function hoursOf({ span }: DayTally): Date[] {
  const count = Math.ceil((span.until.getTime() - span.from.getTime()) / HOUR_MS);
  return Array.from({ length: count }, (_, hour) => new Date(span.from.getTime() + hour * HOUR_MS));
}

function byAmount<T extends { readonly menu: string; readonly amount: number }>(menus: readonly T[]): T[] {
  return menus.toSorted((a, b) => b.amount - a.amount || (a.menu < b.menu ? -1 : 1));
}

function ratio(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}
