import type { SqlScope } from "../../../adapters/postgres/core/connect.ts";
import type { SequenceFinding } from "../../../domain/sourcing/certificate.ts";
import { literal, quoted, SCHEMA, tableName } from "./names.ts";

type Sequence = Omit<SequenceFinding, "database">;

export async function readSequences(sql: SqlScope, tables: readonly string[]): Promise<Sequence[]> {
  const owned = await sql`
    select s.relname as sequence, s.oid::regclass::text as name, q.seqincrement as step, t.relname as "table", a.attname as "column"
    from pg_depend d join pg_class s on s.oid = d.objid and s.relkind = 'S' join pg_sequence q on q.seqrelid = s.oid
    join pg_class t on t.oid = d.refobjid join pg_attribute a on a.attrelid = t.oid and a.attnum = d.refobjsubid
    where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i')
      and t.relnamespace = ${SCHEMA}::regnamespace and t.relname = any(${tables as string[]}) and q.seqincrement > 0
    order by 1`;
  const found: Sequence[] = [];
  for (const { sequence, name, step, table, column } of owned) {
    const [row] = await sql.unsafe(`
      select (last_value + case when is_called then ${step} else 0 end)::text as next,
        (select max(${quoted(column)})::text from ${tableName(table)}) as highest from ${name}`);
    found.push({ table, column, sequence, next: row!.next, highest: row!.highest });
  }
  return found;
}

/** Past the highest number in use and those the old database has returned: a deleted row's number is not used again. */
export async function advanceSequences(sql: SqlScope, old: SqlScope, tables: readonly string[]): Promise<void> {
  const given = await readSequences(old, tables);
  for (const { sequence, table, column, next, highest } of await readSequences(sql, tables)) {
    const before = given.find((owned) => owned.table === table && owned.column === column)?.next ?? next;
    const wanted = [next, before, highest === null ? next : BigInt(highest) + 1n].map(BigInt)
      .reduce((a, b) => a > b ? a : b);
    if (wanted === BigInt(next)) continue;
    await sql.unsafe(`select setval(${literal(tableName(sequence))}, ${wanted}, false)`);
  }
}
