import { type ManualFile, readManualFile } from "../../adapters/files/manuals/manual_file.ts";
import { createProgress } from "../../adapters/system/progress.ts";
import { loadManual, type LoadManualDeps } from "../../application/store/manuals/load_manual.ts";
import { reasonOf } from "../../application/shared/fault.ts";
import type { CommonFields, LoadArguments } from "./arguments.ts";
import { findManuals } from "./find_manuals.ts";
import { type LoadedFile, loadReport, reportAsText } from "./report.ts";

export interface LoadRun {
  readonly signal: AbortSignal;
  readonly print?: (text: string) => void;
  readonly warn?: (text: string) => void;
}

/** Calls of the embedder overlap; more at once would only wait for the database. */
const AT_ONCE = 4;

/** Exit status: 0 when all files are loaded. */
export async function runLoad(
  { paths, common, json }: Extract<LoadArguments, { action: "load" }>,
  wire: () => Promise<LoadManualDeps>,
  { signal, print = console.log, warn = console.error }: LoadRun,
): Promise<number> {
  const files = await findManuals(paths);
  const deps = await wire();
  const progress = createProgress({ unit: "manuals", silent: json });
  const done: LoadedFile[] = new Array(files.length);
  const waiting = files.entries();
  const stop = new AbortController();
  const work = async () => {
    for (const [index, file] of waiting) {
      if (signal.aborted || stop.signal.aborted) return;
      done[index] = await loadFile(deps, file, common, AbortSignal.any([signal, stop.signal]));
      progress.show("loading", done.filter(Boolean).length, files.length);
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, () =>
      work().catch((error) => {
        stop.abort(error);
        throw error;
      })));
  } catch (error) {
    if (!signal.aborted) warn(`load-manuals: ${reasonOf(error)}`);
    stop.abort(error);
  }
  progress.end();
  const report = loadReport(files.length, done.filter(Boolean), deps.embedder);
  print(json ? JSON.stringify(report, null, 2) : reportAsText(report));
  if (report.notReached > 0) {
    warn(
      `load-manuals: ${report.notReached} of ${files.length} files were not reached; run the same command again, and it goes on`,
    );
  }
  return report.refused + report.notReached > 0 ? 1 : 0;
}

async function loadFile(
  deps: LoadManualDeps,
  { path, manualId, format }: ManualFile,
  common: CommonFields,
  signal: AbortSignal,
): Promise<LoadedFile> {
  let manual: ReturnType<typeof readManualFile>;
  try {
    manual = readManualFile(await Deno.readFile(path));
  } catch (error) {
    const reason = error instanceof TypeError ? "Cannot read the file: it is not UTF-8" : reasonOf(error);
    return { file: path, manualId, outcome: "refused", reason };
  }
  const loaded = await loadManual(deps, { manualId, format, ...common, ...manual }, signal);
  if (!loaded.ok) return { file: path, manualId, outcome: "refused", reason: loaded.refusal.message };
  const { outcome, version, embedded } = loaded.value;
  return {
    file: path,
    manualId: version.manualId,
    outcome,
    version: version.version,
    passages: version.passages,
    embedded,
  };
}
