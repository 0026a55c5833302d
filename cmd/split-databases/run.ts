import { createProgress } from "../../adapters/system/progress.ts";
import type { Certificate } from "../../domain/sourcing/certificate.ts";
import type { Result } from "../../domain/shared/result.ts";
import { certifySplit } from "./certify.ts";
import { inOrder, lookAtDatabases } from "./probe.ts";
import type { SplitRefusal } from "./refusal.ts";
import type { SplitProgress } from "./restore.ts";
import { rollBackSplit } from "./roll_back.ts";
import { splitDatabases, type SplitDeps } from "./split.ts";
import { WrongSettings } from "../wiring/config/settings.ts";
import type { SplitArguments } from "./arguments.ts";
import { certificateAsText, planAsJson, planAsText, rolledBackAsText, splitAsJson, splitAsText } from "./report.ts";

export interface SplitRunOptions {
  readonly signal: AbortSignal;
  readonly print?: (text: string) => void;
}

const STAGES: Readonly<Record<SplitProgress["stage"], string>> = {
  copying: "copying rows",
  building: "building indexes of tables",
  comparing: "comparing tables",
};

/** Does what was asked for; gives the exit status. */
export async function runSplit(
  args: SplitArguments,
  deps: SplitDeps,
  { signal, print = console.log }: SplitRunOptions,
): Promise<number> {
  const progress = createProgress({ silent: args.json, unit: "done" });
  const onProgress = ({ stage, done, total }: SplitProgress) => progress.show(STAGES[stage], done, total);
  try {
    switch (args.action) {
      case "plan":
        return await plan(args, deps, print);
      case "certify":
        return await certify(args, deps, { signal, onProgress, print: ended(progress.end, print) });
      case "rollback":
        return await rollBack(args, deps, print);
      case "split":
        return await split(args, deps, { signal, onProgress, print: ended(progress.end, print) });
      default:
        return args.action satisfies never;
    }
  } finally {
    progress.end();
  }
}

interface Watching extends Required<SplitRunOptions> {
  readonly onProgress: (progress: SplitProgress) => void;
}

async function split(args: SplitArguments, deps: SplitDeps, { signal, onProgress, print }: Watching): Promise<number> {
  const began = performance.now();
  const strategy = args.strategy ?? "restore";
  const done = accept(await splitDatabases(deps, { ...args, strategy, signal, onProgress }));
  await writeCertificate(args.certificateFile, done.certificate);
  const seconds = (performance.now() - began) / 1_000;
  print((args.json ? splitAsJson : splitAsText)({ ...done, seconds, certificateFile: args.certificateFile }));
  return done.certificate.verdict === "agrees" ? 0 : 1;
}

async function certify(
  args: SplitArguments,
  deps: SplitDeps,
  { signal, onProgress, print }: Watching,
): Promise<number> {
  const sight = accept(await lookAtDatabases(deps, { prepare: false }));
  const records = await Promise.all(inOrder(deps).map(({ database }) => database.record()));
  if (records.some((record) => record === null)) {
    throw new WrongSettings(["Cannot certify: nothing was split into all of these databases yet"]);
  }
  const certificate = await certifySplit(deps, sight, {
    strategy: records[0]!.strategy,
    takenAt: deps.clock(),
    parallel: args.parallel,
    signal,
    onTable: (done, total) => onProgress({ stage: "comparing", done, total }),
  });
  await writeCertificate(args.certificateFile, certificate);
  print(args.json ? JSON.stringify(certificate, null, 2) : certificateAsText(certificate, args.certificateFile));
  return certificate.verdict === "agrees" ? 0 : 1;
}

async function plan({ json, allowExtra }: SplitArguments, deps: SplitDeps, print: (text: string) => void) {
  const sight = accept(await lookAtDatabases(deps, { prepare: false }));
  print((json ? planAsJson : planAsText)(sight, { allowExtra }));
  return sight.plan.problems.length > 0 || (sight.plan.leftOut.length > 0 && !allowExtra) ? 1 : 0;
}

async function rollBack({ json, force }: SplitArguments, deps: SplitDeps, print: (text: string) => void) {
  const emptied = accept(await rollBackSplit(deps, { force }));
  print(json ? JSON.stringify({ emptied }, null, 2) : rolledBackAsText(emptied));
  return 0;
}

/** A refusal names settings and flags: it is for whoever called the command. */
function accept<T>(result: Result<T, SplitRefusal>): T {
  if (result.ok) return result.value;
  const { code, message, details = [] } = result.refusal;
  const hint = code === "would_be_left_out" ? ["--allow-extra leaves them behind"] : [];
  throw new WrongSettings([[message, ...details.map((detail) => `  ${detail}`), ...hint].join("\n")]);
}

/** The bar has to be gone before anything is printed. */
function ended(end: () => void, print: (text: string) => void): (text: string) => void {
  return (text) => {
    end();
    print(text);
  };
}

async function writeCertificate(path: string, certificate: Certificate): Promise<void> {
  const folder = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : ".";
  await Deno.mkdir(folder || "/", { recursive: true });
  // Beside first and then in its place in one step: half a certificate would be none.
  await Deno.writeTextFile(`${path}.new`, JSON.stringify(certificate, null, 2) + "\n");
  await Deno.rename(`${path}.new`, path);
}
