import type { SequenceFinding } from "../../../domain/sourcing/certificate.ts";
import type { SqlScope } from "../../../adapters/postgres/core/connect.ts";
import { quoted, SCHEMA, tableName } from "./names.ts";

type Sequence = Omit<SequenceFinding, "database">;

/** What a sequence gives next. @param name as Postgres writes it, quoted where needed */
export async function readNext(sql: SqlScope, name: string): Promise<string> {
  const [row] = await sql.unsafe(`select (case when is_called then last_value + (select seqincrement from pg_sequence
    where seqrelid = '${name.replaceAll("'", "''")}'::regclass) else last_value end)::text as next from ${name}`);
  return row!.next;
}

/** The sequences that number the tables' columns upwards. */
export async function readSequences(sql: SqlScope, tables: readonly string[]): Promise<Sequence[]> {
  const owned = await sql`
    select s.relname as sequence, t.relname as "table", a.attname as "column"
    from pg_depend d join pg_class s on s.oid = d.objid and s.relkind = 'S' join pg_sequence q on q.seqrelid = s.oid
    join pg_class t on t.oid = d.refobjid join pg_attribute a on a.attrelid = t.oid and a.attnum = d.refobjsubid
    where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i')
      and t.relnamespace = ${SCHEMA}::regnamespace and t.relname = any(${tables as string[]}) and q.seqincrement > 0
    order by 1`;
  const found: Sequence[] = [];
  for (const { sequence, table, column } of owned) {
    const [row] = await sql.unsafe(`select max(${quoted(column)})::text as highest from ${tableName(table)}`);
    found.push({ table, column, sequence, next: await readNext(sql, tableName(sequence)), highest: row!.highest });
  }
  return found;
}

/** Never backwards: a number that was given out once and whose row is gone is not given out again. */
export async function advance(
  sql: SqlScope,
  { sequence, next, highest }: Sequence,
  atLeast: string | null,
): Promise<void> {
  const wanted = [
    next,
    ...(highest === null ? [] : [String(BigInt(highest) + 1n)]),
    ...(atLeast === null ? [] : [atLeast]),
  ]
    .map(BigInt).reduce((a, b) => a > b ? a : b);
  if (wanted === BigInt(next)) return;
  await sql.unsafe(`select setval('${tableName(sequence).replaceAll("'", "''")}', ${wanted}, false)`);
}
