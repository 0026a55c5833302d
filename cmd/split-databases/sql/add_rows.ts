import type { Sql, SqlScope } from "../../../adapters/postgres/core/connect.ts";
import { transaction } from "../../../adapters/postgres/core/map_errors.ts";
import type { Move } from "../move.ts";
import { tableOf } from "./checksums.ts";
import { quoted, tableName, typesOf } from "./names.ts";

/** Old rows that are not there yet; returns how many were added. For tables of few rows. */
export async function addRows(sql: Sql, move: Move, old: SqlScope): Promise<number> {
  const names = move.columns.map(({ name }) => name);
  const values = move.columns.map(({ value }) => `(${value})::text`);
  const rows = await old.unsafe(`select to_json(array[${values.join(", ")}]) as row from ${tableOf(move, "old")}`);
  if (rows.length === 0) return 0;
  return await transaction(sql, async (scope) => {
    const types = await typesOf(scope, move.table, names);
    const added = await scope.unsafe(
      `insert into ${tableName(move.table)} (${names.map(quoted).join(", ")}) overriding system value
       select ${types.map((type, n) => `(r.record ->> ${n})::${type}`).join(", ")}
       from json_array_elements($1::text::json) as r (record) on conflict do nothing`,
      [JSON.stringify(rows.map(({ row }) => row))],
    );
    return added.count;
  });
}
