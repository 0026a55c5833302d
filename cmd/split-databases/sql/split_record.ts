import { z } from "zod";
import type { SplitRecord, StoredPart } from "../new_database.ts";
import type { Certificate } from "../../../domain/sourcing/certificate.ts";
import type { SqlScope } from "../../../adapters/postgres/core/connect.ts";

/** The schema of the split's own; dropping it forgets the split. */
export const RECORD = "tillstream_split";

export async function makeRecord(sql: SqlScope): Promise<void> {
  await sql.unsafe(`
    create schema if not exists ${RECORD};
    create table if not exists ${RECORD}.split (
      one boolean primary key default true check (one),
      old_id text not null, old_name text not null, strategy text not null, attempt integer not null,
      began_at timestamptz not null default now(), finished_at timestamptz, certificate json
    );
    create table if not exists ${RECORD}.parts (
      table_name text not null, number integer not null, from_block bigint not null, to_block bigint,
      attempt integer, rows bigint not null default 0, cursor_after text, copied_at timestamptz, primary key (table_name, number)
    );
    create table if not exists ${RECORD}.rejects (
      table_name text not null, key text not null, reason text not null, primary key (table_name, key)
    );
    create table if not exists ${RECORD}.taken_away (
      number bigint generated always as identity primary key,
      kind text not null, table_name text not null, name text not null, restore text not null
    )`).simple();
}

export async function readRecord(sql: SqlScope): Promise<SplitRecord | null> {
  const [known] = await sql`select to_regclass(${`${RECORD}.split`}) is not null as known`;
  if (!known!.known) return null;
  const [row] = await sql`select * from tillstream_split.split`;
  if (!row) return null;
  return {
    oldId: row.old_id,
    oldName: row.old_name,
    strategy: z.enum(["restore", "recollect"]).parse(row.strategy),
    attempt: row.attempt,
    finishedAt: row.finished_at,
    certificate: row.certificate && certificateFromRow(row.certificate),
  };
}

export async function readParts(sql: SqlScope): Promise<StoredPart[]> {
  return (await sql`
    select table_name as "table", number, from_block as "from", to_block as "to", attempt, rows,
      cursor_after as "after"
    from tillstream_split.parts order by table_name, number`).map((row) => ({ ...row }) as StoredPart);
}

function certificateFromRow(row: Record<string, unknown>): Certificate {
  return { ...row, takenAt: new Date(row.takenAt as string) } as unknown as Certificate;
}
