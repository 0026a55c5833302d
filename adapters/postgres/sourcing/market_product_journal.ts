import type { MarketProductJournal, MarketProductPage } from "../../../application/sourcing/ports/marketplace.ts";
import type { PullCounts } from "../../../application/sourcing/ports/orders.ts";
import type { MarketAccountId } from "../../../domain/sourcing/ids.ts";
import { mapPostgresErrors } from "../core/map_errors.ts";
import { inMarket, type MarketDb } from "./database.ts";
import { storeVersions } from "./store_versions.ts";

export class PostgresMarketProductJournal implements MarketProductJournal {
  readonly writes = "market";
  readonly #db: MarketDb;

  constructor(db: MarketDb) {
    this.#db = db;
  }

  position(accountId: MarketAccountId): Promise<string | null> {
    return mapPostgresErrors(async () => {
      const [row] = await this.#db`select products_cursor from market_accounts where id = ${accountId}`;
      return row?.products_cursor ?? null;
    });
  }

  restart(accountId: MarketAccountId): Promise<void> {
    return mapPostgresErrors(async () => {
      await this.#db`update market_accounts set products_cursor = null where id = ${accountId}`;
    });
  }

  store(accountId: MarketAccountId, { from, next, products }: MarketProductPage): Promise<PullCounts | "replaced"> {
    return inMarket(this.#db, async (scope) => {
      // The fence: no row when the page was read from elsewhere.
      const { count } = await scope`
        update market_accounts set products_cursor = ${next}
        where id = ${accountId} and products_cursor is not distinct from ${from}`;
      if (count !== 1) return "replaced";
      const { added, changed, unchanged } = await storeVersions(scope, "market_product_raw", accountId, products);
      return { added, changed, unchanged };
    });
  }
}
