import type {
  BucketFingerprints,
  DatabaseIdentity,
  FrozenDatabase,
  OldDatabase,
  Part,
  RowPage,
  RowSink,
} from "../../../application/sourcing/ports/old_database.ts";
import type { Catalog } from "../../../domain/sourcing/split/catalog.ts";
import type { Fingerprint } from "../../../domain/sourcing/split/certificate.ts";
import type { Move } from "../../../domain/sourcing/split/plan_split.ts";
import type { Reference } from "../../../domain/sourcing/split/placement.ts";
import type { Sql, SqlScope } from "../core/connect.ts";
import { identifyDatabase } from "../sourcing/identify_database.ts";
import { mapPostgresErrors } from "../core/map_errors.ts";
import { literal, quoted, tableName } from "./names.ts";
import { readCatalog } from "./read_catalog.ts";
import { readPage } from "./row_pages.ts";
import { copyOut } from "./row_stream.ts";
import { bucketOf, CANONICAL, readBuckets, readFingerprint, valuesOf } from "./row_text.ts";
import { readNext } from "./sequences.ts";

/** Whatever the session was given, its transactions can't write. */
const READING = "isolation level repeatable read read only";
/** The transaction that holds the snapshot sits there while others read. */
const PATIENT = "set local idle_in_transaction_session_timeout = 0; set local statement_timeout = 0";

/** Reads the old database through transactions that are read only. */
export class PostgresOldDatabase implements OldDatabase {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async identity(): Promise<DatabaseIdentity> {
    const { key, database, host } = await identifyDatabase(this.#sql);
    return { id: key, name: `${database} at ${host}`, strangers: [] };
  }

  catalog(): Promise<Catalog> {
    return mapPostgresErrors(() => this.#sql.begin(READING, (sql) => readCatalog(sql))) as Promise<Catalog>;
  }

  async freeze(): Promise<FrozenDatabase> {
    const exported = Promise.withResolvers<string>();
    const released = Promise.withResolvers<void>();
    const holding = this.#sql.begin(READING, async (sql) => {
      await sql.unsafe(PATIENT).simple();
      const [row] = await sql`select pg_export_snapshot() as snapshot`;
      exported.resolve(row!.snapshot);
      await released.promise;
    }).catch(exported.reject);
    const snapshot = await mapPostgresErrors(() => exported.promise);
    return new FrozenPostgres(this.#sql, snapshot, async () => {
      released.resolve();
      await holding;
    });
  }
}

class FrozenPostgres implements FrozenDatabase {
  readonly #sql: Sql;
  readonly #snapshot: string;
  readonly #release: () => Promise<void>;

  constructor(sql: Sql, snapshot: string, release: () => Promise<void>) {
    this.#sql = sql;
    this.#snapshot = snapshot;
    this.#release = release;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#release();
  }

  copyRows(move: Move, part: Part, sink: RowSink): Promise<number> {
    const statement = `copy (select ${valuesOf(move, "old")} from ${tableName(move.table)}${whereOf(move, part)})
      to stdout (format binary)`;
    return this.#read((sql) => copyOut(sql, statement, sink));
  }

  readPage(move: Move, after: string | null, limit: number): Promise<RowPage> {
    return this.#read((sql) => readPage(sql, move, after, limit));
  }

  fingerprint(move: Move): Promise<Fingerprint> {
    return this.#read((sql) => readFingerprint(sql, move, "old"));
  }

  bucketFingerprints(move: Move): Promise<BucketFingerprints> {
    return this.#read((sql) => readBuckets(sql, move, "old"));
  }

  countOrphans({ table, column, toTable, toColumn }: Reference): Promise<number> {
    return this.#read(async (sql) => {
      const [row] = await sql.unsafe(`select count(*) as orphans from ${tableName(table)} a
        where a.${quoted(column)} is not null
          and not exists (select from ${tableName(toTable)} b where b.${quoted(toColumn)} = a.${quoted(column)})`);
      return row!.orphans;
    });
  }

  nextOf(table: string, column: string): Promise<string | null> {
    return this.#read(async (sql) => {
      const [row] = await sql.unsafe(
        `select pg_get_serial_sequence(${literal(tableName(table))}, ${literal(column)}) as name
        where exists (select from information_schema.columns where table_schema || '.' || table_name = 'public.' || ${
          literal(table)
        } and column_name = ${literal(column)})`,
      );
      return row?.name ? await readNext(sql, row.name) : null;
    });
  }

  /** Each in a transaction of its own that sees what the others see. */
  #read<T>(work: (sql: SqlScope) => Promise<T>): Promise<T> {
    return mapPostgresErrors(() =>
      this.#sql.begin(READING, async (sql) => {
        // The first statement of the transaction, or Postgres refuses it.
        await sql.unsafe(`set transaction snapshot ${literal(this.#snapshot)}; ${CANONICAL}`).simple();
        return await work(sql);
      })
    ) as Promise<T>;
  }
}

function whereOf(move: Move, part: Part): string {
  if ("buckets" in part) return ` where ${bucketOf(move, "old")} in (${part.buckets.join(", ")})`;
  const { from, to } = part.blocks;
  const bounds = [
    ...(from > 0 ? [`ctid >= '(${from},0)'::tid`] : []),
    ...(to !== null ? [`ctid < '(${to},0)'::tid`] : []),
  ];
  return bounds.length > 0 ? ` where ${bounds.join(" and ")}` : "";
}
