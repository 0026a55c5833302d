import type {
  BucketFingerprints,
  DatabaseIdentity,
  Record,
  RowSink,
} from "../../../application/sourcing/ports/old_database.ts";
import type {
  Beginning,
  Begun,
  NewDatabase,
  PageToStore,
  SplitRecord,
  StoredPart,
} from "../../../application/sourcing/ports/new_database.ts";
import type { Catalog } from "../../../domain/sourcing/split/catalog.ts";
import type {
  Certificate,
  Fingerprint,
  ForeignKeyFinding,
  SequenceFinding,
} from "../../../domain/sourcing/split/certificate.ts";
import type { Move } from "../../../domain/sourcing/split/plan_split.ts";
import type { SplitDatabase } from "../../../domain/sourcing/split/placement.ts";
import { sleep } from "../../system/sleep.ts";
import type { Sql, SqlScope } from "../core/connect.ts";
import { LOCKS } from "../core/lock_numbers.ts";
import type { Migrations } from "../core/migrations.ts";
import { foreignTables, identifyDatabase } from "../sourcing/identify_database.ts";
import { mapPostgresErrors } from "../core/map_errors.ts";
import { findBroken } from "./foreign_keys.ts";
import { NotCopied } from "../core/not_copied.ts";
import { quoted, SCHEMA, tableName } from "./names.ts";
import { readCatalog } from "./read_catalog.ts";
import { upsertRecords } from "./row_pages.ts";
import { copyIn } from "./row_stream.ts";
import { bucketOf, CANONICAL, readBuckets, readFingerprint, valuesOf } from "./row_text.ts";
import { advance, readSequences } from "./sequences.ts";
import { makeRecord, readParts, readRecord, RECORD } from "./split_record.ts";
import { putAllBack, putBack, takeAway } from "./structures.ts";

/** A process that was killed holds its lock until the server has noticed; so long it is waited for. */
const LOCK_TRIES = 60;
const LOCK_PAUSE_MS = 250;
const REFERENCES_AT_ONCE = 10_000;

/** Thrown inside a transaction only to undo it. */
class Undo extends Error {}

class Occupied extends Error {
  constructor(readonly tables: readonly string[]) {
    super("occupied");
  }
}

/** One of the three databases. What the split needs to know stands in its schema `tillstream_split`. */
export class PostgresNewDatabase implements NewDatabase {
  readonly #name: SplitDatabase;
  readonly #sql: Sql;
  readonly #migrations: Migrations;

  /** @param migrations make its tables, and the vector extension before those that need it */
  constructor(name: SplitDatabase, sql: Sql, migrations: Migrations) {
    this.#name = name;
    this.#sql = sql;
    this.#migrations = migrations;
  }

  async identity(): Promise<DatabaseIdentity> {
    const identity = await identifyDatabase(this.#sql);
    const { key, database, host } = identity;
    const strangers = [...foreignTables(this.#name, identity)].map(([owner, tables]) =>
      `${owner}: ${tables.join(", ")}`
    );
    return { id: key, name: `${database} at ${host}`, strangers };
  }

  async prepare(): Promise<void> {
    await this.#migrations.up();
  }

  catalog(): Promise<Catalog> {
    return mapPostgresErrors(() => readCatalog(this.#sql));
  }

  record(): Promise<SplitRecord | null> {
    return mapPostgresErrors(() => readRecord(this.#sql));
  }

  lock(): Promise<AsyncDisposable | null> {
    return mapPostgresErrors(async () => {
      const session = await this.#sql.reserve();
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
    });
  }

  begin({ oldId, oldName, strategy, moves, cut }: Beginning): Promise<Begun> {
    return mapPostgresErrors(async () => {
      try {
        return await this.#sql.begin(async (sql): Promise<Begun> => {
          await makeRecord(sql);
          const [known] = await sql`select from tillstream_split.split`;
          if (!known) {
            const occupied = await occupiedAmong(sql, moves.map(({ table }) => table));
            if (occupied.length > 0) throw new Occupied(occupied);
          }
          const [{ attempt }] = await sql`
            insert into tillstream_split.split as s (old_id, old_name, strategy, attempt)
            values (${oldId}, ${oldName}, ${strategy}, 1)
            on conflict (one) do update set attempt = s.attempt + 1 returning attempt` as unknown as [
            { attempt: number },
          ];
          const cutAlready = new Set((await readParts(sql)).map(({ table }) => table));
          for (const move of moves.filter(({ table }) => !cutAlready.has(table))) {
            const parts = cut(move).map(({ from, to }, number) => ({ number, from, to }));
            await sql`
              insert into tillstream_split.parts (table_name, number, from_block, to_block)
              select ${move.table}, p.number, p."from", p."to"
              from json_to_recordset(${
              JSON.stringify(parts)
            }::text::json) as p(number int, "from" bigint, "to" bigint)`;
          }
          const parts = await readParts(sql);
          const waiting = [...new Set(parts.filter((part) => part.attempt === null).map(({ table }) => table))];
          if (strategy === "restore" && waiting.length > 0) {
            await takeAway(sql, waiting, ["foreign key", "constraint", "index", "trigger"]);
          }
          return { begun: true, attempt, parts };
        }) as Begun;
      } catch (error) {
        if (error instanceof Occupied) return { begun: false, occupied: error.tables };
        throw error;
      }
    });
  }

  storePart(move: Move, part: StoredPart, attempt: number, rows: (sink: RowSink) => Promise<number>): Promise<void> {
    return mapPostgresErrors(() =>
      this.#sql.begin(async (sql) => {
        // The row's lock makes a second process wait, and then find the part done.
        const waiting = await sql`
          select from tillstream_split.parts
          where table_name = ${move.table} and number = ${part.number} and attempt is null for update`;
        if (waiting.count === 0) return;
        const stored = await copyCounted(sql, move, rows);
        await sql`update tillstream_split.parts set attempt = ${attempt}, rows = ${stored}, copied_at = now()
          where table_name = ${move.table} and number = ${part.number}`;
      })
    ) as Promise<void>;
  }

  storePage(move: Move, part: StoredPart, page: PageToStore): Promise<"stored" | "moved on"> {
    return mapPostgresErrors(() =>
      this.#sql.begin(async (sql) => {
        const { after, next, attempt, records } = page;
        // Only from where this page begins: a process that was replaced finds the cursor elsewhere.
        const moved = await sql`
          update tillstream_split.parts set cursor_after = ${next}, rows = rows + ${records.length},
            attempt = ${next === null ? attempt : null}, copied_at = now()
          where table_name = ${move.table} and number = ${part.number} and attempt is null
            and cursor_after is not distinct from ${after}`;
        if (moved.count === 0) return "moved on";
        await upsertRecords(sql, move, records);
        for (const { key, reason } of page.rejects) {
          await sql`insert into tillstream_split.rejects (table_name, key, reason)
            values (${move.table}, ${key}, ${reason}) on conflict (table_name, key) do update set reason = excluded.reason`;
        }
        return "stored";
      })
    ) as Promise<"stored" | "moved on">;
  }

