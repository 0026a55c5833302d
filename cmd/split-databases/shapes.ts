import type { LeftOut } from "../../domain/sourcing/certificate.ts";

export interface Catalog {
  readonly tables: readonly TableShape[];
  readonly foreignKeys: readonly ForeignKey[];
  /** What belongs to no table of the schema: views, sequences that number no column, tables of other schemas. */
  readonly others: readonly LeftOut[];
}

export interface TableShape {
  readonly name: string;
  readonly columns: readonly ColumnShape[];
  /** The primary key's columns, in its order; empty without one. */
  readonly key: readonly string[];
  /** As the server estimates it. */
  readonly rows: number;
  /** With what is stored out of line; without indexes. */
  readonly bytes: number;
  /** Of the table itself; `null` where rows can't be selected by block: a partitioned table, an old server. */
  readonly blocks: number | null;
  /** With tables that inherit from it, or a partition that is not made with it: a foreign table, or in another schema. */
  readonly isParent: boolean;
  /** Sequences of no column that its defaults draw from. */
  readonly sequences: readonly string[];
  /** What hangs on it and is not made with it: triggers, rules, policies. */
  readonly attached: readonly LeftOut[];
  readonly rules: readonly Rule[];
}

/** What rows have to obey beside the columns' types. */
export type Rule =
  | { readonly kind: "check"; readonly name: string; readonly condition: string }
  | {
    readonly kind: "unique";
    readonly name: string;
    readonly columns: readonly string[];
    readonly where: string | null;
  };

export interface ColumnShape {
  readonly name: string;
  /** With its modifier: "character varying(50)", "vector(1536)". */
  readonly type: string;
  readonly isEnum: boolean;
  /** Its binary form names types by numbers of its own database, or does not exist: values travel as text. */
  readonly byText: boolean;
  /** A row can be stored without a value. */
  readonly optional: boolean;
  readonly generated: boolean;
  readonly required: boolean;
  /** SQL. */
  readonly defaultValue: string | null;
}

export interface ForeignKey {
  readonly name: string;
  readonly table: string;
  readonly columns: readonly string[];
  readonly toTable: string;
  readonly toColumns: readonly string[];
  /** Postgres has checked every row against it. */
  readonly validated: boolean;
}
