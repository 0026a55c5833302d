import { numberFlag } from "../wiring/config/flags.ts";
import { openCache, openSimulationState } from "../wiring/commerce.ts";
import { openLog } from "../wiring/engines/kafka.ts";
import { requireEngines } from "../wiring/engines/require_engines.ts";
import { runProcess } from "../wiring/process/run_process.ts";
import { scenarioFlag } from "../wiring/config/commerce_config.ts";
import { runShopSimulation } from "../wiring/commerce/simulation.ts";
import { PRODUCER_COMMAND } from "./arguments.ts";

await runProcess(PRODUCER_COMMAND, async (process, { values }) => {
  requireEngines(process.config, ["redis", "kafka"]);
  const options = {
    rate: numberFlag("rate", values.rate, { from: 0.01, to: 100_000 }, null),
    speed: numberFlag("speed", values.speed, { from: 0.01, to: 1_000 }, 1),
    seed: values.seed ?? null,
    scenarios: scenarioFlag(values.scenario),
    calendarPace: values["calendar-pace"] ?? false,
  };
  const market = { pools: openCache(process), state: openSimulationState(process) };
  await runShopSimulation(process, await openLog(process), market, options);
});
