import { type ManualFile, type ReadFile, readManualFile } from "../../adapters/files/manuals/manual_file.ts";
import type { ManualReader } from "../../adapters/files/manuals/manual_reader.ts";
import { Unreadable } from "../../adapters/files/manuals/readers/read_manual.ts";
import { createProgress } from "../../adapters/system/progress.ts";
import { loadManual, type LoadManualDeps } from "../../application/store/manuals/load_manual.ts";
import {
  type Missing,
  withdrawMissing,
  type WithdrawnMissing,
} from "../../application/store/manuals/withdraw_missing.ts";
import { reasonOf } from "../../application/shared/fault.ts";
import type { CommonFields, LoadArguments } from "./arguments.ts";
import { WrongSettings } from "../wiring/config/settings.ts";
import { findManuals, type FoundManuals } from "./find_manuals.ts";
import { type LoadedFile, loadReport, reportAsText } from "./report.ts";

export interface LoadRun {
  readonly signal: AbortSignal;
  readonly print?: (text: string) => void;
  readonly warn?: (text: string) => void;
}

export interface LoadDeps extends LoadManualDeps {
  readonly reader: ManualReader;
}

const MOST_BYTES = 32_000_000;
/** Calls of the embedder overlap; more at once would only wait for the database. */
const AT_ONCE = 4;

/** Exit status: 0 when all files are loaded. */
export async function runLoad(
  { paths, common, mostMissing, json }: Extract<LoadArguments, { action: "load" }>,
  wire: () => Promise<LoadDeps>,
  { signal, print = console.log, warn = console.error }: LoadRun,
): Promise<number> {
  const found = await findManuals(paths);
  const { files } = found;
  if (mostMissing !== null && !found.isFolders) {
    throw new WrongSettings(["--withdraw-missing compares with whole folders: name folders, and no single file"]);
  }
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
  const loaded = done.filter(Boolean);
  const missing = mostMissing === null ? null : await withdraw(deps, found, loaded, { ...common, mostMissing });
  if (mostMissing !== null && !missing) warn("load-manuals: nothing was withdrawn, since not every file was loaded");
  const report = loadReport(found, loaded, { embedder: deps.embedder, missing });
  print(json ? JSON.stringify(report, null, 2) : reportAsText(report));
  if (report.notReached > 0) {
    warn(
      `load-manuals: ${report.notReached} of ${files.length} files were not reached; run the same command again, and it goes on`,
    );
  }
  return report.refused + report.notReached > 0 || missing?.outcome === "refused" ? 1 : 0;
}

/** A file that could not be read may give its manual another id: then none is known to be missing. */
async function withdraw(
  deps: LoadDeps,
  { files, skipped }: FoundManuals,
  loaded: readonly LoadedFile[],
  missing: Missing,
): Promise<WithdrawnMissing | null> {
  if (loaded.length < files.length || loaded.some(({ outcome }) => outcome === "refused")) return null;
  const present = new Set([...loaded, ...skipped].map(({ manualId }) => manualId));
  return await withdrawMissing(deps, present, missing);
}

async function loadFile(
  deps: LoadDeps,
  { path, manualId, kind }: ManualFile,
  common: CommonFields,
  signal: AbortSignal,
): Promise<LoadedFile> {
  const refused = (reason: string): LoadedFile => ({ file: path, manualId, outcome: "refused", reason });
  const read = await readFile(deps.reader, path, kind).catch((error) => reasonOf(error));
  if (typeof read === "string") return refused(`Cannot read the file: ${read}`);
  const loaded = await loadManual(deps, { manualId, ...common, ...read.fields }, signal);
  if (!loaded.ok) return refused(loaded.refusal.message);
  const { outcome, version, embedded, source } = loaded.value;
  return {
    file: path,
    manualId: version.manualId,
    outcome,
    version: version.version,
    passages: version.passages,
    embedded,
    ...source,
    warnings: read.warnings,
  };
}

async function readFile(reader: ManualReader, path: string, kind: ManualFile["kind"]): Promise<ReadFile> {
  const { size } = await Deno.stat(path);
  if (size > MOST_BYTES) {
    throw new Unreadable(`it has ${Math.ceil(size / 1e6)} MB, expected at most ${MOST_BYTES / 1e6}`);
  }
  const bytes = await Deno.readFile(path);
  if (kind === "markdown" || kind === "text") {
    const { fields, warnings } = readManualFile(bytes);
    return { fields: { format: kind, ...fields }, warnings };
  }
  const read = await reader.readDocument(bytes, kind);
  if (!read.ok) throw new Unreadable(read.reason);
  return { fields: { ...read.value }, warnings: [] };
}
