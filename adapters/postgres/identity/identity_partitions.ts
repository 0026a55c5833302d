import type { IdentityRetention, IdentityYear } from "../../../application/identity/ports/customers.ts";
import type { Sql } from "../core/connect.ts";
import { mapPostgresErrors, transaction } from "../core/map_errors.ts";
import { DAY_MS } from "../../../domain/shared/durations.ts";

interface IdentityPartition {
  readonly year: number;
  readonly table: string;
  /** An estimate of the statistics. */
  readonly rows: number;
}

/** How old a detection may be. */
const YEARS_BACK = 5;
const YEARS_AHEAD = 2;
/** Whoever comes later waits behind the change too, so it gives up soon. */
const LOCK_TIMEOUT = "2s";

/** Of `customer_identities`. All throw `Outage`. */
export class IdentityPartitions implements IdentityRetention {
  constructor(private readonly sql: Sql) {}

  /** Returns the years that were missing. */
  ensure(now: Date): Promise<number[]> {
    const year = now.getUTCFullYear();
    return transaction(this.sql, async (sql) => {
      await sql`select set_config('lock_timeout', ${LOCK_TIMEOUT}, true)`;
      const rows = await sql<{ year: number }[]>`
          select create_identity_partitions(${year - YEARS_BACK}, ${year + YEARS_AHEAD}) as year`;
      return rows.map((row) => row.year);
    });
  }

  list(): Promise<IdentityPartition[]> {
    return mapPostgresErrors(async () => {
      const rows = await this.sql<{ table: string; rows: number }[]>`
        select c.relname as "table", greatest(c.reltuples, 0)::bigint as rows
        from pg_inherits join pg_class c on c.oid = inhrelid
        where inhparent = 'customer_identities'::regclass`;
      const partitions = rows.map(({ table, rows }) => ({ year: Number(/\d+$/.exec(table)?.[0]), table, rows }));
      return partitions.filter(({ year }) => year > 0).sort((a, b) => a.year - b.year);
    });
  }

  count(before: Date): Promise<IdentityYear[]> {
    return mapPostgresErrors(async () => {
      const rows = await this.sql<{ year: number; rows: number }[]>`
        select extract(year from detected_at at time zone 'utc')::int as year, count(*) as rows
        from customer_identities where detected_at < ${before} group by 1 order by 1`;
      return rows.map(({ year, rows }) => ({ year, rows }));
    });
  }

  /** Days from `now` with partitions, without a gap; 0 when today has none. */
  async horizonDays(now: Date): Promise<number> {
    const years = new Set((await this.list()).map(({ year }) => year));
    let end = now.getUTCFullYear();
    while (years.has(end)) end++;
    return Math.max(0, (Date.UTC(end, 0, 1) - now.getTime()) / DAY_MS);
  }

  /** Returns how many identifications it held; 0 without such a year. */
  drop(year: number): Promise<number> {
    return transaction(this.sql, async (sql) => {
      await sql`select set_config('lock_timeout', ${LOCK_TIMEOUT}, true)`;
      const table = `customer_identities_${year}`;
      const [known] = await sql`select to_regclass(${table}) is not null as known`;
      if (!known!.known) return 0;
      // Counted under a weaker lock than the drop needs.
      await sql`lock table ${sql(table)} in share mode`;
      const [counted] = await sql<{ n: number }[]>`select count(*) as n from ${sql(table)}`;
      await sql`alter table customer_identities detach partition ${sql(table)}`;
      await sql`drop table ${sql(table)}`;
      return counted!.n;
    });
  }

  remove(before: Date, limit: number): Promise<number> {
    return mapPostgresErrors(async () => {
      const table = `customer_identities_${before.getUTCFullYear()}`;
      const [known] = await this.sql`select to_regclass(${table}) is not null as known`;
      if (!known!.known) return 0;
      const gone = await this.sql`
        delete from ${this.sql(table)} where ctid = any (array(
          select ctid from ${this.sql(table)} where detected_at < ${before} order by detected_at limit ${limit}))`;
      return gone.count;
    });
  }
}
