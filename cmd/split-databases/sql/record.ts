import { LOCKS } from "../../../adapters/postgres/core/lock_numbers.ts";
import { z } from "zod";
import type { Sql, SqlScope } from "../../../adapters/postgres/core/connect.ts";
import { Rollback } from "../../../adapters/postgres/core/map_errors.ts";
import { sleep } from "../../../adapters/system/sleep.ts";
import type { Certificate } from "../../../domain/sourcing/certificate.ts";
import { type BlockRange, type Fitting, type Move, NO_FITTING } from "../move.ts";
import type { Ddl } from "./ddl.ts";
import { makeTables } from "./make_tables.ts";
import { RECORD, tableName } from "./names.ts";
import { takeAway } from "./structures.ts";

export type Strategy = Certificate["strategy"];

export interface SplitRecord {
  readonly oldId: string;
  readonly oldName: string;
  readonly strategy: Strategy;
  readonly fitting: Fitting;
  readonly certificate: Certificate | null;
}

/** What earlier versions called them. */
const STRATEGIES = { restore: "restore", insert: "insert", recollect: "insert" } as const;

/** Copied in one transaction; a table's cursor where rows are collected. */
export interface StoredPart extends BlockRange {
  readonly table: string;
  readonly number: number;
  /** The run that copied it; `null` until then. */
  readonly attempt: number | null;
  readonly rows: number;
  /** Where collecting continues; `null` at the beginning. */
  readonly after: string | null;
}

/** The server notices the end of a killed process, and releases its lock, only after a while. */
const LOCK_TRIES = 60;
const LOCK_PAUSE_MS = 250;

const TABLES = `
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
  );
  create table if not exists ${RECORD}.made (
    number bigint generated always as identity primary key, name text not null unique, remove text
  );
  alter table ${RECORD}.split add column if not exists fitting json`;

/** `null` where no split has begun. */
export async function readRecord(sql: SqlScope): Promise<SplitRecord | null> {
  if (!await isThere(sql, `${RECORD}.split`)) return null;
  // An earlier version has stored no fitting.
  const [found] = await sql`select to_json(s) as row from tillstream_split.split s`;
  if (!found) return null;
  const { old_id: oldId, old_name: oldName, strategy, fitting, certificate } = found.row;
  return {
    oldId,
    oldName,
    strategy: STRATEGIES[z.enum(["restore", "insert", "recollect"]).parse(strategy)],
    fitting: fitting ?? NO_FITTING,
    certificate: certificate && { ...certificate, takenAt: new Date(certificate.takenAt) },
  };
}

export async function readParts(sql: SqlScope): Promise<StoredPart[]> {
  return [
    ...await sql<StoredPart[]>`
    select table_name as "table", number, from_block as "from", to_block as "to", attempt, rows, cursor_after as "after"
    from tillstream_split.parts order by table_name, number`,
  ];
}

interface Made {
  /** `null`: it is no table. */
  readonly table: string | null;
  /** `null`: it stays. */
  readonly remove: string | null;
}

/** What was made for the split, in that order. */
export async function readMade(sql: SqlScope): Promise<Made[]> {
  if (!await isThere(sql, `${RECORD}.made`)) return [];
  return [
    ...await sql<Made[]>`
      select case when name like 'table %' then substr(name, 7) end as "table", remove
      from tillstream_split.made order by number`,
  ];
}

/** Excludes other processes from splitting into the database until disposed of; `null` when one does already. */
export async function lockSplit(sql: Sql): Promise<AsyncDisposable | null> {
  const session = await sql.reserve();
  for (let tries = 0; tries < LOCK_TRIES; tries++) {
    const [row] = await session`select pg_try_advisory_lock(${LOCKS.split}) as locked`;
    if (row!.locked) {
      return {
        [Symbol.asyncDispose]: async () => {
          await session`select pg_advisory_unlock(${LOCKS.split})`.catch(() => {});
          session.release();
        },
      };
    }
    await sleep(LOCK_PAUSE_MS);
  }
  session.release();
  return null;
}

