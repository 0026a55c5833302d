import type { SqlScope } from "../../../adapters/postgres/core/connect.ts";
import type { SequenceFinding } from "../../../domain/sourcing/certificate.ts";
import type { Move } from "../plan.ts";
import { literal, quoted, SCHEMA, tableName } from "./names.ts";

interface Sequence extends Omit<SequenceFinding, "database"> {
  readonly most: string;
}

/** Of identity and serial columns, and those that a column's default draws from; the ascending ones. */
export async function readSequences(sql: SqlScope, tables: readonly string[]): Promise<Sequence[]> {
  const used = await sql`
    with uses as (
      select d.objid as sequence, d.refobjid as "table", d.refobjsubid as number from pg_depend d
      where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i')
      union
      select d.refobjid, f.adrelid, f.adnum from pg_attrdef f join pg_depend d
        on d.classid = 'pg_attrdef'::regclass and d.objid = f.oid and d.refclassid = 'pg_class'::regclass
    )
    select s.relname as sequence, s.oid::regclass::text as name, q.seqincrement as step, q.seqmax::text as most,
      t.relname as "table", a.attname as "column"
    from uses u join pg_class s on s.oid = u.sequence and s.relkind = 'S' join pg_sequence q on q.seqrelid = s.oid
    join pg_class t on t.oid = u."table" join pg_attribute a on a.attrelid = t.oid and a.attnum = u.number
    where t.relnamespace = ${SCHEMA}::regnamespace and t.relname = any(${tables as string[]}) and q.seqincrement > 0
    order by 1, t.relname, a.attname`;
  const found: Sequence[] = [];
  for (const { sequence, name, step, most, table, column } of used) {
    const [row] = await sql.unsafe(`
      select (last_value + case when is_called then ${step} else 0 end)::text as next,
        (select max(${quoted(column)})::text from ${tableName(table)}) as highest from ${name}`);
    found.push({ table, column, sequence, most, next: row!.next, highest: row!.highest });
  }
  return found;
}

/** Past the highest number in use and those the old database has returned: a deleted row's number is not used again. */
export async function advanceSequences(sql: SqlScope, old: SqlScope, moves: readonly Move[]): Promise<void> {
  const given = await readSequences(old, moves.map(({ oldTable }) => oldTable));
  for (
    const { sequence, table, column, next, highest, most } of await readSequences(
      sql,
      moves.map(({ table }) => table),
    )
  ) {
    const move = moves.find((move) => move.table === table);
    const source = move?.columns.find(({ name }) => name === column)?.source;
    const before = given.find((owned) => owned.table === move?.oldTable && owned.column === source)?.next ?? next;
    const wanted = [next, before, highest === null ? next : BigInt(highest) + 1n].map(BigInt)
      .reduce((a, b) => a > b ? a : b);
    if (wanted === BigInt(next)) continue;
    const isUsedUp = wanted > BigInt(most);
    await sql.unsafe(`select setval(${literal(tableName(sequence))}, ${isUsedUp ? most : wanted}, ${isUsedUp})`);
  }
}
