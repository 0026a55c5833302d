import type { LeftOut } from "../../domain/sourcing/certificate.ts";
import { PLACEMENT, SPLIT_DATABASES, type SplitDatabase } from "../../domain/sourcing/placement.ts";
import { fitTable, keyOf } from "./fit_table.ts";
import { leftOutOf } from "./left_out.ts";
import { type Fitting, type Move, NO_FITTING, type SplitPlan } from "./move.ts";
import { droppedKeysOf, referencesOf } from "./plan_references.ts";
import type { Catalog } from "./shapes.ts";

/**
 * @param news a database that is not given has no tables
 * @param only the databases to fill
 * @param tables the new tables to fill; all by default
 * @param made the new tables that an earlier run of this split has made
 */
export function planSplit(
  old: Catalog,
  news: Readonly<Partial<Record<SplitDatabase, Catalog>>>,
  { only = SPLIT_DATABASES, tables, fitting = NO_FITTING, made: madeBefore = {} }: {
    readonly only?: readonly SplitDatabase[];
    readonly tables?: readonly string[];
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
      if (tables && !tables.includes(table)) continue;
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
          `${database}: ${table} has tables that inherit from it, or partitions in other places: make it there, and run again`,
        );
      }
      const fitted = fitTable(from, found ?? from, fitting);
      conversions.push(...fitted.conversions);
      naive.push(...fitted.naive);
      problems.push(...fitted.problems.map((problem) => `${database}: ${problem}`));
      const taken = reads.get(oldTable) ?? new Set();
      reads.set(oldTable, taken.union(new Set(fitted.reads)));
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
  const leftOut = [...leftOutOf(old, moves, { reads, fitting }), ...attached];
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
