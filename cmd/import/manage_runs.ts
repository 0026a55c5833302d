import {
  type ImportRun,
  type ImportRuns,
  type ImportUndo,
  stateOfRun,
  type TakenBack,
} from "../../application/commerce/ports/import_runs.ts";
import { undoImport } from "../../application/commerce/import/undo_import.ts";
import { createProgress } from "../../adapters/system/progress.ts";
import { count, table } from "../wiring/process/table.ts";
import { WrongSettings } from "../wiring/config/settings.ts";

interface RunsArguments {
  readonly list: boolean;
  /** The run to take back. */
  readonly undo: number | null;
  readonly force: boolean;
  readonly json: boolean;
}

interface RunsEngines {
  readonly runs: ImportRuns;
  readonly undo: ImportUndo;
  readonly takeSales: Parameters<typeof undoImport>[0]["takeSales"];
  readonly withRetry: <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>;
}

const MOST_LISTED = 100;

interface ParsedFlags {
  readonly values: {
    readonly list?: boolean | undefined;
    readonly undo?: string | undefined;
    readonly force?: boolean | undefined;
    readonly json?: boolean | undefined;
  };
  readonly positionals: readonly string[];
}

/** `null` when neither `--list` nor `--undo` is given. Throws `WrongSettings`. */
export function readRunsArguments({ values, positionals }: ParsedFlags): RunsArguments | null {
  const { list = false, undo, force = false, json = false } = values;
  if (!list && undo === undefined) return null;
  const problems: string[] = [];
  if (list && undo !== undefined) problems.push("--list and --undo are both given: give one of them");
  if (positionals.length > 0) problems.push(`${positionals[0]} is named: --list and --undo take no file`);
  if (undo !== undefined && !/^[1-9]\d{0,8}$/.test(undo)) {
    problems.push(`--undo is "${undo}": expected the number of a run, as --list names them`);
  }
  if (problems.length > 0) throw new WrongSettings(problems);
  return { list, undo: undo === undefined ? null : Number(undo), force, json };
}

/** Exit status. */
export async function manageRuns(
  { undo, force, json }: RunsArguments,
  engines: RunsEngines,
  { signal, print = console.log, warn = console.error }: {
    readonly signal: AbortSignal;
    readonly print?: (text: string) => void;
    readonly warn?: (text: string) => void;
  },
): Promise<number> {
  if (undo === null) {
    const runs = await engines.withRetry(() => engines.runs.list(MOST_LISTED), signal);
    print(json ? JSON.stringify({ runs }, null, 2) : runs.length === 0 ? "No imports yet." : runsAsText(runs));
    return 0;
  }
  const progress = createProgress({ unit: "orders", silent: json });
  try {
    const options = {
      runner: crypto.randomUUID(),
      signal,
      force,
      onProgress: (done: number) => progress.show("taking back", done, null),
    };
    const taken = await undoImport(engines, undo, options);
    progress.end();
    if (!taken.ok) {
      warn(`import: ${taken.refusal.message}`);
      return 1;
    }
    print(json ? JSON.stringify({ run: undo, ...taken.value }, null, 2) : takenAsText(undo, taken.value));
    return 0;
  } catch (error) {
    progress.end();
    if (!signal.aborted) throw error;
    warn("import: interrupted; run the same command again, and it takes back the rest");
    return 1;
  }
}

function takenAsText(
  run: number,
  { orders, sales, users, products, keptUsers, keptProducts }: TakenBack,
): string {
  const lines = [
    sales > 0
      ? `Run ${run} is taken back: ${count(sales)} sales.`
      : `Run ${run} is taken back: ${count(orders)} orders, ${count(users)} customers, ${count(products)} products.`,
  ];
  if (keptUsers + keptProducts > 0) {
    lines.push(`Kept, since other orders need them: ${count(keptUsers)} customers, ${count(keptProducts)} products.`);
  }
  return lines.join("\n");
}

function runsAsText(runs: readonly ImportRun[]): string {
  const right = true;
  return table(
    [
      { title: "run", right },
      { title: "began (UTC)" },
      { title: "state" },
      { title: "added", right },
      { title: "there", right },
      { title: "rejected", right },
      { title: "differing", right },
      { title: "into" },
      { title: "profile" },
      { title: "file" },
      { title: "sha-256" },
    ],
    runs.map((run) => [
      `${run.run}`,
      run.startedAt.toISOString().slice(0, 16).replace("T", " "),
      stateOfRun(run).replace("_", " "),
      run.finishedAt ? count(run.stored) : "-",
      count(run.alreadyThere),
      count(run.rejected),
      count(run.differing),
      run.storeId === null ? "orders" : `sales of ${run.storeId}`,
      run.profile,
      run.file,
      run.digest?.slice(0, 12) ?? "-",
    ]),
  );
}
