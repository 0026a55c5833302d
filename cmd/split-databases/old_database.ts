import type { Fingerprint } from "../../domain/sourcing/certificate.ts";
import type { Catalog } from "./catalog.ts";
import type { BlockRange } from "./cut_blocks.ts";
import type { Move } from "./plan.ts";
import type { Reference } from "../../domain/sourcing/placement.ts";

/** Which database it is, however its address is written. */
export interface DatabaseIdentity {
  /** The same for every connection to the same database, and for no other database. */
  readonly id: string;
  /** For people: "drop01 at db.example:5432". */
  readonly name: string;
  /** Tables in it that belong to a database of another kind, each with whose it is. */
  readonly strangers: readonly string[];
}

/** Takes rows as they come off the old database, some of them at a time, in a form that the new ones understand. */
export type RowSink = (bytes: Uint8Array) => Promise<void>;

/** Which of a table's rows: those in some blocks, or those whose key falls into some buckets. */
export type Part = { readonly blocks: BlockRange } | { readonly buckets: readonly number[] };

/** What a bucket's rows come to; see {@link BUCKETS}. */
export type BucketFingerprints = ReadonlyMap<number, Fingerprint>;

/** Into how many buckets a table's rows are told apart, by a digest of their key, to find out which ones differ. */
export const BUCKETS = 1024;

/** The moved columns of one row, in their order, each written as text. */
export type Record = readonly (string | null)[];

export interface RowPage {
  readonly records: readonly Record[];
  /** Where the next page begins; `null` on the last. */
  readonly next: string | null;
}

/** The database that is split. Nothing can be written through it. */
export interface OldDatabase {
  identity(): Promise<DatabaseIdentity>;
  catalog(): Promise<Catalog>;
  /** The state of one moment: whatever is read through it agrees, whoever writes meanwhile. Disposing of it lets go. */
  freeze(): Promise<FrozenDatabase>;
}

export interface FrozenDatabase extends AsyncDisposable {
  /**
   * Gives a part's rows to `sink`, and how many there were. Resolves once the last has been taken; throws when not all
   * could be read or taken.
   */
  copyRows(move: Move, part: Part, sink: RowSink): Promise<number>;
  /** Rows in the order of their key, as a feed would give them. For tables with a primary key. */
  readPage(move: Move, after: string | null, limit: number): Promise<RowPage>;
  fingerprint(move: Move): Promise<Fingerprint>;
  bucketFingerprints(move: Move): Promise<BucketFingerprints>;
  countOrphans(reference: Reference): Promise<number>;
  /** What the sequence of a column gives next, if it has one. */
  nextOf(table: string, column: string): Promise<string | null>;
}
