import type { Record, RowPage } from "../old_database.ts";
import type { Move } from "../plan.ts";
import { DataRefused } from "../../../application/shared/fault.ts";
import type { SqlScope } from "../../../adapters/postgres/core/connect.ts";
import { quoted, tableName } from "./names.ts";

/**
 * Rows after a key, in the key's order, as JSON: the driver reads a NULL in an array of texts as the text "NULL". Each value travels as text: of everything else something would be lost on the
 * way, such as the difference between a JSON null and no value, microseconds, or large numbers.
 */
export async function readPage(sql: SqlScope, move: Move, after: string | null, limit: number): Promise<RowPage> {
  const key = move.key.map(quoted).join(", ");
  const types = await typesOf(sql, move.table, move.key);
  const from = after === null
    ? ""
    : ` where (${key}) > (${types.map((type, n) => `($1::text[])[${n + 1}]::${type}`).join(", ")})`;
  const values = move.columns.map(({ name, cast }) => `${quoted(name)}${cast === null ? "" : `::${cast}`}::text`);
  const rows = await sql.unsafe(
    `select to_json(array[${values.join(", ")}]) as record, array[${
      move.key.map((name) => `${quoted(name)}::text`).join(", ")
    }] as key
     from ${tableName(move.table)}${from} order by ${key} limit ${limit}`,
    after === null ? [] : [JSON.parse(after)],
  );
  const last = rows.length === limit ? JSON.stringify(rows.at(-1)!.key) : null;
  return { records: rows.map(({ record }) => record as Record), next: last };
}

/** SQLSTATE of a row that refers to one which is not there; the tables come in an order in which it would be. */
const FOREIGN_KEY_VIOLATION = "23503";

/** Stores records; one that is there already is replaced. */
export async function upsertRecords(sql: SqlScope, move: Move, records: readonly Record[]): Promise<void> {
  if (records.length === 0) return;
  const names = move.columns.map(({ name }) => name);
  const types = await typesOf(sql, move.table, names);
  const columns = names.map(quoted).join(", ");
  const changed = names.filter((name) => !move.key.includes(name))
    .map((name) => `${quoted(name)} = excluded.${quoted(name)}`).join(", ");
  await sql.unsafe(
    `insert into ${tableName(move.table)} (${columns}) overriding system value
     select ${types.map((type, n) => `(r.record ->> ${n})::${type}`).join(", ")}
     from json_array_elements($1::text::json) with ordinality as r (record, n) order by r.n
     on conflict (${move.key.map(quoted).join(", ")}) do ${changed === "" ? "nothing" : `update set ${changed}`}`,
    [JSON.stringify(records)],
  ).catch((error) => {
    throw error.code === FOREIGN_KEY_VIOLATION ? new DataRefused(FOREIGN_KEY_VIOLATION, error) : error;
  });
}

async function typesOf(sql: SqlScope, table: string, columns: readonly string[]): Promise<string[]> {
  const rows = await sql`
    select a.attname as name, format_type(a.atttypid, a.atttypmod) as type from pg_attribute a
    where a.attrelid = ${tableName(table)}::regclass and a.attname = any(${columns as string[]})`;
  const types = new Map(rows.map(({ name, type }) => [name as string, type as string]));
  return columns.map((name) => types.get(name)!);
}
