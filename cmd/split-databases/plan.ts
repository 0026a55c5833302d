import type { LeftOut } from "../../domain/sourcing/certificate.ts";
import {
  CROSS_REFERENCES,
  HISTORIES_OF_MIGRATIONS,
  PLACEMENT,
  placeOf,
  type Reference,
  SPLIT_DATABASES,
  type SplitDatabase,
} from "../../domain/sourcing/placement.ts";
import { fitColumn } from "./fit_column.ts";
import type { SplitRefusal } from "./refusal.ts";
import type { Catalog, TableShape } from "./sql/catalog.ts";

/** Rows, bytes and blocks are those of the old table. */
export interface Move extends Pick<TableShape, "rows" | "bytes" | "blocks"> {
  readonly database: SplitDatabase;
  readonly table: string;
  readonly columns: readonly MovedColumn[];
  /** The primary key, where both sides have the same; otherwise empty. */
  readonly key: readonly string[];
}

interface MovedColumn {
  readonly name: string;
  /** The type that the old value is cast to; `null` where it already has it. */
  readonly cast: string | null;
}

export interface SplitPlan {
  readonly moves: readonly Move[];
  /** Tables that the old database does not have; they stay empty. */
  readonly missing: readonly { readonly database: SplitDatabase; readonly table: string }[];
  readonly conversions: readonly string[];
  readonly leftOut: readonly LeftOut[];
  /** References that no foreign key can enforce any more; the certificate checks them instead. */
  readonly references: readonly Reference[];
  readonly problems: readonly string[];
}

/** @param news a database that is not given has no tables yet, and is taken to fit @param only the databases to fill */
export function planSplit(
  old: Catalog,
  news: Readonly<Partial<Record<SplitDatabase, Catalog>>>,
  { only = SPLIT_DATABASES }: { readonly only?: readonly SplitDatabase[] } = {},
): SplitPlan {
  const moves: Move[] = [];
  const missing: SplitPlan["missing"][number][] = [];
  const conversions: string[] = [];
  const problems: string[] = [];
  const leftOut: LeftOut[] = [];
  for (const database of SPLIT_DATABASES.filter((name) => only.includes(name))) {
    for (const table of PLACEMENT[database]) {
      const from = old.tables.find(({ name }) => name === table);
      const to = news[database] ? news[database].tables.find(({ name }) => name === table) : from;
      if (!from) missing.push({ database, table });
      else if (!to) problems.push(`${database} has no table ${table}`);
      else {
        const fitted = fitTable(from, to);
        conversions.push(...fitted.conversions);
        problems.push(...fitted.problems.map((problem) => `${database}: ${problem}`));
        leftOut.push(...fitted.leftOut);
        const { rows, bytes, blocks } = from;
        const key = from.key.join("\0") === to.key.join("\0") ? from.key : [];
        moves.push({ database, table, columns: fitted.columns, key, rows, bytes, blocks });
      }
    }
  }
  const unplaced = old.tables.filter(({ name }) => placeOf(name) === null && !HISTORIES_OF_MIGRATIONS.includes(name))
    .map(({ name }): LeftOut => ({ kind: "table", name }));
  leftOut.push(...unplaced, ...old.others);
  return { moves, missing, conversions, leftOut, references: referencesOf(old), problems };
}

function fitTable(from: TableShape, to: TableShape) {
  const columns: MovedColumn[] = [];
  const conversions: string[] = [];
  const problems: string[] = [];
  for (const column of to.columns.filter(({ generated }) => !generated)) {
    const old = from.columns.find(({ name }) => name === column.name);
    const name = `${to.name}.${column.name}`;
    if (!old) {
      if (!column.optional) problems.push(`${name} must have a value, and the old table has no such column`);
      continue;
    }
    const fit = fitColumn(old, column);
    if (!fit.fits) problems.push(`${name} is ${column.type}, which can't hold every ${old.type} of the old one`);
    else if (old.type !== column.type) conversions.push(`${name}: ${old.type} → ${column.type}`);
    columns.push({ name: column.name, cast: fit.fits ? fit.cast : null });
  }
  const leftOut = from.columns.filter(({ name }) => !to.columns.some((column) => column.name === name))
    .map(({ name }): LeftOut => ({ kind: "column", name: `${from.name}.${name}` }));
  return { columns, conversions, problems, leftOut };
}

/** The known ones, and the old foreign keys of one column that would cross databases. */
function referencesOf({ tables, foreignKeys }: Catalog): Reference[] {
  const hasColumn = (table: string, column: string) =>
    tables.some(({ name, columns }) => name === table && columns.some((found) => found.name === column));
  const known = CROSS_REFERENCES.filter(({ table, column, toTable, toColumn }) =>
    hasColumn(table, column) && hasColumn(toTable, toColumn)
  );
  const found = new Map(known.map((reference) => [`${reference.table}.${reference.column}`, reference]));
  for (const { table, columns: [column, ...more], toTable, toColumns: [toColumn] } of foreignKeys) {
    const from = placeOf(table);
    const to = placeOf(toTable);
    if (!column || !toColumn || more.length > 0 || from === null || to === null || from === to) continue;
    found.set(`${table}.${column}`, { table, column, toTable, toColumn });
  }
  return [...found.values()];
}

export function judgePlan(
  { moves, leftOut, problems }: SplitPlan,
  { allowExtra, strategy = "restore" }: { readonly allowExtra: boolean; readonly strategy?: "restore" | "recollect" },
): SplitRefusal | null {
  const keyless = strategy === "recollect" ? moves.filter(({ key }) => key.length === 0) : [];
  if (keyless.length > 0) {
    const message = "Cannot recollect: tables without a primary key on both sides can't be read page by page";
    return { code: "does_not_fit", message, details: keyless.map(({ table }) => table) };
  }
  if (problems.length > 0) {
    return { code: "does_not_fit", message: "Cannot split: the new tables can't hold the old rows", details: problems };
  }
  if (moves.length === 0) {
    return { code: "nothing_to_move", message: "Cannot split: the old database has none of the tables" };
  }
  if (leftOut.length === 0 || allowExtra) return null;
  const details = leftOut.map(({ kind, name }) => `${kind} ${name}`);
  return { code: "would_be_left_out", message: "Cannot split: no new database takes all of the old one", details };
}

/** Blocks from `from` up to but without `to`, or up to the end. */
export interface BlockRange {
  readonly from: number;
  readonly to: number | null;
}

/** What is copied in one transaction, about: little to repeat after a crash, much against what a transaction costs. */
const PART_BYTES = 24 * 1024 * 1024;

/** One part where rows can't be selected by block. The last has no end: it includes what was added since. */
export function cutBlocks({ blocks, bytes }: Pick<Move, "blocks" | "bytes">): BlockRange[] {
  const parts = blocks === null ? 1 : Math.max(1, Math.min(blocks, Math.round(bytes / PART_BYTES)));
  const borders = Array.from({ length: parts }, (_, part) => Math.floor(part * (blocks ?? 0) / parts));
  return borders.map((from, part) => ({ from, to: borders[part + 1] ?? null }));
}
