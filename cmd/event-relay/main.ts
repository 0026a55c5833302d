import { PostgresOutbox } from "../../adapters/postgres/outbox.ts";
import { repeat } from "../../adapters/system/repeat.ts";
import { reasonOf } from "../../application/shared/fault.ts";
import { relayOutbox } from "../../application/shared/relay_outbox.ts";
import { openLog } from "../wiring/open_log.ts";
import { openStore } from "../wiring/open_store.ts";
import { requireEngines } from "../wiring/require_engines.ts";
import { runProcess } from "../wiring/run_process.ts";

const PAUSE_MS = 200;

await runProcess({ name: "event-relay", usage: "", flags: {}, longRunning: true }, async (process) => {
  requireEngines(process.config, ["database", "kafka"]);
  const outbox = new PostgresOutbox(await openStore(process, "event-relay"));
  const { writer } = await openLog(process);
  const onError = (error: unknown) => process.log.warn({ reason: reasonOf(error) }, "cannot relay the outbox yet");
  await repeat(() => relayOutbox({ outbox, log: writer }), PAUSE_MS, process.signal, onError);
});
