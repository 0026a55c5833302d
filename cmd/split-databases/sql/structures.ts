import type { Sql, SqlScope } from "../../../adapters/postgres/core/connect.ts";
import { mapPostgresErrors } from "../../../adapters/postgres/core/map_errors.ts";
import { SCHEMA } from "./names.ts";

type Kind = "foreign key" | "constraint" | "index" | "trigger";

/** With the statement that restores it. */
export interface Structure {
  readonly kind: Kind;
  readonly table: string;
  readonly name: string;
  readonly restore: string;
}

/** In megabytes; an index over vectors that does not fit is built many times slower. */
const BUILD_MEMORY_MB = 256;
/** Disk full, out of memory: also the answer of a container whose shared memory is smaller than that. */
const NO_ROOM = new Set(["53100", "53200"]);
const ROOMY = `
  select set_config('maintenance_work_mem', greatest(${BUILD_MEMORY_MB} * 1024,
    (select setting::int from pg_settings where name = 'maintenance_work_mem')) || 'kB', true);
  select set_config('work_mem', greatest(65536, (select setting::int from pg_settings where name = 'work_mem')) || 'kB', true)`;
const SPARING = "set local max_parallel_maintenance_workers = 0";

/** Of the tables `$1`: each with the statements that restore and remove it. */
const FOUND: Readonly<Record<Kind, string>> = {
  "foreign key": constraints("con.contype = 'f' and (c.relname = any($1) or f.relname = any($1))"),
  constraint: constraints("con.contype in ('p', 'u', 'x') and c.relname = any($1)"),
  index: `
    select c.relname as "table", i.relname as name, pg_get_indexdef(x.indexrelid) as restore,
      format('drop index ${SCHEMA}.%I', i.relname) as remove
    from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
    where c.relnamespace = '${SCHEMA}'::regnamespace and c.relname = any($1)
      and not exists (select from pg_constraint con where con.conindid = i.oid and con.contype in ('p', 'u', 'x'))
    order by i.oid`,
  trigger: `
    select c.relname as "table", t.tgname as name,
      format('alter table ${SCHEMA}.%I enable %s trigger %I', c.relname,
        case t.tgenabled when 'A' then 'always' when 'R' then 'replica' else '' end, t.tgname) as restore,
      format('alter table ${SCHEMA}.%I disable trigger %I', c.relname, t.tgname) as remove
    from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where not t.tgisinternal and t.tgenabled <> 'D' and c.relnamespace = '${SCHEMA}'::regnamespace
      and c.relname = any($1) order by t.oid`,
};

function constraints(where: string): string {
  return `
    select c.relname as "table", con.conname as name,
      format('alter table ${SCHEMA}.%I add constraint %I %s', c.relname, con.conname, pg_get_constraintdef(con.oid)) as restore,
      format('alter table ${SCHEMA}.%I drop constraint %I', c.relname, con.conname) as remove
    from pg_constraint con join pg_class c on c.oid = con.conrelid left join pg_class f on f.oid = con.confrelid
    where con.conparentid = 0 and con.connamespace = '${SCHEMA}'::regnamespace and ${where} order by con.oid`;
}

/** Stores what restores each in the same transaction; other tables' foreign keys that refer to these are included. */
export async function takeAway(sql: SqlScope, tables: readonly string[], kinds: readonly Kind[]): Promise<void> {
  for (const kind of kinds) {
    const found = await sql.unsafe(FOUND[kind], [tables as string[]]);
    if (found.length === 0) continue;
    await keepForLater(sql, found.map(({ table, name, restore }) => ({ kind, table, name, restore })));
    await sql.unsafe(found.map(({ remove }) => remove).join("; ")).simple();
  }
}

export async function keepForLater(sql: SqlScope, structures: readonly Structure[]): Promise<void> {
  await sql`
    insert into tillstream_split.taken_away (kind, table_name, name, restore)
    select kind, "table", name, restore
    from rows from (json_to_recordset(${
    JSON.stringify(structures)
  }::text::json) as (kind text, "table" text, name text, restore text))
      with ordinality as given (kind, "table", name, restore, nth)
    order by nth`;
}

/** Restores structures one after the other, each in a transaction of its own: those before a crash are kept. */
export function putBack(sql: Sql, kinds: readonly Kind[], table: string | null = null): Promise<void> {
  return mapPostgresErrors(async () => {
    const waiting = await sql`select number, restore from tillstream_split.taken_away
      where kind = any(${kinds as string[]}) and (${table}::text is null or table_name = ${table}) order by number`;
    for (const { number, restore } of waiting) {
      const putBackWith = (settings: string) =>
        sql.begin(async (scope) => {
          const taken = await scope`delete from tillstream_split.taken_away where number = ${number}`;
          if (taken.count === 0) return;
          await scope.unsafe(`set local statement_timeout = 0; set local synchronous_commit = off; ${settings}`)
            .simple();
          await scope.unsafe(restore).simple();
        });
      await putBackWith(ROOMY).catch((error) => {
        if (!NO_ROOM.has(error?.code)) throw error;
        return putBackWith(SPARING);
      });
    }
  });
}

export async function putAllBack(sql: SqlScope): Promise<void> {
  for (const { restore } of await sql`select restore from tillstream_split.taken_away order by number desc`) {
    await sql.unsafe(restore).simple();
  }
  await sql`delete from tillstream_split.taken_away`;
}
