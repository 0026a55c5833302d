import { CommandFailed, DataRefused } from "../../application/shared/fault.ts";
import type { Move } from "./plan.ts";
import { type BegunDatabase, type Copied, type CopyOptions, countRows, replaceChanged } from "./restore.ts";
import { readPage, type Row } from "./sql/pages.ts";
import type { StoredPart } from "./sql/record.ts";
import { type PageToStore, storePage, tryRows } from "./sql/store.ts";
import type { Snapshot } from "./sql/transactions.ts";
import { workThrough } from "./work_through.ts";

const PAGE_ROWS = 500;

/** Page by page in key order, through every rule of the new table; a row that breaks one is stored with the reason. */
export async function insertRows(
  begun: readonly BegunDatabase[],
  snapshot: Snapshot,
  { signal, onProgress }: CopyOptions,
): Promise<Copied> {
  const mended: string[] = [];
  const counter = countRows(begun, onProgress);
  // Within a database the tables are collected in their order, since rows refer to rows of earlier ones.
  await workThrough(begun, begun.length, async (of) => {
    for (const move of of.moves) {
      const part = of.parts.find(({ table }) => table === move.table)!;
      const isOlder = part.attempt !== null || part.after !== null;
      if (part.attempt === null) await collect(of, move, part, snapshot, signal, counter.add);
      signal.throwIfAborted();
      if (isOlder && await replaceChanged(of, move, snapshot)) mended.push(move.table);
    }
  });
  return { copied: counter.copied(), mended };
}

async function collect(
  { sql, attempt }: BegunDatabase,
  move: Move,
  part: StoredPart,
  snapshot: Snapshot,
  signal: AbortSignal,
  onRows: (rows: number) => void,
): Promise<void> {
  for (let after = part.after;;) {
    signal.throwIfAborted();
    const { rows, next } = await snapshot.read((reader) => readPage(reader, move, after, PAGE_ROWS));
    const store = (sorted: Pick<PageToStore, "rows" | "rejects">) =>
      storePage(sql, move, part, { after, next, attempt, ...sorted });
    const stored = await store({ rows, rejects: [] }).catch(async (error) => {
      if (!(error instanceof DataRefused)) throw error;
      return store(await findRejects((some) => tryRows(sql, move, some), move, rows));
    });
    if (!stored) throw new CommandFailed(`Cannot insert into ${move.table}: another process has moved on there`);
    onRows(rows.length);
    if (next === null) return;
    after = next;
  }
}

/** Finds the rows to blame by halving. */
async function findRejects(
  attempt: (rows: readonly Row[]) => Promise<void>,
  move: Move,
  rows: readonly Row[],
): Promise<Pick<PageToStore, "rows" | "rejects">> {
  try {
    await attempt(rows);
    return { rows, rejects: [] };
  } catch (error) {
    if (!(error instanceof DataRefused)) throw error;
    if (rows.length === 1) return { rows: [], rejects: [{ key: keyOf(move, rows[0]!), reason: error.message }] };
    const middle = rows.length >> 1;
    const first = await findRejects(attempt, move, rows.slice(0, middle));
    const second = await findRejects(attempt, move, rows.slice(middle));
    return { rows: [...first.rows, ...second.rows], rejects: [...first.rejects, ...second.rejects] };
  }
}

function keyOf({ key, columns }: Move, row: Row): string {
  return key.map((name) => row[columns.findIndex((column) => column.name === name)]).join(", ");
}
