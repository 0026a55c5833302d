import { keepPoolsFresh } from "../wiring/commerce/keep_current.ts";
import { openCache, openSimulationState } from "../wiring/commerce.ts";
import { openDatabase } from "../wiring/engines/postgres.ts";
import { requireEngines } from "../wiring/engines/require_engines.ts";
import { runProcess } from "../wiring/process/run_process.ts";
import { CACHE_WORKER_COMMAND } from "./arguments.ts";

await runProcess(CACHE_WORKER_COMMAND, async (process, { values }) => {
  requireEngines(process.config, ["database", "redis"]);
  const sql = await openDatabase(process, "cache-worker");
  const shared = { cache: openCache(process), opening: openSimulationState(process).opening };
  await keepPoolsFresh(process, sql, shared, { once: values.once ?? false });
});
