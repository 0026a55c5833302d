import { dayAfter, koreanDay } from "./korean_time.ts";

const STATUSES = ["ACCEPT", "INSTRUCT", "DEPARTURE", "DELIVERING", "FINAL_DELIVERY", "NONE_TRACKING"] as const;
/** Cancelled before it was prepared; to be stopped before it is shipped; on its way back; back. */
const RECEIPTS = ["CANCEL", "RU", "UC", "CC"] as const;

/** An order changes until it is delivered, and is listed by the day on which it was made. */
const LOOK_BACK_DAYS = 14;
const FIRST_DAYS = 30;
/** The longest ranges that are answered. */
const SHEET_DAYS = 30;
const RECEIPT_DAYS = 7;

export type ReadingStep =
  | {
    readonly list: "ordersheets";
    readonly from: string;
    readonly to: string;
    readonly status: typeof STATUSES[number];
  }
  | {
    readonly list: "returnRequests";
    readonly from: string;
    readonly to: string;
    readonly of: typeof RECEIPTS[number];
  };

/** Where a reading is; `to` stays what it was when the reading began. */
export interface ReadingPosition {
  readonly from: string;
  readonly to: string;
  readonly step: number;
  readonly token: string;
}

export function beginReading(updatedSince: Date | null, now: Date): ReadingPosition {
  const from = updatedSince === null ? koreanDay(now, -FIRST_DAYS) : koreanDay(updatedSince, -LOOK_BACK_DAYS);
  const to = koreanDay(now);
  return { from: from < to ? from : to, to, step: 0, token: "" };
}

/**
 * In the order in which a box goes through them: one that moves on during the reading is met again later, never missed.
 */
export function readingSteps({ from, to }: Pick<ReadingPosition, "from" | "to">): ReadingStep[] {
  return [
    ...ranges(from, to, SHEET_DAYS).flatMap((range) =>
      STATUSES.map((status) => ({ list: "ordersheets" as const, ...range, status }))
    ),
    ...ranges(from, to, RECEIPT_DAYS).flatMap((range) =>
      RECEIPTS.map((of) => ({ list: "returnRequests" as const, ...range, of }))
    ),
  ];
}

export function positionAfter(position: ReadingPosition, nextToken: string | null): ReadingPosition | null {
  if (nextToken !== null) return { ...position, token: nextToken };
  const step = position.step + 1;
  return step < readingSteps(position).length ? { ...position, step, token: "" } : null;
}

export function cursorOf({ from, to, step, token }: ReadingPosition): string {
  return `${from}/${to}/${step}/${token}`;
}

/** `null` for a cursor that was not made here. */
export function positionOf(cursor: string): ReadingPosition | null {
  const [, from, to, step, token] = /^(\d{4}-\d{2}-\d{2})\/(\d{4}-\d{2}-\d{2})\/(\d{1,5})\/(.*)$/s.exec(cursor) ?? [];
  if (from === undefined || to === undefined || Number.isNaN(Date.parse(from)) || Number.isNaN(Date.parse(to))) {
    return null;
  }
  const position = { from, to, step: Number(step), token: token! };
  return from <= to && position.step < readingSteps(position).length ? position : null;
}

export function queryOf(step: ReadingStep, { token }: Pick<ReadingPosition, "token">): Record<string, string> {
  if (step.list === "ordersheets") {
    const { from, to, status } = step;
    return {
      createdAtFrom: from,
      createdAtTo: to,
      status,
      maxPerPage: "50",
      ...(token === "" ? {} : { nextToken: token }),
    };
  }
  // By minutes: all in one answer, without pages.
  return {
    searchType: "timeFrame",
    createdAtFrom: `${step.from}T00:00`,
    createdAtTo: `${step.to}T23:59`,
    ...(step.of === "CANCEL" ? { cancelType: "CANCEL" } : { status: step.of }),
  };
}

function ranges(from: string, to: string, days: number): { readonly from: string; readonly to: string }[] {
  const all: { from: string; to: string }[] = [];
  for (let begin = from; begin <= to && all.length < 1_000; begin = dayAfter(begin, days)) {
    const end = dayAfter(begin, days - 1);
    all.push({ from: begin, to: end < to ? end : to });
  }
  return all;
}
