import { runProcess } from "../wiring/process/run_process.ts";
import { monitorCache } from "./monitor_cache.ts";
import { CACHE_MONITOR_COMMAND } from "./arguments.ts";

await runProcess(
  CACHE_MONITOR_COMMAND,
  (process, { values }) => monitorCache(process, { json: values.json ?? false, once: values.once ?? false }),
);
