import { requireKeysBeyondLoopback } from "../wiring/config/http_config.ts";
import { openCache, openSimulationState } from "../wiring/commerce.ts";
import { openEvents } from "../wiring/engines/dynamodb.ts";
import { openIdentity } from "../wiring/identity.ts";
import { openLog } from "../wiring/engines/kafka.ts";
import { openDatabase } from "../wiring/engines/postgres.ts";
import { requireEngines } from "../wiring/engines/require_engines.ts";
import { runProcess, untilStopped } from "../wiring/process/run_process.ts";
import { serveApi } from "../wiring/serve_api.ts";
import { withRecorded } from "../wiring/identity/recorded.ts";
import { serveSourcing } from "../wiring/serve_sourcing.ts";
import { API_COMMAND } from "./arguments.ts";

await runProcess(API_COMMAND, async (process) => {
  requireEngines(process.config, ["database", "redis", "kafka"]);
  requireKeysBeyondLoopback(process.config);
  const sql = await openDatabase(process, "api");
  const log = await openLog(process);
  const identity = openIdentity(process, sql);
  // Without DynamoDB the routes for recorded events and for erasing them are left out.
  const events = process.config.identity.dynamodb ? await openEvents(process) : null;
  const address = serveApi(process, sql, log, {
    pools: openCache(process),
    state: openSimulationState(process),
    identity: events ? withRecorded(process, identity, { sql, log, events }) : identity,
    sourcing: await serveSourcing(process, { works: false }),
  });
  process.log.info(`API and page at ${address}`);
  await untilStopped(process.signal);
});
