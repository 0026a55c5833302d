import type { LeftOut } from "../../domain/sourcing/certificate.ts";
import {
  HISTORIES_OF_MIGRATIONS,
  PLACEMENT,
  placeOf,
  type Reference,
  SPLIT_DATABASES,
  type SplitDatabase,
} from "../../domain/sourcing/placement.ts";
import type { SplitMap } from "./map.ts";
import { mapColumn } from "./map_column.ts";
import { droppedKeysOf, referencesOf } from "./plan_references.ts";
import type { Catalog, ColumnShape, TableShape } from "./sql/catalog.ts";

/** Rows, bytes and blocks are those of the old table. */
export interface Move extends Pick<TableShape, "rows" | "bytes" | "blocks"> {
  readonly database: SplitDatabase;
  readonly table: string;
  readonly oldTable: string;
  /** The split makes it, or has made it, as the old one is; otherwise it was there. */
  readonly made: boolean;
  readonly exists: boolean;
  /** The new table, with the rules that rows have to obey. */
  readonly to: TableShape;
  readonly columns: readonly MovedColumn[];
  /** The primary key, where both sides have the same; otherwise empty. */
  readonly key: readonly string[];
  /** The old columns that the key comes from. */
  readonly oldKey: readonly string[];
}

export interface MovedColumn {
  readonly name: string;
  /** SQL that gives it, of a row of the old table; with the new column's type. */
  readonly value: string;
  /** The old column whose values it takes, cast or not; `null` for a constant or an expression. */
  readonly source: string | null;
  readonly byText: boolean;
}

export interface SplitPlan {
  readonly moves: readonly Move[];
  /** Tables that the old database does not have; they stay empty, or are not made. */
  readonly missing: readonly { readonly database: SplitDatabase; readonly table: string }[];
  readonly conversions: readonly string[];
  readonly leftOut: readonly LeftOut[];
  /** References that no foreign key can enforce any more; the certificate checks them instead. */
  readonly references: readonly Reference[];
  /** Foreign keys of tables that are made, whose other end is elsewhere. */
  readonly droppedKeys: readonly string[];
  /** Foreign keys, as "table.name", that the old database has never checked; they are made so. */
  readonly uncheckedKeys: readonly string[];
  /** Times without a zone that become times with one, and no zone was said. */
  readonly naive: readonly string[];
  readonly problems: readonly string[];
}

/** How the old tables are fitted; stored with the split, so that a later run does the same. */
export interface Fitting {
  /** `null`: tables that a new database lacks are made as the old ones are. */
  readonly map: SplitMap | null;
  readonly oldTimeZone: string | null;
  /** Where tables go that no new database has a place for. */
  readonly places: Readonly<Record<string, SplitDatabase>>;
}

export const NO_FITTING: Fitting = { map: null, oldTimeZone: null, places: {} };

/**
 * @param news a database that is not given has no tables
 * @param only the databases to fill
 * @param made the new tables that an earlier run of this split has made
 */
export function planSplit(
  old: Catalog,
  news: Readonly<Partial<Record<SplitDatabase, Catalog>>>,
  { only = SPLIT_DATABASES, fitting = NO_FITTING, made: madeBefore = {} }: {
    readonly only?: readonly SplitDatabase[];
    readonly fitting?: Fitting;
    readonly made?: Readonly<Partial<Record<SplitDatabase, readonly string[]>>>;
  } = {},
): SplitPlan {
  const { map, places } = fitting;
  const moves: Move[] = [];
  const missing: SplitPlan["missing"][number][] = [];
  const conversions: string[] = [];
  const problems: string[] = [];
  const naive: string[] = [];
  const attached: LeftOut[] = [];
  /** Of each old table, the columns that some new one takes. */
  const reads = new Map<string, Set<string>>();
  for (const database of SPLIT_DATABASES.filter((name) => only.includes(name))) {
    const placed = Object.keys(places).filter((table) => places[table] === database);
    for (const table of [...PLACEMENT[database], ...placed]) {
      const mapped = map?.tables[table];
      const oldTable = mapped?.from ?? table;
      const isIgnored = mapped === undefined && map?.ignore.includes(oldTable);
      const from = isIgnored ? undefined : old.tables.find(({ name }) => name === oldTable);
      const found = news[database]?.tables.find(({ name }) => name === table);
      if (!from) {
        if (mapped || placed.includes(table)) {
          problems.push(`${table} comes from ${oldTable}, and there is no such old table`);
        } else missing.push({ database, table });
        continue;
      }
      const made = found === undefined || (madeBefore[database]?.includes(table) ?? false);
      if (!found && from.isParent) {
        problems.push(
          `${database}: ${table} has partitions or tables that inherit from it: make it there, and run again`,
        );
      }
      const fitted = fitTable(from, found ?? from, fitting);
      conversions.push(...fitted.conversions);
      naive.push(...fitted.naive);
      problems.push(...fitted.problems.map((problem) => `${database}: ${problem}`));
      const taken = reads.get(oldTable) ?? new Set();
      const kept = found ? fitted.reads : from.columns.map(({ name }) => name);
      reads.set(oldTable, taken.union(new Set(kept)));
      if (made) attached.push(...from.attached);
      const { rows, bytes, blocks } = from;
      const key = keyOf(from, found ?? from, fitted.columns);
      const oldKey = key.length === 0 ? [] : from.key;
      const exists = found !== undefined;
      moves.push({
        database,
        table,
        oldTable,
        made,
        exists,
        to: found ?? from,
        columns: fitted.columns,
        key,
        oldKey,
        rows,
        bytes,
        blocks,
      });
    }
  }
  const leftOut = [...leftOutOf(old, moves, { only, reads, fitting }), ...attached];
  return {
    moves,
    missing,
    conversions,
    leftOut,
    references: referencesOf(old, moves),
    droppedKeys: droppedKeysOf(old, moves),
    uncheckedKeys: old.foreignKeys.filter(({ table, validated }) =>
      !validated && moves.some(({ oldTable, made }) => made && oldTable === table)
    ).map(({ table, name }) => `${table}.${name}`),
    naive: fitting.oldTimeZone === null ? naive : [],
    problems,
  };
}

