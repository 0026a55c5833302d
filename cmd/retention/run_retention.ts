import { createProgress } from "../../adapters/system/progress.ts";
import { openEvents } from "../wiring/engines/dynamodb.ts";
import { openErasureDigests } from "../wiring/engines/erasure_key.ts";
import { openMigratedDatabase } from "../wiring/engines/postgres.ts";
import { openArchive } from "../wiring/identity/open_archive.ts";
import { keepLearning } from "../wiring/identity/confidence.ts";
import { keepRetention, retentionRound } from "../wiring/identity/retention.ts";
import type { Process } from "../wiring/process/run_process.ts";
import type { RetentionArguments } from "./arguments.ts";
import { asJson, asText } from "./report.ts";

/** Returns the exit status. */
export async function runRetention(
  process: Process,
  { asOf, dryRun, json, daily }: RetentionArguments,
): Promise<number> {
  const sql = await openMigratedDatabase(process, "retention");
  const { record } = await openEvents(process);
  if (daily) {
    await Promise.all([keepRetention(process, { sql, record }), keepLearning(process, sql)]);
    return 0;
  }
  const stores = { sql, record, archive: await openArchive(process), digests: openErasureDigests(process.config) };
  const progress = createProgress({ silent: json, unit: "events" });
  try {
    const { signal } = process;
    const onProgress = (done: number) => progress.show("archive", done, null);
    const round = await retentionRound(stores, { asOf, dryRun, signal, onProgress });
    progress.end();
    console.log(json ? asJson(round) : asText(round));
    return signal.aborted || round.events?.complete === false ? 1 : 0;
  } finally {
    progress.end();
  }
}
