import type {
  Certificate,
  Fingerprint,
  ForeignKeyFinding,
  SequenceFinding,
} from "../../domain/sourcing/certificate.ts";
import type { Catalog } from "./catalog.ts";
import type { BlockRange } from "./cut_blocks.ts";
import type { Move } from "./plan.ts";
import type { BucketFingerprints, DatabaseIdentity, Record, RowSink } from "./old_database.ts";

export type Strategy = "restore" | "recollect";

/** What a database remembers of the split that fills it. */
export interface SplitRecord {
  /** Of the old database. */
  readonly oldId: string;
  readonly oldName: string;
  readonly strategy: Strategy;
  /** How often it was begun; each began with a moment of its own. */
  readonly attempt: number;
  readonly finishedAt: Date | null;
  readonly certificate: Certificate | null;
}

/** A part of a table that is copied in one transaction. */
export interface StoredPart extends BlockRange {
  readonly table: string;
  readonly number: number;
  /** The attempt that copied it; `null` while it waits. */
  readonly attempt: number | null;
  readonly rows: number;
  /** Where collecting goes on; `null` at the beginning. */
  readonly after: string | null;
}

/** Records of one page, with what is to be remembered in the same transaction. */
export interface PageToStore {
  readonly records: readonly Record[];
  readonly rejects: readonly Rejected[];
  /** Where the page began. */
  readonly after: string | null;
  /** Where the next begins; `null` after the last. */
  readonly next: string | null;
  readonly attempt: number;
}

/** A row that the new table does not take. */
export interface Rejected {
  readonly key: string;
  readonly reason: string;
}

export interface Beginning {
  readonly oldId: string;
  readonly oldName: string;
  readonly strategy: Strategy;
  readonly moves: readonly Move[];
  /** The parts of each table, the first time; later the stored ones count. */
  readonly cut: (move: Move) => readonly BlockRange[];
}

export type Begun =
  | { readonly begun: true; readonly attempt: number; readonly parts: readonly StoredPart[] }
  /** Tables that hold rows which this split has not brought. */
  | { readonly begun: false; readonly occupied: readonly string[] };

/** One of the three. All it needs to know about a split it keeps in the database itself, in a schema of its own. */
export interface NewDatabase {
  identity(): Promise<DatabaseIdentity>;
  /** Makes the tables, where they are not there yet. */
  prepare(): Promise<void>;
  catalog(): Promise<Catalog>;
  /** `null` where no split has begun. */
  record(): Promise<SplitRecord | null>;
  /** Makes sure that nobody else splits into it; gives it back when disposed of. `null` when somebody does. */
  lock(): Promise<AsyncDisposable | null>;
  /**
   * Begins, or goes on: counts the attempt, notes the parts, and takes away indexes and constraints that slow copying
   * down, remembering each. In one transaction.
   */
  begin(beginning: Beginning): Promise<Begun>;
  /** Stores one part and notes so, both or neither. `rows` writes into the sink and says how many there were. */
  storePart(move: Move, part: StoredPart, attempt: number, rows: (sink: RowSink) => Promise<number>): Promise<void>;
  /**
   * Stores the records (those that are there already are replaced) and moves on to the next page, both or neither.
   * "moved on": another process was here. Throws `DataRefused` when a record is to blame.
   */
  storePage(move: Move, part: StoredPart, page: PageToStore): Promise<"stored" | "moved on">;
  /** Throws `DataRefused` when one of the records can't be stored; stores nothing. */
  tryRecords(move: Move, records: readonly Record[]): Promise<void>;
  /** Puts other rows in the place of those in some buckets, in one transaction. */
  replaceBuckets(
    move: Move,
    buckets: readonly number[],
    rows: (sink: RowSink) => Promise<number>,
  ): Promise<void>;
  /** Takes away the foreign keys of the tables, so that rows can be replaced in any order. */
  loosen(tables: readonly string[]): Promise<void>;
  /** Puts a table's indexes and unique constraints back. */
  buildIndexes(table: string): Promise<void>;
  /** Puts everything else back that was taken away. */
  finish(): Promise<void>;
  /** Tells the planner what the tables hold. */
  analyze(tables: readonly string[]): Promise<void>;
  /** What is still owed, one line each: rows refused, parts that wait, "index orders_status is not back yet". */
  unfinished(): Promise<string[]>;
  fingerprint(move: Move): Promise<Fingerprint>;
  bucketFingerprints(move: Move): Promise<BucketFingerprints>;
  sequences(tables: readonly string[]): Promise<Omit<SequenceFinding, "database">[]>;
  /** Makes a sequence give at least `next`, and more than the column's highest value. */
  advanceSequence(sequence: Omit<SequenceFinding, "database">, next: string | null): Promise<void>;
  foreignKeys(tables: readonly string[]): Promise<Omit<ForeignKeyFinding, "database">[]>;
  /** Gives `work` the different values of a column and how many rows have each, in order, some at a time. */
  eachReference(
    table: string,
    column: string,
    work: (batch: readonly { readonly id: string; readonly rows: number }[]) => Promise<void>,
  ): Promise<void>;
  /** Those of the ids that no row has. */
  missingOf(table: string, column: string, ids: readonly string[]): Promise<string[]>;
  keepCertificate(certificate: Certificate): Promise<void>;
  /** Empties what the split has filled, puts everything back, and forgets the split. In one transaction. */
  undo(): Promise<string[]>;
}
