import type { Reference, SplitDatabase } from "./placement.ts";

/**
 * Independent of the rows' order: the sum of their SHA-256 digests, cut to 128 bits, in two halves modulo 2^64. A
 * lost row beside a doubled one is noticed, which an exclusive or would miss; rows forged on purpose are not.
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
  readonly next: string;
  /** `null` in an empty table. */
  readonly highest: string | null;
}

export interface OrphanFinding extends Reference {
  readonly database: SplitDatabase;
  readonly toDatabase: SplitDatabase;
  readonly orphans: number;
  /** As many as the old database has; it may have had them without a foreign key. */
  readonly orphansInOld: number;
  readonly examples: readonly string[];
}

export interface ForeignKeyFinding {
  readonly database: SplitDatabase;
  readonly name: string;
  readonly table: string;
  readonly toTable: string;
  readonly validated: boolean;
  readonly broken: number;
}

/** What the old database has and no new one takes. */
export interface LeftOut {
  readonly kind:
    | "table"
    | "column"
    | "view"
    | "materialized view"
    | "sequence"
    | "foreign table"
    | "trigger"
    | "rule"
    | "policy";
  readonly name: string;
  /** Somebody has said that it may stay behind. */
  readonly ignored?: boolean;
}

export interface Certificate {
  readonly verdict: "agrees" | "differs";
  readonly differences: readonly string[];
  readonly takenAt: Date;
  readonly strategy: "restore" | "insert";
  readonly old: string;
  /** Whose the old times without a zone are, where the new columns have one; `null` where there are none. */
  readonly oldTimeZone: string | null;
  readonly databases: Readonly<Partial<Record<SplitDatabase, string>>>;
  readonly tables: readonly TableFinding[];
  /** Tables that were made as the old database has them, "source.supplier_item_raw"; the others were there. */
  readonly made: readonly string[];
  readonly sequences: readonly SequenceFinding[];
  readonly orphans: readonly OrphanFinding[];
  readonly foreignKeys: readonly ForeignKeyFinding[];
  /** Foreign keys of the tables that were made, left out since their other end is in another database. */
  readonly droppedKeys: readonly string[];
  /** Rows refused; parts, indexes and constraints still missing, or other than the old ones. */
  readonly unfinished: readonly string[];
  readonly conversions: readonly string[];
  readonly leftOut: readonly LeftOut[];
}

export type Findings = Omit<Certificate, "verdict" | "differences">;

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
