import { LOCKS } from "../../../adapters/postgres/core/lock_numbers.ts";
import type { Sql, SqlScope } from "../../../adapters/postgres/core/connect.ts";
import { Rollback, transaction } from "../../../adapters/postgres/core/map_errors.ts";
import { NotCopied } from "../../../adapters/postgres/core/not_copied.ts";
import type { Move } from "../move.ts";
import { bucketOf, tableOf, valuesOf } from "./checksums.ts";
import { copyIn, copyOut } from "./copy_stream.ts";
import { quoted, RECORD, tableName, typesOf } from "./names.ts";
import { type Row, upsertRows } from "./pages.ts";
import { readMade, readParts, type StoredPart } from "./record.ts";
import { putAllBack, takeAway } from "./structures.ts";
import { canonical, type Snapshot } from "./transactions.ts";

interface Reject {
  readonly key: string;
  readonly reason: string;
}

export interface PageToStore {
  readonly rows: readonly Row[];
  readonly rejects: readonly Reject[];
  readonly after: string | null;
  /** Where the next begins; `null` after the last. */
  readonly next: string | null;
  readonly attempt: number;
}

/** Copies a part and marks it, both or neither; returns the rows copied: 0 when another process was first. */
export function storePart(sql: Sql, move: Move, part: StoredPart, attempt: number, old: Snapshot): Promise<number> {
  return transaction(sql, async (scope) => {
    // The row's lock makes a second process wait, and then find the part done.
    const waiting = await scope`
      select from tillstream_split.parts
      where table_name = ${move.table} and number = ${part.number} and attempt is null for update`;
    if (waiting.count === 0) return 0;
    const { from, to } = part;
    const bounds = [
      ...(from > 0 ? [`ctid >= '(${from},0)'::tid`] : []),
      ...(to !== null ? [`ctid < '(${to},0)'::tid`] : []),
    ];
    const rows = await copyCounted(scope, move, old, bounds.join(" and "));
    await scope`update tillstream_split.parts set attempt = ${attempt}, rows = ${rows}, copied_at = now()
      where table_name = ${move.table} and number = ${part.number}`;
    return rows;
  });
}

/** Rows and cursor, both or neither; false when another process has moved it. Throws `DataRefused` for a bad row. */
export function storePage(sql: Sql, move: Move, part: StoredPart, page: PageToStore): Promise<boolean> {
  return transaction(sql, async (scope) => {
    const { after, next, attempt, rows } = page;
    const moved = await scope`
      update tillstream_split.parts set cursor_after = ${next}, rows = rows + ${rows.length},
        attempt = ${next === null ? attempt : null}, copied_at = now()
      where table_name = ${move.table} and number = ${part.number} and attempt is null
        and cursor_after is not distinct from ${after}`;
    if (moved.count === 0) return false;
    await upsertRows(scope, move, rows);
    for (const { key, reason } of page.rejects) {
      await scope`insert into tillstream_split.rejects (table_name, key, reason) values (${move.table}, ${key}, ${reason})
        on conflict (table_name, key) do update set reason = excluded.reason`;
    }
    return true;
  });
}

/** Stores nothing. Throws `DataRefused` where {@linkcode storePage} would. */
export function tryRows(sql: Sql, move: Move, rows: readonly Row[]): Promise<void> {
  return transaction(sql, async (scope) => {
    await upsertRows(scope, move, rows);
    throw new Rollback(undefined);
  });
}

export async function replaceBuckets(sql: Sql, move: Move, buckets: readonly number[], old: Snapshot): Promise<void> {
  // Without foreign keys the tables' rows can be replaced in any order.
  await transaction(sql, async (scope) => {
    // A foreign key belongs to two tables: two of these at once would each wait for the other's.
    await scope`select pg_advisory_xact_lock(${LOCKS.splitReferences})`;
    await takeAway(scope, [move.table], ["foreign key", "trigger"]);
  });
  const among = (side: "old" | "new") => `${bucketOf(move, side)} in (${buckets.join()})`;
  await transaction(sql, async (scope) => {
    await canonical(scope);
    await scope.unsafe(`delete from ${tableName(move.table)} where ${among("new")}`);
    await copyCounted(scope, move, old, among("old"));
    // Rows that were refused before are among them.
    await scope`delete from tillstream_split.rejects where table_name = ${move.table}`;
  });
}

