import { deliverWebhooks } from "../wiring/deliver_webhooks.ts";
import { openLog } from "../wiring/engines/kafka.ts";
import { openDatabase } from "../wiring/engines/postgres.ts";
import { AT_ONCE_MS, relayEvents } from "../wiring/relay_events.ts";
import { requireEngines } from "../wiring/engines/require_engines.ts";
import { tellOfListingsOnServer } from "../wiring/tell_of_listings.ts";
import { runProcess } from "../wiring/process/run_process.ts";
import { EVENT_RELAY_COMMAND } from "./arguments.ts";

await runProcess(EVENT_RELAY_COMMAND, async (process) => {
  await requireEngines(process, ["database", "kafka"]);
  const sql = await openDatabase(process, "event-relay");
  const log = await openLog(process);
  await Promise.all([
    relayEvents(process, sql, log, { idleMs: AT_ONCE_MS, signal: process.signal }),
    deliverWebhooks(process, sql),
    tellOfListingsOnServer(process, sql),
  ]);
});
