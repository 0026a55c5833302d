import { keepPoolsFresh } from "../wiring/keep_pools_fresh.ts";
import { openCache } from "../wiring/engines/open_cache.ts";
import { openSimulationState } from "../wiring/open_simulation_state.ts";
import { openStore } from "../wiring/engines/open_store.ts";
import { requireEngines } from "../wiring/engines/require_engines.ts";
import { runProcess } from "../wiring/process/run_process.ts";

await runProcess({
  name: "cache-worker",
  usage: "[--once]",
  flags: { once: { type: "boolean" } },
  longRunning: true,
}, async (process, { values }) => {
  requireEngines(process.config, ["database", "redis"]);
  const sql = await openStore(process, "cache-worker");
  const shared = { cache: openCache(process), opening: openSimulationState(process).opening };
  await keepPoolsFresh(process, sql, shared, { once: values.once ?? false });
});
