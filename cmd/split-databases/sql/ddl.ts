import type { SqlScope } from "../../../adapters/postgres/core/connect.ts";
import type { Move } from "../move.ts";
import { dependenciesOf, type Making } from "./dependencies.ts";
import { SCHEMA } from "./names.ts";
import type { Structure } from "./structures.ts";

export interface Ddl {
  /** Extensions, types, sequences and functions that the tables need, then the tables. */
  readonly makings: readonly Making[];
  /** What is made once the rows are there: keys, indexes, foreign keys. */
  readonly structures: readonly Structure[];
}

/**
 * How the old database made the tables that are missing, as statements whose names have their schema; foreign keys to
 * tables that do not move into the same new database are left out.
 *
 * @param moves all of one new database
 */
export async function readDdl(sql: SqlScope, moves: readonly Move[]): Promise<Ddl> {
  const tables = moves.filter(({ exists }) => !exists).map(({ oldTable }) => oldTable);
  if (tables.length === 0) return { makings: [], structures: [] };
  const targets = moves.map(({ oldTable }) => oldTable);
  // What is not on the search path is written with its schema.
  await sql.unsafe("set local search_path = ''").simple();
  const needed = await dependenciesOf(sql, tables);
  const made = await sql.unsafe<{ name: string; create: string; remove: string }[]>(TABLES, [tables]);
  const structures = await sql.unsafe<Structure[]>(STRUCTURES, [tables, targets]);
  await sql.unsafe("reset search_path").simple();
  return { makings: [...needed, ...made], structures: [...structures] };
}

const TABLE = `format('%I.%I', n.nspname, c.relname)`;

/**
 * Defaults and checks are of the table; what a row has to be looked up for comes later. A table's partitions are made
 * with it.
 */
const TABLES = `
  with tables as (
    select c.*, n.nspname, ${TABLE} as full_name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = '${SCHEMA}' and c.relname = any($1)
  ), columns as (
    select t.oid, a.attnum, format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod))
      || case when a.attcollation <> y.typcollation then format(' collate %I.%I', ln.nspname, l.collname) else '' end
      || case when a.attgenerated <> '' then format(' generated always as (%s) %s', pg_get_expr(d.adbin, d.adrelid),
          case a.attgenerated when 's' then 'stored' else 'virtual' end)
        when d.oid is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) else '' end
      || case when a.attidentity <> '' then format(' generated %s as identity (sequence name %s increment %s minvalue %s maxvalue %s
          start %s cache %s %s)', case a.attidentity when 'a' then 'always' else 'by default' end,
          pg_get_serial_sequence(t.full_name, a.attname), q.seqincrement, q.seqmin, q.seqmax, q.seqstart, q.seqcache,
          case when q.seqcycle then 'cycle' else 'no cycle' end) else '' end
      || case when a.attnotnull then ' not null' else '' end as definition,
      case when a.attstorage <> y.typstorage then format('; alter table %s alter column %I set storage %s', t.full_name, a.attname,
        case a.attstorage when 'p' then 'plain' when 'e' then 'external' when 'm' then 'main' else 'extended' end) else '' end
      || coalesce(format('; comment on column %s.%I is %L', t.full_name, a.attname, col_description(t.oid, a.attnum)), '')
        as settings,
      pg_get_serial_sequence(t.full_name, a.attname) as sequence, a.attidentity, a.attname
    from tables t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
    join pg_type y on y.oid = a.atttypid
    left join pg_collation l on l.oid = a.attcollation left join pg_namespace ln on ln.oid = l.collnamespace
    left join pg_attrdef d on d.adrelid = t.oid and d.adnum = a.attnum
    left join pg_sequence q on a.attidentity <> '' and q.seqrelid = pg_get_serial_sequence(t.full_name, a.attname)::regclass
  )
  select 'table ' || t.relname as name,
    format('create %stable %s (%s)%s%s', case t.relpersistence when 'u' then 'unlogged ' else '' end, t.full_name,
      (select string_agg(definition, ', ' order by attnum) from columns c where c.oid = t.oid),
      ' partition by ' || pg_get_partkeydef(t.oid), ' with (' || array_to_string(t.reloptions, ', ') || ')')
    || coalesce((select string_agg(settings, '' order by attnum) from columns c where c.oid = t.oid), '')
    || coalesce((select string_agg(format('; alter sequence %s owned by %s.%I', c.sequence, t.full_name, c.attname), '')
      from columns c where c.oid = t.oid and c.sequence is not null and c.attidentity = ''), '')
    || coalesce(format('; comment on table %s is %L', t.full_name, obj_description(t.oid, 'pg_class')), '')
    || coalesce((select string_agg(format('; alter table %s add constraint %I %s', t.full_name, k.conname,
        pg_get_constraintdef(k.oid)) || coalesce(format('; comment on constraint %I on %s is %L', k.conname, t.full_name,
        obj_description(k.oid, 'pg_constraint')), ''), '' order by k.oid)
      from pg_constraint k where k.conrelid = t.oid and k.contype = 'c' and k.convalidated), '')
    || coalesce((select string_agg(format('; create %stable %s partition of %s %s%s%s',
          case p.relpersistence when 'u' then 'unlogged ' else '' end, p.oid::regclass, tree.parentrelid,
          pg_get_expr(p.relpartbound, p.oid), ' partition by ' || pg_get_partkeydef(p.oid),
          ' with (' || array_to_string(p.reloptions, ', ') || ')')
        || coalesce(format('; comment on table %s is %L', p.oid::regclass, obj_description(p.oid, 'pg_class')), ''), ''
        order by tree.level, p.oid)
      from pg_partition_tree(t.oid) tree join pg_class p on p.oid = tree.relid where tree.level > 0), '') as create,
    format('drop table if exists %s', t.full_name) as remove
  from tables t order by t.oid`;

