import { type BusinessDay, spanOfDay } from "../../domain/store/business_day.ts";
import { composeReport } from "../../domain/store/compose_report.ts";
import { keysOfDay, REPORT_CATEGORIES } from "../../domain/store/report_key.ts";
import type { StoreId } from "../../domain/shared/store_id.ts";
import type { ReportFigures, StoreReports } from "./ports/reports.ts";
import type { ReportReader } from "./read_report.ts";

interface MakeDailyReportsDeps {
  readonly figures: Pick<ReportFigures, "tallyOf">;
  readonly kept: Pick<StoreReports, "keep" | "due" | "count">;
  readonly reports: Pick<ReportReader, "read">;
  readonly clock: () => Date;
  readonly withRetry: <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>;
}

interface DailyReportsOptions {
  readonly day: BusinessDay;
  /** `null`: all stores. */
  readonly only: readonly StoreId[] | null;
  readonly atOnce: number;
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface DailyReports {
  readonly stores: number;
  readonly upToDate: number;
  readonly made: number;
  /** The day is under way there: made, but not final. */
  readonly open: readonly StoreId[];
  /** The day has not begun there: nothing was made. */
  readonly notBegun: readonly StoreId[];
  /** Not reached, as the run was aborted. */
  readonly left: number;
}

const PAGE = 200;

/** Only what lacks an up-to-date report, so a killed run is continued. A store's reports are of one moment. */
export async function makeDailyReports(
  deps: MakeDailyReportsDeps,
  options: DailyReportsOptions,
): Promise<DailyReports> {
  const { day, only, atOnce, signal, onProgress } = options;
  const withRetry = <T>(work: () => Promise<T>) => deps.withRetry(work, signal);
  const { stores, due } = await withRetry(() => deps.kept.count(day, only));
  const open = [] as StoreId[];
  const notBegun = [] as StoreId[];
  let made = 0;
  let done = 0;
  onProgress?.(0, due);

  const makeOne = async (storeId: StoreId) => {
    const outcome = await withRetry(() => makeReports(deps, storeId, day));
    if (outcome === "notBegun") notBegun.push(storeId);
    else if (outcome === "open") open.push(storeId);
    else if (outcome === "made") made++;
    done++;
    onProgress?.(done, due);
  };
  for (let after: StoreId | null = null; !signal.aborted;) {
    const page: StoreId[] = await withRetry(() => deps.kept.due(day, { after, limit: PAGE, only }));
    await inParallel(page, atOnce, signal, makeOne);
    if (page.length < PAGE) break;
    after = page.at(-1)!;
  }
  const left = Math.max(0, due - done);
  return { stores, upToDate: stores - due, made, open: open.sort(), notBegun: notBegun.sort(), left };
}

async function makeReports(
  { figures, kept, reports, clock }: MakeDailyReportsDeps,
  storeId: StoreId,
  day: BusinessDay,
): Promise<"made" | "open" | "notBegun" | "gone"> {
  const asOf = clock();
  const tally = await figures.tallyOf(storeId, day, asOf);
  if (tally === null) return "gone";
  const { from, until } = spanOfDay(day, tally.store);
  if (asOf < from) return "notBegun";
  await kept.keep(REPORT_CATEGORIES.map((category) => composeReport(category, tally)));
  await Promise.all(keysOfDay(storeId, day).map((key) => reports.read(key)));
  return asOf < until ? "open" : "made";
}

async function inParallel<T>(
  items: readonly T[],
  atOnce: number,
  signal: AbortSignal,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const left = items.values();
  const worker = async () => {
    for (const item of left) {
      await work(item);
      if (signal.aborted) return;
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
}
