import type { Sql, SqlScope } from "../../../adapters/postgres/core/connect.ts";
import type { ForeignKeyFinding } from "../../../domain/sourcing/certificate.ts";
import type { Reference } from "../../../domain/sourcing/placement.ts";
import type { Move } from "../plan.ts";
import { quoted, SCHEMA, tableName, typesOf } from "./names.ts";
import { reading } from "./transactions.ts";

export interface ForeignKey {
  readonly name: string;
  readonly table: string;
  readonly columns: readonly string[];
  readonly toTable: string;
  readonly toColumns: readonly string[];
  /** Postgres has checked every row against it. */
  readonly validated: boolean;
}

const REFERENCES_AT_ONCE = 10_000;
const EXAMPLES = 5;

export async function readForeignKeys(sql: SqlScope): Promise<ForeignKey[]> {
  return [
    ...await sql<ForeignKey[]>`
    select con.conname as name, c.relname as "table", f.relname as "toTable", con.convalidated as validated,
      (select array_agg(a.attname::text order by k.n) from unnest(con.conkey) with ordinality k(num, n)
        join pg_attribute a on a.attrelid = con.conrelid and a.attnum = k.num) as columns,
      (select array_agg(a.attname::text order by k.n) from unnest(con.confkey) with ordinality k(num, n)
        join pg_attribute a on a.attrelid = con.confrelid and a.attnum = k.num) as "toColumns"
    from pg_constraint con join pg_class c on c.oid = con.conrelid join pg_class f on f.oid = con.confrelid
    where con.contype = 'f' and con.conparentid = 0 and con.connamespace = ${SCHEMA}::regnamespace
    order by c.relname, con.conname`,
  ];
}

/** With the rows that break each: Postgres does not check them where triggers are off. */
export async function checkForeignKeys(
  sql: SqlScope,
  tables: readonly string[],
): Promise<Omit<ForeignKeyFinding, "database">[]> {
  const found: Omit<ForeignKeyFinding, "database">[] = [];
  for (const { columns, toColumns, ...key } of await readForeignKeys(sql)) {
    const { table, toTable } = key;
    if (!tables.includes(table) && !tables.includes(toTable)) continue;
    found.push({ ...key, broken: await countDangling(sql, table, columns, toTable, toColumns) });
  }
  return found;
}

/** In the old database, whose tables may have other names and other values. */
export async function countOrphans(
  sql: SqlScope,
  { table, column, toTable, toColumn }: Reference,
  moves: readonly Move[],
): Promise<number> {
  const valuesOf = (name: string, of: string) => {
    const move = moves.find(({ table }) => table === name);
    const value = move?.columns.find(({ name }) => name === of)?.value ?? quoted(of);
    return `(select ${value} as value from ${tableName(move?.oldTable ?? name)})`;
  };
  const [row] = await sql.unsafe(`select count(*) as orphans from ${valuesOf(table, column)} a
    where a.value is not null and not exists (select from ${valuesOf(toTable, toColumn)} b where b.value = a.value)`);
  return row!.orphans;
}

async function countDangling(
  sql: SqlScope,
  table: string,
  columns: readonly string[],
  toTable: string,
  toColumns: readonly string[],
): Promise<number> {
  const isGiven = columns.map((column) => `a.${quoted(column)} is not null`).join(" and ");
  const isSame = columns.map((column, n) => `b.${quoted(toColumns[n]!)} = a.${quoted(column)}`).join(" and ");
  const [row] = await sql.unsafe(`select count(*) as dangling from ${tableName(table)} a
    where ${isGiven} and not exists (select from ${tableName(toTable)} b where ${isSame})`);
  return row!.dangling;
}

export function findOrphans(
  from: Sql,
  to: Sql,
  { table, column, toTable, toColumn }: Reference,
): Promise<{ readonly orphans: number; readonly examples: string[] }> {
  return reading(from)((sql) =>
    reading(to)(async (other) => {
      const [type] = await typesOf(other, toTable, [toColumn]);
      let orphans = 0;
      const examples: string[] = [];
      const count = async (batch: readonly { readonly id: string; readonly rows: number }[]) => {
        const missing = await other.unsafe<{ id: string; rows: number }[]>(
          `select r.id, r.rows from json_to_recordset($1::text::json) as r (id text, rows bigint)
           where not exists (select from ${tableName(toTable)} t where t.${
            quoted(toColumn)
          } = r.id::${type}) order by 1`,
          [JSON.stringify(batch)],
        );
        orphans += missing.reduce((sum, { rows }) => sum + rows, 0);
        examples.push(...missing.slice(0, EXAMPLES - examples.length).map(({ id }) => id));
      };
      const ids = sql.unsafe<{ id: string; rows: number }[]>(`select ${quoted(column)}::text as id, count(*) as rows
        from ${tableName(table)} where ${quoted(column)} is not null group by 1 order by 1`);
      // The driver waits for what the callback returns, but not after the last batch.
      let last = Promise.resolve();
      await ids.cursor(REFERENCES_AT_ONCE, (batch) => last = count(batch));
      await last;
      return { orphans, examples };
    })
  );
}
