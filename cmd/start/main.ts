import { numberFlag } from "../wiring/config/flags.ts";
import { runProcess } from "../wiring/process/run_process.ts";
import { scenarioFlag } from "../wiring/config/commerce_config.ts";
import { demoFlag } from "./demo_flag.ts";
import { startEverything } from "./start_everything.ts";

await runProcess({
  name: "start",
  usage: `[--speed FACTOR] [--rate ORDERS_PER_SECOND] [--seed TEXT] [--scenario NAME[,NAME]]
       [--calendar-pace] [--visits DETECTIONS_PER_SECOND] [--demo on|off] [--ephemeral]

  --calendar-pace   carts come more or less often as the calendar's scenarios say; otherwise one every 3 to 5 s
  --demo off        nothing is invented: no first shop, no shoppers, tills, manuals, guests, supplier or marketplace`,
  flags: {
    speed: { type: "string" },
    rate: { type: "string" },
    seed: { type: "string" },
    scenario: { type: "string" },
    "calendar-pace": { type: "boolean" },
    visits: { type: "string" },
    demo: { type: "string" },
    ephemeral: { type: "boolean" },
  },
  longRunning: true,
  hasApi: true,
}, async (process, { values }) => {
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