  tryRecords(move: Move, records: readonly Record[]): Promise<void> {
    return mapPostgresErrors(async () => {
      await this.#sql.begin(async (sql) => {
        await upsertRecords(sql, move, records);
        throw new Undo();
      }).catch((error) => {
        if (!(error instanceof Undo)) throw error;
      });
    });
  }

  replaceBuckets(move: Move, buckets: readonly number[], rows: (sink: RowSink) => Promise<number>): Promise<void> {
    return mapPostgresErrors(() =>
      this.#sql.begin(async (sql) => {
        await sql.unsafe(CANONICAL).simple();
        await sql.unsafe(
          `delete from ${tableName(move.table)} where ${bucketOf(move, "new")} in (${buckets.join(", ")})`,
        );
        await copyCounted(sql, move, rows);
        // What was refused once is among them.
        await sql`delete from tillstream_split.rejects where table_name = ${move.table}`;
      })
    ) as Promise<void>;
  }

  loosen(tables: readonly string[]): Promise<void> {
    return mapPostgresErrors(() =>
      this.#sql.begin(async (sql) => {
        // A foreign key belongs to two tables: two of these at once would each wait for the other's.
        await sql`select pg_advisory_xact_lock(${LOCKS.splitReferences})`;
        await takeAway(sql, tables, ["foreign key", "trigger"]);
      })
    ) as Promise<void>;
  }

  buildIndexes(table: string): Promise<void> {
    return mapPostgresErrors(() => putBack(this.#sql, ["constraint", "index"], table));
  }

  finish(): Promise<void> {
    return mapPostgresErrors(async () => {
      await putBack(this.#sql, ["constraint", "index"]);
      await putBack(this.#sql, ["foreign key"]);
      await putBack(this.#sql, ["trigger"]);
      await this.#sql`update tillstream_split.split set finished_at = coalesce(finished_at, now())`;
    });
  }

  analyze(tables: readonly string[]): Promise<void> {
    return mapPostgresErrors(async () => {
      if (tables.length > 0) await this.#sql.unsafe(`analyze ${tables.map(tableName).join(", ")}`);
    });
  }

  unfinished(): Promise<string[]> {
    return mapPostgresErrors(async () => {
      const rows = await this.#sql`select kind, name from tillstream_split.taken_away order by number`;
      const waiting = await this.#sql`
        select table_name, count(*) as parts from tillstream_split.parts where attempt is null group by 1 order by 1`;
      const rejects = await this.#sql`
        select table_name, count(*) as rows, min(reason) as reason from tillstream_split.rejects group by 1 order by 1`;
      return [
        ...rejects.map(({ table_name, rows, reason }) => `${rows} rows of ${table_name} were refused: ${reason}`),
        ...waiting.map(({ table_name, parts }) => `${parts} parts of ${table_name} are not here yet`),
        ...rows.map(({ kind, name }) => `${kind} ${name} is not back yet`),
      ];
    });
  }

  fingerprint(move: Move): Promise<Fingerprint> {
    return this.#read((sql) => readFingerprint(sql, move, "new"));
  }

  bucketFingerprints(move: Move): Promise<BucketFingerprints> {
    return this.#read((sql) => readBuckets(sql, move, "new"));
  }

  sequences(tables: readonly string[]): Promise<Omit<SequenceFinding, "database">[]> {
    return mapPostgresErrors(() => readSequences(this.#sql, tables));
  }

  advanceSequence(sequence: Omit<SequenceFinding, "database">, next: string | null): Promise<void> {
    return mapPostgresErrors(() => advance(this.#sql, sequence, next));
  }

  foreignKeys(tables: readonly string[]): Promise<Omit<ForeignKeyFinding, "database">[]> {
    return this.#read((sql) => findBroken(sql, tables));
  }

  eachReference(
    table: string,
    column: string,
    work: (batch: readonly { readonly id: string; readonly rows: number }[]) => Promise<void>,
  ): Promise<void> {
    return this.#read(async (sql) => {
      const values = sql.unsafe<{ id: string; rows: number }[]>(`select ${quoted(column)}::text as id, count(*) as rows
        from ${tableName(table)} where ${quoted(column)} is not null group by 1 order by 1`);
      // The driver waits for what the callback returns, but not after the last batch.
      let last = Promise.resolve();
      await values.cursor(REFERENCES_AT_ONCE, (batch) => last = work(batch));
      await last;
    });
  }

  missingOf(table: string, column: string, ids: readonly string[]): Promise<string[]> {
    return mapPostgresErrors(async () => {
      const [of] = await this.#sql`
        select format_type(atttypid, atttypmod) as type from pg_attribute
        where attrelid = ${tableName(table)}::regclass and attname = ${column}`;
      const rows = await this.#sql.unsafe(
        `select ids.id from unnest($1::text[]) as ids (id)
         where not exists (select from ${tableName(table)} t where t.${quoted(column)} = ids.id::${of!.type})
         order by 1`,
        [ids as string[]],
      );
      return rows.map(({ id }) => id as string);
    });
  }

  keepCertificate(certificate: Certificate): Promise<void> {
    return mapPostgresErrors(async () => {
      await this.#sql`update tillstream_split.split set certificate = ${JSON.stringify(certificate)}::text::json`;
    });
  }

  undo(): Promise<string[]> {
    return mapPostgresErrors(() =>
      this.#sql.begin(async (sql) => {
        const tables = [...new Set((await readParts(sql)).map(({ table }) => table))];
        await takeAway(sql, tables, ["foreign key"]);
        // In one statement, and each sequence back at its beginning.
        if (tables.length > 0) await sql.unsafe(`truncate ${tables.map(tableName).join(", ")} restart identity`);
        await putAllBack(sql);
        await sql.unsafe(`drop schema ${RECORD} cascade`);
        return tables;
      })
    ) as Promise<string[]>;
  }

  #read<T>(work: (sql: SqlScope) => Promise<T>): Promise<T> {
    return mapPostgresErrors(() =>
      this.#sql.begin("isolation level repeatable read read only", async (sql) => {
        await sql.unsafe(CANONICAL).simple();
        return await work(sql);
      })
    ) as Promise<T>;
  }
}

/** COPY, and proof that every row arrived: the driver itself would not tell. */
async function copyCounted(sql: SqlScope, move: Move, rows: (sink: RowSink) => Promise<number>): Promise<number> {
  // A crash of the server may lose the last of these transactions, rows and note alike; the split goes on there.
  await sql.unsafe("set local synchronous_commit = off; set local statement_timeout = 0").simple();
  const before = await insertedSoFar(sql, move.table);
  const statement = `copy ${tableName(move.table)} (${valuesOf(move, "new")}) from stdin (format binary)`;
  const sent = await copyIn(sql, statement, rows);
  const inserted = (await insertedSoFar(sql, move.table)).rows - before.rows;
  if (before.counts && inserted !== sent) {
    throw new NotCopied(`Cannot copy ${sent} rows of ${move.table}: ${inserted} are there`);
  }
  return sent;
}

/** Rows that this session has put into the table, as its statistics say; without them the certificate alone tells. */
async function insertedSoFar(sql: SqlScope, table: string): Promise<{ counts: boolean; rows: number }> {
  const [row] = await sql`
    select current_setting('track_counts')::boolean as counts,
      coalesce(pg_stat_get_xact_tuples_inserted(${tableName(table)}::regclass), 0) as rows`;
  return row as unknown as { counts: boolean; rows: number };
}

async function occupiedAmong(sql: SqlScope, tables: readonly string[]): Promise<string[]> {
  const occupied: string[] = [];
  for (const table of tables) {
    const [row] = await sql.unsafe(`select exists (select from ${quoted(SCHEMA)}.${quoted(table)}) as occupied`);
    if (row!.occupied) occupied.push(table);
  }
  return occupied;
}
