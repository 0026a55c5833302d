import type { SqlScope } from "../../../adapters/postgres/core/connect.ts";
import { ownSchemas, readCatalog as readEntries } from "../../../adapters/postgres/core/read_catalog.ts";
import type { LeftOut } from "../../../domain/sourcing/certificate.ts";
import { RECORD, SCHEMA, tableName } from "./names.ts";
import { readForeignKeys } from "./references.ts";
import type { Catalog, TableShape } from "../shapes.ts";

/** Types below are the same in every database (PostgreSQL 16, transam.h: FirstNormalObjectId). */
const OWN_TYPES_FROM = 16_384;
/** The first server that selects rows by block without reading the whole table. */
const BLOCK_RANGES_SINCE = 140_000;

export async function readCatalog(sql: SqlScope): Promise<Catalog> {
  const tables = await readTables(sql);
  return { tables, foreignKeys: await readForeignKeys(sql), others: await readOthers(sql, tables) };
}

async function readTables(sql: SqlScope): Promise<TableShape[]> {
  const rows = await sql`
    select c.relname as name, greatest(c.reltuples, 0)::bigint as rows, c.reltuples < 0 as unknown,
      case c.relkind when 'p' then (select coalesce(sum(pg_table_size(relid)), 0) from pg_partition_tree(c.oid))
        else pg_table_size(c.oid) end::bigint as bytes,
      case when c.relkind = 'r' and not c.relhassubclass
          and current_setting('server_version_num')::int >= ${BLOCK_RANGES_SINCE}
        then pg_relation_size(c.oid) / current_setting('block_size')::bigint end as blocks,
      coalesce((select array_agg(a.attname::text order by k.n) from pg_constraint con
        cross join unnest(con.conkey) with ordinality k(num, n)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.num
        where con.conrelid = c.oid and con.contype = 'p'), '{}') as key,
      c.relkind = 'r' and exists (select from pg_inherits h where h.inhparent = c.oid) or exists (select from pg_partition_tree(c.oid) tree
        join pg_class p on p.oid = tree.relid where p.relkind = 'f' or p.relnamespace <> c.relnamespace) as "isParent",
      (select coalesce(json_agg(distinct s.relname), '[]') from pg_attrdef f join pg_depend d
          on d.classid = 'pg_attrdef'::regclass and d.objid = f.oid and d.refclassid = 'pg_class'::regclass
        join pg_class s on s.oid = d.refobjid and s.relkind = 'S' and s.relnamespace = c.relnamespace
        where f.adrelid = c.oid and not exists (select from pg_depend o
          where o.classid = 'pg_class'::regclass and o.objid = s.oid and o.deptype in ('a', 'i'))) as sequences,
      (select coalesce(json_agg(json_build_object('kind', x.kind, 'name', c.relname || '.' || x.name)), '[]') from (
        select 'trigger' as kind, g.tgname as name from pg_trigger g where g.tgrelid = c.oid and not g.tgisinternal
        union all select 'rule', r.rulename from pg_rewrite r where r.ev_class = c.oid
        union all select 'policy', p.polname from pg_policy p where p.polrelid = c.oid
        union all select 'trigger', p.relname || '.' || g.tgname from pg_partition_tree(c.oid) tree
          join pg_class p on p.oid = tree.relid join pg_trigger g on g.tgrelid = p.oid
          where tree.level > 0 and not g.tgisinternal and g.tgparentid = 0
        union all select 'policy', p.relname || '.' || y.polname from pg_partition_tree(c.oid) tree
          join pg_class p on p.oid = tree.relid join pg_policy y on y.polrelid = p.oid where tree.level > 0
        union all select 'default', p.relname || '.' || a.attname from pg_partition_tree(c.oid) tree
          join pg_class p on p.oid = tree.relid join pg_attribute a on a.attrelid = p.oid and a.attnum > 0 and not a.attisdropped
          left join pg_attrdef d on d.adrelid = p.oid and d.adnum = a.attnum
          left join pg_attribute ta on ta.attrelid = c.oid and ta.attname = a.attname and not ta.attisdropped
          left join pg_attrdef td on td.adrelid = c.oid and td.adnum = ta.attnum
          where tree.level > 0 and pg_get_expr(d.adbin, d.adrelid) is distinct from pg_get_expr(td.adbin, td.adrelid)
      ) as x) as attached,
      (select coalesce(json_agg(json_build_object('kind', 'check', 'name', k.conname,
          'condition', pg_get_expr(k.conbin, k.conrelid)) order by k.oid), '[]')
        from pg_constraint k where k.conrelid = c.oid and k.contype = 'c') as checks,
      (select coalesce(json_agg(json_build_object('kind', 'unique', 'name', i.relname, 'where', pg_get_expr(x.indpred, x.indrelid),
          'columns', (select json_agg(a.attname order by k.n) from unnest(x.indkey::int2[]) with ordinality k(num, n)
            join pg_attribute a on a.attrelid = c.oid and a.attnum = k.num where k.n <= x.indnkeyatts)) order by i.oid), '[]')
        from pg_index x join pg_class i on i.oid = x.indexrelid
        where x.indrelid = c.oid and x.indisunique and x.indexprs is null) as uniques,
      (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
          'isEnum', t.typtype = 'e', 'byText', t.typsend = 0 or coalesce(nullif(t.typelem, 0), nullif(t.typbasetype, 0),
            case when t.typtype = 'c' then t.oid else 0 end) >= ${OWN_TYPES_FROM}, 'optional', not a.attnotnull or a.atthasdef or a.attidentity <> '',
          'generated', a.attgenerated <> '', 'required', a.attnotnull,
          'defaultValue', pg_get_expr(f.adbin, f.adrelid)) order by a.attnum)
        from pg_attribute a join pg_type t on t.oid = a.atttypid
          left join pg_attrdef f on f.adrelid = a.attrelid and f.adnum = a.attnum and a.attgenerated = ''
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns
    from pg_class c
    where c.relnamespace = ${SCHEMA}::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    order by c.relname`;
  const tables: TableShape[] = [];
  for (const { name, rows: estimate, unknown, bytes, columns, ...shape } of rows) {
    const { blocks, key, isParent, sequences, attached, checks, uniques } = shape;
    // Neither vacuum nor analyze has run on it yet.
    const counted = unknown && bytes > 0
      ? (await sql.unsafe(`select count(*) as rows from ${tableName(name)}`))[0]!.rows
      : estimate;
    tables.push({
      name,
      rows: counted,
      bytes,
      blocks,
      key,
      isParent,
      sequences,
      attached,
      rules: [...checks, ...uniques],
      columns: columns ?? [],
    });
  }
  return tables;
}

async function readOthers(sql: SqlScope, tables: readonly TableShape[]): Promise<LeftOut[]> {
  const entries = await readEntries(sql, (await ownSchemas(sql)).filter((schema) => schema !== RECORD));
  return entries.flatMap(({ kind, name, definition }): LeftOut[] => {
    if (kind === "sequence") return [{ kind, name }];
    if (kind === "view") return [{ kind: definition.startsWith("materialized") ? "materialized view" : kind, name }];
    if (kind !== "table" || tables.some((table) => table.name === name)) return [];
    return [{ kind: definition.startsWith("foreign") ? "foreign table" : kind, name }];
  });
}
