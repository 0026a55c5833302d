import type { ForeignKeyFinding } from "../../../domain/sourcing/certificate.ts";
import type { SqlScope } from "../../../adapters/postgres/core/connect.ts";
import { quoted, SCHEMA, tableName } from "./names.ts";

/**
 * The foreign keys that touch the tables, and how many rows break each. Postgres lets none in while the key is there;
 * rows can come past it where triggers are off.
 */
export async function findBroken(
  sql: SqlScope,
  tables: readonly string[],
): Promise<Omit<ForeignKeyFinding, "database">[]> {
  const keys = await sql`
    select con.conname as name, c.relname as "table", f.relname as "toTable", con.convalidated as validated,
      (select array_agg(a.attname::text order by k.n) from unnest(con.conkey) with ordinality k(num, n)
        join pg_attribute a on a.attrelid = con.conrelid and a.attnum = k.num) as columns,
      (select array_agg(a.attname::text order by k.n) from unnest(con.confkey) with ordinality k(num, n)
        join pg_attribute a on a.attrelid = con.confrelid and a.attnum = k.num) as "toColumns"
    from pg_constraint con join pg_class c on c.oid = con.conrelid join pg_class f on f.oid = con.confrelid
    where con.contype = 'f' and con.conparentid = 0 and con.connamespace = ${SCHEMA}::regnamespace
      and (c.relname = any(${tables as string[]}) or f.relname = any(${tables as string[]}))
    order by c.relname, con.conname`;
  const found: Omit<ForeignKeyFinding, "database">[] = [];
  for (const { name, table, toTable, validated, columns, toColumns } of keys) {
    const isGiven = (columns as string[]).map((column) => `a.${quoted(column)} is not null`).join(" and ");
    const isSame = (columns as string[]).map((column, n) => `b.${quoted(toColumns[n])} = a.${quoted(column)}`).join(
      " and ",
    );
    const [row] = await sql.unsafe(`select count(*) as broken from ${tableName(table)} a
      where ${isGiven} and not exists (select from ${tableName(toTable)} b where ${isSame})`);
    found.push({ name, table, toTable, validated, broken: row!.broken });
  }
  return found;
}