/** Returns the tables that are empty again, and those that the split had made. */
export function undoSplit(sql: Sql): Promise<{ tables: string[]; removed: string[] }> {
  return transaction(sql, async (scope) => {
    const tables = [...new Set((await readParts(scope)).map(({ table }) => table))];
    await takeAway(scope, tables, ["foreign key"]);
    const made = await readMade(scope);
    const dropped = tables.filter((table) => made.some((one) => one.table === table));
    const emptied = tables.filter((table) => !dropped.includes(table));
    // In one statement, and each sequence from its start.
    if (emptied.length > 0) await scope.unsafe(`truncate ${emptied.map(tableName).join(", ")} restart identity`);
    await scope`delete from tillstream_split.taken_away where table_name = any(${dropped})`;
    for (const { remove } of made.toReversed()) if (remove !== null) await scope.unsafe(remove).simple();
    await putAllBack(scope);
    await scope.unsafe(`drop schema ${RECORD} cascade`);
    return { tables: emptied, removed: dropped };
  });
}

/** COPY from the old database, and a count of the rows that arrived: the driver itself would not say. */
async function copyCounted(sql: SqlScope, move: Move, old: Snapshot, where: string): Promise<number> {
  // A crash of the server may lose the last of these transactions, rows and mark alike; the next run copies them.
  await sql.unsafe("set local synchronous_commit = off; set local statement_timeout = 0").simple();
  const before = await insertedSoFar(sql, move.table);
  const values = move.columns.map(({ value, byText }) => byText ? `(${value})::text` : value);
  const from = `copy (select ${values.join(", ")} from ${tableOf(move, "old")} ${where && `where ${where}`})
    to stdout (format binary)`;
  const send = (into: string) =>
    copyIn(sql, `copy ${into} from stdin (format binary)`, (sink) => old.read((reader) => copyOut(reader, from, sink)));
  const into = `${tableName(move.table)} (${valuesOf(move, "new")})`;
  const sent = move.columns.some(({ byText }) => byText) ? await sendByText(sql, move, into, send) : await send(into);
  const inserted = (await insertedSoFar(sql, move.table)).rows - before.rows;
  if (before.counts && inserted !== sent) {
    throw new NotCopied(`Cannot copy ${sent} rows of ${move.table}: ${inserted} are there`);
  }
  return sent;
}

/** Through a table of this transaction, in which values whose binary form is of one database alone are text. */
async function sendByText(
  sql: SqlScope,
  { table, columns }: Move,
  into: string,
  send: (into: string) => Promise<number>,
): Promise<number> {
  const types = await typesOf(sql, table, columns.map(({ name }) => name));
  const shape = columns.map(({ name, byText }, n) => `${quoted(name)} ${byText ? "text" : types[n]}`);
  await sql.unsafe(`create temporary table split_rows (${shape.join(", ")}) on commit drop`);
  const sent = await send("split_rows");
  const values = columns.map(({ name, byText }, n) => quoted(name) + (byText ? `::${types[n]}` : ""));
  await sql.unsafe(`insert into ${into} overriding system value select ${values.join(", ")} from split_rows`);
  return sent;
}

/** Rows that this session has inserted, by its statistics; where these are off, the certificate alone shows a loss. */
async function insertedSoFar(sql: SqlScope, table: string): Promise<{ counts: boolean; rows: number }> {
  const [row] = await sql<{ counts: boolean; rows: number }[]>`
    select current_setting('track_counts')::boolean as counts, (
      select coalesce(sum(pg_stat_get_xact_tuples_inserted(relid)), 0)::bigint
      from (select ${tableName(table)}::regclass as relid union select relid from pg_partition_tree(${
    tableName(table)
  }::regclass)) as counted
    ) as rows`;
  return row!;
}