/** Those of a partition are under its table's name; what it has of its table comes with the table's. */
const STRUCTURES = `
  with tables as (
    select c.oid, c.relname, ${TABLE} as full_name, false as is_partition
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = '${SCHEMA}' and c.relname = any($1)
    union all
    select p.oid, c.relname, p.oid::regclass::text, true
    from pg_class c cross join pg_partition_tree(c.oid) tree join pg_class p on p.oid = tree.relid
    where c.relnamespace = '${SCHEMA}'::regnamespace and c.relname = any($1) and tree.level > 0
  )
  select kind, "table", name, restore from (
    select case k.contype when 'f' then 'foreign key' else 'constraint' end as kind, t.relname as "table", k.conname as name,
      case k.contype when 'f' then 3 when 'c' then 2 else 1 end as rank, k.oid,
      format('alter table %s add constraint %I %s', t.full_name, k.conname, pg_get_constraintdef(k.oid))
      || coalesce(format('; comment on constraint %I on %s is %L', k.conname, t.full_name,
        obj_description(k.oid, 'pg_constraint')), '') as restore
    from pg_constraint k join tables t on t.oid = k.conrelid left join pg_class f on f.oid = k.confrelid
    where k.contype in ('p', 'u', 'x') and k.conparentid = 0
      or k.contype = 'c' and k.coninhcount = 0 and (t.is_partition or not k.convalidated)
      or k.contype = 'f' and k.conparentid = 0 and f.relname = any($2)
        and f.relnamespace = '${SCHEMA}'::regnamespace
    union all
    select 'index', t.relname, i.relname, 2, i.oid, regexp_replace(pg_get_indexdef(i.oid), ' ON ONLY ', ' ON ')
      || coalesce(format('; comment on index %I.%I is %L', '${SCHEMA}', i.relname, obj_description(i.oid, 'pg_class')), '')
    from pg_index x join tables t on t.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
    where not exists (select from pg_constraint k where k.conindid = i.oid and k.contype in ('p', 'u', 'x'))
      and not exists (select from pg_inherits h where h.inhrelid = i.oid)
    union all
    select 'index', t.relname, s.stxname, 2, s.oid, pg_get_statisticsobjdef(s.oid)
    from pg_statistic_ext s join tables t on t.oid = s.stxrelid
  ) as all_of_them order by rank, oid`;
