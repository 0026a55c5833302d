import type { Move } from "./plan.ts";
import { DataRefused } from "../../application/shared/fault.ts";
import type { NewDatabase, Rejected, StoredPart } from "./new_database.ts";
import type { FrozenDatabase, Record } from "./old_database.ts";
import type { BegunDatabase } from "./begin.ts";
import { workThrough } from "./work_through.ts";
import { mend, type Restored, type RestoreOptions } from "./restore.ts";

const PAGE_ROWS = 500;

/** Another process took over while this one worked. */
class Replaced extends Error {
  override readonly name = "Replaced";
}

/**
 * Collects the rows anew, as if the old database were the feed that they once came from: page by page in the order of
 * their keys, each row through every rule that the new table has, with its indexes and foreign keys standing, so that the
 * new databases are of use meanwhile. A row that breaks a rule is put aside with the reason, and the certificate names it.
 *
 * Ids and times stay what they were: other rows refer to them.
 */
export async function recollectRows(
  begun: readonly BegunDatabase[],
  frozen: FrozenDatabase,
  { signal, onProgress }: RestoreOptions,
): Promise<Restored> {
  let copied = 0;
  const mended: string[] = [];
  const before = begun.flatMap(({ parts }) => parts).reduce((sum, { rows }) => sum + rows, 0);
  const total = begun.flatMap(({ moves }) => moves).reduce((sum, { rows }) => sum + rows, 0);
  // The databases beside each other; within one the tables in their order, since rows refer to rows that came before.
  await workThrough(begun, begun.length, async (of) => {
    for (const move of of.moves) {
      const part = of.parts.find(({ table }) => table === move.table)!;
      const isOlder = part.attempt !== null || part.after !== null;
      if (part.attempt === null) {
        await collect(of, move, part, frozen, signal, (rows) => {
          copied += rows;
          onProgress({ stage: "copying", done: before + copied, total: Math.max(total, before + copied) });
        });
      }
      signal.throwIfAborted();
      if (isOlder && await mend(of, move, frozen)) mended.push(move.table);
    }
    return [];
  });
  return { copied, mended };
}

async function collect(
  { database, attempt }: BegunDatabase,
  move: Move,
  part: StoredPart,
  frozen: FrozenDatabase,
  signal: AbortSignal,
  onRows: (rows: number) => void,
): Promise<void> {
  let after = part.after;
  for (;;) {
    signal.throwIfAborted();
    const { records, next } = await frozen.readPage(move, after, PAGE_ROWS);
    const page = { after, next, attempt };
    const stored = await database.storePage(move, part, { ...page, records, rejects: [] }).catch(async (error) => {
      if (!(error instanceof DataRefused)) throw error;
      const { good, rejects } = await sort(database, move, records);
      return await database.storePage(move, part, { ...page, records: good, rejects });
    });
    if (stored === "moved on") throw new Replaced(`Cannot collect ${move.table}: another process has moved on there`);
    onRows(records.length);
    if (next === null) return;
    after = next;
  }
}

/** Finds the rows to blame by halving. */
async function sort(
  database: NewDatabase,
  move: Move,
  records: readonly Record[],
): Promise<{ readonly good: readonly Record[]; readonly rejects: readonly Rejected[] }> {
  try {
    await database.tryRecords(move, records);
    return { good: records, rejects: [] };
  } catch (error) {
    if (!(error instanceof DataRefused)) throw error;
    if (records.length === 1) return { good: [], rejects: [{ key: keyOf(move, records[0]!), reason: error.message }] };
    const middle = records.length >> 1;
    const halves = [
      await sort(database, move, records.slice(0, middle)),
      await sort(database, move, records.slice(middle)),
    ];
    return {
      good: halves.flatMap(({ good }) => good),
      rejects: halves.flatMap(({ rejects }) => rejects),
    };
  }
}

function keyOf({ key, columns }: Move, record: Record): string {
  return key.map((name) => record[columns.findIndex((column) => column.name === name)]).join(", ");
}
