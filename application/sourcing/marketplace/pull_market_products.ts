import { canonicalJson } from "../../../domain/shared/canonical_json.ts";
import type { Digest } from "../../../domain/shared/digest.ts";
import type { MarketAccountId } from "../../../domain/sourcing/ids.ts";
import {
  type AccountResult,
  anyCounted,
  eachMarketAccount,
  type FailureLog,
  type RoundLog,
  type RoundOptions,
} from "../marketplace_rounds.ts";
import type { WritesOne } from "../one_database.ts";
import type { MarketAccounts, MarketProductJournal } from "../ports/marketplace.ts";
import type { MarketProducts, Partners } from "../ports/partners.ts";
import { NOTHING_PULLED, type PulledPages, pullPages } from "./pull_pages.ts";

type PullMarketProductsDeps =
  & WritesOne<{ readonly productJournal: MarketProductJournal; readonly marketAccounts: Pick<MarketAccounts, "list"> }>
  & {
    readonly partners: Pick<Partners, "marketplaceProducts">;
    readonly digest: Digest;
    readonly log: RoundLog;
    readonly failures: FailureLog;
  };

/** What each marketplace has of the seller's products, kept raw. Throws `Outage`. */
export async function pullMarketProducts(
  deps: PullMarketProductsDeps,
  options: RoundOptions,
): Promise<{ readonly accounts: readonly AccountResult<PulledPages>[] }> {
  const accounts = await eachMarketAccount(deps.marketAccounts, options, async (account) => {
    const products = deps.partners.marketplaceProducts(account);
    // A marketplace without a list of them has nothing to say.
    if (products === null) return NOTHING_PULLED;
    const pulled = await pullAll(deps, products, { accountId: account.id, ...options });
    if (anyCounted(pulled)) {
      deps.log.info({ market: account.market, account: account.name, ...pulled }, "marketplace products pulled");
    }
    return pulled;
  });
  deps.failures.notifyOf("cannot pull marketplace products now", accounts);
  return { accounts };
}

/** Pages are stored with their position: a reading that was killed goes on. */
async function pullAll(
  { productJournal, digest, log }: PullMarketProductsDeps,
  { feed, kind, identify }: MarketProducts,
  { accountId, signal, onProgress }: RoundOptions & { readonly accountId: MarketAccountId },
): Promise<PulledPages> {
  const positionAt = (cursor: string | null) => ({ cursor, updatedSince: null });
  return await pullPages({
    kind,
    feed,
    position: positionAt(await productJournal.position(accountId)),
    restart: async () => {
      await productJournal.restart(accountId);
      return positionAt(null);
    },
    store: async ({ records, nextCursor: next }, from) => {
      const products = records.flatMap((payload) => {
        const identity = identify(payload);
        return identity ? [{ ...identity, payload, hash: digest(canonicalJson(payload)) }] : [];
      });
      const stored = await productJournal.store(accountId, { from, next, products });
      return stored === "replaced" ? stored : { ...stored, unreadable: records.length - products.length };
    },
  }, {
    signal,
    onAttempt: (attempt) => log[attempt.error === null ? "debug" : "warn"](attempt, "marketplace products requested"),
    onPage: ({ added, changed, unchanged }) => onProgress?.(added + changed + unchanged),
  });
}
