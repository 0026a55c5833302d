import { type Certificate, type Findings, judge, type OrphanFinding } from "../../domain/sourcing/certificate.ts";
import { placeOf, type Reference } from "../../domain/sourcing/placement.ts";
import type { Strategy } from "./new_database.ts";
import type { FrozenDatabase } from "./old_database.ts";
import { inOrder, type ProbeResult, type SplitDatabases } from "./probe.ts";
import { workThrough } from "./work_through.ts";

export interface CertifyOptions {
  readonly strategy: Strategy;
  readonly takenAt: Date;
  /** Tables that are compared at once. */
  readonly parallel: number;
  readonly signal: AbortSignal;
  readonly onTable?: (done: number, total: number) => void;
}

const EXAMPLES = 5;

/**
 * Compares the new databases with the old one as it is now, row by row, and looks at what holds them together. Whoever
 * writes into either meanwhile will find a difference.
 */
export async function certifySplit(
  databases: SplitDatabases,
  { plan, old, names }: ProbeResult,
  { strategy, takenAt, parallel, signal, onTable = () => {} }: CertifyOptions,
): Promise<Certificate> {
  await using frozen = await databases.old.freeze();
  const tables: Findings["tables"][number][] = [];
  // The largest first: a small one then does not wait alone at the end.
  const moves = plan.moves.toSorted((a, b) => b.bytes - a.bytes);
  await workThrough(moves, parallel, async (move) => {
    signal.throwIfAborted();
    const { database, table, columns } = move;
    const [before, after] = await Promise.all([
      frozen.fingerprint(move),
      databases.news[database]!.fingerprint(move),
    ]);
    tables.push({ database, table, columns: columns.length, old: before, new: after });
    onTable(tables.length, moves.length);
    return [];
  });
  const order = plan.moves.map(({ table }) => table);
  const orphans: OrphanFinding[] = [];
  for (const reference of plan.references) {
    signal.throwIfAborted();
    const found = await findOrphans(databases, frozen, reference);
    if (found) orphans.push(found);
  }
  const perDatabase = await Promise.all(
    inOrder(databases).map(async ({ name, database }) => {
      const moved = plan.moves.filter(({ database }) => database === name).map(({ table }) => table);
      return {
        sequences: (await database.sequences(moved)).map((found) => ({ database: name, ...found })),
        foreignKeys: (await database.foreignKeys(moved)).map((found) => ({ database: name, ...found })),
        unfinished: (await database.unfinished()).map((what) => `${name}: ${what}`),
      };
    }),
  );
  return judge({
    takenAt,
    strategy,
    old: old.name,
    databases: names,
    tables: tables.toSorted((a, b) => order.indexOf(a.table) - order.indexOf(b.table)),
    sequences: perDatabase.flatMap(({ sequences }) => sequences),
    orphans,
    foreignKeys: perDatabase.flatMap(({ foreignKeys }) => foreignKeys),
    unfinished: perDatabase.flatMap(({ unfinished }) => unfinished),
    conversions: plan.conversions,
    leftOut: plan.leftOut,
  });
}

/** Asks one database for the ids it refers to and the other for those it has not, some at a time. */
async function findOrphans(
  { news }: SplitDatabases,
  frozen: FrozenDatabase,
  reference: Reference,
): Promise<OrphanFinding | null> {
  const { table, column, toTable, toColumn } = reference;
  const [database, toDatabase] = [placeOf(table)!, placeOf(toTable)!];
  const [from, to] = [news[database], news[toDatabase]];
  if (!from || !to) return null;
  let orphans = 0;
  const examples: string[] = [];
  await from.eachReference(table, column, async (batch) => {
    const missing = new Set(await to.missingOf(toTable, toColumn, batch.map(({ id }) => id)));
    for (const { id, rows } of batch) {
      if (!missing.has(id)) continue;
      orphans += rows;
      if (examples.length < EXAMPLES) examples.push(id);
    }
  });
  const orphansInOld = await frozen.countOrphans(reference);
  return { ...reference, database, toDatabase, orphans, orphansInOld, examples };
}
