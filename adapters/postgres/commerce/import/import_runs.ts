import type {
  ImportCounts,
  ImportedFile,
  ImportRun,
  ImportRuns,
  OrderTotals,
} from "../../../../application/commerce/ports/import_runs.ts";
import { mapPostgresErrors, transaction } from "../../core/map_errors.ts";
import type { Sql, SqlScope } from "../../core/connect.ts";

/** Above all. */
const NO_RUN = 2_147_483_647;

export class PostgresImportRuns implements ImportRuns {
  constructor(private readonly sql: Sql) {}

  begin(source: ImportedFile, runner: string): Promise<{ readonly run: number } | { readonly undoing: number }> {
    const { file, digest, profile, via, storeId } = source;
    return transaction(this.sql, async (sql) => {
      const [half] = await sql<{ run: number }[]>`
        select run from import_runs where undo_began_at is not null and undone_at is null order by run limit 1`;
      if (half) return { undoing: half.run };
      const [unfinished] = await sql<{ run: number }[]>`
        update import_runs set runner = ${runner}, via = ${via}, profile = ${profile}
        where run = (
          select run from import_runs where digest = ${digest} and store_id is not distinct from ${storeId} and finished_at is null and undo_began_at is null
          order by run desc limit 1)
        returning run`;
      if (unfinished) {
        await sql`delete from import_gaps where run = ${unfinished.run}`;
        return unfinished;
      }
      const [begun] = await sql<{ run: number }[]>`
        insert into import_runs (file, digest, profile, via, store_id, runner)
        values (${file.slice(-500)}, ${digest}, ${profile}, ${via}, ${storeId}, ${runner}) returning run`;
      return begun!;
    });
  }

  note(run: number, runner: string, counts: ImportCounts): Promise<boolean> {
    return mapPostgresErrors(async () =>
      (await this.sql`
      update import_runs set ${columnsOf(this.sql, counts)}
      where run = ${run} and runner = ${runner} and undo_began_at is null`).count === 1
    );
  }

  finish(run: number, runner: string, counts: ImportCounts): Promise<boolean> {
    return transaction(this.sql, async (sql) => {
      const { orders, amount } = await totalsOf(sql, run);
      const finished = await sql`
        update import_runs set ${columnsOf(sql, counts)}, stored = ${orders}, amount = ${amount}, finished_at = now()
        where run = ${run} and runner = ${runner} and undo_began_at is null`;
      if (finished.count === 0) return false;
      await sql`
        delete from import_gaps g where g.run <> ${run}
          and exists (select from orders o where o.invoice = g.invoice and o.import_run = ${run})`;
      return true;
    });
  }

  totals(run: number): Promise<OrderTotals> {
    return mapPostgresErrors(() => totalsOf(this.sql, run));
  }

  find(run: number): Promise<ImportRun | null> {
    return mapPostgresErrors(async () => {
      const [row] = await this.sql<ImportRun[]>`select ${RUN(this.sql)} from import_runs where run = ${run}`;
      return row ?? null;
    });
  }

  list(limit: number, before = NO_RUN): Promise<ImportRun[]> {
    return mapPostgresErrors(async () => [
      ...await this.sql<ImportRun[]>`
        select ${RUN(this.sql)} from import_runs where run < ${before} order by run desc limit ${limit}`,
    ]);
  }
}

const RUN = (sql: Sql) =>
  sql`run, file, digest, profile, via, store_id as "storeId", lines, orders, rejected, already_there as "alreadyThere", differing, stored,
    amount, started_at as "startedAt", finished_at as "finishedAt", undo_began_at as "undoBeganAt",
    undone_at as "undoneAt"`;

function columnsOf(sql: SqlScope, { lines, orders, rejected, alreadyThere, differing }: ImportCounts) {
  return sql`lines = ${lines}, orders = ${orders}, rejected = ${rejected}, already_there = ${alreadyThere},
    differing = ${differing}`;
}

async function totalsOf(sql: SqlScope, run: number): Promise<OrderTotals> {
  const [row] = await sql<OrderTotals[]>`
    select count(*) as orders, coalesce(sum(amount), 0)::bigint as amount from (
      select total_amount as amount from orders where import_run = ${run}
      union all
      select price::bigint * quantity from sales
      where import_run = ${run} and store_id = (select store_id from import_runs where run = ${run})
    ) added`;
  return row!;
}
