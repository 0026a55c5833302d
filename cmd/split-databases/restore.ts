import type { Move } from "./plan.ts";
import type { StoredPart } from "./new_database.ts";
import type { FrozenDatabase } from "./old_database.ts";
import type { BegunDatabase } from "./begin.ts";
import { workThrough } from "./work_through.ts";

export interface RestoreOptions {
  /** Parts and tables that are worked on at once. */
  readonly parallel: number;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: SplitProgress) => void;
}

export interface SplitProgress {
  readonly stage: "copying" | "building" | "comparing";
  readonly done: number;
  readonly total: number;
}

type Task =
  | { readonly kind: "part"; readonly of: BegunDatabase; readonly move: Move; readonly part: StoredPart }
  | { readonly kind: "table"; readonly of: BegunDatabase; readonly move: Move };

export interface Restored {
  /** Rows that this run copied. */
  readonly copied: number;
  /** Tables where rows had to be replaced, since the old database had changed between two runs. */
  readonly mended: readonly string[];
}

/**
 * Brings every row of one moment into the new databases.
 *
 * A run sees the old database as it was when the run began. What an earlier run has brought may be older: such tables
 * are compared, and what differs is brought again. So whatever was written meanwhile and however often the split was
 * interrupted, in the end the new databases hold the state of one moment, that of the last run.
 */
export async function restoreRows(
  begun: readonly BegunDatabase[],
  frozen: FrozenDatabase,
  { parallel, signal, onProgress }: RestoreOptions,
): Promise<Restored> {
  let copied = 0;
  const mended: string[] = [];
  const waiting = new Map<Move, number>();
  const tasks = tasksOf(begun, waiting);
  const before = begun.flatMap(({ parts }) => parts).reduce((sum, { rows }) => sum + rows, 0);
  const total = begun.flatMap(({ moves }) => moves).reduce((sum, { rows }) => sum + rows, 0);
  let tables = 0;

  await workThrough(tasks, parallel, async (task): Promise<readonly Task[]> => {
    signal.throwIfAborted();
    const { of: { database, attempt, parts }, move } = task;
    switch (task.kind) {
      case "part": {
        const { part } = task;
        await database.storePart(move, part, attempt, async (sink) => {
          const rows = await frozen.copyRows(move, { blocks: part }, sink);
          copied += rows;
          return rows;
        });
        const left = waiting.get(move)! - 1;
        waiting.set(move, left);
        onProgress({ stage: "copying", done: before + copied, total: Math.max(total, before + copied) });
        return left === 0 ? [{ kind: "table", of: task.of, move }] : [];
      }
      case "table": {
        const isOlder = parts.some((part) => part.table === move.table && part.attempt !== null);
        if (isOlder && await mend(task.of, move, frozen)) mended.push(move.table);
        await database.buildIndexes(move.table);
        tables++;
        if ([...waiting.values()].every((left) => left === 0)) {
          onProgress({ stage: "building", done: tables, total: waiting.size });
        }
        return [];
      }
      default:
        return task satisfies never;
    }
  });
  return { copied, mended };
}

/** The largest table first, its parts in order; a table that is there already is looked at once. */
function tasksOf(begun: readonly BegunDatabase[], waiting: Map<Move, number>): Task[] {
  const tables = begun.flatMap((of) => of.moves.map((move) => ({ of, move })));
  return tables.toSorted((a, b) => b.move.bytes - a.move.bytes).flatMap(({ of, move }): Task[] => {
    const parts = of.parts.filter(({ table, attempt }) => table === move.table && attempt === null);
    waiting.set(move, parts.length);
    if (parts.length === 0) return [{ kind: "table", of, move }];
    return parts.map((part) => ({ kind: "part", of, move, part }));
  });
}

/** Finds out which rows differ and brings those again; gives whether there were any. */
export async function mend({ database }: BegunDatabase, move: Move, frozen: FrozenDatabase): Promise<boolean> {
  const [before, after] = await Promise.all([frozen.bucketFingerprints(move), database.bucketFingerprints(move)]);
  const buckets = [...new Set([...before.keys(), ...after.keys()])]
    .filter((bucket) => {
      const [old, found] = [before.get(bucket), after.get(bucket)];
      return old?.rows !== found?.rows || old?.checksum !== found?.checksum;
    });
  if (buckets.length === 0) return false;
  await database.loosen([move.table]);
  await database.replaceBuckets(move, buckets, (sink) => frozen.copyRows(move, { buckets }, sink));
  return true;
}
