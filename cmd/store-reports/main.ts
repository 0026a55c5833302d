import { createProgress } from "../../adapters/system/progress.ts";
import { makeDailyReports } from "../../application/store/make_daily_reports.ts";
import { openReports } from "../wiring/store.ts";
import { openMigratedDatabase } from "../wiring/engines/postgres.ts";
import { runProcess } from "../wiring/process/run_process.ts";
import { withRetry } from "../../adapters/system/with_retry.ts";
import { reasonOf } from "../../application/shared/fault.ts";
import { readStoreReportsArguments, STORE_REPORTS_COMMAND } from "./arguments.ts";
import { reportAsText } from "./report.ts";

await runProcess(STORE_REPORTS_COMMAND, async (process, { values }) => {
  const { json, ...asked } = readStoreReportsArguments(values);
  const { log, signal } = process;
  const sql = await openMigratedDatabase(process, "store-reports");
  const retry = withRetry((error) => log.warn({ reason: reasonOf(error) }, "cannot go on yet: trying again"));
  const deps = { ...openReports(process, sql), withRetry: retry };
  const progress = createProgress({ silent: json, unit: "stores" });
  const began = performance.now();
  try {
    const onProgress = (done: number, total: number) => progress.show("reports", done, total);
    const made = await makeDailyReports(deps, { ...asked, signal, onProgress });
    progress.end();
    const seconds = (performance.now() - began) / 1_000;
    console.log(json ? JSON.stringify({ date: asked.day, ...made, seconds }) : reportAsText(asked.day, made, seconds));
    return made.left > 0 ? 1 : 0;
  } finally {
    progress.end();
  }
});
