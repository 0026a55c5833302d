import type { Catalog, ColumnShape, TableShape } from "../catalog.ts";
import type { SqlScope } from "../../../adapters/postgres/core/connect.ts";
import { SCHEMA, tableName } from "./names.ts";

/** The first server that can look for rows by block without reading the whole table. */
const BLOCK_RANGES_SINCE = 140_000;

/** What the catalogue says of a database: tables of its schema whole, and everything else by name. */
export async function readCatalog(sql: SqlScope): Promise<Catalog> {
  const tables = await readTables(sql);
  const foreignKeys = await sql`
    select con.conname as name, c.relname as "table", f.relname as "toTable",
      (select array_agg(a.attname::text order by k.n) from unnest(con.conkey) with ordinality k(num, n)
        join pg_attribute a on a.attrelid = con.conrelid and a.attnum = k.num) as columns,
      (select array_agg(a.attname::text order by k.n) from unnest(con.confkey) with ordinality k(num, n)
        join pg_attribute a on a.attrelid = con.confrelid and a.attnum = k.num) as "toColumns"
    from pg_constraint con join pg_class c on c.oid = con.conrelid join pg_class f on f.oid = con.confrelid
    where con.contype = 'f' and con.conparentid = 0 and con.connamespace = ${SCHEMA}::regnamespace
    order by c.relname, con.conname`;
  const sequences = await sql`
    select s.relname as name, t.relname as "table", a.attname as "column"
    from pg_depend d join pg_class s on s.oid = d.objid and s.relkind = 'S'
    join pg_class t on t.oid = d.refobjid join pg_attribute a on a.attrelid = t.oid and a.attnum = d.refobjsubid
    where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i')
      and t.relnamespace = ${SCHEMA}::regnamespace order by s.relname`;
  const others = await sql`
    select case c.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence'
        when 'f' then 'foreign table' else 'table' end as kind,
      case n.nspname when ${SCHEMA} then c.relname else n.nspname || '.' || c.relname end as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname <> 'information_schema' and n.nspname not like 'pg\\_%' and n.nspname <> 'tillstream_split'
      and (c.relkind in ('v', 'm', 'f')
        or (c.relkind = 'S' and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass
          and d.objid = c.oid and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i')))
        or (c.relkind in ('r', 'p') and not c.relispartition and n.nspname <> ${SCHEMA}))
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    order by 1, 2`;
  return { tables, foreignKeys, sequences, others } as unknown as Catalog;
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
      (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
          'isEnum', t.typtype = 'e', 'optional', not a.attnotnull or a.atthasdef or a.attidentity <> '',
          'generated', a.attgenerated <> '') order by a.attnum)
        from pg_attribute a join pg_type t on t.oid = a.atttypid
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns
    from pg_class c
    where c.relnamespace = ${SCHEMA}::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    order by c.relname`;
  const tables: TableShape[] = [];
  for (const { name, rows: estimate, unknown, bytes, blocks, key, columns } of rows) {
    // Nobody has looked at it yet, neither vacuum nor analyze.
    const counted = unknown && bytes > 0
      ? (await sql.unsafe(`select count(*) as rows from ${tableName(name)}`))[0]!.rows
      : estimate;
    tables.push({ name, rows: counted, bytes, blocks, key, columns: (columns ?? []) as ColumnShape[] });
  }
  return tables;
}
