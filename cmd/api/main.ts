import { requireKeysBeyondLoopback } from "../wiring/config/config.ts";
import { openCache } from "../wiring/engines/open_cache.ts";
import { openEvents } from "../wiring/engines/open_events.ts";
import { openIdentity } from "../wiring/open_identity.ts";
import { openLog } from "../wiring/engines/open_log.ts";
import { openSimulationState } from "../wiring/open_simulation_state.ts";
import { openStore } from "../wiring/engines/open_store.ts";
import { requireEngines } from "../wiring/engines/require_engines.ts";
import { runProcess, untilStopped } from "../wiring/process/run_process.ts";
import { serveApi } from "../wiring/serve_api.ts";
import { withRecorded } from "../wiring/with_recorded.ts";
import { serveSourcing } from "../wiring/serve_sourcing.ts";

await runProcess({ name: "api", usage: "", flags: {}, longRunning: true, hasApi: true }, async (process) => {
  requireEngines(process.config, ["database", "redis", "kafka"]);
  requireKeysBeyondLoopback(process.config);
  const sql = await openStore(process, "api");
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
