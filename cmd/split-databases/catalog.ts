/** What a database holds, as its catalogue tells it. */
export interface Catalog {
  readonly tables: readonly TableShape[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly sequences: readonly OwnedSequence[];
  /** What is neither a table of the schema nor follows from one: views, sequences of nobody, tables of other schemas. */
  readonly others: readonly OtherObject[];
}

export interface TableShape {
  readonly name: string;
  readonly columns: readonly ColumnShape[];
  /** The primary key's columns, in its order; empty without one. */
  readonly key: readonly string[];
  /** As the server estimates it. */
  readonly rows: number;
  /** With what is kept out of line; without indexes. */
  readonly bytes: number;
  /** Of the table itself; `null` where its rows can't be asked for by block: a partitioned table, an old server. */
  readonly blocks: number | null;
}

export interface ColumnShape {
  readonly name: string;
  /** With its modifier: "character varying(50)", "vector(1536)". */
  readonly type: string;
  readonly isEnum: boolean;
  /** A row can be stored without a value. */
  readonly optional: boolean;
  /** Its value follows from others and can't be stored. */
  readonly generated: boolean;
}

export interface ForeignKey {
  readonly name: string;
  readonly table: string;
  readonly columns: readonly string[];
  readonly toTable: string;
  readonly toColumns: readonly string[];
}

/** A sequence that numbers a column: of a serial or an identity. */
export interface OwnedSequence {
  readonly name: string;
  readonly table: string;
  readonly column: string;
}

export interface OtherObject {
  readonly kind: "view" | "materialized view" | "sequence" | "foreign table" | "table";
  readonly name: string;
}
