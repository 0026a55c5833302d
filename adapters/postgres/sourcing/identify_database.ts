import type { DatabaseName } from "../../../application/sourcing/one_database.ts";
import type { Sql } from "../core/connect.ts";
import { mapPostgresErrors } from "../core/map_errors.ts";

export interface DatabaseIdentity {
  /** Cluster and database; standbys have that of their primary. */
  readonly key: string;
  readonly database: string;
  readonly user: string;
  readonly host: string;
  readonly version: string;
  readonly tables: readonly string[];
}

export async function identifyDatabase(sql: Sql): Promise<DatabaseIdentity> {
  return await mapPostgresErrors(async () => {
    const [row] = await sql`
      select current_database() as database, current_user as "user", current_setting('server_version') as version,
        (select oid::int8 from pg_database where datname = current_database()) as oid,
        coalesce(host(inet_server_addr()) || ':' || inet_server_port(), 'socket') as host`;
    const tables = await sql`select tablename as name from pg_tables where schemaname = any(current_schemas(false))`;
    const { database, user, version, oid, host } = row!;
    return {
      key: `${await clusterOf(sql)}/${oid}`,
      database,
      user,
      host,
      version,
      tables: tables.map(({ name }) => name as string),
    };
  });
}

/** Managed servers may deny the control file; then the start time tells clusters apart. */
async function clusterOf(sql: Sql): Promise<string> {
  const [control] = await sql`select has_function_privilege('pg_control_system()', 'execute') as readable`;
  const [row] = control!.readable
    ? await sql`select system_identifier::text as id from pg_control_system()`
    : await sql`select extract(epoch from pg_postmaster_start_time())::text as id`;
  return row!.id;
}

/** Tables of no other kind of database. */
const TABLES_OF: Readonly<Record<DatabaseName | "shop", readonly string[]>> = {
  shop: ["users", "daily_sales", "pending_orders", "consumer_offsets"],
  source: [
    "supplier_accounts",
    "supplier_sync_jobs",
    "supplier_sync_state",
    "supplier_raw_fetch_log",
    "supplier_item_raw",
    "supplier_order_raw",
    "supplier_qna_raw",
    "supplier_category_raw",
    "supplier_rejects",
  ],
  dropship: ["sourcing_candidates", "embeddings", "api_keys"],
  market: [
    "market_accounts",
    "market_order_raw",
    "market_product_raw",
    "market_listings",
    "supplier_orders",
    "benchmark_products",
    "benchmark_collect_jobs",
  ],
};

/** Tables of other databases in `name`, by owner. */
export function foreignTables(name: DatabaseName, { tables }: DatabaseIdentity): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [owner, own] of Object.entries(TABLES_OF)) {
    const there = owner === name ? [] : own.filter((table) => tables.includes(table));
    if (there.length > 0) found.set(owner, there);
  }
  return found;
}
