import { numberFlag } from "../wiring/numbers.ts";
import { openCache } from "../wiring/open_cache.ts";
import { openLog } from "../wiring/open_log.ts";
import { requireEngines } from "../wiring/require_engines.ts";
import { runProcess } from "../wiring/run_process.ts";
import { runMarket } from "../wiring/stream_market.ts";

await runProcess({
  name: "producer",
  usage: "[--rate ORDERS_PER_SECOND] [--speed FACTOR] [--seed TEXT]",
  flags: { rate: { type: "string" }, speed: { type: "string" }, seed: { type: "string" } },
  longRunning: true,
}, async (process, { values }) => {
  requireEngines(process.config, ["redis", "kafka"]);
  const options = {
    rate: numberFlag("rate", values.rate, { from: 0.01, to: 100_000 }, null),
    speed: numberFlag("speed", values.speed, { from: 0.01, to: 1_000 }, 1),
    seed: values.seed ?? null,
  };
  await runMarket(process, await openLog(process), openCache(process), options);
});
