import { runProcess } from "../wiring/process/run_process.ts";
import { monitorCache } from "./monitor_cache.ts";

await runProcess({
  name: "cache-monitor",
  usage: `[--once] [--json]

Prints one line a second: the time of this machine, the seconds since the pools were refreshed out of
CACHE_REFRESH_INTERVAL, and what the cache says of itself. Without REDIS_URL it looks into the \`deno task start\`
that listens on HOST and PORT.

  --once   print one line; status 1 when the cache can't be reached
  --json   print one JSON document a line`,
  flags: { once: { type: "boolean" }, json: { type: "boolean" } },
  longRunning: true,
}, (process, { values }) => monitorCache(process, { json: values.json ?? false, once: values.once ?? false }));
