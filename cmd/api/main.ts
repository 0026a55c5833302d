import { requireKeysBeyondLoopback } from "../wiring/config.ts";
import { openCache } from "../wiring/open_cache.ts";
import { openLog } from "../wiring/open_log.ts";
import { openMarketState } from "../wiring/open_market_state.ts";
import { openStore } from "../wiring/open_store.ts";
import { requireEngines } from "../wiring/require_engines.ts";
import { runProcess, untilStopped } from "../wiring/run_process.ts";
import { serveApi } from "../wiring/serve_api.ts";
import { serveSourcing } from "../wiring/serve_sourcing.ts";

await runProcess({ name: "api", usage: "", flags: {}, longRunning: true, hasApi: true }, async (process) => {
  requireEngines(process.config, ["database", "redis", "kafka"]);
  requireKeysBeyondLoopback(process.config);
  const sql = await openStore(process, "api");
  const log = await openLog(process);
  const sourcing = await serveSourcing(process, { works: false });
  const address = serveApi(process, sql, log, { pools: openCache(process), state: openMarketState(process), sourcing });
  process.log.info(`API and page at ${address}`);
  await untilStopped(process.signal);
});
