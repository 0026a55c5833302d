import type { SqlScope } from "../../../adapters/postgres/core/connect.ts";
import { DataRefused } from "../../../application/shared/fault.ts";
import type { Move } from "../move.ts";
import { quoted, tableName, typesOf } from "./names.ts";

/** The moved columns of one row, in their order, each written as text. */
export type Row = readonly (string | null)[];

interface Page {
  readonly rows: readonly Row[];
  /** Where the next page begins; `null` on the last. */
  readonly next: string | null;
}

/** SQLSTATE of a row that refers to a missing one; the tables are written in an order in which it would be there. */
const FOREIGN_KEY_VIOLATION = "23503";

/** JSON: the driver reads NULL in a text[] as "NULL". Texts: JSON null, microseconds and large numbers survive. */
export async function readPage(sql: SqlScope, move: Move, after: string | null, limit: number): Promise<Page> {
  const key = move.oldKey.map(quoted).join(", ");
  const types = await typesOf(sql, move.oldTable, move.oldKey);
  const start = types.map((type, n) => `($1::text[])[${n + 1}]::${type}`).join(", ");
  const found = await sql.unsafe<{ row: Row; key: string[] }[]>(
    `select ${rowOf(move)} as row,
       array[${move.oldKey.map((name) => `${quoted(name)}::text`).join(", ")}] as key
     from ${tableName(move.oldTable)} ${
      after === null ? "" : `where (${key}) > (${start})`
    } order by ${key} limit ${limit}`,
    after === null ? [] : [JSON.parse(after)],
  );
  return {
    rows: found.map(({ row }) => row),
    next: found.length === limit ? JSON.stringify(found.at(-1)!.key) : null,
  };
}

/** Stores rows; one whose key is there already is replaced. */
export async function upsertRows(sql: SqlScope, move: Move, rows: readonly Row[]): Promise<void> {
  const changed = move.columns.filter(({ name }) => !move.key.includes(name))
    .map(({ name }) => `${quoted(name)} = excluded.${quoted(name)}`).join(", ");
  const onConflict = `(${move.key.map(quoted).join(", ")}) do ${changed === "" ? "nothing" : `update set ${changed}`}`;
  await storeRows(sql, move, rows, onConflict).catch((error) => {
    throw error.code === FOREIGN_KEY_VIOLATION ? new DataRefused(FOREIGN_KEY_VIOLATION, error) : error;
  });
}

/** Old rows that are not there yet; returns how many were added. For tables of few rows. */
export async function addRows(sql: SqlScope, move: Move, old: SqlScope): Promise<number> {
  const rows = await old.unsafe<{ row: Row }[]>(`select ${rowOf(move)} as row from ${tableName(move.oldTable)}`);
  return await storeRows(sql, move, rows.map(({ row }) => row), "do nothing");
}

function rowOf({ columns }: Move): string {
  return `to_json(array[${columns.map(({ value }) => `(${value})::text`).join(", ")}])`;
}

async function storeRows(sql: SqlScope, move: Move, rows: readonly Row[], onConflict: string): Promise<number> {
  if (rows.length === 0) return 0;
  const names = move.columns.map(({ name }) => name);
  const types = await typesOf(sql, move.table, names);
  const stored = await sql.unsafe(
    `insert into ${tableName(move.table)} (${names.map(quoted).join(", ")}) overriding system value
     select ${types.map((type, n) => `(r.record ->> ${n})::${type}`).join(", ")}
     from json_array_elements($1::text::json) with ordinality as r (record, n) order by r.n
     on conflict ${onConflict}`,
    [JSON.stringify(rows)],
  );
  return stored.count;
}
