import type { Sql } from "../../adapters/postgres/core/connect.ts";
import { mapPostgresErrors, transaction } from "../../adapters/postgres/core/map_errors.ts";
import type { Certificate } from "../../domain/sourcing/certificate.ts";
import { certifySplit } from "./certify.ts";
import type { SplitDatabases } from "./connect.ts";
import { insertRows } from "./insert.ts";
import { judgePlan } from "./judge_plan.ts";
import { cutBlocks, type Fitting, type Move } from "./move.ts";
import { probeDatabases, type ProbeResult } from "./probe.ts";
import { refuse, SplitRefused } from "./refusal.ts";
import { type BegunDatabase, type Copied, type CopyOptions, restoreRows } from "./restore.ts";
import { readDdl } from "./sql/ddl.ts";
import { tableName } from "./sql/names.ts";
import { beginSplit, lockSplit, storeCertificate, type Strategy } from "./sql/record.ts";
import { advanceSequences } from "./sql/sequences.ts";
import { putBack } from "./sql/structures.ts";
import { holdSnapshot, reading } from "./sql/transactions.ts";
import { trySplit } from "./try_split.ts";
import { workThrough } from "./work_through.ts";

export interface SplitOptions extends CopyOptions {
  readonly strategy: Strategy;
  /** `null`: that of the split that has begun there. */
  readonly fitting?: Fitting | null;
  /** What no new database takes may stay behind. */
  readonly allowExtra: boolean;
  /** Also after a certificate that agrees: makes the new ones equal to the old one again. */
  readonly catchUp: boolean;
}

export interface SplitDone extends Copied {
  readonly certificate: Certificate;
  /** It had been done before, and nothing was changed. */
  readonly alreadyDone: boolean;
}

/** May be interrupted at any moment and called again; never writes to the old database. Throws `SplitRefused`. */
export async function splitDatabases(databases: SplitDatabases, options: SplitOptions): Promise<SplitDone> {
  const { news } = databases;
  const { fitting = null } = options;
  const probed = await probeDatabases(databases, fitting);
  const refusal = judgePlan(probed.plan, options);
  if (refusal) throw new SplitRefused(refusal);
  await using _locks = await lockAll(databases);
  const { refusal: refused, certificates } = await trySplit(databases, probed, {
    strategy: options.strategy,
    rows: options.strategy === "restore" && probed.fitting.map !== null,
  });
  if (refused) throw new SplitRefused(refused);
  if (!options.catchUp && certificates.every((certificate) => certificate?.verdict === "agrees")) {
    return { copied: 0, mended: [], certificate: certificates[0]!, alreadyDone: true };
  }
  if (probed.fitting.map) await Promise.all(news.map(({ migrations }) => migrations.up()));

  const begun = await beginAll(databases, probed, options.strategy);
  const done = await copyAll(databases.old, begun, options);
  // Analyzing reads samples of all tables, a fifth of the time that moving them takes; comparing does not need it.
  const [certificate] = await Promise.all([certifySplit(databases, probed, options), analyze(begun)]);
  for (const { sql } of news) await transaction(sql, (scope) => storeCertificate(scope, certificate));
  return { ...done, certificate, alreadyDone: false };
}

/** Excludes other processes from all of them until disposed of. Throws `SplitRefused`, and then holds no lock. */
export async function lockAll({ news, settings }: SplitDatabases): Promise<AsyncDisposable> {
  await using locks = new AsyncDisposableStack();
  for (const { name, sql } of news) {
    const lock = await lockSplit(sql);
    if (!lock) refuse("in_progress", `Cannot split: another process is splitting into ${settings[name]}`);
    locks.use(lock);
  }
  return locks.move();
}

async function beginAll(
  { old, news, settings }: SplitDatabases,
  { plan, fitting, oldId, oldName }: ProbeResult,
  strategy: Strategy,
): Promise<BegunDatabase[]> {
  const all: BegunDatabase[] = [];
  for (const database of news) {
    const moves = plan.moves.filter((move) => move.database === database.name);
    const cut = (move: Move) => strategy === "restore" ? cutBlocks(move) : [{ from: 0, to: null }];
    const ddl = await reading(old)((sql) => readDdl(sql, moves));
    const beginning = { oldId, oldName, strategy, fitting, moves, ddl, cut };
    const begun = await transaction(database.sql, (sql) => beginSplit(sql, beginning));
    if (begun.failed !== null) {
      refuse("cannot_make", `Cannot make the old tables in ${settings[database.name]}`, [begun.failed]);
    }
    if (begun.occupied) {
      const message = `Cannot split into ${settings[database.name]}: it holds rows that this split has not copied`;
      refuse("occupied", message, begun.occupied);
    }
    all.push({ ...database, moves, ...begun });
  }
  return all;
}

async function copyAll(old: Sql, begun: readonly BegunDatabase[], options: SplitOptions) {
  await using snapshot = await holdSnapshot(old);
  const copy = options.strategy === "restore" ? restoreRows : insertRows;
  const done = await copy(begun, snapshot, options);
  await workThrough(begun, begun.length, async ({ sql, moves }) => {
    options.signal.throwIfAborted();
    await putBack(sql, ["constraint", "index"]);
    await putBack(sql, ["foreign key"]);
    await putBack(sql, ["trigger"]);
    await snapshot.read((reader) =>
      transaction(sql, async (scope) => {
        await scope`update tillstream_split.split set finished_at = coalesce(finished_at, now())`;
        await advanceSequences(scope, reader, moves);
      })
    );
  });
  return done;
}

async function analyze(begun: readonly BegunDatabase[]): Promise<void> {
  const all = begun.filter(({ moves }) => moves.length > 0);
  await mapPostgresErrors(() =>
    Promise.all(
      all.map(({ sql, moves }) => sql.unsafe(`analyze ${moves.map(({ table }) => tableName(table)).join(", ")}`)),
    )
  );
}
