import { openSourcing } from "../wiring/open_sourcing.ts";
import { runProcess } from "../wiring/process/run_process.ts";
import { runRounds } from "../wiring/process/run_rounds.ts";
import { count } from "../wiring/process/table.ts";
import { Trading } from "../wiring/trading.ts";

await runProcess({
  name: "pull-market-orders",
  usage: "[--account ID|MARKET/NAME] [--once [--json]]",
  flags: { account: { type: "string" }, once: { type: "boolean" }, json: { type: "boolean" } },
  longRunning: true,
}, async (process, { values: { account, once = false, json = false } }) => {
  const trading = new Trading(process, await openSourcing(process, "pull-market-orders"));
  const isWanted = await trading.accountsNamed(account);
  return await runRounds(process, {
    once,
    json,
    unit: "orders",
    stage: "pull orders",
    pauseMs: process.config.sourcing.pullIntervalSeconds * 1_000,
    round: (onProgress) => trading.pull(isWanted, onProgress),
    tell: ({ taken }) =>
      `${count(taken.orders)} order lines taken in, ${count(taken.supplierOrders)} to order at suppliers, ` +
      `${count(taken.cancelled)} cancelled, ${count(taken.unreadable)} unreadable.`,
    isFinished: ({ accounts }) => accounts.every(({ error }) => error === null),
  });
});