function fitTable(from: TableShape, to: TableShape, { map, oldTimeZone }: Fitting) {
  const columns: MovedColumn[] = [];
  const conversions: string[] = [];
  const problems: string[] = [];
  const naive: string[] = [];
  const reads: string[] = [];
  const mapped = map?.tables[to.name];
  const strange = Object.keys(mapped?.columns ?? {}).filter((name) =>
    !to.columns.some((column) => column.name === name)
  );
  problems.push(...strange.map((name) => `${to.name} has no column ${name}, which the map names`));
  for (const column of to.columns) {
    const source = mapped?.columns[column.name] ?? null;
    if (column.generated) {
      reads.push(column.name);
      if (source) problems.push(`${to.name}.${column.name} is generated: no map can fill it`);
      continue;
    }
    const hasOld = from.columns.some(({ name }) => name === column.name);
    if (!source && !hasOld) {
      if (column.optional) continue;
      problems.push(`${to.name}.${column.name} must have a value, and the old table has no such column`);
      continue;
    }
    const found = mapColumn(from, { table: to.name, column }, { source, oldTimeZone });
    if (found.column) columns.push(found.column);
    if (found.conversion) conversions.push(found.conversion);
    if (found.problem) problems.push(found.problem);
    if (found.naive) naive.push(`${to.name}.${column.name}`);
    reads.push(...found.reads);
    if (!found.column && hasOld) reads.push(column.name);
  }
  return { columns, conversions, problems, naive, reads };
}

function keyOf(from: TableShape, to: TableShape, columns: readonly MovedColumn[]): readonly string[] {
  const sources = to.key.map((name) => columns.find((column) => column.name === name)?.source ?? null);
  return JSON.stringify(sources) === JSON.stringify(from.key) ? to.key : [];
}

interface Leaving {
  readonly only: readonly SplitDatabase[];
  readonly reads: ReadonlyMap<string, ReadonlySet<string>>;
  readonly fitting: Fitting;
}

function leftOutOf(old: Catalog, moves: readonly Move[], { reads, fitting: { map, places } }: Leaving): LeftOut[] {
  const ignoredIn = (table: string) =>
    Object.entries(map?.tables ?? {}).filter(([ours, { from }]) => (from ?? ours) === table)
      .flatMap(([, { ignore }]) => ignore);
  const columns = old.tables.flatMap(({ name, columns }) => {
    const taken = reads.get(name);
    return columns.filter((column: ColumnShape) => taken && !taken.has(column.name)).map((column): LeftOut => ({
      kind: "column",
      name: `${name}.${column.name}`,
      ...(ignoredIn(name).includes(column.name) ? { ignored: true } : {}),
    }));
  });
  // A table of a database that is not filled now is not left behind.
  const tables = old.tables.filter(({ name }) =>
    !reads.has(name) && !HISTORIES_OF_MIGRATIONS.includes(name) &&
    (map?.ignore.includes(name) || (placeOf(name) ?? places[name] ?? null) === null)
  ).map(({ name }): LeftOut => ({ kind: "table", name, ...(map?.ignore.includes(name) ? { ignored: true } : {}) }));
  const made = moves.filter(({ made }) => made).map(({ oldTable }) => oldTable);
  const sequences = old.tables.filter(({ name }) => made.includes(name)).flatMap(({ sequences }) => sequences);
  const others = old.others.filter(({ kind, name }) => kind !== "sequence" || !sequences.includes(name))
    .map((other): LeftOut => map?.ignore.includes(other.name) ? { ...other, ignored: true } : other);
  return [...columns, ...tables, ...others];
}
