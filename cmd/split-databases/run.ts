import { createProgress } from "../../adapters/system/progress.ts";
import { writeWhole } from "../../adapters/system/write_whole.ts";
import type { Certificate } from "../../domain/sourcing/certificate.ts";
import { WrongSettings } from "../wiring/config/settings.ts";
import type { Process } from "../wiring/process/run_process.ts";
import type { SplitArguments } from "./arguments.ts";
import { certifySplit } from "./certify.ts";
import type { SplitDatabases } from "./connect.ts";
import { judgePlan } from "./judge_plan.ts";
import { readMap } from "./map.ts";
import type { Fitting } from "./move.ts";
import { probeDatabases } from "./probe.ts";
import { isWhole, planRecollection, recollect } from "./recollect.ts";
import { recollectedAsText, recollectionPlanAsText } from "./recollect_report.ts";
import { certificateAsText, planAsText, rolledBackAsText, splitAsText } from "./report.ts";
import type { SplitProgress } from "./restore.ts";
import { rollBackSplit } from "./roll_back.ts";
import { splitDatabases } from "./split.ts";
import { trySplit } from "./try_split.ts";
import type { Strategy } from "./sql/record.ts";

const STAGES: Readonly<Record<SplitProgress["stage"], string>> = {
  copying: "copying rows",
  building: "building indexes of tables",
  comparing: "comparing tables",
};

interface Outcome {
  readonly status: number;
  readonly json: unknown;
  readonly text: string;
}

interface Watching {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: SplitProgress) => void;
}

export async function runSplit(
  args: SplitArguments,
  databases: SplitDatabases,
  process: Process,
): Promise<number> {
  const { signal } = process;
  const bar = createProgress({ silent: args.json, unit: "done" });
  const onProgress = ({ stage, done, total }: SplitProgress) => bar.show(STAGES[stage], done, total);
  const work = args.strategy === "recollect"
    ? fetchAgain(args, databases, process, (stage, done) => bar.show(stage, done, null))
    : { plan, certify, rollback, split }[args.action](args, databases, { signal, onProgress });
  const { status, json, text } = await work.finally(() => bar.end());
  console.log(args.json ? JSON.stringify(json, null, 2) : text);
  return status;
}

async function split(args: SplitArguments, databases: SplitDatabases, watching: Watching): Promise<Outcome> {
  const { certificateFile } = args;
  const began = performance.now();
  const fitting = await fittingOf(args);
  const done = await splitDatabases(databases, { ...args, fitting, strategy: strategyOf(args), ...watching });
  const { copied, mended, alreadyDone, certificate } = done;
  await writeCertificate(certificateFile, certificate);
  const seconds = Math.round(performance.now() - began) / 1_000;
  const report = { copied, mended, alreadyDone, seconds, certificateFile, certificate };
  return { status: statusOf(certificate), json: report, text: splitAsText(report) };
}

async function fetchAgain(
  args: SplitArguments,
  databases: SplitDatabases,
  process: Process,
  onProgress: (stage: string, done: number) => void,
): Promise<Outcome> {
  const fitting = await fittingOf(args);
  if (args.action === "plan") {
    const { accounts: { tables }, forgone } = await planRecollection(databases, fitting);
    return { status: 0, json: { accounts: tables, forgone }, text: recollectionPlanAsText(tables, forgone) };
  }
  const done = await recollect(databases, { fitting, onProgress }, process);
  return { status: isWhole(done) ? 0 : 1, json: done, text: recollectedAsText(done) };
}

async function certify(args: SplitArguments, databases: SplitDatabases, watching: Watching): Promise<Outcome> {
  const probed = await probeDatabases(databases);
  const strategy = probed.records[0]?.strategy;
  if (!strategy || probed.records.includes(null)) {
    throw new WrongSettings(["Cannot certify: nothing was split into all of these databases yet"]);
  }
  const certificate = await certifySplit(databases, probed, { strategy, parallel: args.parallel, ...watching });
  await writeCertificate(args.certificateFile, certificate);
  const text = certificateAsText(certificate, args.certificateFile);
  return { status: statusOf(certificate), json: certificate, text };
}

async function plan(args: SplitArguments, databases: SplitDatabases): Promise<Outcome> {
  const probed = await probeDatabases(databases, await fittingOf(args));
  const { plan, fitting, oldName, names, bare } = probed;
  const strategy = strategyOf(args);
  const refusal = judgePlan(plan, { ...args, strategy }) ??
    (await trySplit(databases, probed, { strategy, rows: strategy === "restore" })).refusal;
  return {
    status: refusal === null ? 0 : 1,
    json: {
      old: oldName,
      databases: names,
      notMigrated: bare,
      oldTimeZone: fitting.oldTimeZone,
      ...plan,
      moves: plan.moves.map(({ columns, blocks: _, to: __, ...move }) => ({
        ...move,
        columns: columns.map(({ name, value }) => ({ name, value })),
      })),
      refusal,
    },
    text: planAsText(probed, refusal),
  };
}

/** `null` unless something is asked for: then a split that has begun goes on as it began. */
async function fittingOf({ mapFile, oldTimeZone, places }: SplitArguments): Promise<Fitting | null> {
  if (mapFile === null && oldTimeZone === null && Object.keys(places).length === 0) return null;
  return { map: mapFile === null ? null : await readMap(mapFile), oldTimeZone, places };
}

async function rollback(args: SplitArguments, databases: SplitDatabases): Promise<Outcome> {
  const emptied = await rollBackSplit(databases, args);
  return { status: 0, json: { emptied }, text: rolledBackAsText(emptied) };
}

function strategyOf({ strategy }: SplitArguments): Strategy {
  return strategy === "insert" ? "insert" : "restore";
}

function statusOf({ verdict }: Certificate): number {
  return verdict === "agrees" ? 0 : 1;
}

function writeCertificate(path: string, certificate: Certificate): Promise<void> {
  return writeWhole(path, JSON.stringify(certificate, null, 2) + "\n");
}
