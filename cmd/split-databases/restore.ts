import type { NewDatabase } from "./connect.ts";
import type { Move } from "./move.ts";
import { readBuckets } from "./sql/checksums.ts";
import type { StoredPart } from "./sql/record.ts";
import { replaceBuckets, storePart } from "./sql/store.ts";
import { putBack } from "./sql/structures.ts";
import { reading, type Snapshot } from "./sql/transactions.ts";
import { workThrough } from "./work_through.ts";

export interface CopyOptions {
  readonly parallel: number;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: SplitProgress) => void;
}

export interface SplitProgress {
  readonly stage: "copying" | "building" | "comparing";
  readonly done: number;
  readonly total: number;
}

export interface Copied {
  readonly copied: number;
  /** Tables in which rows were replaced, since the old database had changed between two runs. */
  readonly mended: readonly string[];
}

export interface BegunDatabase extends NewDatabase {
  readonly attempt: number;
  readonly parts: readonly StoredPart[];
  readonly moves: readonly Move[];
}

/** A part to copy; without one, all parts are there and the table's indexes are to be built. */
interface Task {
  readonly of: BegunDatabase;
  readonly move: Move;
  readonly part: StoredPart | null;
}

/** All rows are of one moment, the last run's: earlier copies are compared, and copied again if they differ. */
export async function restoreRows(
  begun: readonly BegunDatabase[],
  snapshot: Snapshot,
  { parallel, signal, onProgress }: CopyOptions,
): Promise<Copied> {
  const mended: string[] = [];
  const counter = countRows(begun, onProgress);
  const tables = begun.flatMap((of) => of.moves.map((move) => ({ of, move })))
    .toSorted((a, b) => b.move.bytes - a.move.bytes);
  const waiting = new Map<Move, number>();
  const tasks = tables.flatMap(({ of, move }): Task[] => {
    const parts = of.parts.filter(({ table, attempt }) => table === move.table && attempt === null);
    waiting.set(move, parts.length);
    return (parts.length === 0 ? [null] : parts).map((part) => ({ of, move, part }));
  });
  let built = 0;
  await workThrough(tasks, parallel, async ({ of, move, part }): Promise<readonly Task[]> => {
    signal.throwIfAborted();
    if (part) {
      const rows = await storePart(of.sql, move, part, of.attempt, snapshot);
      const left = waiting.get(move)! - 1;
      waiting.set(move, left);
      counter.add(rows);
      return left === 0 ? [{ of, move, part: null }] : [];
    }
    const isOlder = of.parts.some(({ table, attempt }) => table === move.table && attempt !== null);
    if (isOlder && await replaceChanged(of, move, snapshot)) mended.push(move.table);
    await putBack(of.sql, ["constraint", "index"], move.table);
    built++;
    if ([...waiting.values()].every((left) => left === 0)) {
      onProgress({ stage: "building", done: built, total: waiting.size });
    }
    return [];
  });
  return { copied: counter.copied(), mended };
}

export async function replaceChanged({ sql }: BegunDatabase, move: Move, snapshot: Snapshot): Promise<boolean> {
  const [before, after] = await Promise.all([
    snapshot.read((reader) => readBuckets(reader, move, "old")),
    reading(sql)((reader) => readBuckets(reader, move, "new")),
  ]);
  const buckets = [...new Set([...before.keys(), ...after.keys()])].filter((bucket) => {
    const old = before.get(bucket);
    const found = after.get(bucket);
    return old?.rows !== found?.rows || old?.checksum !== found?.checksum;
  });
  if (buckets.length > 0) await replaceBuckets(sql, move, buckets, snapshot);
  return buckets.length > 0;
}

/** Rows of this run beside those of earlier ones; the total is the server's estimate. */
export function countRows(begun: readonly BegunDatabase[], onProgress: CopyOptions["onProgress"]) {
  const sumOf = (all: readonly { readonly rows: number }[]) => all.reduce((sum, { rows }) => sum + rows, 0);
  const before = sumOf(begun.flatMap(({ parts }) => parts));
  const total = sumOf(begun.flatMap(({ moves }) => moves));
  let copied = 0;
  const add = (rows: number) => {
    copied += rows;
    onProgress({ stage: "copying", done: before + copied, total: Math.max(total, before + copied) });
  };
  return { add, copied: () => copied };
}
