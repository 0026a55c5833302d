import {
  type AccountResult,
  anyCounted,
  eachMarketAccount,
  type FailureLog,
  type RoundLog,
  type RoundOptions,
} from "./marketplace_rounds.ts";
import { makeOrders, type MakeOrdersDeps } from "./make_orders.ts";
import type { MarketAccounts } from "./ports/marketplace.ts";
import type { IngestedOrders, MarketOrderJournal } from "./ports/orders.ts";
import type { Partners } from "./ports/partners.ts";
import type { PulledPages } from "./marketplace/pull_pages.ts";
import { pullMarketOrders, type PullMarketOrdersDeps } from "./pull_market_orders.ts";

type PullRoundDeps =
  & Omit<MakeOrdersDeps, "journal" | "marketAccounts" | "formatOf">
  & Pick<PullMarketOrdersDeps, "digest" | "clock">
  & {
    readonly journal: MarketOrderJournal;
    readonly marketAccounts: Pick<MarketAccounts, "list" | "findAll">;
    readonly partners: Pick<Partners, "marketplaceFeed" | "formatOf">;
    readonly log: RoundLog;
    readonly failures: FailureLog;
  };

interface PullReport {
  readonly accounts: readonly AccountResult<PulledPages>[];
  readonly ingested: IngestedOrders;
}

/** Throws `Outage`. */
export async function pullRound(deps: PullRoundDeps, options: RoundOptions): Promise<PullReport> {
  const { journal, marketAccounts, partners, digest, clock, log, failures } = deps;
  const { signal, onProgress } = options;
  const accounts = await eachMarketAccount(
    marketAccounts,
    options,
    (account) =>
      pullMarketOrders({ journal, ...partners.marketplaceFeed(account), digest, clock }, {
        accountId: account.id,
        signal,
        onAttempt: (attempt) => log[attempt.error === null ? "debug" : "warn"](attempt, "marketplace orders requested"),
        onPage: ({ added, changed, unchanged }) => onProgress?.(added + changed + unchanged),
      }),
  );
  failures.notifyOf("cannot pull orders now", accounts);
  const ingested = await makeOrders({ ...deps, formatOf: partners.formatOf }, { signal });
  if (anyCounted(ingested)) log.info(ingested, "orders ingested");
  return { accounts, ingested };
}
