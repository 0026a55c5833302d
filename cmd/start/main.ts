import { numberFlag } from "../wiring/numbers.ts";
import { runProcess } from "../wiring/run_process.ts";
import { startEverything } from "./start_everything.ts";

await runProcess({
  name: "start",
  usage: "[--speed FACTOR] [--rate ORDERS_PER_SECOND] [--seed TEXT] [--ephemeral]",
  flags: {
    speed: { type: "string" },
    rate: { type: "string" },
    seed: { type: "string" },
    ephemeral: { type: "boolean" },
  },
  longRunning: true,
  hasApi: true,
}, async (process, { values }) => {
  await startEverything(process, {
    speed: numberFlag("speed", values.speed, { from: 0.01, to: 1_000 }, 1),
    rate: numberFlag("rate", values.rate, { from: 0.01, to: 100_000 }, null),
    seed: values.seed ?? null,
    ephemeral: values.ephemeral ?? false,
  });
});
