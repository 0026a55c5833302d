import { createProgress, type Progress } from "../../adapters/system/progress.ts";
import { verifyHistory } from "../../application/commerce/simulation/verify_history.ts";
import {
  type HistoryProgress,
  writeHistory,
  type WriteHistoryDeps,
} from "../../application/commerce/simulation/write_history.ts";
import type { HistoryFigures } from "../../application/commerce/ports/history.ts";
import { WrongSettings } from "../wiring/config/settings.ts";
import { readAnswers, writeAnswers } from "./answers_file.ts";
import type { HistoryArguments } from "./arguments.ts";
import { type HistoryReport, verifiedAsJson, verifiedAsText, writtenAsJson, writtenAsText } from "./report.ts";

export interface HistoryEngines extends WriteHistoryDeps {
  readonly figures: HistoryFigures;
}

interface HistoryRunOptions {
  readonly signal: AbortSignal;
  readonly print?: (text: string) => void;
}

/** The size of `deno task seed` and of the first start, so that a history with their seed has the same people. */
const DEFAULTS = { days: 365, ordersPerDay: 1_000, users: 10_000, products: 2_000 } as const;

const STAGES: Readonly<Record<HistoryProgress["stage"], string>> = {
  founding: "customers and products",
  remembering: "already there",
  writing: "orders",
};

export async function runHistory(
  args: HistoryArguments,
  engines: HistoryEngines,
  { signal, print = console.log }: HistoryRunOptions,
): Promise<number> {
  return args.action === "verify" ? await verify(args, engines, print) : await write(args, engines, { signal, print });
}

async function write(
  { seed, asked, until, answersFile, json }: HistoryArguments,
  engines: HistoryEngines,
  { signal, print }: Required<HistoryRunOptions>,
): Promise<number> {
  const progress: Progress = createProgress({ silent: json, unit: "rows" });
  const began = performance.now();
  let writingSince = began;
  try {
    const written = await writeHistory(engines, {
      seed,
      asked,
      defaults: DEFAULTS,
      until,
      signal,
      onProgress: ({ stage, done, total }) => {
        if (stage !== "writing") writingSince = performance.now();
        progress.show(STAGES[stage], done, total);
      },
    });
    if (!written.ok) throw new WrongSettings([written.refusal.message]);
    progress.end();
    const { key, stored } = written.value;
    await writeAnswers(answersFile, key);
    const seconds = (performance.now() - (stored > 0 ? writingSince : began)) / 1_000;
    const report: HistoryReport = { key, stored, seconds, answersFile };
    print(json ? writtenAsJson(report) : writtenAsText(report));
    return 0;
  } finally {
    progress.end();
  }
}

async function verify(
  { answersFile, json }: HistoryArguments,
  { store, figures }: HistoryEngines,
  print: (text: string) => void,
): Promise<number> {
  const key = await readAnswers(answersFile);
  if (!key) {
    throw new WrongSettings([
      `${answersFile} is not there: name the answers of the history, or write it with deno task history`,
    ]);
  }
  const verified = await verifyHistory({ store, figures }, key);
  print(json ? verifiedAsJson(verified, answersFile) : verifiedAsText(verified, answersFile));
  return verified.differences.length + verified.unconfirmed.length === 0 ? 0 : 1;
}
