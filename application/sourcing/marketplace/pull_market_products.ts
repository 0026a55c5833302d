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
import { FeedRefused, type MarketProducts, type Partners } from "../ports/partners.ts";

type PullMarketProductsDeps =
  & WritesOne<{ readonly productJournal: MarketProductJournal; readonly marketAccounts: Pick<MarketAccounts, "list"> }>
  & {
    readonly partners: Pick<Partners, "marketplaceProducts">;
    readonly digest: Digest;
    readonly log: RoundLog;
    readonly failures: FailureLog;
  };

export interface PulledProducts {
  readonly pages: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly unreadable: number;
}

const MAX_RESTARTS = 3;

/** What each marketplace has of the seller's products, kept raw. Throws `Outage`. */
export async function pullMarketProducts(
  deps: PullMarketProductsDeps,
  options: RoundOptions,
): Promise<{ readonly accounts: readonly AccountResult<PulledProducts>[] }> {
  const accounts = await eachMarketAccount(deps.marketAccounts, options, async (account) => {
    const products = deps.partners.marketplaceProducts(account);
    // A marketplace without a list of them has nothing to say.
    if (products === null) return NOTHING;
    const pulled = await pullAll(deps, products, { accountId: account.id, ...options });
    if (anyCounted(pulled)) {
      deps.log.info({ market: account.market, account: account.name, ...pulled }, "marketplace products pulled");
    }
    return pulled;
  });
  deps.failures.notifyOf("cannot pull marketplace products now", accounts);
  return { accounts };
}

const NOTHING: PulledProducts = { pages: 0, added: 0, changed: 0, unchanged: 0, unreadable: 0 };

/** Pages are stored with their position: a reading that was killed goes on. */
async function pullAll(
  { productJournal, digest, log }: PullMarketProductsDeps,
  { feed, kind, identify }: MarketProducts,
  { accountId, signal, onProgress }: RoundOptions & { readonly accountId: MarketAccountId },
): Promise<PulledProducts> {
  let cursor = await productJournal.position(accountId);
  let pulled = NOTHING;
  for (let restarts = 0; !signal.aborted;) {
    const request = { kind, cursor, updatedSince: null, etag: null };
    const answer = await feed.read(request, {
      signal,
      onAttempt: (attempt) =>
        Promise.resolve(log[attempt.error === null ? "debug" : "warn"](attempt, "marketplace products requested")),
    });
    if (answer.outcome === "not_modified") break;
    if (answer.outcome === "gone") {
      if (++restarts > MAX_RESTARTS) {
        throw new FeedRefused("Cannot pull products: the market forgets its cursors again and again");
      }
      await productJournal.restart(accountId);
      cursor = null;
      continue;
    }
    if (answer.nextCursor !== null && answer.nextCursor === cursor) {
      throw new FeedRefused(`Cannot pull products: the page after ${cursor} is that page itself`);
    }
    const products = answer.records.flatMap((payload) => {
      const identity = identify(payload);
      return identity ? [{ ...identity, payload, hash: digest(canonicalJson(payload)) }] : [];
    });
    const stored = await productJournal.store(accountId, { from: cursor, next: answer.nextCursor, products });
    // Another process reads the same account, and is ahead.
    if (stored === "replaced") break;
    pulled = {
      pages: pulled.pages + 1,
      added: pulled.added + stored.added,
      changed: pulled.changed + stored.changed,
      unchanged: pulled.unchanged + stored.unchanged,
      unreadable: pulled.unreadable + answer.records.length - products.length,
    };
    onProgress?.(pulled.added + pulled.changed + pulled.unchanged);
    cursor = answer.nextCursor;
    if (cursor === null) break;
  }
  return pulled;
}
