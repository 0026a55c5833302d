import type { ReportFigures, ReportParts, Writing } from "../../../application/store/ports/reports.ts";
import { type BusinessDay, daysAfter, type DaySpan, spanOfDay } from "../../../domain/store/business_day.ts";
import { comparedUntil, type DayTally, type DayTotals } from "../../../domain/store/compose_report.ts";
import type { ReportCategory, ReportKey } from "../../../domain/store/report_key.ts";
import { figuresSchemaOf, storeReportSchema, type Takings } from "../../../domain/store/report.ts";
import { type Store, storeSchema } from "../../../domain/store/store.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";
import type { Sql } from "../core/connect.ts";
import { mapPostgresErrors } from "../core/map_errors.ts";

type Hours = Pick<Store, "timeZone" | "closingTime">;

const FIRST_HOURS: Hours = { timeZone: "Asia/Seoul", closingTime: "00:00" };
const HOURS_KEPT = 10_000;
/** More only where a store's hours change that often within moments. */
const TRIES = 5;

/**
 * One statement, one snapshot. Days begin here and not in SQL, which resolves skipped and repeated hours differently;
 * so the statement gives figures only if the assumed hours are the store's, else the right ones to ask again with.
 */
export class PostgresReportFigures implements ReportFigures {
  readonly #sql: Sql;
  /** Least recently learnt first. */
  readonly #hours = new Map<StoreId, Hours>();

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async partsOf({ storeId, day, category }: ReportKey, asOf: Date): Promise<ReportParts | null> {
    const row = await this.#ask(storeId, day, category, asOf);
    if (row === null) return null;
    const written = row.written === null ? null : writingOf(category, row.written);
    if (row.kept !== null) {
      return {
        found: { kind: "kept", report: { ...storeReportSchema.parse(row.kept), version: row.version } },
        written,
      };
    }
    return { found: { kind: "tally", tally: tallyOf(row, day, asOf) }, written };
  }

  async tallyOf(storeId: StoreId, day: BusinessDay, asOf: Date): Promise<DayTally | null> {
    const row = await this.#ask(storeId, day, "all", asOf);
    return row && tallyOf(row, day, asOf);
  }

  #ask(storeId: StoreId, day: BusinessDay, category: ReportCategory | "all", asOf: Date): Promise<Row | null> {
    return mapPostgresErrors(async () => {
      let hours = this.#hours.get(storeId) ?? FIRST_HOURS;
      for (let tried = 0; tried < TRIES; tried++) {
        const row = await this.#select(storeId, day, category, asOf, hours);
        if (!row) return null;
        if (row.fits) return row;
        hours = { timeZone: row.time_zone, closingTime: row.closing_time };
        this.#learn(storeId, hours);
      }
      throw new Error("the store's hours change all the time");
    });
  }

  async #select(
    storeId: StoreId,
    day: BusinessDay,
    category: ReportCategory | "all",
    asOf: Date,
    hours: Hours,
  ): Promise<Row | undefined> {
    const sql = this.#sql;
    const span = spanOfDay(day, hours);
    const before = spanOfDay(daysAfter(day, -7), hours);
    const isCompared = category === "summary" || category === "all";
    const [row] = await sql<Row[]>`
      with store as materialized (
        select *, time_zone = ${hours.timeZone} and closing_time = ${hours.closingTime}::text::time as fits
        from stores where store_id = ${storeId}
      ), kept as materialized (
        select r.body from store_reports r join store s using (store_id)
        where r.day = ${day} and r.category = ${category} and r.is_complete and s.fits
          and r.version >= s.hours_version
          and not exists (
            select from business_days b where b.store_id = ${storeId} and b.day = ${day} and b.version > r.version)
      ), sold as (
        select menu, floor(extract(epoch from sold_at - ${span.from}::timestamptz) / 3600)::int as hour,
          price::bigint * quantity as amount, quantity, sold_at, received_at
        from sales
        where store_id = ${storeId} and sold_at >= ${span.from} and sold_at < ${span.until}
          and (select fits from store) and not exists (select from kept)
      ), tally as (
        select menu, hour, coalesce(sum(amount), 0)::bigint as amount, coalesce(sum(quantity), 0)::bigint as quantity,
          count(*) as sales,
          coalesce(-sum(amount) filter (where quantity < 0), 0)::bigint as returned_amount,
          coalesce(-sum(quantity) filter (where quantity < 0), 0)::bigint as returned_quantity,
          count(*) filter (where received_at >= ${span.until}) as late_sales,
          max(sold_at) as last_sale_at, max(received_at) as last_received_at
        from sold group by grouping sets ((), (menu), (hour))
      ), week_before as (
        select coalesce(sum(price::bigint * quantity), 0)::bigint as amount from sales
        where ${isCompared} and store_id = ${storeId}
          and sold_at >= ${before.from} and sold_at < ${comparedUntil(span, before, asOf)}
          and (select fits from store) and not exists (select from kept)
      )
      select s.store_id, s.name, s.time_zone, to_char(s.closing_time, 'HH24:MI') as closing_time, s.version, s.fits,
        (select body from kept) as kept,
        (select row_to_json(w) from written_reports w
          where w.store_id = ${storeId} and w.day = ${day} and w.category = ${category}) as written,
        (select json_agg(t) from tally t) as tally,
        (select amount from week_before) as amount_week_before
      from store s`;
    return row;
  }

  #learn(storeId: StoreId, hours: Hours): void {
    this.#hours.delete(storeId);
    this.#hours.set(storeId, hours);
    if (this.#hours.size > HOURS_KEPT) this.#hours.delete(this.#hours.keys().next().value!);
  }
}

