import type { Reference, SplitDatabase } from "./placement.ts";

/**
 * A digest of a table's rows, independent of their order.
 *
 * The checksum is the sum of the rows' SHA-256 digests, cut to 128 bits and added in two halves, each modulo 2^64. A sum
 * notices a lost row beside a doubled one, which an exclusive or of digests would not. Two different tables agree by
 * chance with a probability of about 2^-128; it does not protect against rows forged on purpose.
 */
export interface Fingerprint {
  readonly rows: number;
  /** 32 hexadecimal digits. */
  readonly checksum: string;
}

export interface TableFinding {
  readonly database: SplitDatabase;
  readonly table: string;
  readonly columns: number;
  readonly old: Fingerprint;
  readonly new: Fingerprint;
}

/** Numbers as text: they may be larger than a double holds exactly. */
export interface SequenceFinding {
  readonly database: SplitDatabase;
  readonly table: string;
  readonly column: string;
  readonly sequence: string;
  /** The number it returns next. */
  readonly next: string;
  /** The highest value in the column; `null` in an empty table. */
  readonly highest: string | null;
}

/** Rows that refer to a missing row of another database. */
export interface OrphanFinding extends Reference {
  readonly database: SplitDatabase;
  readonly toDatabase: SplitDatabase;
  readonly orphans: number;
  /** As many as the old database has; it may have had them without a foreign key. */
  readonly orphansInOld: number;
  /** Ids that are referred to and missing, a few. */
  readonly examples: readonly string[];
}

export interface ForeignKeyFinding {
  readonly database: SplitDatabase;
  readonly name: string;
  readonly table: string;
  readonly toTable: string;
  /** Postgres has checked every row against it. */
  readonly validated: boolean;
  /** Rows that break it all the same. */
  readonly broken: number;
}

/** What the old database has and no new one takes. */
export interface LeftOut {
  readonly kind: "table" | "column" | "view" | "materialized view" | "sequence" | "foreign table";
  readonly name: string;
}

/** The result of comparing the databases. */
export interface Certificate {
  readonly verdict: "agrees" | "differs";
  /** One line each. */
  readonly differences: readonly string[];
  readonly takenAt: Date;
  readonly strategy: "restore" | "recollect";
  readonly old: string;
  readonly databases: Readonly<Partial<Record<SplitDatabase, string>>>;
  readonly tables: readonly TableFinding[];
  readonly sequences: readonly SequenceFinding[];
  readonly orphans: readonly OrphanFinding[];
  readonly foreignKeys: readonly ForeignKeyFinding[];
  /** Rows that were refused; parts, indexes and constraints still missing. One line each. */
  readonly unfinished: readonly string[];
  readonly conversions: readonly string[];
  readonly leftOut: readonly LeftOut[];
}

export type Findings = Omit<Certificate, "verdict" | "differences">;

/** Draws the verdict. */
export function judge(findings: Findings): Certificate {
  const differences = [
    ...findings.tables.flatMap(differenceOfTable),
    ...findings.sequences.flatMap(differenceOfSequence),
    ...findings.orphans.flatMap(differenceOfOrphans),
    ...findings.foreignKeys.flatMap(differenceOfForeignKey),
    ...findings.unfinished,
  ];
  return { verdict: differences.length === 0 ? "agrees" : "differs", differences, ...findings };
}

function differenceOfTable({ database, table, old, new: found }: TableFinding): string[] {
  if (old.rows !== found.rows) return [`${database}.${table} has ${found.rows} rows, the old one ${old.rows}`];
  return old.checksum === found.checksum ? [] : [`${database}.${table} has as many rows, but other values`];
}

function differenceOfSequence({ database, sequence, next, highest }: SequenceFinding): string[] {
  if (highest === null || BigInt(next) > BigInt(highest)) return [];
  return [`${database}.${sequence} gives ${next} next, and ${highest} is taken already`];
}

function differenceOfOrphans({ table, column, toTable, orphans, orphansInOld, examples }: OrphanFinding): string[] {
  if (orphans === orphansInOld) return [];
  return [
    `${table}.${column} refers to ${orphans} rows of ${toTable} that are missing, in the old database to ${orphansInOld}` +
    (examples.length > 0 ? `: ${examples.join(", ")}` : ""),
  ];
}

function differenceOfForeignKey({ database, name, table, validated, broken }: ForeignKeyFinding): string[] {
  return [
    ...(broken > 0 ? [`${database}.${table} has ${broken} rows that break ${name}`] : []),
    ...(validated ? [] : [`${database}: ${name} was never checked`]),
  ];
}
