import type { Sql } from "../core/connect.ts";
import { translating } from "../core/translate_errors.ts";
import { DAY_MS } from "../../../domain/shared/durations.ts";

/** One year of identifications. */
interface IdentityPartition {
  readonly year: number;
  readonly table: string;
  /** As the statistics have it: near enough for a report. */
  readonly rows: number;
}

/** Identifications are kept for this long, so a detection may be this old. */
const YEARS_BACK = 5;
const YEARS_AHEAD = 2;
/**
 * How long a change of the partitions may wait for the transactions in its way. Whoever comes after it waits behind it, so
 * it gives up soon and is tried again.
 */
const LOCK_TIMEOUT = "2s";

/** The yearly partitions of `customer_identities`. All throw `Outage`. */
export class IdentityPartitions {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Adds the years that a detection may fall in from now on, and two more; gives those that were missing. */
  ensure(now: Date): Promise<number[]> {
    const year = now.getUTCFullYear();
    return translating(() =>
      this.#sql.begin(async (sql) => {
        await sql`select set_config('lock_timeout', ${LOCK_TIMEOUT}, true)`;
        const rows = await sql<{ year: number }[]>`
          select create_identity_partitions(${year - YEARS_BACK}, ${year + YEARS_AHEAD}) as year`;
        return rows.map((row) => row.year);
      })
    ) as Promise<number[]>;
  }

  /** By year. */
  list(): Promise<IdentityPartition[]> {
    return translating(async () => {
      const rows = await this.#sql<{ table: string; rows: number }[]>`
        select c.relname as "table", greatest(c.reltuples, 0)::bigint as rows
        from pg_inherits join pg_class c on c.oid = inhrelid
        where inhparent = 'customer_identities'::regclass`;
      const partitions = rows.map(({ table, rows }) => ({ year: Number(/\d+$/.exec(table)?.[0]), table, rows }));
      return partitions.filter(({ year }) => year > 0).sort((a, b) => a.year - b.year);
    });
  }

  /** For how many days from `now` on detections have a partition, without a gap; 0 when today has none. */
  async horizonDays(now: Date): Promise<number> {
    const years = new Set((await this.list()).map(({ year }) => year));
    let end = now.getUTCFullYear();
    while (years.has(end)) end++;
    return Math.max(0, (Date.UTC(end, 0, 1) - now.getTime()) / DAY_MS);
  }

  /** Drops a year with everything in it; gives how many identifications that were. 0 when there is no such year. */
  drop(year: number): Promise<number> {
    return translating(() =>
      this.#sql.begin(async (sql) => {
        await sql`select set_config('lock_timeout', ${LOCK_TIMEOUT}, true)`;
        const table = `customer_identities_${year}`;
        const [known] = await sql`select to_regclass(${table}) is not null as known`;
        if (!known!.known) return 0;
        // Counted before the whole table has to be locked: nothing can be added to this year meanwhile.
        await sql`lock table ${sql(table)} in share mode`;
        const [counted] = await sql<{ n: number }[]>`select count(*) as n from ${sql(table)}`;
        await sql`alter table customer_identities detach partition ${sql(table)}`;
        await sql`drop table ${sql(table)}`;
        return counted!.n;
      })
    ) as Promise<number>;
  }
}
