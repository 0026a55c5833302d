import type { Sql } from "../../adapters/postgres/core/connect.ts";
import { mapPostgresErrors } from "../../adapters/postgres/core/map_errors.ts";
import type { Certificate } from "../../domain/sourcing/certificate.ts";
import { certifySplit } from "./certify.ts";
import type { SplitDatabases } from "./connect.ts";
import { cutBlocks, judgePlan, type Move } from "./plan.ts";
import { probeDatabases, type ProbeResult } from "./probe.ts";
import { recollectRows } from "./recollect.ts";
import { refuse, SplitRefused } from "./refusal.ts";
import { type BegunDatabase, type Copied, type CopyOptions, restoreRows } from "./restore.ts";
import { tableName } from "./sql/names.ts";
import { beginSplit, lockSplit, readRecord, storeCertificate, type Strategy } from "./sql/record.ts";
import { advanceSequences } from "./sql/sequences.ts";
import { putBack } from "./sql/structures.ts";
import { holdSnapshot, reading, writing } from "./sql/transactions.ts";
import { workThrough } from "./work_through.ts";

export interface SplitOptions extends CopyOptions {
  readonly strategy: Strategy;
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
  const probed = await probeDatabases(databases, { prepare: true });
  const refusal = judgePlan(probed.plan, options);
  if (refusal) throw new SplitRefused(refusal);
  await using _locks = await lockAll(databases);
  const records = await Promise.all(
    news.map(async ({ name, sql }) => ({ name, record: await reading(sql)(readRecord) })),
  );
  const others = records.flatMap(({ name, record }) => {
    if (record && record.oldId !== probed.oldId) return [`${name} is being filled from ${record.oldName}`];
    const isOther = record && record.strategy !== options.strategy;
    return isOther ? [`${name} is being filled with --strategy ${record.strategy}`] : [];
  });
  if (others.length > 0) refuse("other_split", "Cannot split: another one has begun there", others);
  const certificates = records.map(({ record }) => record?.certificate);
  if (!options.catchUp && certificates.every((certificate) => certificate?.verdict === "agrees")) {
    return { copied: 0, mended: [], certificate: certificates[0]!, alreadyDone: true };
  }

  const begun = await beginAll(databases, probed, options.strategy);
  const done = await copyAll(databases.old, begun, options);
  // Analyzing reads samples of all tables, a fifth of the time that moving them takes; comparing does not need it.
  const [certificate] = await Promise.all([certifySplit(databases, probed, options), analyze(begun)]);
  for (const { sql } of news) await writing(sql, (scope) => storeCertificate(scope, certificate));
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
  { news, settings }: SplitDatabases,
  { plan, oldId, oldName }: ProbeResult,
  strategy: Strategy,
): Promise<BegunDatabase[]> {
  const all: BegunDatabase[] = [];
  for (const database of news) {
    const moves = plan.moves.filter((move) => move.database === database.name);
    const cut = (move: Move) => strategy === "restore" ? cutBlocks(move) : [{ from: 0, to: null }];
    const begun = await writing(database.sql, (sql) => beginSplit(sql, { oldId, oldName, strategy, moves, cut }));
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
  const copy = options.strategy === "restore" ? restoreRows : recollectRows;
  const done = await copy(begun, snapshot, options);
  await workThrough(begun, begun.length, async ({ sql, moves }) => {
    options.signal.throwIfAborted();
    await putBack(sql, ["constraint", "index"]);
    await putBack(sql, ["foreign key"]);
    await putBack(sql, ["trigger"]);
    await snapshot.read((reader) =>
      writing(sql, async (scope) => {
        await scope`update tillstream_split.split set finished_at = coalesce(finished_at, now())`;
        await advanceSequences(scope, reader, moves.map(({ table }) => table));
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
