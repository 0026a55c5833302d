import type { Sql } from "./connect.ts";
import { mapPostgresErrors } from "./map_errors.ts";

/**
 * Rewrites the tables and drops the write-ahead log, so that no file of the database holds what was removed. For an
 * embedded one: nobody else waits for the locks, and its log serves no replica and no backup.
 *
 * @param tables names, as they stand in SQL
 */
export function cleanPages(sql: Sql, tables: readonly string[]): Promise<void> {
  return mapPostgresErrors(async () => {
    await sql.unsafe(`vacuum (full, analyze) ${tables.join(", ")}`).simple();
    // Frequent values stand in the statistics.
    await sql.unsafe("vacuum full pg_statistic").simple();
    // A file of the log that is kept for reuse keeps its contents.
    await sql.unsafe("set wal_recycle = off; checkpoint; select pg_switch_wal(); checkpoint").simple();
  });
}
