import { cutBlocks } from "./cut_blocks.ts";
import type { SplitDatabase } from "../../domain/sourcing/placement.ts";
import type { Move, SplitPlan } from "./plan.ts";
import { accepted, refused, type Result } from "../../domain/shared/result.ts";
import type { SplitRecord, StoredPart, Strategy } from "./new_database.ts";
import { inOrder, type NamedDatabase, type ProbeResult, type SplitDatabases } from "./probe.ts";
import type { SplitRefusal } from "./refusal.ts";

/** How far a database is when a run begins. */
export interface BegunDatabase extends NamedDatabase {
  readonly attempt: number;
  readonly parts: readonly StoredPart[];
  readonly moves: readonly Move[];
}

/** Whether anything stands against it that can be seen without changing anything. */
export function judgePlan(
  { moves, leftOut, problems }: SplitPlan,
  { allowExtra, strategy = "restore" }: { readonly allowExtra: boolean; readonly strategy?: Strategy },
): SplitRefusal | null {
  const keyless = strategy === "recollect" ? moves.filter(({ key }) => key.length === 0) : [];
  if (keyless.length > 0) {
    const message = "Cannot collect anew: tables without a primary key on both sides can't be read page by page";
    return { code: "does_not_fit", message, details: keyless.map(({ table }) => table) };
  }
  if (problems.length > 0) {
    return { code: "does_not_fit", message: "Cannot split: the new tables can't hold the old rows", details: problems };
  }
  if (moves.length === 0) {
    return { code: "nothing_to_move", message: "Cannot split: the old database has none of the tables" };
  }
  if (leftOut.length > 0 && !allowExtra) {
    const details = leftOut.map(({ kind, name }) => `${kind} ${name}`);
    return { code: "would_be_left_out", message: "Cannot split: no new database takes all of the old one", details };
  }
  return null;
}

/** Whether the databases remember another split than this one. */
export function judgeRecords(
  records: readonly { readonly name: SplitDatabase; readonly record: SplitRecord | null }[],
  oldId: string,
  strategy: Strategy,
): SplitRefusal | null {
  const details = records.flatMap(({ name, record }) => {
    if (record && record.oldId !== oldId) return [`${name} is being filled from ${record.oldName}`];
    return record && record.strategy !== strategy ? [`${name} is being filled with --strategy ${record.strategy}`] : [];
  });
  if (details.length === 0) return null;
  return { code: "other_split", message: "Cannot split: another one has begun there", details };
}

/** Takes the databases for this process alone. Whoever gets `null` finds its locks given back. */
export async function lockAll(databases: SplitDatabases, holding: AsyncDisposableStack): Promise<SplitRefusal | null> {
  for (const { name, database } of inOrder(databases)) {
    const lock = await database.lock();
    if (lock) holding.use(lock);
    else {
      const message = `Cannot split: another process splits into ${databases.settings[name]} right now`;
      return { code: "in_progress", message };
    }
  }
  return null;
}

/** Begins in every database, or goes on where an earlier run stopped. */
export async function beginSplit(
  databases: SplitDatabases,
  { plan, old }: ProbeResult,
  strategy: Strategy,
): Promise<Result<readonly BegunDatabase[], SplitRefusal>> {
  const all: BegunDatabase[] = [];
  for (const { name, database } of inOrder(databases)) {
    const moves = plan.moves.filter((move) => move.database === name);
    const cut = (move: Move) => strategy === "restore" ? cutBlocks(move) : [{ from: 0, to: null }];
    const begun = await database.begin({ oldId: old.id, oldName: old.name, strategy, moves, cut });
    if (!begun.begun) {
      const message = `Cannot split into ${databases.settings[name]}: it holds rows that this split has not brought`;
      return refused({ code: "occupied", message, details: begun.occupied });
    }
    all.push({ name, database, moves, attempt: begun.attempt, parts: begun.parts });
  }
  return accepted(all);
}
