import { openSourcing } from "../wiring/open_sourcing.ts";
import { runProcess } from "../wiring/process/run_process.ts";
import { runRounds } from "../wiring/process/run_rounds.ts";
import { count } from "../wiring/process/table.ts";
import { Trading } from "../wiring/trading.ts";

await runProcess({
  name: "place-supplier-orders",
  usage: "[--once [--json]]",
  flags: { once: { type: "boolean" }, json: { type: "boolean" } },
  longRunning: true,
}, async (process, { values: { once = false, json = false } }) => {
  const trading = new Trading(process, await openSourcing(process, "place-supplier-orders"));
  return await runRounds(process, {
    once,
    json,
    unit: "supplier orders",
    stage: "place supplier orders",
    pauseMs: 1_000,
    round: (onProgress) => trading.place(onProgress),
    tell: ({ placed, refused, cancelled, toReturn, closed }) =>
      `${count(placed)} placed, ${count(refused)} refused, ${count(cancelled)} cancelled, ` +
      `${count(toReturn)} to return; ${count(closed.length)} suppliers could not be asked.`,
    isFinished: ({ closed, followed }) => closed.length === 0 && followed.parked === 0,
  });
});
