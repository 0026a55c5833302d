import type { SqlScope } from "../../../adapters/postgres/core/connect.ts";
import type { Making } from "./ddl.ts";
import { SCHEMA } from "./names.ts";

/** What the tables can't be made without, in an order in which each comes after what it needs itself. */
export async function dependenciesOf(sql: SqlScope, tables: readonly string[]): Promise<Making[]> {
  return [...await sql.unsafe<Making[]>(NEEDED, [tables as string[]])];
}

/** Deeper than types of types of types go; it ends a circle, such as a function with a default of its own type. */
const DEEPEST = 16;

/**
 * Along pg_depend from the tables, their defaults, checks and indexes, up to extensions; what belongs to an extension
 * comes with it. Other tables are not followed.
 */
const NEEDED = `
  with recursive tables as (
    select oid from pg_class where relnamespace = '${SCHEMA}'::regnamespace and relname = any($1)
  ), edges as (
    select d.classid, d.objid, d.refclassid, d.refobjid from pg_depend d
    where d.deptype in ('n', 'a', 'i', 'e') and d.refclassid in ('pg_type'::regclass, 'pg_proc'::regclass,
        'pg_extension'::regclass, 'pg_namespace'::regclass, 'pg_opclass'::regclass, 'pg_operator'::regclass,
        'pg_collation'::regclass)
      or d.deptype in ('n', 'a') and d.classid = 'pg_attrdef'::regclass and d.refclassid = 'pg_class'::regclass
        and exists (select from pg_class s where s.oid = d.refobjid and s.relkind = 'S')
    union all
    select 'pg_type'::regclass, k.contypid, 'pg_constraint'::regclass, k.oid from pg_constraint k where k.contypid <> 0
    union all
    select 'pg_type'::regclass, y.oid, 'pg_class'::regclass, c.oid from pg_type y
      join pg_class c on c.oid = y.typrelid and c.relkind = 'c'
  ), needed (classid, objid, depth) as (
    select 'pg_class'::regclass::oid, oid, 0 from tables
    union select 'pg_attrdef'::regclass, oid, 0 from pg_attrdef where adrelid in (select oid from tables)
    union select 'pg_constraint'::regclass, oid, 0 from pg_constraint
      where conrelid in (select oid from tables) and contype <> 'f'
    union select 'pg_class'::regclass, indexrelid, 0 from pg_index where indrelid in (select oid from tables)
    union select 'pg_class'::regclass, s.oid, 0 from pg_depend d join pg_class s on s.oid = d.objid and s.relkind = 'S'
      where d.classid = 'pg_class'::regclass and d.deptype = 'a' and d.refclassid = 'pg_class'::regclass
        and d.refobjid in (select oid from tables)
    union
    select e.refclassid, e.refobjid, n.depth + 1 from needed n join edges e on e.classid = n.classid and e.objid = n.objid
    where n.depth < ${DEEPEST} and n.classid <> 'pg_extension'::regclass
  ), wanted as (
    select classid, objid, max(depth) as depth from needed n
    where not exists (select from pg_depend d where d.classid = n.classid and d.objid = n.objid and d.deptype = 'e')
    group by 1, 2
  )
  select name, "create", remove from (
    select depth, objid, 'schema ' || n.nspname as name, format('create schema if not exists %I', n.nspname) as "create",
      null as remove
    from wanted join pg_namespace n on classid = 'pg_namespace'::regclass and n.oid = objid
    where n.nspname <> '${SCHEMA}' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    union all
    select depth, objid, 'extension ' || e.extname,
      format('create extension if not exists %I with schema %I', e.extname, n.nspname), null
    from wanted join pg_extension e on classid = 'pg_extension'::regclass and e.oid = objid
    join pg_namespace n on n.oid = e.extnamespace
    union all
    select depth, objid, 'type ' || objid::regtype, case y.typtype
      when 'e' then format('create type %s as enum (%s)', objid::regtype, (
        select string_agg(quote_literal(l.enumlabel), ', ' order by l.enumsortorder) from pg_enum l where l.enumtypid = y.oid))
      when 'd' then format('create domain %s as %s', objid::regtype, format_type(y.typbasetype, y.typtypmod))
        || coalesce(' default ' || pg_get_expr(y.typdefaultbin, 0), '') || case when y.typnotnull then ' not null' else '' end
        || coalesce((select string_agg(format(' constraint %I %s', k.conname, pg_get_constraintdef(k.oid)), '' order by k.conname)
          from pg_constraint k where k.contypid = y.oid and k.contype = 'c'), '')
      when 'r' then format('create type %s as range (subtype = %s)', objid::regtype,
        (select rngsubtype::regtype from pg_range where rngtypid = y.oid))
      else format('create type %s as (%s)', objid::regtype, (
        select string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod)), ', ' order by a.attnum)
        from pg_attribute a where a.attrelid = y.typrelid and a.attnum > 0 and not a.attisdropped)) end
      || coalesce(format('; comment on type %s is %L', objid::regtype, obj_description(objid, 'pg_type')), ''),
      format('drop type if exists %s', objid::regtype)
    from wanted join pg_type y on classid = 'pg_type'::regclass and y.oid = objid
    where y.typtype in ('e', 'd', 'r') or y.typtype = 'c'
      and exists (select from pg_class c where c.oid = y.typrelid and c.relkind = 'c')
    union all
    select depth, objid, 'sequence ' || objid::regclass,
      format('create sequence %s as %s increment %s minvalue %s maxvalue %s start %s cache %s %s', objid::regclass,
        q.seqtypid::regtype, q.seqincrement, q.seqmin, q.seqmax, q.seqstart, q.seqcache,
        case when q.seqcycle then 'cycle' else 'no cycle' end)
      || coalesce(format('; comment on sequence %s is %L', objid::regclass, obj_description(objid, 'pg_class')), ''),
      format('drop sequence if exists %s', objid::regclass)
    from wanted join pg_sequence q on classid = 'pg_class'::regclass and q.seqrelid = objid
    union all
    select depth, objid, 'function ' || objid::regprocedure,
      regexp_replace(pg_get_functiondef(objid), '^CREATE OR REPLACE', 'CREATE'),
      format('drop function if exists %s', objid::regprocedure)
    from wanted join pg_proc p on classid = 'pg_proc'::regclass and p.oid = objid
    where p.prokind in ('f', 'w')
      and p.pronamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
  ) as all_of_them order by depth desc, objid`;
