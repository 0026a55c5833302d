import type { Certificate } from "../../domain/sourcing/certificate.ts";
import { accepted, refused, type Result } from "../../domain/shared/result.ts";
import type { Strategy } from "./new_database.ts";
import type { FrozenDatabase } from "./old_database.ts";
import { beginSplit, type BegunDatabase, judgePlan, judgeRecords, lockAll } from "./begin.ts";
import { certifySplit } from "./certify.ts";
import { inOrder, lookAtDatabases, type ProbeResult, type SplitDatabases } from "./probe.ts";
import { recollectRows } from "./recollect.ts";
import type { SplitRefusal } from "./refusal.ts";
import { type RestoreOptions, restoreRows } from "./restore.ts";
import { workThrough } from "./work_through.ts";

export interface SplitOptions extends RestoreOptions {
  readonly strategy: Strategy;
  /** What no new database takes may stay behind. */
  readonly allowExtra: boolean;
  /** Also after a certificate that agrees: makes the new ones equal to the old one again. */
  readonly catchUp: boolean;
}

export interface SplitDone {
  /** Rows that this run brought. */
  readonly copied: number;
  readonly mended: readonly string[];
  readonly certificate: Certificate;
  /** It had been done before, and nothing was changed. */
  readonly alreadyDone: boolean;
}

export interface SplitDeps extends SplitDatabases {
  readonly clock: () => Date;
}

/**
 * Moves the tables of one database into three, and certifies that it did. It may be interrupted at any moment; called
 * again, it goes on. Nothing is ever written to the old database.
 */
export async function splitDatabases(deps: SplitDeps, options: SplitOptions): Promise<Result<SplitDone, SplitRefusal>> {
  const looked = await lookAtDatabases(deps, { prepare: true });
  if (!looked.ok) return looked;
  const sight = looked.value;
  const against = judgePlan(sight.plan, options);
  if (against) return refused(against);
  await using holding = new AsyncDisposableStack();
  const taken = await lockAll(deps, holding);
  if (taken) return refused(taken);

  const records = await Promise.all(
    inOrder(deps).map(async ({ name, database }) => ({ name, record: await database.record() })),
  );
  const other = judgeRecords(records, sight.old.id, options.strategy);
  if (other) return refused(other);
  const certificates = records.map(({ record }) => record?.certificate ?? null);
  const done = certificates.every((certificate) => certificate?.verdict === "agrees");
  if (done && !options.catchUp) {
    return accepted({ copied: 0, mended: [], certificate: certificates[0]!, alreadyDone: true });
  }

  const begun = await beginSplit(deps, sight, options.strategy);
  if (!begun.ok) return begun;
  const moved = await bring(deps, begun.value, options);
  // It reads samples of all tables, a fifth of the time that moving them takes; comparing them does not need it.
  const [certificate] = await Promise.all([certify(deps, sight, options), analyze(begun.value)]);
  for (const { database } of inOrder(deps)) await database.keepCertificate(certificate);
  return accepted({ ...moved, certificate, alreadyDone: false });
}

async function bring(deps: SplitDeps, begun: readonly BegunDatabase[], options: SplitOptions) {
  await using frozen = await deps.old.freeze();
  const moved = options.strategy === "restore"
    ? await restoreRows(begun, frozen, options)
    : await recollectRows(begun, frozen, options);
  await workThrough(begun, begun.length, async ({ database, moves }) => {
    options.signal.throwIfAborted();
    await database.finish();
    await advanceSequences(database, moves.map(({ table }) => table), frozen);
    return [];
  });
  return moved;
}

async function analyze(begun: readonly BegunDatabase[]): Promise<void> {
  await Promise.all(begun.map(({ database, moves }) => database.analyze(moves.map(({ table }) => table))));
}

/** Past the highest number in use, and past whatever the old database has given out already. */
async function advanceSequences(
  database: BegunDatabase["database"],
  tables: readonly string[],
  frozen: FrozenDatabase,
): Promise<void> {
  for (const sequence of await database.sequences(tables)) {
    await database.advanceSequence(sequence, await frozen.nextOf(sequence.table, sequence.column));
  }
}

function certify(deps: SplitDeps, sight: ProbeResult, { strategy, parallel, signal, onProgress }: SplitOptions) {
  return certifySplit(deps, sight, {
    strategy,
    takenAt: deps.clock(),
    parallel,
    signal,
    onTable: (done, total) => onProgress({ stage: "comparing", done, total }),
  });
}
