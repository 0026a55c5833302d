import { type Certificate, judge, type OrphanFinding, type TableFinding } from "../../domain/sourcing/certificate.ts";
import { placeOf } from "../../domain/sourcing/placement.ts";
import type { SplitDatabases } from "./connect.ts";
import type { ProbeResult } from "./probe.ts";
import type { CopyOptions } from "./restore.ts";
import { readFingerprint } from "./sql/checksums.ts";
import { compareForms, readForms } from "./sql/forms.ts";
import { readUnfinished, type Strategy } from "./sql/record.ts";
import { checkForeignKeys, countOrphans, findOrphans } from "./sql/references.ts";
import { readSequences } from "./sql/sequences.ts";
import { holdSnapshot, reading } from "./sql/transactions.ts";
import { workThrough } from "./work_through.ts";

/** Of this moment, row by row; writes to either side meanwhile appear as differences. */
export async function certifySplit(
  { old, news }: SplitDatabases,
  { plan, fitting, oldName, names }: ProbeResult,
  { strategy, parallel, signal, onProgress }: CopyOptions & { readonly strategy: Strategy },
): Promise<Certificate> {
  const takenAt = new Date();
  await using snapshot = await holdSnapshot(old);
  const sqlOf = new Map(news.map(({ name, sql }) => [name, sql]));
  const tables: TableFinding[] = [];
  // The largest first: a small one at the end then leaves less capacity unused.
  await workThrough(plan.moves.toSorted((a, b) => b.bytes - a.bytes), parallel, async (move) => {
    signal.throwIfAborted();
    const { database, table, columns } = move;
    const [before, after] = await Promise.all([
      snapshot.read((sql) => readFingerprint(sql, move, "old")),
      reading(sqlOf.get(database)!)((sql) => readFingerprint(sql, move, "new")),
    ]);
    tables.push({ database, table, columns: columns.length, old: before, new: after });
    onProgress({ stage: "comparing", done: tables.length, total: plan.moves.length });
  });
  const databaseOf = (table: string) => plan.moves.find((move) => move.table === table)?.database ?? placeOf(table)!;
  const orphans: OrphanFinding[] = [];
  for (const reference of plan.references) {
    signal.throwIfAborted();
    const database = databaseOf(reference.table);
    const toDatabase = databaseOf(reference.toTable);
    const from = sqlOf.get(database);
    const to = sqlOf.get(toDatabase);
    if (!from || !to) continue;
    const found = await findOrphans(from, to, reference);
    const orphansInOld = await snapshot.read((sql) => countOrphans(sql, reference, plan.moves));
    orphans.push({ ...reference, database, toDatabase, ...found, orphansInOld });
  }
  const unchecked = new Set(plan.uncheckedKeys);
  const perDatabase = await Promise.all(news.map(async ({ name, sql }) => {
    const moves = plan.moves.filter(({ database }) => database === name);
    const moved = moves.map(({ table }) => table);
    const own = moves.filter(({ made }) => made).map(({ table }) => table);
    const forms = await snapshot.read((scope) => readForms(scope, own));
    return await reading(sql)(async (scope) => ({
      made: own.map((table) => `${name}.${table}`),
      sequences: (await readSequences(scope, moved)).filter(({ ascends }) => ascends).map((
        { ascends: _, last: __, ...found },
      ) => ({ database: name, ...found })),
      foreignKeys: (await checkForeignKeys(scope, moved)).map((found) => ({
        database: name,
        ...found,
        validated: found.validated || unchecked.has(`${found.table}.${found.name}`),
      })),
      unfinished: [
        ...(await readUnfinished(scope)).map((what) => `${name}: ${what}`),
        ...compareForms(forms, await readForms(scope, own), moved).map((what) => `${name}.${what}`),
      ],
    }));
  }));
  const order = plan.moves.map(({ table }) => table);
  return judge({
    takenAt,
    strategy,
    old: oldName,
    oldTimeZone: fitting.oldTimeZone,
    databases: names,
    tables: tables.toSorted((a, b) => order.indexOf(a.table) - order.indexOf(b.table)),
    made: perDatabase.flatMap(({ made }) => made),
    sequences: perDatabase.flatMap(({ sequences }) => sequences),
    orphans,
    foreignKeys: perDatabase.flatMap(({ foreignKeys }) => foreignKeys),
    droppedKeys: plan.droppedKeys,
    unfinished: perDatabase.flatMap(({ unfinished }) => unfinished),
    conversions: plan.conversions,
    leftOut: plan.leftOut,
  });
}
