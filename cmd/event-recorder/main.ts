import { openEvents } from "../wiring/engines/dynamodb.ts";
import { openLog } from "../wiring/engines/kafka.ts";
import { openDatabase } from "../wiring/engines/postgres.ts";
import { recordStream } from "../wiring/identity/record_stream.ts";
import { requireEngines } from "../wiring/engines/require_engines.ts";
import { runProcess } from "../wiring/process/run_process.ts";
import { EVENT_RECORDER_COMMAND } from "./arguments.ts";

await runProcess(EVENT_RECORDER_COMMAND, async (process) => {
  requireEngines(process.config, ["database", "kafka", "dynamodb"]);
  const sql = await openDatabase(process, "event-recorder");
  const log = await openLog(process);
  const { record } = await openEvents(process);
  await recordStream(process, sql, log, record, process.signal);
});
