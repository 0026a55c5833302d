import { numberFlag } from "../wiring/config/flags.ts";
import { runProcess } from "../wiring/process/run_process.ts";
import { scenarioFlag } from "../wiring/config/commerce_config.ts";
import { demoFlag } from "./demo_flag.ts";
import { startEverything } from "./start_everything.ts";
import { START_COMMAND } from "./arguments.ts";

await runProcess(START_COMMAND, async (process, { values }) => {
  const demo = demoFlag(values);
  await startEverything(process, {
    speed: numberFlag("speed", values.speed, { from: 0.01, to: 1_000 }, 1),
    rate: numberFlag("rate", values.rate, { from: 0.01, to: 100_000 }, null),
    seed: values.seed ?? null,
    scenarios: scenarioFlag(values.scenario),
    calendarPace: values["calendar-pace"] ?? false,
    ephemeral: values.ephemeral ?? false,
    demo,
    visits: numberFlag("visits", values.visits, { from: 0, to: 5 }, 0.5),
  });
});