interface Row {
  readonly store_id: string;
  readonly name: string;
  readonly time_zone: string;
  readonly closing_time: string;
  readonly version: number;
  readonly fits: boolean;
  readonly kept: unknown;
  readonly written: WrittenRow | null;
  readonly tally: readonly TallyRow[] | null;
  readonly amount_week_before: number;
}

interface TallyRow {
  /** Of a menu, of an hour, or, where both are null, of the day. */
  readonly menu: string | null;
  readonly hour: number | null;
  readonly amount: number;
  readonly quantity: number;
  readonly sales: number;
  readonly returned_amount: number;
  readonly returned_quantity: number;
  readonly late_sales: number;
  readonly last_sale_at: string | null;
  readonly last_received_at: string | null;
}

interface WrittenRow {
  readonly text: string | null;
  readonly figures: unknown;
  readonly version: number;
  readonly written_at: string;
}

const NOTHING_SOLD: DayTotals = {
  amount: 0,
  quantity: 0,
  sales: 0,
  returnedAmount: 0,
  returnedQuantity: 0,
  lateSales: 0,
  lastSaleAt: null,
  lastReceivedAt: null,
};

function tallyOf(row: Row, day: BusinessDay, asOf: Date): DayTally {
  const store = storeSchema.parse({
    storeId: row.store_id,
    name: row.name,
    timeZone: row.time_zone,
    closingTime: row.closing_time,
  });
  const span: DaySpan = spanOfDay(day, store);
  const rows = row.tally ?? [];
  const totals = rows.find(({ menu, hour }) => menu === null && hour === null);
  return {
    store,
    version: row.version,
    span,
    asOf,
    totals: totals ? totalsOf(totals) : NOTHING_SOLD,
    menus: rows.filter(({ menu }) => menu !== null).map((each) => ({ menu: each.menu!, ...takingsOf(each) })),
    hours: rows.filter(({ hour }) => hour !== null).map((each) => ({ hour: each.hour!, ...takingsOf(each) })),
    amountWeekBefore: row.amount_week_before,
  };
}

function takingsOf({ amount, quantity, sales }: TallyRow): Takings {
  return { amount, quantity, sales };
}

function totalsOf(row: TallyRow): DayTotals {
  return {
    ...takingsOf(row),
    returnedAmount: row.returned_amount,
    returnedQuantity: row.returned_quantity,
    lateSales: row.late_sales,
    lastSaleAt: row.last_sale_at === null ? null : new Date(row.last_sale_at),
    lastReceivedAt: row.last_received_at === null ? null : new Date(row.last_received_at),
  };
}

function writingOf(category: ReportCategory, { text, figures, version, written_at }: WrittenRow): Writing {
  return {
    text,
    figures: figures === null ? null : figuresSchemaOf(category).parse(figures),
    at: new Date(written_at),
    version,
  };
}
