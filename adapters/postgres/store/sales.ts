import type {
  DatedSale,
  RecordedSales,
  SaleFilters,
  Sales,
  SalesList,
  StoredSale,
  TakenSales,
} from "../../../application/store/ports/sales.ts";
import { type Sale, type SaleId, saleSchema } from "../../../domain/store/sale.ts";
import type { Page } from "../../../application/shared/page.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";
import type { Store } from "../../../domain/store/store.ts";
import type { Sql, SqlScope } from "../core/connect.ts";
import { IDLE_AT_MOST } from "../core/lock_numbers.ts";
import { keysetPage } from "../core/api/keyset.ts";
import { Columns, type Row } from "../core/columns.ts";
import { mapPostgresErrors, Rollback, transaction } from "../core/map_errors.ts";

export const SALES = new Columns<Sale>(saleSchema, {
  saleId: { name: "sale_id", type: "text" },
  menu: { name: "menu", type: "text" },
  price: { name: "price", type: "int" },
  quantity: { name: "quantity", type: "int" },
  soldAt: { name: "sold_at", type: "timestamptz" },
});
const contentOf = (alias: string) => SALES.names.slice(1).map((name) => `${alias}.${name}`).join(", ");

const SORTS = {
  soldAt: [{ name: "sold_at", type: "timestamptz" }, { name: "sale_id", type: "text" }],
} as const;

export class PostgresSales implements Sales, SalesList {
  constructor(private readonly sql: Sql) {}

  sold(
    storeId: StoreId,
    { menu, from, to }: SaleFilters,
    page: Parameters<SalesList["sold"]>[2],
  ): Promise<Page<StoredSale>> {
    const { sql } = this;
    const where = [
      sql`store_id = ${storeId}`,
      ...(menu ? [sql`menu = ${menu}`] : []),
      ...(from ? [sql`sold_at >= ${from}`] : []),
      ...(to ? [sql`sold_at < ${to}`] : []),
    ];
    const fromRow = (row: Row): StoredSale => ({ ...SALES.fromRow(row), receivedAt: row.received_at as Date });
    const statement = { select: sql`select * from sales`, where, fromRow };
    return mapPostgresErrors(() => keysetPage(sql, SORTS, page, statement));
  }

  record(
    store: Store,
    sales: readonly DatedSale[],
    receivedAt: Date,
    run: number | null = null,
  ): Promise<RecordedSales> {
    const rows = JSON.stringify(sales.map(({ sale, day }) => ({ ...SALES.toRow(sale), day })));
    return transaction<RecordedSales>(this.sql, async (sql) => {
      const version = await lockStore(sql, store);
      if (version === null) return { outcome: "store_changed" };
      const stored = new Set(await insertSales(sql, { store, version: version + 1, receivedAt, run }, rows));
      if (stored.size < sales.length) {
        const conflicting = await findConflicts(sql, store, rows);
        if (conflicting.length > 0) throw new Rollback<RecordedSales>({ outcome: "conflict", conflicting });
      }
      return {
        outcome: "recorded",
        stored: sales.map(({ sale }) => sale.saleId).filter((id) => stored.has(id)),
        version: stored.size > 0 ? version + 1 : version,
      };
    });
  }

  takeBack(store: Store, { run, limit, dayOf }: Parameters<Sales["takeBack"]>[1]): Promise<TakenSales> {
    return transaction<TakenSales>(this.sql, async (sql) => {
      const version = await lockStore(sql, store);
      if (version === null) return { outcome: "store_changed" };
      const taken = await sql<{ soldAt: Date }[]>`
        delete from sales where store_id = ${store.storeId} and sale_id in (
          select sale_id from sales where store_id = ${store.storeId} and import_run = ${run} limit ${limit})
        returning sold_at as "soldAt"`;
      if (taken.length === 0) return { outcome: "taken", sales: 0, days: [], version };
      const days = [...new Set(taken.map(({ soldAt }) => dayOf(soldAt)))].sort();
      await sql`
        insert into business_days (store_id, day, version)
        select ${store.storeId}, day::date, ${version + 1}
        from json_array_elements_text(${JSON.stringify(days)}::text::json) as d(day)
        on conflict (store_id, day) do update set version = excluded.version`;
      await sql`update stores set version = ${version + 1} where store_id = ${store.storeId}`;
      return { outcome: "taken", sales: taken.length, days, version: version + 1 };
    });
  }
}

/** Locked until the transaction ends; `null` when the store's hours have changed. */
async function lockStore(sql: SqlScope, { storeId, timeZone, closingTime }: Store): Promise<number | null> {
  const [row] = await sql<{ version: number }[]>`
    select version, set_config('idle_in_transaction_session_timeout', ${IDLE_AT_MOST}, true) from stores
    where store_id = ${storeId} and time_zone = ${timeZone} and closing_time = ${closingTime}::text::time
    for update`;
  return row?.version ?? null;
}

async function insertSales(
  sql: SqlScope,
  { store, version, receivedAt, run }: {
    readonly store: Store;
    readonly version: number;
    readonly receivedAt: Date;
    readonly run: number | null;
  },
  rows: string,
): Promise<readonly SaleId[]> {
  const [inserted] = await sql<{ ids: SaleId[] }[]>`
    with incoming as materialized (
      select * from json_to_recordset(${rows}::text::json) as r(${sql.unsafe(SALES.record)}, day date)
    ), inserted as (
      insert into sales (store_id, received_at, import_run, ${sql.unsafe(SALES.list)})
      select ${store.storeId}, ${receivedAt}::timestamptz, ${run}::int, ${sql.unsafe(SALES.list)} from incoming
      where ${run}::int is null
        or exists (select from import_runs where import_runs.run = ${run}::int and undo_began_at is null)
      on conflict (store_id, sale_id) do nothing
      returning sale_id
    ), changed_days as (
      insert into business_days (store_id, day, version)
      select distinct ${store.storeId}, day, ${version}::bigint from incoming join inserted using (sale_id)
      on conflict (store_id, day) do update set version = excluded.version
    ), changed_store as (
      update stores set version = ${version} where store_id = ${store.storeId} and exists (select from inserted)
    )
    select coalesce(json_agg(sale_id), '[]') as ids from inserted`;
  return inserted!.ids;
}

/** Ids stored with another content. A statement of its own, to see a rival's commit. */
async function findConflicts(sql: SqlScope, { storeId }: Store, rows: string): Promise<SaleId[]> {
  const found = await sql<{ sale_id: SaleId }[]>`
    select sale_id from json_to_recordset(${rows}::text::json) as r(${sql.unsafe(SALES.record)})
    join sales s using (sale_id)
    where s.store_id = ${storeId}
      and (${sql.unsafe(contentOf("s"))}) is distinct from (${sql.unsafe(contentOf("r"))})
    order by sale_id`;
  return found.map((row) => row.sale_id);
}
