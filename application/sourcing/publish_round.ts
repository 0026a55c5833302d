import type { Digest } from "../../domain/shared/digest.ts";
import { followProducts } from "./follow_products.ts";
import {
  type AccountResult,
  anyCounted,
  eachMarketAccount,
  type FailureLog,
  type RoundLog,
  type RoundOptions,
} from "./marketplace_rounds.ts";
import { PRODUCT_CHANGED } from "./messages.ts";
import type { ListingBook, MarketAccounts } from "./ports/marketplace.ts";
import type { CrossDatabaseOutbox } from "./ports/outbox.ts";
import type { Partners } from "./ports/partners.ts";
import type { Products } from "./ports/products.ts";
import { type Published, publishListings } from "./publish_listings.ts";
import { relayAcross, type RelayCounts } from "./relay_across.ts";

interface PublishRoundDeps {
  readonly dropshipOutbox: CrossDatabaseOutbox<"dropship">;
  readonly marketAccounts: Pick<MarketAccounts, "list">;
  readonly listings: ListingBook;
  readonly products: Pick<Products, "findAll">;
  readonly partners: Pick<Partners, "marketplaceClient">;
  readonly digest: Digest;
  readonly clock: () => Date;
  readonly log: RoundLog;
  readonly failures: FailureLog;
}

interface PublishReport {
  readonly followed: RelayCounts;
  readonly accounts: readonly AccountResult<Published>[];
}

/** Throws `Outage`. */
export async function publishRound(deps: PublishRoundDeps, options: RoundOptions): Promise<PublishReport> {
  const { dropshipOutbox, marketAccounts, listings, products, partners, digest, clock, log, failures } = deps;
  const { signal, onProgress } = options;
  const followed = await relayAcross({
    outbox: dropshipOutbox,
    deliveries: { [PRODUCT_CHANGED]: followProducts({ products, listings, digest }) },
  }, { destination: "market", signal });
  const accounts = await eachMarketAccount(marketAccounts, options, async (account) => {
    const published = await publishListings(
      { listings, products, client: partners.marketplaceClient(account), digest, clock },
      { account, signal, ...(onProgress ? { onProgress } : {}) },
    );
    // What is pending is so in every round, and shown with the listing.
    const { pending: _, ...done } = published;
    if (anyCounted(done)) {
      log.info({ market: account.market, account: account.name, ...published }, "listings published");
    }
    return published;
  });
  failures.notifyOf("cannot publish listings now", accounts);
  return { followed, accounts };
}
