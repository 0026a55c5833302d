import { type Stream, STREAMS } from "../../domain/commerce/commerce_event.ts";
import { consumeStream, runMaintenance } from "../wiring/commerce/consume_stream.ts";
import { openLog } from "../wiring/engines/kafka.ts";
import { openDatabase } from "../wiring/engines/postgres.ts";
import { requireEngines } from "../wiring/engines/require_engines.ts";
import { PostgresStreamPositions } from "../../adapters/postgres/commerce/stream_positions.ts";
import { lagOf } from "../wiring/commerce/lag_metrics.ts";
import { streamNames } from "../../adapters/kafka/stream_names.ts";
import { runProcess } from "../wiring/process/run_process.ts";
import { WrongSettings } from "../wiring/config/settings.ts";
import { CONSUMER_COMMAND } from "./arguments.ts";

await runProcess(CONSUMER_COMMAND, async (process, { values }) => {
  const stream = STREAMS.find((stream) => stream === values.topic);
  if (!stream) {
    throw new WrongSettings([`--topic is ${values.topic ?? "missing"}: expected one of ${STREAMS.join(", ")}`]);
  }
  await requireEngines(process, ["database", "kafka"]);
  const sql = await openDatabase(process, `consumer ${stream}`, { bulk: true });
  const log = await openLog(process);
  const streams = [streamNames(process.config.prefix)[stream]];
  const sources = { positions: new PostgresStreamPositions(sql), inspector: log.inspector, streams };
  process.work.lag = () => lagOf(sources);
  await Promise.all([
    consumeStream(process, sql, log, stream satisfies Stream, process.signal),
    runMaintenance(process, sql, log, process),
  ]);
});
