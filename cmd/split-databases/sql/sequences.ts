import type { SqlScope } from "../../../adapters/postgres/core/connect.ts";
import type { SequenceFinding } from "../../../domain/sourcing/certificate.ts";
import type { Move } from "../move.ts";
import { literal, quoted, SCHEMA, tableName } from "./names.ts";

interface Sequence extends Omit<SequenceFinding, "database"> {
  readonly ascends: boolean;
  /** Its last number. */
  readonly last: string;
}

/** Of identity and serial columns, and those that a column's default draws from; the lowest is the highest of a descending one. */
export async function readSequences(sql: SqlScope, tables: readonly string[]): Promise<Sequence[]> {
  const used = await sql`
    with uses as (
      select d.objid as sequence, d.refobjid as "table", d.refobjsubid as number from pg_depend d
      where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i')
      union
      select d.refobjid, f.adrelid, f.adnum from pg_attrdef f join pg_depend d
        on d.classid = 'pg_attrdef'::regclass and d.objid = f.oid and d.refclassid = 'pg_class'::regclass
    )
    select s.relname as sequence, s.oid::regclass::text as name, q.seqincrement as step, case when q.seqincrement > 0 then q.seqmax else q.seqmin end::text as last,
      t.relname as "table", a.attname as "column"
    from uses u join pg_class s on s.oid = u.sequence and s.relkind = 'S' join pg_sequence q on q.seqrelid = s.oid
    join pg_class t on t.oid = u."table" join pg_attribute a on a.attrelid = t.oid and a.attnum = u.number
    where t.relnamespace = ${SCHEMA}::regnamespace and t.relname = any(${tables as string[]})
    order by 1, t.relname, a.attname`;
  const found: Sequence[] = [];
  for (const { sequence, name, step, last, table, column } of used) {
    const ascends = step > 0;
    const [row] = await sql.unsafe(`
      select (last_value + case when is_called then ${step} else 0 end)::text as next,
        (select ${ascends ? "max" : "min"}(${quoted(column)})::text from ${tableName(table)}) as highest from ${name}`);
    found.push({ table, column, sequence, ascends, last, next: row!.next, highest: row!.highest });
  }
  return found;
}

/** Past the highest number in use and those the old database has returned: a deleted row's number is not used again. */
export async function advanceSequences(sql: SqlScope, old: SqlScope, moves: readonly Move[]): Promise<void> {
  const given = await readSequences(old, moves.map(({ oldTable }) => oldTable));
  for (
    const { sequence, table, column, next, highest, ascends, last } of await readSequences(
      sql,
      moves.map(({ table }) => table),
    )
  ) {
    const move = moves.find((move) => move.table === table);
    const source = move?.columns.find(({ name }) => name === column)?.source;
    const before = given.find((owned) => owned.table === move?.oldTable && owned.column === source)?.next ?? next;
    const wanted = [next, before, highest === null ? next : BigInt(highest) + (ascends ? 1n : -1n)].map(BigInt)
      .reduce((a, b) => (a > b) === ascends ? a : b);
    if (wanted === BigInt(next)) continue;
    const isUsedUp = ascends ? wanted > BigInt(last) : wanted < BigInt(last);
    await sql.unsafe(`select setval(${literal(tableName(sequence))}, ${isUsedUp ? last : wanted}, ${isUsedUp})`);
  }
}
