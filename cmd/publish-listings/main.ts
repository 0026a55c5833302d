import { openSourcing } from "../wiring/open_sourcing.ts";
import { runProcess } from "../wiring/process/run_process.ts";
import { runRounds } from "../wiring/process/run_rounds.ts";
import { count } from "../wiring/process/table.ts";
import { Trading } from "../wiring/trading.ts";

await runProcess({
  name: "publish-listings",
  usage: "[--account ID|MARKET/NAME] [--once [--json]]",
  flags: { account: { type: "string" }, once: { type: "boolean" }, json: { type: "boolean" } },
  longRunning: true,
}, async (process, { values: { account, once = false, json = false } }) => {
  const trading = new Trading(process, await openSourcing(process, "publish-listings"));
  const isWanted = await trading.accountsNamed(account);
  return await runRounds(process, {
    once,
    json,
    unit: "listings",
    stage: "publish listings",
    pauseMs: 1_000,
    round: (onProgress) => trading.publish(isWanted, onProgress),
    tell: ({ accounts }) =>
      accounts.map(({ market, account, error, published = 0, changed = 0, withdrawn = 0, refused = 0 }) =>
        `${market}/${account}: ${
          error ?? `${count(published)} published, ${count(changed)} changed, ` +
              `${count(withdrawn)} withdrawn, ${count(refused)} refused`
        }.`
      ).join("\n") || "No market account is active.",
    isFinished: ({ accounts, followed }) => followed.parked === 0 && accounts.every(({ error }) => error === null),
  });
});
