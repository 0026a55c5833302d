import type { LeftOut } from "../../domain/sourcing/certificate.ts";
import type { Catalog, ColumnShape, TableShape } from "./catalog.ts";
import { fitColumn } from "./fit_column.ts";
import {
  CROSS_REFERENCES,
  HISTORIES_OF_MIGRATIONS,
  PLACEMENT,
  placeOf,
  type Reference,
  SPLIT_DATABASES,
  type SplitDatabase,
} from "../../domain/sourcing/placement.ts";

/** One table that moves. */
export interface Move {
  readonly database: SplitDatabase;
  readonly table: string;
  readonly columns: readonly MovedColumn[];
  /** What tells its rows apart, on both sides; empty without a primary key. */
  readonly key: readonly string[];
  readonly rows: number;
  readonly bytes: number;
  readonly blocks: number | null;
}

export interface MovedColumn {
  readonly name: string;
  /** The type that the old value is turned into; `null` where it already has it. */
  readonly cast: string | null;
}

export interface SplitPlan {
  /** In the order of the placement; the largest come first when they are copied. */
  readonly moves: readonly Move[];
  /** Tables that the old database does not have; they stay empty. */
  readonly missing: readonly { readonly database: SplitDatabase; readonly table: string }[];
  /** Columns whose values get another type on the way: "products.price: integer → bigint". */
  readonly conversions: readonly string[];
  readonly leftOut: readonly LeftOut[];
  /** What no foreign key can hold any more; checked by the certificate instead. */
  readonly references: readonly Reference[];
  /** Why it can't be done at all. */
  readonly problems: readonly string[];
}

export interface PlanOptions {
  /** The databases to fill; all of them unless told. */
  readonly only?: readonly SplitDatabase[];
}

/**
 * Says what moves where, what is left, and what is in the way. A new database that is not told has no tables yet; it is
 * taken to fit.
 */
export function planSplit(
  old: Catalog,
  news: Readonly<Partial<Record<SplitDatabase, Catalog>>>,
  { only = SPLIT_DATABASES }: PlanOptions = {},
): SplitPlan {
  const oldTables = new Map(old.tables.map((table) => [table.name, table]));
  const moves: Move[] = [];
  const missing: SplitPlan["missing"][number][] = [];
  const conversions: string[] = [];
  const problems: string[] = [];
  const leftOut: LeftOut[] = [];
  for (const database of SPLIT_DATABASES.filter((name) => only.includes(name))) {
    for (const table of PLACEMENT[database]) {
      const from = oldTables.get(table);
      const to = news[database] ? news[database].tables.find(({ name }) => name === table) : from;
      if (!from) missing.push({ database, table });
      else if (!to) problems.push(`${database} has no table ${table}`);
      else {
        const fitted = fitTable(from, to);
        conversions.push(...fitted.conversions);
        problems.push(...fitted.problems.map((problem) => `${database}: ${problem}`));
        leftOut.push(...fitted.leftOut);
        const { rows, bytes, blocks } = from;
        moves.push({ database, table, columns: fitted.columns, key: keyOf(from, to), rows, bytes, blocks });
      }
    }
  }
  leftOut.push(
    ...old.tables.filter(({ name }) => placeOf(name) === null && !HISTORIES_OF_MIGRATIONS.includes(name))
      .map(({ name }) => ({ kind: "table" as const, name })),
  );
  return { moves, missing, conversions, leftOut: [...leftOut, ...old.others], references: referencesOf(old), problems };
}

function fitTable(from: TableShape, to: TableShape) {
  const columns: MovedColumn[] = [];
  const conversions: string[] = [];
  const problems: string[] = [];
  const storable = to.columns.filter(({ generated }) => !generated);
  for (const column of storable) {
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
  const leftOut = from.columns.filter(({ name }) => !to.columns.some((column: ColumnShape) => column.name === name))
    .map(({ name }): LeftOut => ({ kind: "column", name: `${from.name}.${name}` }));
  return { columns, conversions, problems, leftOut };
}

/** The key only serves where both sides tell their rows apart by the same columns. */
function keyOf(from: TableShape, to: TableShape): readonly string[] {
  return from.key.length > 0 && from.key.join("\0") === to.key.join("\0") ? from.key : [];
}

/** Those that are known of, and the old foreign keys of one column that would have to cross databases. */
function referencesOf({ tables, foreignKeys }: Catalog): Reference[] {
  const found = new Map<string, Reference>();
  const add = (reference: Reference) => found.set(`${reference.table}.${reference.column}`, reference);
  for (const reference of CROSS_REFERENCES) {
    const hasColumn = (table: string, column: string) =>
      tables.some(({ name, columns }) => name === table && columns.some((found) => found.name === column));
    const { table, column, toTable, toColumn } = reference;
    if (hasColumn(table, column) && hasColumn(toTable, toColumn)) add(reference);
  }
  for (const { table, columns: [column, ...more], toTable, toColumns: [toColumn] } of foreignKeys) {
    const [from, to] = [placeOf(table), placeOf(toTable)];
    if (!column || !toColumn || more.length > 0 || from === null || to === null || from === to) continue;
    add({ table, column, toTable, toColumn });
  }
  return [...found.values()];
}