interface Beginning extends Omit<SplitRecord, "certificate"> {
  readonly moves: readonly Move[];
  /** Of the tables that are made. */
  readonly ddl: Ddl;
  readonly cut: (move: Move) => readonly BlockRange[];
}

/** `occupied`: tables that hold rows which this split has not copied; `failed`: what can't be made. Nothing has begun. */
type Begun =
  | { readonly occupied: readonly string[]; readonly failed: string | null }
  | {
    readonly occupied: null;
    readonly failed: null;
    readonly attempt: number;
    readonly parts: readonly StoredPart[];
  };

/**
 * Begins, or continues: counts the run, makes the tables that are missing, stores the parts, and takes away what slows
 * down copying; in one transaction, which it rolls back when something can't be made.
 */
export async function beginSplit(
  sql: SqlScope,
  { oldId, oldName, strategy, fitting, moves, ddl, cut }: Beginning,
): Promise<Begun> {
  const there = moves.filter(({ made }) => !made).map(({ table }) => table);
  const occupied = await readRecord(sql) ? [] : await readOccupied(sql, there);
  if (occupied.length > 0) return { occupied, failed: null };
  await sql.unsafe(TABLES).simple();
  const [run] = await sql`
    insert into tillstream_split.split as s (old_id, old_name, strategy, fitting, attempt)
    values (${oldId}, ${oldName}, ${strategy}, ${JSON.stringify(fitting)}::text::json, 1)
    on conflict (one) do update set attempt = s.attempt + 1 returning attempt`;
  const failed = await makeTables(sql, ddl, {
    later: strategy === "restore" ? ["constraint", "index", "foreign key"] : ["foreign key"],
  });
  if (failed !== null) throw new Rollback<Begun>({ occupied: [], failed });
  const stored = new Set((await readParts(sql)).map(({ table }) => table));
  const added = moves.filter(({ table }) => !stored.has(table)).flatMap((move) =>
    cut(move).map((range, number) => ({ table: move.table, number, ...range }))
  );
  await sql`
    insert into tillstream_split.parts (table_name, number, from_block, to_block)
    select p."table", p.number, p."from", p."to" from json_to_recordset(${JSON.stringify(added)}::text::json)
      as p("table" text, number int, "from" bigint, "to" bigint)`;
  const parts = await readParts(sql);
  const waiting = [...new Set(parts.filter(({ attempt }) => attempt === null).map(({ table }) => table))];
  if (strategy === "restore") await takeAway(sql, waiting, ["foreign key", "constraint", "index", "trigger"]);
  return { occupied: null, failed: null, attempt: run!.attempt, parts };
}

/** Those of the tables that are there and hold rows; a plan knows tables that migrations will make. */
export async function readOccupied(sql: SqlScope, tables: readonly string[]): Promise<string[]> {
  const occupied: string[] = [];
  for (const table of tables) {
    if (!await isThere(sql, tableName(table))) continue;
    const [row] = await sql.unsafe(`select exists (select from ${tableName(table)}) as occupied`);
    if (row!.occupied) occupied.push(table);
  }
  return occupied;
}

async function isThere(sql: SqlScope, name: string): Promise<boolean> {
  const [row] = await sql`select to_regclass(${name}) is not null as there`;
  return row!.there;
}

export async function readUnfinished(sql: SqlScope): Promise<string[]> {
  const rows = await sql<{ line: string }[]>`
    select line from (
      select 1 as kind, table_name as place,
        count(*) || ' rows of ' || table_name || ' were refused: ' || min(reason) as line from tillstream_split.rejects group by 2
      union all
      select 2, table_name, count(*) || ' parts of ' || table_name || ' are not here yet'
      from tillstream_split.parts where attempt is null group by 2
      union all
      select 3, to_char(number, '000000000'), kind || ' ' || name || ' is not back yet' from tillstream_split.taken_away
    ) as lines order by kind, place`;
  return rows.map(({ line }) => line);
}

export async function storeCertificate(sql: SqlScope, certificate: Certificate): Promise<void> {
  await sql`update tillstream_split.split set certificate = ${JSON.stringify(certificate)}::text::json`;
}
